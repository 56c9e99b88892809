import type { Report, ReportFamily } from "../../../model/report.ts";
import { compareKeys } from "../../../model/utf8Order.ts";
import { monthOf } from "../../mondays.ts";
import { crosstabTable } from "../../tables/groups.ts";
import { LEAST, UNKNOWN } from "../../text/groups.ts";
import { whole } from "../../text/numbers.ts";
import { type HeatCell, type HeatColumn, type HeatRow, heatMap, heatScale } from "../charts/heat.ts";
import { figuresBehind } from "../dataTable.ts";
import { type Markup, together } from "../markup.ts";
import { label, lede, note, type Section } from "../section.ts";
import { comparedFamily } from "./places.ts";
import { briefDay, briefMonth, yearFrom } from "./weeks.ts";

type Crosstab = Report["crosstabs"][number];
type Key = string | null;

/** More weeks than this are drawn by month: a facility has too few appointments in a week to shade each. */
const MOST_WEEKS = 26;
/** Rows beyond which nobody reads on; the table behind the map has them all. */
const MOST_ROWS = 40;

/** Draws each table of two breakdowns as a heat map: facility by week, if nothing else was asked for. */
export const heatmap = (report: Report): Section | null => {
  const family = comparedFamily(report);
  if (family === null) return null;
  const drawn = report.crosstabs.flatMap((crosstab) => mapOf(crosstab, family) ?? []);
  return drawn.length === 0
    ? null
    : {
        id: "heat",
        title: drawn.map(({ title }) => title).join("; "),
        body: together(
          lede(
            `Each cell is the percentage of those rated that were missed or overdue under “${family.title}”, the worst ` +
              "rows first. The further right its shade stands on the scale, the worse.",
          ),
          heatScale(),
          drawn.map(({ map }) => map),
          note(`A dot: fewer than ${LEAST} rated. Empty: nobody rated. Shades are steps of 10 %.`),
        ),
      };
};

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

const cellOf = (cells: Crosstab["cells"], family: string): HeatCell => {
  let rated = 0;
  let met = 0;
  for (const { families } of cells) {
    rated += families[family]?.rate.denominator ?? 0;
    met += families[family]?.rate.numerator ?? 0;
  }
  return { late: rated - met, rated };
};

const groupedBy = (cells: Crosstab["cells"], side: "row" | "column"): ReadonlyMap<Key, Crosstab["cells"]> => {
  const groups = new Map<Key, Crosstab["cells"]>();
  for (const cell of cells) {
    const held = groups.get(cell[side]);
    if (held === undefined) groups.set(cell[side], [cell]);
    else held.push(cell);
  }
  return groups;
};

interface Drawn {
  readonly title: string;
  readonly map: Markup;
}

/** A crosstab of many weeks, its weeks added up to months; any other as it is. */
const readable = (crosstab: Crosstab): { readonly columns: string; readonly cells: Crosstab["cells"] } => {
  const { columns, cells } = crosstab;
  const weeks = new Set(cells.map(({ column }) => column));
  return columns !== "week" || weeks.size <= MOST_WEEKS
    ? { columns, cells }
    : { columns: "month", cells: cells.map((cell) => ({ ...cell, column: cell.column && monthOf(cell.column) })) };
};

const mapOf = (crosstab: Crosstab, { id, title }: ReportFamily): Drawn | null => {
  const { columns: by, cells } = readable(crosstab);
  const rated = cells.filter((cell) => cellOf([cell], id).rated > 0);
  const columns = [...groupedBy(rated, "column").keys()].sort(compareKeys);
  const rows = [...groupedBy(rated, "row")].map(([key, own]) => ({ key, own, all: cellOf(own, id) }));
  rows.sort((a, b) => b.all.late * a.all.rated - a.all.late * b.all.rated || compareKeys(a.key, b.key));
  const shown: readonly HeatRow[] = rows.slice(0, MOST_ROWS).map(({ key, own }) => {
    const byColumn = groupedBy(own, "column");
    return {
      name: key ?? UNKNOWN,
      cells: columns.map((column) => {
        const held = byColumn.get(column);
        return held === undefined ? null : cellOf(held, id);
      }),
    };
  });
  if (!shown.some((row) => row.cells.some((cell) => cell !== null && "rated" in cell && cell.rated >= LEAST)))
    return null;
  const caption = `Missed or overdue, % of rated: ${title}, ${label(crosstab.rows)} by ${label(by)}`;
  const remarks = [
    ...(by === crosstab.columns ? [] : [`Weeks are added up by the month of their Monday; the table has each.`]),
    ...(shown.length === rows.length
      ? []
      : [`The worst ${shown.length} of ${whole(rows.length)} are drawn; the table has all.`]),
  ];
  return {
    title: `${capital(label(crosstab.rows))} by ${label(by)}`,
    map: together(
      heatMap(crosstab.rows, columnNames(columns, by), shown, LEAST, caption),
      remarks.length > 0 && note(remarks.join(" ")),
      figuresBehind(crosstabTable(crosstab, id)),
    ),
  };
};

/** Names the columns; of times, the year where it changes. */
const columnNames = (keys: readonly Key[], by: string): readonly HeatColumn[] =>
  keys.map((key, i) => {
    if (key === null) return { name: UNKNOWN, under: "" };
    if (by !== "week" && by !== "month") return { name: key, under: "" };
    return { name: by === "week" ? briefDay(key) : briefMonth(key), under: yearFrom(key, keys[i - 1] ?? undefined) };
  });
