import type { Appointment } from "../../model/appointment.ts";
import type { Outcome, Replacement } from "../../model/cancellation.ts";
import type { FieldName } from "../../model/fields.ts";
import { earlier, type Moment } from "../../model/moment.ts";
import {
  type Clock,
  type ClockRule,
  type ColumnField,
  elapsedUnit,
  type RequirementRule,
  type Rule,
} from "../../model/rule.ts";
import type { Assessment, Reason, Verdict } from "../../model/verdict.ts";
import type { Truth } from "../../rules/condition.ts";
import { dateOf, dueAt, elapsed, isWithin, type Timing } from "./clock.ts";

/** What one rule is read over, for one cancellation. */
export interface Case {
  readonly cancellation: Appointment;
  readonly outcome: Outcome;
  readonly asOf: Moment;
  /** The cancellation's service after assumptions. */
  readonly service: string | undefined;
  readonly timing: Timing;
}

/** Clocks that start with an event before the appointment; one dated after it cannot have led to it. */
const STARTS_BEFORE: ReadonlySet<string> = new Set(["requested_at", "prior_kept_at"]);

/** The assessment of a rule that does not bind the cancellation. */
export const notApplicableOf = (rule: Rule): Assessment => ({
  rule,
  verdict: "not-applicable",
  reason: null,
  start: null,
  due: null,
  elapsed: null,
  unit: null,
  limitPassed: false,
});

/**
 * Reads one rule, whose condition is true or unknown, over one cancellation (semantics.md, section 6).
 * `unknownField` is the first field that leaves the condition unknown.
 */
export const assess = (
  rule: Rule,
  given: Case,
  applies: true | "unknown",
  unknownField: FieldName | ColumnField | null,
): Assessment => {
  const unknown = applies === "unknown" && unknownField !== null ? (`unknown:${unknownField}` as const) : null;
  return rule.clock === null ? assessRequirement(rule, given, unknown) : assessClock(rule, given, unknown);
};

/** Returns the moment from which a clock counts for an appointment: the earliest of its fields, null if one is unknown. */
export const startOf = ({ starts }: Clock, of: Appointment): Moment | null => {
  let start: Moment | null = null;
  for (const field of starts) {
    const moment = of[field];
    if (moment === undefined) return null;
    start = start === null ? moment : earlier(start, moment);
  }
  return start;
};

/** Says whether a rule is in force on a local date. */
export const isEffective = ({ effective: { from, to } }: Rule, day: number): boolean =>
  (from === null || day >= from) && (to === null || day <= to);

/** All that a clock tells before it is judged. */
interface Reading {
  readonly start: Moment;
  readonly due: Moment;
  /** Care so soon after the start that it is a postponement, and no cancellation for this rule. */
  readonly postponed: Truth;
  readonly inTime: Truth;
  readonly pastLimit: Truth;
}

/** Says whether a stop is in time by a clock: within its limit, or not after the date of its `or_by` field. */
export const isInTime = (
  { within, orBy }: Clock,
  start: Moment,
  stop: Moment,
  cancellation: Appointment,
  timing: Timing,
): Truth => {
  const or = orBy === null ? undefined : cancellation[orBy];
  return or !== undefined && stop.day <= or.day ? true : isWithin(start, stop, within, timing);
};

const readClock = (clock: Clock, start: Moment, given: Case): Reading => {
  const { within, orBy, postponement } = clock;
  const { asOf, timing, cancellation, outcome } = given;
  const or = orBy === null ? undefined : cancellation[orBy];
  const limit = dueAt(start, within, timing);
  const due = or !== undefined && or.day > limit.day ? dateOf(or.day, timing) : limit;
  const { care } = outcome;
  const postponed = care !== null && postponement !== null && isWithin(start, care, postponement, timing);
  const inTime = care !== null && isInTime(clock, start, care, cancellation, timing);
  const stillWithin = isWithin(start, asOf, within, timing);
  const pastLimit = or !== undefined && asOf.day <= or.day ? false : negate(stillWithin);
  return { start, due, postponed, inTime, pastLimit };
};

