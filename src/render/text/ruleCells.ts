import type { ReportRule } from "../../model/report.ts";
import type { LimitUnit } from "../../model/rule.ts";
import { counted, percent, whole } from "./numbers.ts";
import type { Column } from "./table.ts";
import { clip } from "./width.ts";

/** How a rule's row is written. */
export interface RowStyle {
  /** Under its family's own line: ".urgent-48h" stands for the family's id and that. */
  readonly grouped: boolean;
  /** "10 business days" rather than "10 bd". */
  readonly long: boolean;
}

interface RuleColumn extends Column {
  readonly cell: (rule: ReportRule, style: RowStyle) => string;
  /** Left out where it would tell nothing of any of these rules. */
  readonly isIdle?: (rules: readonly ReportRule[]) => boolean;
}

/** Counts the met while time was left: they enter the rate when their limit passes. */
export const unratedOf = ({ counts, rate }: ReportRule): number => counts.met - rate.numerator;

/** Lists what the limits of some rules rest on, each basis once. */
export const basesOf = (rules: readonly ReportRule[]): readonly string[] => [
  ...new Set(rules.map(({ basis }) => basis)),
];

export const RULE_COLUMNS: readonly RuleColumn[] = [
  { head: "Rule", align: "left", cell: (rule, { grouped }) => (grouped ? nameInFamily(rule) : nameOf(rule.id)) },
  { head: "Limit", align: "right", cell: (rule, { long }) => limitText(rule, long) },
  {
    head: "Met of\nrated",
    align: "right",
    cell: ({ rate }) => `${whole(rate.numerator)}/${whole(rate.denominator)}`,
  },
  { head: "Rate", align: "right", cell: ({ rate }) => percent(rate.numerator, rate.denominator) },
  { head: "Missed", align: "right", cell: ({ counts }) => whole(counts.missed) },
  { head: "Overdue", align: "right", cell: ({ counts }) => whole(counts.overdue) },
  {
    head: "Met, not\nyet rated",
    align: "right",
    cell: (rule) => whole(unratedOf(rule)),
    isIdle: (rules) => rules.every((rule) => unratedOf(rule) === 0),
  },
  { head: "Pending", align: "right", cell: ({ counts }) => whole(counts.pending) },
  { head: "Exempt", align: "right", cell: ({ counts }) => whole(counts.exempt) },
  { head: "Undeter-\nmined", align: "right", cell: ({ counts }) => whole(counts.undetermined) },
  { head: "Median\nwait", align: "right", cell: (rule) => waitText(rule, "median") },
  { head: "90 % had\ncare in", align: "right", cell: (rule) => waitText(rule, "p90") },
  // A basis that all share is said once, below the table.
  { head: "Basis", align: "left", cell: ({ basis }) => basis, isIdle: (rules) => basesOf(rules).length === 1 },
  { head: "Grade", align: "left", cell: ({ citation }) => citation.grade },
];

const NAME_WIDTH = 30;

/** Cuts an id to the width of its column. */
export const nameOf = (id: string): string => clip(id, NAME_WIDTH);

const nameInFamily = ({ id, family }: ReportRule): string =>
  clip(`  ${id.startsWith(`${family}.`) ? id.slice(family.length) : id}`, NAME_WIDTH);

const UNITS: Readonly<Record<LimitUnit, readonly [short: string, one: string]>> = {
  bd: ["bd", "business day"],
  d: ["d", "calendar day"],
  h: ["h", "hour"],
};

const NOTHING = "–";

/** Writes a limit: "10 business days", or "10 bd". */
export const limitText = ({ within }: Pick<ReportRule, "within">, long: boolean): string => {
  if (within === null) return NOTHING;
  const [short, one] = UNITS[within.unit];
  return long ? counted(within.n, one) : `${whole(within.n)} ${short}`;
};

export const NOT_REACHED = "not reached";

/** Writes a wait in the unit of its limit; hour clocks are kept in seconds, and shown to a tenth of an hour. */
export const waitText = ({ wait }: ReportRule, which: "median" | "p90"): string => {
  // Without a longest wait there was nobody to wait.
  if (wait === null || wait.max === null) return NOTHING;
  const elapsed = wait[which];
  if (elapsed === null) return NOT_REACHED;
  if (wait.unit !== "s") return `${whole(elapsed)} ${wait.unit}`;
  const tenths = Math.round(elapsed / 360);
  return `${whole(Math.floor(tenths / 10))}${tenths % 10 === 0 ? "" : `.${tenths % 10}`} h`;
};
