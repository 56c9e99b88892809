import * as z from "zod";
import { reportSchema } from "./report.ts";
import { count, groupKey } from "./reportSections.ts";
import { BASES } from "./rule.ts";

/**
 * How a figure moved: `more` and `fewer` where neither is better; `new` where the base has none, `gone` where the current
 * report has none, `neither` where both have none.
 */
export const MOVES = ["worse", "better", "more", "fewer", "same", "new", "gone", "neither"] as const;
export type Move = (typeof MOVES)[number];

/** In what two reports differ that may still be held against each other. */
export const DIFFERENCES = [
  "period",
  "weeks",
  "as-of",
  "reading",
  "link-columns",
  "same-input",
  "tool",
  "engine",
] as const;
export type DifferenceCode = (typeof DIFFERENCES)[number];

const share = z.object({ numerator: count, denominator: count, value: z.number().min(0).max(1).nullable() });
const compared = z.object({
  base: share.nullable(),
  current: share.nullable(),
  /** Current less base, of the values: 0.05 is five percentage points more. */
  difference: z.number().min(-1).max(1).nullable(),
  /** Current by base, of the values; null where the base is 0. */
  ratio: z.number().min(0).nullable(),
  move: z.enum(MOVES),
});
const comparedCount = z.object({
  base: count.nullable(),
  current: count.nullable(),
  difference: z.int().nullable(),
  ratio: z.number().min(0).nullable(),
  move: z.enum(MOVES),
});

const standard = {
  /** Missed + overdue, of those whose limit has passed. */
  late: compared,
  /** Undetermined, of all that are bound or may be. */
  open: compared,
  /** The move of `late` is the same however the undetermined of either side would be decided. */
  robust: z.boolean(),
};

const family = z.object({ id: z.string(), title: z.string(), asks: z.string(), ...standard });

const median = z.object({
  unit: z.enum(["bd", "d", "s"]),
  /** Null where half had no care by as-of: longer than any number. */
  base: count.nullable(),
  current: count.nullable(),
  move: z.enum(MOVES),
});
const rule = z.object({
  id: z.string(),
  family: z.string(),
  title: z.string(),
  basis: z.enum(BASES),
  within: reportSchema.shape.rules.element.shape.within,
  ...standard,
  /** Null where a side has nobody waiting. */
  median: median.nullable(),
});

const breakdown = z.object({
  by: z.string(),
  /** The family that the rows are ordered by: what got worse first, of groups with enough rated on both sides. */
  family: z.string().nullable(),
  rows: z.array(
    z.object({
      key: groupKey,
      cancellations: comparedCount,
      enrollees: comparedCount,
      families: z.record(z.string(), compared),
    }),
  ),
});

const side = z.object({
  /** As given: a saved report, or what the exports of it were named by. */
  path: z.string(),
  /** Of the saved report; null where it was made of exports in this run, which `inputs` name. */
  sha256: z.string().nullable(),
  ...reportSchema.pick({
    tool: true,
    engine: true,
    asOf: true,
    asOfFrom: true,
    scope: true,
    options: true,
    config: true,
    inputs: true,
    reconciliation: true,
  }).shape,
  /** The first and last Monday of the weeks with a cancellation, and how many such weeks; null without a breakdown by week. */
  weeks: z.object({ first: z.string(), last: z.string(), weeks: count }).nullable(),
});

/** Two reports held against each other, `cancellog.compare/1`; additive within /1, like the report. */
export const compareSchema = z.object({
  schema: z.literal("cancellog.compare/1"),
  ...reportSchema.pick({ tool: true, synthetic: true, packs: true }).shape,
  base: side,
  current: side,
  differences: z.array(z.object({ code: z.enum(DIFFERENCES), base: z.string(), current: z.string() })),
  /** Counts of the headline; how many there are depends on how long each side's period is. */
  counts: z.array(
    z.object({ id: z.enum(["appointments", "cancellations", "enrollees", "sessions"]), ...comparedCount.shape }),
  ),
  /** Cancellations of appointments; null where a side holds none but the canceled ones. */
  cancellationRate: compared.nullable(),
  /** Shares of the cancellations. */
  canceledBy: z.array(z.object({ id: z.enum(["plan", "enrollee", "other", "unknown"]), ...compared.shape })),
  resolution: z.array(
    z.object({
      id: z.enum(["rescheduled", "enrollee-canceled", "offered", "unverified", "recanceled", "none"]),
      ...compared.shape,
    }),
  ),
  families: z.array(family),
  /** What got worse first. */
  rules: z.array(rule),
  breakdowns: z.array(breakdown),
  /** Breakdowns that only one side has, or that share no group. */
  notCompared: z.array(z.object({ by: z.string(), why: z.enum(["base-only", "current-only", "no-shared-group"]) })),
});

export type Compare = z.infer<typeof compareSchema>;
export type CompareSide = z.infer<typeof side>;
export type ComparedShare = z.infer<typeof compared>;
export type ComparedCount = z.infer<typeof comparedCount>;
export type ComparedFamily = z.infer<typeof family>;
export type ComparedRule = z.infer<typeof rule>;
export type ComparedBreakdown = z.infer<typeof breakdown>;
