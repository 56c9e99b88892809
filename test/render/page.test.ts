import { describe, expect, test } from "vitest";
import { reportSchema } from "../../src/model/report.ts";
import type { Style } from "../../src/render/style.ts";
import { renderText } from "../../src/render/text/text.ts";
import { displayWidth } from "../../src/render/text/width.ts";
import { emptyReport, HOSTILE, hostileReport, report, undecidedReport } from "./reportFixture.ts";

const style = (width: number, some: Partial<Style> = {}): Style => ({ width, color: false, verbose: false, ...some });
const ESCAPE = "\u001b";
const withoutColor = (text: string): string => text.replaceAll(new RegExp(`${ESCAPE}\\[\\d+m`, "g"), "");

const REPORTS = [
  ["a small report", report()],
  ["nothing canceled", emptyReport()],
  ["nothing decided", undecidedReport()],
  ...Object.entries(HOSTILE).map(([what, text]) => [`a report full of ${what}`, hostileReport(text)] as const),
] as const;

describe.each(REPORTS)("%s", (_, document) => {
  test("is a report", () => expect(() => reportSchema.parse(document)).not.toThrow());

  test.each([60, 80, 100, 140])("fits %i columns", (width) => {
    for (const color of [false, true])
      for (const verbose of [false, true])
        for (const line of renderText(document, style(width, { color, verbose })).split("\n"))
          expect(displayWidth(line), line).toBeLessThanOrEqual(width);
  });

  test("ends with one newline and leaves no space at the end of a line", () => {
    const text = renderText(document, style(80));
    expect(text).toMatch(/[^\n]\n$/);
    expect(text).not.toMatch(/ \n/);
  });

  test("holds no character that acts or hides when plain", () => {
    const acting = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0]/u;
    for (const verbose of [false, true])
      expect(renderText(document, style(80, { verbose })).replaceAll("\n", "")).not.toMatch(acting);
  });

  test("color adds escapes of color and nothing else", () => {
    for (const width of [60, 80, 140]) {
      const colored = renderText(document, style(width, { color: true }));
      expect(colored).toContain(ESCAPE);
      expect(withoutColor(colored)).toBe(renderText(document, style(width)));
    }
  });

  test("is the same every time, and leaves the document alone", () => {
    const before = structuredClone(document);
    expect(renderText(document, style(80))).toBe(renderText(document, style(80)));
    expect(document).toEqual(before);
  });
});

describe("hostile values", () => {
  const shown = (key: string): string => renderText(hostileReport(key), style(140));
  test.each([
    ["an escape", "\u001b[31mred", "␛[31mred"],
    ["a line break", "a\nb", "a␊b"],
    ["a deletion", "a\u007fb", "a␡b"],
    ["a control of the upper half", "a\u009b31m", "a\\u{9b}31m"],
    ["a right-to-left override", "a\u202eb", "a\\u{202e}b"],
    ["an isolate", "a\u2066b", "a\\u{2066}b"],
    ["a direction mark", "a\u200fb", "a\\u{200f}b"],
  ])("%s is shown", (_, key, visible) => {
    expect(shown(key)).toContain(visible);
  });
  test("a value too long for its column ends with an ellipsis", () => {
    expect(renderText(hostileReport("word".repeat(100)), style(80))).toMatch(/(word)+w?o?r?…/);
  });
});

test.each([60, 80, 100, 140])("a report of our own words has no line longer than %i characters", (width) => {
  for (const line of renderText(report(), style(width)).split("\n"))
    expect([...line].length).toBeLessThanOrEqual(width);
});

test("the small report at 80 columns", async () => {
  await expect(renderText(report(), style(80))).toMatchFileSnapshot("golden/small-80.txt");
});
