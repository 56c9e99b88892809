import type { Cell } from "../rows.ts";
import { NOTHING, shownCell, standsRight } from "../tables/shown.ts";
import type { DataTable, TableColumn } from "../tables/table.ts";
import { UNKNOWN } from "../text/groups.ts";
import { counted } from "../text/numbers.ts";
import { clip } from "../text/width.ts";
import { type Child, el, type Markup } from "./markup.ts";

/** Rows and columns beyond which a table is not printed on paper; of more columns, a screen shows them closer together. */
const PAPER = { rows: 30, columns: 8 } as const;
const LONGEST_TEXT = 300;

const SHARE_DIGITS = 6;
/** Kinds of which less is shown than there is. */
const CLIPPED: ReadonlySet<TableColumn["kind"]> = new Set(["share", "signed", "points", "ratio"]);

/** Letters up to which a text stays on one line, as "10 business days" does, and from which it needs room. */
const LINE = { one: 16, some: 40 } as const;
const proseClass = ({ length }: string): string | null =>
  length <= LINE.one ? "t" : length > LINE.some ? "sentence" : null;

/** A date in one piece, and a time of day after it that may go on the next line. */
const timeView = (shown: string): Child =>
  shown.split(" ").map((part, i) => [i > 0 && " ", el("span", { class: "t" }, part)]);

const cellView = (cell: Cell, { kind }: TableColumn, isFirst: boolean): Markup => {
  const shown = cell === null ? (isFirst ? UNKNOWN : NOTHING) : shownCell(kind, cell, LONGEST_TEXT);
  const attributes = {
    class: standsRight(kind) ? "n" : kind === "prose" ? proseClass(shown) : null,
    // What is sorted and saved where the text shown says less.
    "data-v": CLIPPED.has(kind) && typeof cell === "number" ? Number(cell.toFixed(SHARE_DIGITS)) : null,
  };
  const content = kind === "time" ? timeView(shown) : shown;
  return isFirst ? el("th", { scope: "row", ...attributes }, content) : el("td", attributes, content);
};

/** Writes a table that can be scrolled, and that the script makes sortable, copyable and savable as CSV. */
export const tableView = ({ name, title, columns, rows }: DataTable): Markup =>
  el(
    "div",
    { class: "scroll", role: "group", "aria-label": title, tabindex: 0 },
    el(
      "table",
      { class: columns.length > PAPER.columns ? "data close" : "data", "data-name": name },
      el("caption", {}, title),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          columns.map(({ head, kind }) =>
            el("th", { scope: "col", class: standsRight(kind) ? "n" : null }, clip(head, LONGEST_TEXT)),
          ),
        ),
      ),
      el(
        "tbody",
        {},
        rows.map((row) =>
          el(
            "tr",
            {},
            columns.map((column, i) => cellView(row[i] ?? null, column, i === 0)),
          ),
        ),
      ),
    ),
  );

const fitsPaper = ({ rows, columns }: DataTable): boolean =>
  rows.length <= PAPER.rows && columns.length <= PAPER.columns;

/** Writes the table behind a chart, folded away. */
export const figuresBehind = (table: DataTable): Markup =>
  el(
    "details",
    { class: fitsPaper(table) ? "figures" : "figures long" },
    el(
      "summary",
      {},
      `Figures: ${table.title} `,
      el("span", { class: "rows" }, `(${counted(table.rows.length, "row")})`),
    ),
    tableView(table),
  );
