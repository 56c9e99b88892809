import type { Gate } from "../model/gate.ts";
import type { Report } from "../model/report.ts";

/** Writes a value so that equal ones read alike, whatever the order of their keys. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, held: unknown) =>
    held !== null && typeof held === "object" && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
      : held,
  );

/** Gives what must be the same of the packs for their figures to mean the same. */
export const packsOf = ({ packs }: Report): unknown =>
  packs.map(({ id, version, sha256, calendar, timezone }) => ({
    id,
    version,
    sha256,
    calendar: calendar.sha256,
    timezone,
  }));

/** What two reports must have in common for their figures to be held against each other. */
const COMMON: readonly { readonly what: string; readonly of: (report: Report) => unknown }[] = [
  { what: "the rule packs, their calendars and time zone", of: packsOf },
  { what: "the scope (--from, --to, --where)", of: ({ scope }) => scope },
  { what: "the options that change figures", of: ({ options }) => options },
  { what: "whether the data are synthetic", of: ({ synthetic }) => synthetic },
];

/** Says in what a saved report differs from a run that it cannot be held against; null where it can. */
export const incomparable = (report: Report, baseline: Report, gates: readonly Gate[]): string | null => {
  const differing = COMMON.find(({ of }) => canonical(of(report)) !== canonical(of(baseline)));
  if (differing !== undefined) return differing.what;
  const lacking = gates.find(({ by }) => by !== null && !baseline.breakdowns.some((one) => one.by === by));
  return lacking === undefined ? null : `the breakdown by ${lacking.by}, which the saved report has not`;
};
