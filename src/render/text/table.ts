import Table from "cli-table3";
import { type Block, MARGIN, type Page } from "./page.ts";
import { displayWidth } from "./width.ts";

type Rows = readonly (readonly string[])[];

export interface Column {
  /** Lines of the head, broken at "\n". */
  readonly head: string;
  readonly align: "left" | "right";
}

const GAP = "  ";
const NONE = "";
/** No frame: white space keeps columns apart, and one thin line the head from the rows. */
const CHARS = {
  top: NONE,
  "top-mid": NONE,
  "top-left": NONE,
  "top-right": NONE,
  bottom: NONE,
  "bottom-mid": NONE,
  "bottom-left": NONE,
  "bottom-right": NONE,
  left: NONE,
  "left-mid": NONE,
  right: NONE,
  "right-mid": NONE,
  mid: NONE,
  "mid-mid": NONE,
  middle: GAP,
} as const;
const RULED = { ...CHARS, mid: "─", "mid-mid": "──" } as const;
/** cli-table3 colors heads and borders unless told not to, even into a pipe. */
const STYLE = { head: [], border: [], compact: true, "padding-left": 0, "padding-right": 0 };

/** Rows that cli-table3 is given at once: its time grows with the square of them. */
const AT_ONCE = 200;

/** Lays out rows under one another, without a head. */
export const layRows = (rows: Rows, aligns: readonly Column["align"][]): Block => {
  const colWidths = aligns.map((_, i) => widthOfColumn(i, rows));
  const lines: string[] = [];
  for (let i = 0; i < rows.length; i += AT_ONCE) {
    const table = new Table({ chars: CHARS, style: STYLE, colAligns: [...aligns], colWidths });
    lines.push(...draw(table, rows.slice(i, i + AT_ONCE)));
  }
  return lines;
};

/** Returns the columns that rows take without the gaps between. */
export const widthOfRows = (rows: Rows): number =>
  (rows[0] ?? []).reduce((sum, _, i) => sum + widthOfColumn(i, rows), 0);

const widthOfColumn = (i: number, rows: Rows): number =>
  rows.reduce((most, row) => Math.max(most, ...(row[i] ?? "").split("\n").map(displayWidth)), 0);

const draw = (table: Table.Table, rows: Rows): Block => {
  for (const row of rows) table.push([...row]);
  return table
    .toString()
    .split("\n")
    .map((line) => `${MARGIN}${line}`.trimEnd());
};

/**
 * Deals columns out into as many tables as the page's width asks for, the first column standing before each: nothing
 * is left out of a narrow page, it only continues below.
 */
const deal = (widths: readonly number[], room: number): number[][] => {
  const first = widths[0] ?? 0;
  const tables: number[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (let i = 1; i < widths.length; i++) {
    const wide = GAP.length + (widths[i] ?? 0);
    if (used + wide > room) {
      tables.push([0]);
      used = first;
    }
    tables.at(-1)?.push(i);
    used += wide;
  }
  return tables;
};

/** Lays out a table with a head, cells of several lines broken at "\n" as in the head; one block for each part that fits beside its first column. */
export const layTable = (page: Page, columns: readonly Column[], rows: Rows): readonly Block[] => {
  const widths = columns.map(({ head }, i) => Math.max(widthOfColumn(i, rows), ...head.split("\n").map(displayWidth)));
  return deal(widths, page.width - MARGIN.length).map((part) => {
    const shown = part.flatMap((i) => columns[i] ?? []);
    const table = new Table({
      head: shown.map(({ head }) => head),
      chars: RULED,
      style: STYLE,
      colAligns: shown.map(({ align }) => align),
    });
    return draw(
      table,
      rows.map((row) => part.map((i) => row[i] ?? "")),
    );
  });
};
