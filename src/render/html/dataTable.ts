import type { Cell } from "../rows.ts";
import { NOTHING, shownCell, standsRight } from "../tables/shown.ts";
import type { DataTable, TableColumn } from "../tables/table.ts";
import { UNKNOWN } from "../text/groups.ts";
import { counted } from "../text/numbers.ts";
import { clip } from "../text/width.ts";
import { el, type Markup } from "./markup.ts";

/** Rows and columns beyond which a table is not printed on paper. */
const PAPER = { rows: 60, columns: 8 } as const;
const LONGEST_TEXT = 300;

const SHARE_DIGITS = 6;
/** Kinds of which less is shown than there is. */
const CLIPPED: ReadonlySet<TableColumn["kind"]> = new Set(["share", "signed", "points", "ratio"]);

const cellView = (cell: Cell, { kind }: TableColumn, isFirst: boolean): Markup => {
  const attributes = {
    class: standsRight(kind) ? "n" : null,
    // What is sorted and saved where the text shown says less.
    "data-v": CLIPPED.has(kind) && typeof cell === "number" ? Number(cell.toFixed(SHARE_DIGITS)) : null,
  };
  const shown = cell === null ? (isFirst ? UNKNOWN : NOTHING) : shownCell(kind, cell, LONGEST_TEXT);
  return isFirst ? el("th", { scope: "row", ...attributes }, shown) : el("td", attributes, shown);
};

/** Writes a table that can be scrolled, and that the script makes sortable, copyable and savable as CSV. */
export const tableView = ({ name, title, columns, rows }: DataTable): Markup =>
  el(
    "div",
    { class: "scroll", role: "group", "aria-label": title, tabindex: 0 },
    el(
      "table",
      { class: "data", "data-name": name },
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
