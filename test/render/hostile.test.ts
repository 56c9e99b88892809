import { parse } from "csv-parse/sync";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { renderHtml } from "../../src/render/html/html.ts";
import { renderJson } from "../../src/render/json.ts";
import { renderMarkdown } from "../../src/render/markdown/markdown.ts";
import { FILE_FORMATS, FOLDER_FORMATS, folderRendererOf, rendererOf } from "../../src/render/renderer.ts";
import { renderTables } from "../../src/render/tables/csv.ts";
import { renderText } from "../../src/render/text/text.ts";
import { fullReport } from "./fullReport.ts";
import { HOSTILE_TEXTS } from "./hostileTexts.ts";
import { hostileReport, report } from "./reportFixture.ts";

const PLAIN = { width: 80, color: false, verbose: true };
/** What acts on a terminal, hides, or turns the reading direction. */
const ACTING = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** What was found with some text around it; all of a report would be too much to read where a test fails. */
const found = (text: string, pattern: RegExp): string | null => {
  const at = text.search(pattern);
  return at < 0 ? null : JSON.stringify(text.slice(Math.max(0, at - 60), at + 60));
};

/** Every text of a document that may come from outside, taken by the hostile one; what has a closed list stays. */
const everywhere = (document: Report, text: string): Report => {
  const closed = new Set(["schema", "name", "basis", "grade", "unit", "source", "code", "asOfFrom", "sha256", "mode"]);
  const dates = new Set(["asOf", "from", "to", "latest"]);
  const taken = (value: unknown, key: string): unknown => {
    if (typeof value === "string") return closed.has(key) || dates.has(key) ? value : text;
    if (Array.isArray(value)) return value.map((one) => taken(one, key));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, taken(held, name)]));
  };
  // Ids join families, rules and curves: taken away, little of the report would be left to look at.
  const joined = taken(document, "") as Report;
  return {
    ...joined,
    families: joined.families.map((one, i) => ({ ...one, id: document.families[i]!.id })),
    rules: joined.rules.map((one, i) => ({ ...one, id: document.rules[i]!.id, family: document.rules[i]!.family })),
    curves: document.curves,
    undecided: joined.undecided.map((one, i) => ({ ...one, family: document.undecided[i]!.family })),
  };
};

const documents = (text: string): readonly Report[] => [hostileReport(text), everywhere(fullReport(), text)];
const rendered = <T>(text: string, render: (document: Report) => T): readonly T[] => documents(text).map(render);

describe.each(Object.entries(HOSTILE_TEXTS))("%s in every text of a report", (_, text) => {
  test("is shown to a terminal, not acted on", () => {
    for (const shown of rendered(text, (document) => renderText(document, PLAIN)))
      expect(found(shown.replaceAll("\n", ""), ACTING)).toBeNull();
  });

  test("comes back from JSON as it was", () => {
    for (const document of documents(text)) {
      const json = renderJson(document, PLAIN);
      expect(JSON.parse(json)).toEqual(document);
      expect(found(json.replaceAll("\n", ""), ACTING)).toBeNull();
    }
  });

  test("is text in a page, of a bounded length", () => {
    for (const page of rendered(text, (document) => renderHtml(document, PLAIN))) {
      expect(page.match(/<script/gi)).toHaveLength(1);
      expect(page.match(/<style/gi)).toHaveLength(1);
      expect(found(page, /<(img|iframe|object|embed|link|base|form)\b/i)).toBeNull();
      expect(found(page, /<\w+(\s[\w:-]+(="[^"]*")?)*\s(on\w+|style)=/i)).toBeNull();
      expect(found(page, /href="(?!#|https?:)/i)).toBeNull();
      const ours = /<(script|style)>.*?<\/\1>/gs;
      expect(found(page.replace(ours, "").replaceAll("\n", ""), ACTING)).toBeNull();
      expect(page.length).toBeLessThan(600_000);
    }
  });

  test("is text in Markdown", () => {
    for (const markdown of rendered(text, (document) => renderMarkdown(document, PLAIN))) {
      expect(found(markdown.replaceAll("\n", ""), ACTING)).toBeNull();
      // GitHub's own reading, but with raw HTML let through: there must be none to filter.
      const page = micromark(markdown, {
        allowDangerousHtml: true,
        allowDangerousProtocol: true,
        extensions: [gfm()],
        htmlExtensions: [gfmHtml()],
      }).replaceAll("<!-- -->", "");
      expect(found(page, /<(script|img|iframe|style|input|b|!--)\b/i)).toBeNull();
      expect(found(page, /<(strong|em|del)>(bold|under)/)).toBeNull();
      for (const [, href] of page.matchAll(/href="([^"]*)"/g))
        expect(href).toMatch(/^(#|https:\/\/leginfo\.legislature\.ca\.gov\/)/);
      for (const held of page.split("<table>").slice(1)) {
        const rows = held.split("</table>")[0]!.split("<tr>").slice(1);
        const cells = rows.map((row) => row.match(/<t[hd]\b/g)?.length);
        expect(new Set(cells).size).toBe(1);
      }
      expect(page.match(/<h1>/g)).toHaveLength(1);
    }
  });

  test("is no formula in a table, and stays in its cell", () => {
    for (const files of rendered(text, (document) => renderTables(document, { bom: false })))
      for (const file of files) {
        expect(file.name).toMatch(/^[a-z0-9-]{1,160}\.csv$/);
        const rows = parse(file.text, { relax_column_count: false }) as readonly string[][];
        for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+@\t\r\n]|^-(?!\d)/);
        expect(found(file.text.replaceAll("\n", ""), ACTING)).toBeNull();
      }
  });
});

describe("every form of output", () => {
  test.each(FILE_FORMATS)("%s is the same every time, and leaves the document alone", async (format) => {
    const render = await rendererOf(format);
    const document = fullReport();
    const before = structuredClone(document);
    const first = render(document, PLAIN);
    expect(render(structuredClone(document), PLAIN)).toBe(first);
    expect(document).toEqual(before);
  });

  test.each(FOLDER_FORMATS)("%s is the same every time, and leaves the document alone", async (format) => {
    const render = await folderRendererOf(format);
    const document = fullReport();
    const before = structuredClone(document);
    expect(render(structuredClone(document), { bom: true })).toEqual(render(document, { bom: true }));
    expect(document).toEqual(before);
  });

  test.each([
    ["text", renderText, "120 appointments canceled"],
    ["markdown", renderMarkdown, "# 120 appointments canceled"],
    ["html", renderHtml, "<h1>"],
  ] as const)("%s says first that data are generated, and only then", (_, render, headline) => {
    const [first, other] = [true, false].map((synthetic) => render(report({ synthetic }), PLAIN));
    const at = first!.indexOf("SYNTHETIC DATA");
    expect(at).toBeGreaterThanOrEqual(0);
    expect(at).toBeLessThan(first!.indexOf(headline));
    expect(other).not.toContain("SYNTHETIC");
  });
});
