import * as z from "zod";
import { BASES, GRADES } from "./rule.ts";
import { VERDICTS } from "./verdict.ts";

export const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const localTime = z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?$/);
/** Where a record stands: its file, its number there, its physical line. */
export const place = { source: z.string(), record: z.int().min(1), line: z.int().min(1) };

/** Whence a value is known: `log`, from the log's other appointments; `record`, from the record's other fields. */
const SOURCES = ["record", "derived", "log", "option", "pack", "unknown"] as const;
export type ValueSource = (typeof SOURCES)[number];

const fact = z.object({ field: z.string(), value: z.string().nullable(), from: z.enum(SOURCES) });
const truth = z.union([z.boolean(), z.literal("unknown")]);

/** One part of a rule's condition, all of which must hold. */
const conditionPart = z.object({ asks: z.string(), holds: truth, has: z.array(fact) });

/** What a day is to a clock: the day it starts on, one that counts, one that does not; or it lies outside. */
const KINDS = ["before", "start", "counts", "weekend", "holiday", "after"] as const;
export type DayKind = (typeof KINDS)[number];

const day = z.object({
  date: localDate,
  kind: z.enum(KINDS),
  /** The number of the day counted, from 1 on. */
  n: z.int().min(1).nullable(),
});

/** A week of a clock, Monday to Sunday; or a span of whole weeks of which only the numbers are told. */
const week = z.object({
  monday: localDate,
  weeks: z.int().min(1),
  /** Seven days; none of a span of weeks. */
  days: z.array(day),
  /** The first and the last day counted in it. */
  counted: z.object({ first: z.int(), last: z.int() }).nullable(),
});

const holiday = z.object({ date: localDate, name: z.string(), law: z.string(), extrapolated: z.boolean() });

const clock = z.object({
  starts: z.array(z.object({ field: z.string(), at: localTime.nullable(), from: z.enum(SOURCES) })),
  limit: z.object({ n: z.int().min(0), unit: z.enum(["bd", "d", "h"]), text: z.string() }),
  /** Care on or before this field's date is in time too. */
  orBy: z.object({ field: z.string(), at: localTime.nullable() }).nullable(),
  /** Care within this of the start is a postponement. */
  postponement: z.string().nullable(),
  calendar: z.string(),
  /** Where the count stops: at care, or without it at as-of; null where there is no start. */
  stops: z.object({ at: localTime, by: z.enum(["care", "as-of"]) }).nullable(),
  weeks: z.array(week),
  /** The holidays of the weeks shown. */
  holidays: z.array(holiday),
  /** Of an hour clock, the seconds by which the clocks were put forward (+) or back (−) in between. */
  clocksChanged: z.int(),
  /** The last local date on which care would be in time; of an hour clock null. */
  lastDay: localDate.nullable(),
  extension: z.object({ noted: z.boolean(), at: localTime.nullable() }).nullable(),
});

/** Another state of affairs, and what the same rule says of it; each was judged anew. */
const change = z.object({
  kind: z.enum(["care-by", "care-after", "no-care", "note-by", "start-known"]),
  /** The moment, or the fields, that it turns on. */
  at: localTime.nullable(),
  fields: z.array(z.string()),
  /** Null where it could then be decided, and how would depend on the value. */
  verdict: z.enum(VERDICTS).nullable(),
});

/** One rule over one cancellation: all that a finding has, and how it came to be. */
export const explainedRule = z.object({
  appointment_id: z.string(),
  ...place,
  pack: z.string(),
  id: z.string(),
  family: z.string(),
  title: z.string(),
  verdict: z.enum(VERDICTS),
  reason: z.string().nullable(),
  starts_at: localTime.nullable(),
  care_at: localTime.nullable(),
  due_at: localTime.nullable(),
  elapsed: z.int().nullable(),
  unit: z.enum(["bd", "d", "s"]).nullable(),
  /** It is the rule that speaks for its family. */
  speaks: z.boolean(),
  basis: z.enum(BASES),
  citation: z.object({
    law: z.string(),
    text: z.string(),
    url: z.string().nullable(),
    grade: z.enum(GRADES),
    confidence: z.string(),
  }),
  effective: z.object({ from: localDate.nullable(), to: localDate.nullable() }),
  /** In force on the day that it goes by; null where that day is not known. */
  inForce: z.boolean().nullable(),
  applies: truth,
  conditions: z.array(conditionPart),
  clock: clock.nullable(),
  requires: z
    .object({
      resolution: z.string(),
      lost: z.string().nullable(),
      got: z.string().nullable(),
      accepts: z.array(z.string()),
    })
    .nullable(),
  /** What was assumed or derived, and without which whether the rule applies would be open. */
  relied: z.array(z.object({ field: z.string(), value: z.string(), from: z.enum(SOURCES) })),
  changes: z.array(change),
});

export type ExplainedRule = z.infer<typeof explainedRule>;
export type ExplainedClock = NonNullable<ExplainedRule["clock"]>;
export type ClockWeek = ExplainedClock["weeks"][number];
export type Change = ExplainedRule["changes"][number];
