import * as z from "zod";
import { LINK_MODES, LINKS, RESOLUTIONS } from "./cancellation.ts";
import { testedClaims } from "./claims.ts";
import { DATING_FIELDS } from "./fields.ts";
import { PROBLEM_CODES } from "./problem.ts";
import { continuity, count, groupKey, groups, notice, outOfNetwork, sensitivity } from "./reportSections.ts";
import { BASES, GRADES, LIMIT_UNITS } from "./rule.ts";
import { VERDICTS } from "./verdict.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const localTime = z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?$/);
const countsOf = <K extends string>(keys: readonly K[]) =>
  z.object(Object.fromEntries(keys.map((key) => [key, count])) as Record<K, typeof count>);

const verdictCounts = countsOf(VERDICTS);
const resolutionCounts = countsOf(RESOLUTIONS);
/** met / (met + missed + overdue) over cancellations whose limit has passed; `value` null when nothing has. */
const rate = z.object({ numerator: count, denominator: count, value: z.number().min(0).max(1).nullable() });
/** The rate if every undetermined case were missed, and if every one were met. */
const bounds = z.object({ low: z.number().min(0).max(1).nullable(), high: z.number().min(0).max(1).nullable() });
const groupFamilies = z.record(z.string(), z.object({ counts: verdictCounts, rate }));

/** A pack as documents name it, with the calendar that its business days are counted by. */
export const packEntry = z.object({
  id: z.string(),
  version: z.string(),
  sha256,
  /** Added within /1: the pack whose rules this one starts from; null where it stands by itself. */
  extends: z.object({ id: z.string(), version: z.string(), sha256 }).nullable().default(null),
  title: z.string(),
  /** What the pack's authors want said beside its figures. */
  notes: z.array(z.string()),
  calendar: z.object({ id: z.string(), sha256, title: z.string() }),
  timezone: z.string(),
});

/** An input as documents name it. */
export const inputEntry = z.object({
  path: z.string(),
  bytes: count,
  sha256,
  encoding: z.string(),
  delimiter: z.string(),
  mapping: z.object({ id: z.string(), sha256 }),
  records: count,
  latest: localTime.nullable(),
});

const family = z.object({
  id: z.string(),
  title: z.string(),
  asks: z.string(),
  rules: z.array(z.string()),
  counts: verdictCounts,
  enrollees: verdictCounts,
  ahead: count,
  otherCare: count.nullable(),
  rate,
  bounds,
});

const unit = z.enum(["bd", "d", "s"]);
const rule = z.object({
  id: z.string(),
  family: z.string(),
  title: z.string(),
  basis: z.enum(BASES),
  citation: z.object({
    law: z.string(),
    text: z.string(),
    url: z.string().nullable(),
    grade: z.enum(GRADES),
    /** What of it was read where, if that takes more than a grade. */
    confidence: z.string(),
  }),
  effective: z.object({ from: localDate.nullable(), to: localDate.nullable() }),
  /** Fields that the clock starts from, the earliest of them; null for requirements. */
  starts: z.array(z.string()).nullable(),
  orBy: z.string().nullable(),
  within: z.object({ n: count, unit: z.enum(LIMIT_UNITS) }).nullable(),
  counts: verdictCounts,
  rate,
  wait: z.object({ unit, median: count.nullable(), p90: count.nullable(), max: count.nullable() }).nullable(),
});

const breakdown = z.object({
  by: z.string(),
  rows: z.array(
    z.object({
      key: groupKey,
      appointments: count,
      cancellations: count,
      enrollees: count,
      resolution: resolutionCounts,
      families: groupFamilies,
    }),
  ),
});

const crosstab = z.object({
  rows: z.string(),
  columns: z.string(),
  cells: z.array(z.object({ row: groupKey, column: groupKey, cancellations: count, families: groupFamilies })),
});

/** How replacements were found, and the families' counts with the links that the log states and no others. */
const links = z.object({
  mode: z.enum(LINK_MODES),
  linkedBy: countsOf(LINKS),
  without: z.array(z.object({ id: z.string(), counts: verdictCounts, rate })).nullable(),
});

/** Of the cancellations without a replacement: whose enrollee kept a comparable appointment within the limit anyway. */
const seenFigures = { cancellations: count, enrollees: count };
const seenOtherwise = z.object({
  ...seenFigures,
  families: z.record(z.string(), z.object({ bound: count, ...seenFigures })),
});

/**
 * The one document every output is rendered from, `cancellog.report/1` (interface.md).
 * Additive within /1: keys are only ever added, consumers ignore those they do not know.
 * Sections that are `null` have not been computed by this run; an absent figure is never 0.
 */
export const reportSchema = z.object({
  schema: z.literal("cancellog.report/1"),
  tool: z.object({ name: z.literal("cancellog"), version: z.string() }),
  engine: z.object({ name: z.enum(["reference", "duckdb", "spark"]), version: z.string() }),
  synthetic: z.boolean(),
  packs: z.array(packEntry),
  asOf: localTime,
  asOfFrom: z.enum(["option", ...DATING_FIELDS]),
  scope: z.object({ from: localDate.nullable(), to: localDate.nullable(), where: z.array(z.string()) }),
  options: z.record(z.string(), z.unknown()),
  // Added within /1: a report saved before has none.
  config: z.object({ path: z.string(), sha256 }).nullable().default(null),
  inputs: z.array(inputEntry),
  reconciliation: z.object({
    read: count,
    accepted: count,
    rejected: count,
    duplicates: count,
    superseded: count,
    skipped: count,
    enteredInError: count,
    notYetKnown: count,
    outOfScope: count,
  }),
  headline: z.object({
    appointments: count,
    cancellations: count,
    enrollees: count,
    sessions: count.nullable(),
    canceledBy: countsOf(["plan", "enrollee", "other", "unknown"]),
    resolution: resolutionCounts,
  }),
  families: z.array(family),
  rules: z.array(rule),
  breakdowns: z.array(breakdown),
  curves: z.array(z.object({ rule: z.string(), unit, steps: z.array(z.tuple([count, count, count])) })),
  crosstabs: z.array(crosstab),
  outOfNetwork: outOfNetwork.nullable(),
  notice: notice.nullable(),
  continuity: continuity.nullable(),
  groups: groups.nullable(),
  sensitivity: sensitivity.nullable(),
  // Added within /1: a report saved before has neither.
  links: links.nullable().default(null),
  seenOtherwise: seenOtherwise.nullable().default(null),
  // Added within /1: public statements tested against the log, where there were any to test.
  claims: testedClaims.nullable().default(null),
  assumptions: z.array(
    z.object({
      field: z.string(),
      value: z.string(),
      source: z.enum(["pack", "option", "derived"]),
      cancellations: count,
    }),
  ),
  undecided: z.array(
    z.object({
      family: z.string(),
      reason: z.string(),
      cancellations: count,
    }),
  ),
  problems: z.array(
    z.object({
      code: z.enum(PROBLEM_CODES as [(typeof PROBLEM_CODES)[number], ...(typeof PROBLEM_CODES)[number][]]),
      count,
      samples: z.array(
        z.object({
          path: z.string(),
          record: count.nullable(),
          line: count.nullable(),
          detail: z.string(),
        }),
      ),
    }),
  ),
});

export type Report = z.infer<typeof reportSchema>;
export type ReportFamily = z.infer<typeof family>;
export type ReportRule = z.infer<typeof rule>;
export type ReportBreakdown = z.infer<typeof breakdown>;
export type Rate = z.infer<typeof rate>;
export type Bounds = z.infer<typeof bounds>;
