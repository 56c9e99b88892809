import type { Cell } from "../rows.ts";
import type { ColumnKind, DataTable, TableColumn } from "../tables/table.ts";
import { UNKNOWN } from "../text/groups.ts";
import { counted, percentOf, whole } from "../text/numbers.ts";
import { clip } from "../text/width.ts";
import { el, type Markup } from "./markup.ts";

/** Rows and columns beyond which a table is not printed on paper. */
const PAPER = { rows: 60, columns: 8 } as const;
const LONGEST_TEXT = 300;
const NOTHING = "–";

/** How a reader sees a cell of each kind. */
const SHOWN: Readonly<Record<ColumnKind, (cell: string | number) => string>> = {
  text: (cell) => clip(String(cell), LONGEST_TEXT),
  count: (cell) => (typeof cell === "number" ? whole(cell) : cell),
  number: (cell) => (typeof cell === "number" ? whole(cell) : cell),
  share: (cell) => (typeof cell === "number" ? percentOf(cell) : cell),
};

const SHARE_DIGITS = 6;

const cellView = (cell: Cell, { kind }: TableColumn, isFirst: boolean): Markup => {
  const attributes = {
    class: kind === "text" ? null : "n",
    // What is sorted and saved where the text shown says less.
    "data-v": kind === "share" && typeof cell === "number" ? Number(cell.toFixed(SHARE_DIGITS)) : null,
  };
  const shown = cell === null ? (isFirst ? UNKNOWN : NOTHING) : SHOWN[kind](cell);
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
            el("th", { scope: "col", class: kind === "text" ? null : "n" }, clip(head, LONGEST_TEXT)),
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
