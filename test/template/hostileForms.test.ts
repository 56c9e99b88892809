import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { renderHtml } from "../../src/render/html/html.ts";
import { renderMarkdown } from "../../src/render/markdown/markdown.ts";
import { renderTables } from "../../src/render/tables/csv.ts";
import { renderText } from "../../src/render/text/text.ts";
import { HOSTILE_TEXTS } from "../render/hostileTexts.ts";
import { hostileReport } from "../render/reportFixture.ts";
import { claimsOf, markdownOf, pagesOf, textOf } from "./newForms.ts";

const PLAIN = { width: 80, color: false, verbose: true };
const ACTING = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const found = (text: string, pattern: RegExp): string | null => {
  const at = text.search(pattern);
  return at < 0 ? null : JSON.stringify(text.slice(Math.max(0, at - 60), at + 60));
};

describe.each(Object.entries(HOSTILE_TEXTS))(
  "%s in every text of a comparison, a document, and statements",
  (_, text) => {
    const document = { ...hostileReport(text), claims: claimsOf(text) };

    test("is shown to a terminal, not acted on", () => {
      for (const shown of [textOf(document, text), renderText(document, PLAIN)])
        expect(found(shown.replaceAll("\n", ""), ACTING)).toBeNull();
    });

    test("is text in a page, of a bounded length", () => {
      for (const page of [...Object.values(pagesOf(document, text)), renderHtml(document, PLAIN)]) {
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
      for (const markdown of [...Object.values(markdownOf(document, text)), renderMarkdown(document, PLAIN)]) {
        expect(found(markdown.replaceAll("\n", ""), ACTING)).toBeNull();
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
          expect(new Set(rows.map((row) => row.match(/<t[hd]\b/g)?.length)).size).toBe(1);
        }
        expect(page.match(/<h1>/g)).toHaveLength(1);
      }
    });

    test("is no formula in the table of statements", () => {
      const [file] = renderTables(document, { bom: false }).filter(({ name }) => name === "claims.csv");
      expect(file).toBeDefined();
      for (const cell of (file?.text ?? "").split(/[,\n]/)) expect(cell).not.toMatch(/^"?[=+@\t\r]/);
    });
  },
);
