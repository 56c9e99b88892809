import { describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { compareHtml, compareMarkdown, compareText } from "../../src/render/compare/forms.ts";
import { composeCompare } from "../../src/statistics/compare.ts";
import { counts, family, rateOf, report, rule } from "../render/reportFixture.ts";

const withLate = (late: number, rated: number): Report => {
  const verdicts = counts({ met: rated - late, missed: late });
  return report({
    families: [family({ counts: verdicts })],
    rules: [rule({ counts: verdicts, rate: rateOf(verdicts) })],
  });
};
const compared = composeCompare(
  { report: withLate(1_234, 4_000), path: "base.json", sha256: null },
  { report: withLate(2_500, 5_000), path: "now.json", sha256: null },
  { name: "cancellog", version: "1.2.3" },
);

describe("a comparison in a terminal", () => {
  test.each([80, 120])("has both counts beside every share, and the ratio, in %i columns", (width) => {
    const text = compareText(compared, { width, color: false, verbose: false });
    const lines = text.replaceAll("\u00a0", " ").split("\n");
    const at = lines.findIndex((line) => line.trimStart().startsWith("ca.reschedule.mh-10bd"));
    expect(lines[at]?.trim().split(/\s{2,}/)).toEqual(["ca.reschedule.mh-10bd", "30.9 %", "1,234 of 4,000"]);
    expect(lines[at + 1]?.trim().split(/\s{2,}/)).toEqual(["50.0 %", "2,500 of 5,000", "+19.2 pp", "×1.62"]);
    // Canceled of all appointments, and what became of them.
    expect(lines.join(" ").replace(/\s+/g, " ")).toMatch(/Canceled, of all appointments: [\d.]+ % \(\d+ of \d+\)/);
  });
});

test.each([
  ["Markdown", compareMarkdown],
  ["HTML", compareHtml],
])("a comparison as %s has them too", (_, render) => {
  const text = render(compared, { width: 80, color: false, verbose: false }).replaceAll("\u00a0", " ");
  for (const figure of ["1,234", "4,000", "2,500", "5,000", "+19.2 pp", "×1.62"]) expect(text).toContain(figure);
});
