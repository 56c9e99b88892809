import * as z from "zod";
import { RESOLUTIONS } from "./cancellation.ts";
import { packEntry } from "./report.ts";
import { count, groupKey } from "./reportSections.ts";
import { BASES, GRADES, LIMIT_UNITS } from "./rule.ts";

/** Fewer cancellations or enrollees than this are not told; a cell of 1 to 10 is hidden. */
export const LEAST_PUBLISHED = 11;

/**
 * What a family says of the cancellations of a group, each of which is one of the four: `met` and `notMet` are those whose
 * limit has passed (their sum is what the rate is out of), `undecided` those that it binds or may bind and cannot judge or
 * not yet, `notBound` those that it says nothing of.
 */
export const PUBLISHED_CLASSES = ["met", "notMet", "undecided", "notBound"] as const;
export type PublishedClass = (typeof PUBLISHED_CLASSES)[number];

/** The records read: canceled and not canceled are the appointments looked at, `other` the accepted that were not. */
export const RECORD_KINDS = ["canceled", "notCanceled", "other", "rejected", "duplicates", "superseded"] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** Why a part of a report is left out of what is published; a closed list, whose sentences are written elsewhere. */
export const LEFT_OUT_RULES = [
  /** Fewer than the least cancellations or enrollees in all. */
  "too-few",
  /** A list of persons, providers or appointments. */
  "persons",
  /** Dates finer than the week. */
  "finer-than-week",
  /** All groups would have to be merged into one. */
  "one-group",
  /** The same groups as those of another breakdown. */
  "same-groups",
  /** No cells could be hidden so that a small one cannot be worked out. */
  "unprotected",
  /** A figure of which it is not proven that it gives nothing small away. */
  "unproven",
] as const;
export type LeftOutRule = (typeof LEFT_OUT_RULES)[number];

const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** A count, or null where it is hidden; it is never 0 for hidden. */
const cell = count.nullable();
const cellsOf = <K extends string>(keys: readonly K[]) =>
  z.object(Object.fromEntries(keys.map((key) => [key, cell])) as Record<K, typeof cell>);

const rate = z.object({ numerator: count, denominator: count, value: z.number().min(0).max(1) });
/** Null classes: the family is not told of this group at all. `rate` is null where it is hidden or nothing is rated. */
const figures = z.object({ counts: cellsOf(PUBLISHED_CLASSES), rate: rate.nullable() });
/** By family; one that is left out of a table has no key in it. */
const familyFigures = z.record(z.string(), figures);
/** A group, or where `merged` is above 0 so many groups in one, whose key is then null. */
const group = z.object({ key: groupKey, merged: count });

const family = z.object({
  id: z.string(),
  title: z.string(),
  asks: z.string(),
  rules: z.array(z.string()),
  figures: figures.nullable(),
});

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
    confidence: z.string(),
  }),
  effective: z.object({ from: localDate.nullable(), to: localDate.nullable() }),
  starts: z.array(z.string()).nullable(),
  orBy: z.string().nullable(),
  within: z.object({ n: count, unit: z.enum(LIMIT_UNITS) }).nullable(),
  /** Null where too few lie on either side of it, or so near to the limit that it would tell of small cells. */
  wait: z.object({ unit: z.enum(["bd", "d", "s"]), median: count.nullable(), p90: count.nullable() }).nullable(),
});

const breakdown = z.object({
  by: z.string(),
  rows: z.array(
    z.object({
      ...group.shape,
      cancellations: count,
      enrollees: cell,
      resolution: cellsOf(RESOLUTIONS).nullable(),
      families: familyFigures,
    }),
  ),
});

const crosstab = z.object({
  rows: z.string(),
  columns: z.string(),
  cells: z.array(z.object({ row: group, column: group, cancellations: cell, families: familyFigures })),
});

/**
 * What may leave the building, `cancellog.published/1`: made from a saved report alone, of what is listed here and nothing
 * else. Additive within /1. A null count is hidden; what was left out altogether stands in `leftOut`.
 */
export const publishedSchema = z.object({
  schema: z.literal("cancellog.published/1"),
  tool: z.object({ name: z.literal("cancellog"), version: z.string() }),
  synthetic: z.boolean(),
  packs: z.array(packEntry),
  /** The day that was asked for, or the Monday of the week of the log's own latest date. */
  asOf: z.object({ date: localDate, precision: z.enum(["day", "week"]) }),
  scope: z.object({ from: localDate.nullable(), to: localDate.nullable(), where: z.array(z.string()) }),
  options: z.record(z.string(), z.unknown()),
  /** How many files the log is, and the SHA-256 over the SHA-256 of each, a line each in hexadecimal digits. */
  log: z.object({ files: count, sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  least: z.literal(LEAST_PUBLISHED),
  headline: z.object({
    cancellations: cell,
    enrollees: cell,
    resolution: cellsOf(RESOLUTIONS).nullable(),
    /** `read` is the sum of the kinds; null where they cannot be told. */
    records: z.object({ read: count, kinds: cellsOf(RECORD_KINDS) }).nullable(),
  }),
  families: z.array(family),
  rules: z.array(rule),
  breakdowns: z.array(breakdown),
  crosstab: crosstab.nullable(),
  assumptions: z.array(z.object({ field: z.string(), value: z.string(), source: z.enum(["pack", "option"]) })),
  /** How many cells are hidden in each table, those of 1 to 10 and those that guard them not told apart. */
  hidden: z.array(z.object({ table: z.string(), cells: count, of: count })),
  /** Groups merged in each breakdown. */
  merged: z.array(z.object({ table: z.string(), groups: count })),
  leftOut: z.array(z.object({ what: z.string(), rule: z.enum(LEFT_OUT_RULES) })),
});

export type Published = z.infer<typeof publishedSchema>;
export type PublishedGroup = z.infer<typeof group>;
export type PublishedFigures = z.infer<typeof figures>;
export type PublishedFamily = Published["families"][number];
export type PublishedBreakdown = Published["breakdowns"][number];
export type PublishedCrosstab = NonNullable<Published["crosstab"]>;
export type LeftOut = Published["leftOut"][number];
