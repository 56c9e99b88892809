import type { Report, ReportFamily } from "../../../model/report.ts";
import { compareKeys } from "../../../model/utf8Order.ts";
import { crosstabTable } from "../../tables/groups.ts";
import { LEAST, UNKNOWN } from "../../text/groups.ts";
import { type HeatCell, type HeatRow, heatMap, heatScale } from "../charts/heat.ts";
import { figuresBehind } from "../dataTable.ts";
import { type Markup, together } from "../markup.ts";
import { label, lede, note, type Section } from "../section.ts";
import { comparedFamily } from "./places.ts";
import { briefDay } from "./weeks.ts";

type Crosstab = Report["crosstabs"][number];
type Key = string | null;

/** Draws each table of two breakdowns as a heat map: facility by week, if nothing else was asked for. */
export const heatmap = (report: Report): Section | null => {
  const family = comparedFamily(report);
  if (family === null) return null;
  const drawn = report.crosstabs.flatMap((crosstab) => mapOf(crosstab, family) ?? []);
  return drawn.length === 0
    ? null
    : {
        id: "heat",
        title: `${report.crosstabs.map(({ rows, columns }) => `${capital(label(rows))} by ${label(columns)}`).join("; ")}`,
        body: together(
          lede(
            `Each cell is the percentage of those rated that were missed or overdue under “${family.title}”, the worst ` +
              "rows first. Darker is worse.",
          ),
          heatScale(),
          drawn,
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

const mapOf = (crosstab: Crosstab, { id, title }: ReportFamily): Markup | null => {
  const rated = crosstab.cells.filter((cell) => cellOf([cell], id).rated > 0);
  const columns = [...groupedBy(rated, "column").keys()].sort(compareKeys);
  const rows = [...groupedBy(rated, "row")].map(([key, cells]) => ({ key, cells, all: cellOf(cells, id) }));
  rows.sort((a, b) => b.all.late * a.all.rated - a.all.late * b.all.rated || compareKeys(a.key, b.key));
  if (rows.every(({ all }) => all.rated < LEAST)) return null;
  const shown: readonly HeatRow[] = rows.map(({ key, cells }) => {
    const byColumn = groupedBy(cells, "column");
    return {
      name: key ?? UNKNOWN,
      cells: columns.map((column) => {
        const own = byColumn.get(column);
        return own === undefined ? null : cellOf(own, id);
      }),
    };
  });
  const names = columns.map((key) => (key === null ? UNKNOWN : crosstab.columns === "week" ? briefDay(key) : key));
  const caption = `Missed or overdue, % of rated: ${title}, ${label(crosstab.rows)} by ${label(crosstab.columns)}`;
  return together(heatMap(crosstab.rows, names, shown, LEAST, caption), figuresBehind(crosstabTable(crosstab, id)));
};
