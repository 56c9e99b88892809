import { FIELD_NAMES } from "../../model/fields.ts";
import { COLUMN_KINDS, type InspectedColumn, type InspectedLayout } from "../../model/inspect.ts";
import { type Cell, counted, cut, flow, type Page, percent, section, table, whole } from "./page.ts";
import { visible } from "./visible.ts";

const nameOf = ({ header, place }: InspectedColumn): string => (header === "" ? `#${place} (no header)` : header);
const distinctText = ({ distinct, capped }: InspectedColumn): string => `${whole(distinct)}${capped ? "+" : ""}`;

const reasonText = ({ by, joined }: InspectedColumn, mapping: string): string =>
  `${by === "mapping" ? `mapping ${mapping}` : (by ?? "")}${joined ? ", joined" : ""}`;

const BECAUSE = { header: "its header", values: "its values", both: "header and values" } as const;

/** The columns that were mapped, in the order of the fields. */
const mappedTable = ({ columns, records, mapping }: InspectedLayout, page: Page): string => {
  const held = columns
    .filter(({ field }) => field !== null)
    .toSorted((a, b) => FIELD_NAMES.indexOf(a.field ?? "plan") - FIELD_NAMES.indexOf(b.field ?? "plan"));
  if (held.length === 0) return "  No column is known by its name.";
  const rows = held.map((column): Cell[] => [
    column.field ?? "",
    nameOf(column),
    { text: percent(column.filled, records), right: true },
    column.confidence ?? "",
    reasonText(column, mapping),
  ]);
  return table(page, ["field", "column", "filled", "sure", "known by"], rows, page.width < 100 ? 26 : 40);
};

const suggestedTable = ({ columns, records }: InspectedLayout, page: Page): string => {
  const rows = columns.flatMap((column): Cell[][] => {
    const { suggestion } = column;
    if (suggestion === null) return [];
    const joined = suggestion.columns.length > 1 ? `, with ${suggestion.columns.slice(1).join(", ")}` : "";
    return [
      [
        nameOf(column),
        { text: suggestion.field, look: page.ink.yellow },
        { text: percent(column.filled, records), right: true },
        column.kind,
        `${BECAUSE[suggestion.because]}${joined}`,
      ],
    ];
  });
  return rows.length === 0
    ? ""
    : table(page, ["column", "may be", "filled", "holds", "because of"], rows, page.width < 100 ? 26 : 40);
};

const isFree = ({ field, suggestion, ambiguous }: InspectedColumn): boolean =>
  field === null && suggestion === null && ambiguous === null;

/** Says of a column how many values it has, and how much of it is filled where that is not all. */
const fillText = (column: InspectedColumn, records: number): string => {
  if (column.filled === 0) return nameOf(column);
  const share = percent(column.filled, records);
  return `${nameOf(column)} (${share === "100 %" ? "" : `${share}, `}${distinctText(column)})`;
};

/** The columns that stay dimensions, by what they hold; told without any of their values. */
const unmappedTable = ({ columns, records }: InspectedLayout, page: Page): string => {
  const rows = COLUMN_KINDS.flatMap((kind): Cell[][] => {
    const held = columns.filter((column) => isFree(column) && column.kind === kind);
    const text = flow(held.map((column) => cut(visible(fillText(column, records)), LONGEST)));
    return held.length === 0 ? [] : [[{ text: kind, look: page.ink.dim }, text]];
  });
  return rows.length === 0 ? "" : table(page, ["holds", "columns, with their share filled and distinct values"], rows);
};

/** The longest name told of a column in passing. */
const LONGEST = 50;

/** Tells of every column: what it was read as and why, what it may be, or only what it holds. */
export const columnsText = (layout: InspectedLayout, page: Page): readonly string[] => {
  const free = layout.columns.filter(isFree);
  return [
    section(page, "Columns read", mappedTable(layout, page)),
    section(page, "Suggested by header or values, not applied", suggestedTable(layout, page)),
    section(
      page,
      `Not mapped: ${counted(free.length, "column")}, kept for --by and --where`,
      unmappedTable(layout, page),
    ),
  ];
};
