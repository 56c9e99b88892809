import { Chalk, type ChalkInstance } from "chalk";
import Table from "cli-table3";
import type { Style } from "../style.ts";
import { visible } from "./visible.ts";

/** What the sections are written with: the colors, and the columns there are. */
export interface Page {
  readonly ink: ChalkInstance;
  readonly width: number;
}

/** Makes the page of a style. */
export const pageOf = ({ color, width }: Style): Page => ({ ink: new Chalk({ level: color ? 1 : 0 }), width });

/** Writes a whole number with commas. */
export const whole = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

/** Writes a count and what is counted: `1 record`, `2 records`. */
export const counted = (n: number, one: string, many = `${one}s`): string => `${whole(n)} ${n === 1 ? one : many}`;

/** Writes a share in whole percent; what is not quite all or none never looks it. */
export const percent = (part: number, of: number): string => {
  if (of === 0) return "-";
  const share = Math.round((100 * part) / of);
  if (share === 100 && part < of) return "99 %";
  return share === 0 && part > 0 ? "<1 %" : `${share} %`;
};

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Columns that a text takes on a screen. */
const columnsOf = (text: string): number => {
  let columns = 0;
  for (const character of text) columns += /\p{M}/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return columns;
};

/** Cuts a text to some columns, with an ellipsis for what is left out. */
export const cut = (text: string, columns: number): string => {
  if (columnsOf(text) <= columns) return text;
  let kept = "";
  for (const character of text) {
    if (columnsOf(kept + character) >= columns) break;
    kept += character;
  }
  return `${kept}…`;
};

const INDENT = 2;
const GAP = 2;
/** What the last column keeps, if it needs as much, before the widest of the others gives way. */
const LEAST_LAST = 14;

/** Breaks a text into lines of some columns, between words. */
export const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && columnsOf(line) + 1 + columnsOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
};

const UNBROKEN = "\u00a0";

/** Joins entries so that a line breaks between them and not within one; {@link table} gives them their spaces back. */
export const flow = (entries: readonly string[]): string =>
  entries.map((entry) => entry.replaceAll(" ", UNBROKEN)).join(`${UNBROKEN}· `);

/** Writes a paragraph behind a mark, the lines after the first under the text. */
export const item = (mark: string, text: string, width: number): string => {
  const inside = " ".repeat(columnsOf(mark) + 1);
  return wrapped(text, width - inside.length)
    .map((line, i) => (i === 0 ? `${mark} ${line}` : `${inside}${line}`))
    .join("\n");
};

/** One cell: its text, plain, and how it is to look. */
export interface TableCell {
  readonly text: string;
  readonly look?: ((text: string) => string) | undefined;
  readonly right?: boolean;
}
export type Cell = string | TableCell;

const asCell = (cell: Cell): TableCell => (typeof cell === "string" ? { text: cell } : cell);

const NO_LINES = Object.fromEntries(
  ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"]
    .concat(["left", "left-mid", "mid", "mid-mid", "right", "right-mid", "middle"])
    .map((name) => [name, ""]),
);

/**
 * Writes rows under a quiet head, without lines. Columns are as wide as their longest cell, but for the last one no
 * wider than `most`; the last one takes what the page leaves it. Words wrap; a word that is too long is cut.
 */
export const table = (page: Page, head: readonly string[], rows: readonly (readonly Cell[])[], most = 34): string => {
  const cells = rows.map((row) => row.map(asCell).map((cell) => ({ ...cell, text: visible(cell.text) })));
  const natural = head.map((title, i) =>
    Math.max(columnsOf(title), ...cells.map((row) => columnsOf(row[i]?.text ?? ""))),
  );
  const last = head.length - 1;
  const widths = natural.map((width, i) => (i === last ? width : Math.min(width, most)));
  const before = (): number => widths.slice(0, last).reduce((sum, width) => sum + width + GAP, INDENT);
  const least = Math.min(LEAST_LAST, widths[last] ?? 0);
  while (page.width - before() < least) {
    const widest = widths.indexOf(Math.max(...widths.slice(0, last)));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  widths[last] = Math.min(widths[last] ?? 0, page.width - before());
  const drawn = new Table({
    chars: NO_LINES,
    style: { head: [], border: [], "padding-left": 0, "padding-right": GAP, compact: true },
    colWidths: widths.map((width) => width + GAP),
    wordWrap: false,
  });
  if (head.some((title) => title !== "")) drawn.push(head.map((title) => ({ content: page.ink.dim(title) })));
  for (const row of cells)
    drawn.push(
      row.map(({ text, look = (plain) => plain, right }, i) => ({
        content: wrapped(text, widths[i] ?? 0)
          .map((line) => look(cut(line, widths[i] ?? 0).replaceAll(UNBROKEN, " ")))
          .join("\n"),
        hAlign: right === true ? ("right" as const) : ("left" as const),
      })),
    );
  return drawn
    .toString()
    .split("\n")
    .map((line) => `${" ".repeat(INDENT)}${line}`.trimEnd())
    .join("\n");
};

/** Writes a section: its heading, then what it holds; nothing where it holds nothing. */
export const section = ({ ink }: Page, heading: string, ...parts: readonly string[]): string => {
  const held = parts.filter((part) => part !== "");
  return held.length === 0 ? "" : [ink.bold(heading), ...held].join("\n");
};
