import type { Dialect } from "../model/source.ts";
import { trimCell } from "./cell.ts";
import type { Cells } from "./parse.ts";
import type { SkipKind } from "./understand.ts";

/** How a line of sums, or the last words of a report, begin. */
const TOTAL =
  /^(?:(?:grand |sub)?totals?\b|(?:record|row|appointment)s?(?: count)?:|count\b|number of (?:rows|records|appointments)\b|\(?\d[\d,]* (?:rows?|records?)\b|end of (?:report|file|data)\b|report (?:generated|run|date)\b|printed (?:on|by)\b|page \d+\b)/i;

const sameCells = (cells: Cells, other: readonly string[]): boolean =>
  trimmed(cells).join("\u0000") === trimmed(other).join("\u0000");

/** Without the blank cells at the end, which one line has and another leaves out. */
const trimmed = (cells: readonly string[]): readonly string[] => {
  const texts = cells.map((cell, i) => trimCell(i === 0 ? cell.replace(/^\uFEFF/, "") : cell));
  return texts.slice(0, texts.findLastIndex((text) => text !== "") + 1);
};

/** Says that cells hold nothing, or repeat the header: such a line is no record, wherever it stands. */
export const noRecord = (cells: Cells, { headerRows }: Dialect): SkipKind | null => {
  if (cells.every((cell) => trimCell(cell) === "")) return "blank";
  // Database clients draw a line of dashes under the header.
  if (cells.every((cell) => /^-{2,}$/.test(trimCell(cell)))) return "title";
  return headerRows.some((row) => sameCells(cells, row)) ? "repeated-header" : null;
};

/** Says that a line which would be refused is none of a record: a total, or a title said again. */
export const noRecordAfterAll = (cells: Cells, raw: string, { titles }: Dialect): SkipKind | null => {
  if (titles.includes(raw)) return "title";
  const first = cells.map(trimCell).find((text) => text !== "");
  return first !== undefined && TOTAL.test(first) ? "total" : null;
};
