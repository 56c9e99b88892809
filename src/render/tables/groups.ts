import type { Report, ReportBreakdown } from "../../model/report.ts";
import { RESOLUTION_ORDER, RESOLUTION_WORDS } from "../text/resolutions.ts";
import { counts, type DataTable, fileName, shares, texts } from "./table.ts";
import { VERDICT_COLUMNS, verdictCells } from "./verdictColumns.ts";

/** Gives each group of a breakdown with what became of its cancellations; the unknown group has no name. */
export const groupsTable = ({ by, rows }: ReportBreakdown): DataTable => ({
  name: `by-${fileName(by)}`,
  title: `Cancellations by ${by}`,
  columns: [
    texts("group", by),
    counts("appointments", "Appointments"),
    counts("cancellations", "Cancellations"),
    counts("enrollees", "Enrollees"),
    ...RESOLUTION_ORDER.map((key) => counts(key.replaceAll("-", "_"), RESOLUTION_WORDS[key])),
  ],
  rows: rows.map((row) => [
    row.key,
    row.appointments,
    row.cancellations,
    row.enrollees,
    ...RESOLUTION_ORDER.map((key) => row.resolution[key]),
  ]),
});

/** Gives each group of a breakdown under each family. */
export const groupVerdictsTable = ({ by, rows }: ReportBreakdown): DataTable => ({
  name: `by-${fileName(by)}-verdicts`,
  title: `Verdicts by ${by} and family`,
  columns: [texts("group", by), texts("family", "Family"), ...VERDICT_COLUMNS],
  rows: rows.flatMap(({ key, families }) =>
    Object.entries(families).map(([id, one]) => [key, id, ...verdictCells(one.counts, one.rate)]),
  ),
});

/** Gives each group's share of missed and overdue under one family, for the table behind a chart of them. */
export const worstTable = ({ by, rows }: ReportBreakdown, family: Report["families"][number]): DataTable => ({
  name: `by-${fileName(by)}-${fileName(family.id)}`,
  title: `Missed or overdue by ${by}: ${family.title}`,
  columns: [
    texts("group", by),
    counts("cancellations", "Cancellations"),
    counts("enrollees", "Enrollees"),
    counts("missed_or_overdue", "Missed or overdue"),
    counts("rated", "Rated"),
    shares("share", "Share of rated"),
    counts("undetermined", "Undetermined"),
  ],
  rows: rows.map(({ key, cancellations, enrollees, families }) => {
    const one = families[family.id];
    const rated = one?.rate.denominator ?? 0;
    const late = rated - (one?.rate.numerator ?? 0);
    return [
      key,
      cancellations,
      enrollees,
      late,
      rated,
      rated === 0 ? null : late / rated,
      one?.counts.undetermined ?? null,
    ];
  }),
});

/** Gives each cell of a table of two breakdowns under each family, or under one of them. */
export const crosstabTable = ({ rows, columns, cells }: Report["crosstabs"][number], only?: string): DataTable => ({
  name: `${fileName(rows)}-by-${fileName(columns)}`,
  title: `Verdicts by ${rows}, ${columns}${only === undefined ? " and family" : ""}`,
  columns: [
    texts("row", rows),
    texts("column", columns),
    counts("cancellations", "Cancellations"),
    ...(only === undefined ? [texts("family", "Family")] : []),
    ...VERDICT_COLUMNS,
  ],
  rows: cells.flatMap(({ row, column, cancellations, families }) =>
    Object.entries(families)
      .filter(([id]) => only === undefined || id === only)
      .map(([id, one]) => [
        row,
        column,
        cancellations,
        ...(only === undefined ? [id] : []),
        ...verdictCells(one.counts, one.rate),
      ]),
  ),
});

/** Says of which unit a step of a waiting curve is, for the head of its column. */
export const ELAPSED_UNITS: Readonly<Record<Report["curves"][number]["unit"], string>> = {
  bd: "business days",
  d: "calendar days",
  s: "seconds",
};

/** Gives a waiting curve, a row a step: how many still waited, how many came to care, what share waited on. */
export const waitsTable = ({ rule, unit, steps }: Report["curves"][number]): DataTable => ({
  name: `waits-${fileName(rule)}`,
  title: `Waiting curve of ${rule}`,
  columns: [
    counts("elapsed", `Elapsed, ${ELAPSED_UNITS[unit]}`),
    counts("at_risk", "Still waiting before"),
    counts("events", "Came to care"),
    shares("waiting", "Share still waiting after"),
  ],
  rows: survivalOf(steps).map(({ elapsed, atRisk, events, waiting }) => [elapsed, atRisk, events, waiting]),
});

interface Survival {
  readonly elapsed: number;
  readonly atRisk: number;
  readonly events: number;
  /** The share still waiting after it (Kaplan–Meier). */
  readonly waiting: number;
}

/** Works the share still waiting out of a curve's steps. */
export const survivalOf = (steps: Report["curves"][number]["steps"]): readonly Survival[] => {
  let waiting = 1;
  return steps.map(([elapsed, atRisk, events]) => {
    waiting *= 1 - events / atRisk;
    return { elapsed, atRisk, events, waiting };
  });
};
