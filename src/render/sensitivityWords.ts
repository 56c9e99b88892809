import type { Report, ReportFamily } from "../model/report.ts";

type Sensitivity = NonNullable<Report["sensitivity"]>;
export type Reading = Sensitivity["readings"][number];

/** A report's readings, where there is more than one and some family has anything late. */
export interface Readings {
  readonly rows: readonly Reading[];
  readonly families: readonly ReportFamily[];
  readonly robust: readonly ReportFamily[];
  readonly inEvery: Sensitivity["inEvery"];
}

export const SENSITIVITY_TITLE = "How far the figures depend on how they are read";
export const IN_EVERY = "under every one of these";
export const ROBUST_MARK = "*";

/** Returns a family's missed and overdue under one reading. */
export const lateUnder = ({ families }: Reading, id: string): number => {
  const { missed = 0, overdue = 0 } = families[id] ?? {};
  return missed + overdue;
};

/** Returns what a report tells of other readings; null where that is nothing. */
export const readingsOf = ({ sensitivity: found, families }: Report): Readings | null => {
  if (found === null || found.readings.length < 2) return null;
  const shown = families.filter(({ id }) => found.readings.some((reading) => lateUnder(reading, id) > 0));
  if (shown.length === 0) return null;
  return {
    rows: found.readings,
    families: shown,
    robust: shown.filter(({ id }) => found.robust.includes(id)),
    inEvery: found.inEvery,
  };
};

/** Says which figures no reading moves. */
export const robustSentence = ({ robust }: Readings): string =>
  robust.length === 0
    ? "No figure stands in every row."
    : `${ROBUST_MARK} robust, made up of the same cancellations in every row: ${robust.map(({ title, id }) => `${title} (${id})`).join(", ")}.`;

/** Says how to read the table. */
export const READINGS_NOTE =
  `One thing is read otherwise in each row, and all else as in this report. "${IN_EVERY}" counts the cancellations ` +
  "that are missed or overdue in every row. What an assumption taken back leaves open is undetermined, not met.";