const negate = (truth: Truth): Truth => (truth === "unknown" ? truth : !truth);

const assessClock = (rule: ClockRule, given: Case, unknown: Reason | null): Assessment => {
  const { cancellation, outcome } = given;
  const { clock } = rule;
  const start = startOf(clock, cancellation);
  const unit = elapsedUnit(clock.within);
  if (start === null) return { ...notApplicableOf(rule), unit, verdict: "undetermined", reason: unknown ?? "no-start" };
  if (!isEffective(rule, start.day)) return notApplicableOf(rule);
  const reading = readClock(clock, start, given);
  const [verdict, reason] = judge(clock, reading, given, unknown);
  if (verdict === "not-applicable") return notApplicableOf(rule);
  return {
    rule,
    verdict,
    reason,
    start,
    due: reading.due,
    elapsed: elapsed(start, outcome.care ?? given.asOf, clock.within, given.timing),
    unit,
    limitPassed: reading.pastLimit === true,
  };
};

/** The verdict of a clock whose start is known and in force: the first that holds. */
const judge = (
  { starts }: Clock,
  reading: Reading,
  { cancellation, outcome }: Case,
  unknown: Reason | null,
): readonly [Verdict, Reason | null] => {
  if (unknown !== null) return ["undetermined", unknown];
  if (outcome.resolution === "unverified") return ["undetermined", "unverified-link"];
  if (starts.some((field) => STARTS_BEFORE.has(field)) && reading.start.day > cancellation.scheduled_at.day)
    return ["undetermined", "start-after-appointment"];
  if (reading.postponed === true) return ["not-applicable", null];
  if (reading.postponed === "unknown") return ["undetermined", "no-time-of-day"];
  if (reading.inTime === true) return ["met", null];
  const extension = extensionOf(cancellation, reading);
  if (extension === "in-time") return ["exempt", null];
  if (reading.inTime === "unknown" || reading.pastLimit === "unknown") return ["undetermined", "no-time-of-day"];
  const late = extension === "too-late" ? "after-extension" : null;
  if (reading.pastLimit) return [outcome.care === null ? "overdue" : "missed", late];
  return ["pending", late];
};

/**
 * Reads the note that a longer wait does no harm: it counts if dated from the earlier of the start and the
 * cancellation to the due date, both included, or not dated at all. A note written later excuses nothing.
 */
const extensionOf = (of: Appointment, { start, due }: Reading): "none" | "in-time" | "too-early" | "too-late" => {
  const { wait_extended, wait_extended_at: noted, canceled_at } = of;
  if (!(wait_extended ?? noted !== undefined)) return "none";
  if (noted === undefined) return "in-time";
  const first = Math.min(start.day, canceled_at?.day ?? start.day);
  if (noted.day < first) return "too-early";
  return noted.day <= due.day ? "in-time" : "too-late";
};

const assessRequirement = (rule: RequirementRule, given: Case, unknown: Reason | null): Assessment => {
  const { cancellation, outcome } = given;
  const decided = (verdict: Verdict, reason: Reason | null = null): Assessment => ({
    ...notApplicableOf(rule),
    limitPassed: true,
    verdict,
    reason,
  });
  if (outcome.resolution !== rule.requires.resolution || outcome.end === null) return notApplicableOf(rule);
  if (!isEffective(rule, cancellation.scheduled_at.day)) return notApplicableOf(rule);
  if (unknown !== null) return decided("undetermined", unknown);
  if (given.service === undefined) return decided("undetermined", "unknown:service");
  const got = serviceOf(outcome.end);
  if (got === undefined)
    return decided(
      "undetermined",
      outcome.end.by === "rescheduled_to" ? "unknown:rescheduled_service" : "unknown:service",
    );
  const suits = got === given.service || (rule.requires.accepts[given.service] ?? []).includes(got);
  return decided(suits ? "met" : "missed");
};

/** The service of what the walk ended at, as read: an assumed service is never the replacement's. */
export const serviceOf = (end: Replacement): string | undefined =>
  end.by === "rescheduled_to" ? end.inlineOf.rescheduled_service : end.appointment.service;
