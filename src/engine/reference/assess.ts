import type { Appointment } from "../../model/appointment.ts";
import type { Outcome, Replacement } from "../../model/cancellation.ts";
import type { FieldName } from "../../model/fields.ts";
import { earlier, type Moment } from "../../model/moment.ts";
import { type Clock, type ClockRule, elapsedUnit, type RequirementRule, type Rule } from "../../model/rule.ts";
import type { Assessment, Reason, Verdict } from "../../model/verdict.ts";
import type { Truth } from "../../rules/condition.ts";
import { dateOf, dueAt, elapsed, isWithin, type Timing } from "./clock.ts";

/** What one rule is read over, for one cancellation. */
export interface Case {
  readonly cancellation: Appointment;
  readonly outcome: Outcome;
  readonly asOf: Moment;
  readonly applies: Truth;
  /** The first unknown field of the rule's condition, where `applies` is unknown. */
  readonly unknownField: FieldName | null;
  /** The cancellation's service after assumptions. */
  readonly service: string | undefined;
  readonly timing: Timing;
}

/** Clocks that start with an event before the appointment; one dated after it cannot have led to it. */
const STARTS_BEFORE: ReadonlySet<string> = new Set(["requested_at", "prior_kept_at"]);

/** Reads one rule over one cancellation (semantics.md, section 6). */
export const assess = (rule: Rule, given: Case): Assessment =>
  rule.clock === null ? assessRequirement(rule, given) : assessClock(rule, given);

const startOf = ({ starts }: Clock, of: Appointment): Moment | null => {
  let start: Moment | null = null;
  for (const field of starts) {
    const moment = of[field];
    if (moment === undefined) return null;
    start = start === null ? moment : earlier(start, moment);
  }
  return start;
};

const isEffective = ({ effective: { from, to } }: Rule, day: number): boolean =>
  (from === null || day >= from) && (to === null || day <= to);

/** All that a clock tells before it is judged. */
interface Reading {
  readonly start: Moment;
  readonly due: Moment;
  readonly inTime: Truth;
  readonly pastLimit: Truth;
}

const readClock = ({ within, orBy }: Clock, start: Moment, given: Case): Reading => {
  const { asOf, timing, cancellation, outcome } = given;
  const or = orBy === null ? undefined : cancellation[orBy];
  const limit = dueAt(start, within, timing);
  const due = or !== undefined && or.day > limit.day ? dateOf(or.day, timing) : limit;
  const { care } = outcome;
  const inTime =
    care === null ? false : or !== undefined && care.day <= or.day ? true : isWithin(start, care, within, timing);
  const stillWithin = isWithin(start, asOf, within, timing);
  const pastLimit = or !== undefined && asOf.day <= or.day ? false : negate(stillWithin);
  return { start, due, inTime, pastLimit };
};

const negate = (truth: Truth): Truth => (truth === "unknown" ? truth : !truth);

const assessClock = (rule: ClockRule, given: Case): Assessment => {
  const { cancellation, outcome } = given;
  const start = startOf(rule.clock, cancellation);
  const bare = { rule, start, due: null, elapsed: null, unit: elapsedUnit(rule.clock.within), limitPassed: false };
  if (given.applies === false || (start !== null && !isEffective(rule, start.day)))
    return { ...bare, verdict: "not-applicable", reason: null };
  if (start === null) return { ...bare, verdict: "undetermined", reason: unknownReason(given) ?? "no-start" };
  const reading = readClock(rule.clock, start, given);
  const [verdict, reason] = judge(rule.clock, reading, given);
  return {
    ...bare,
    verdict,
    reason,
    due: reading.due,
    elapsed: elapsed(start, outcome.care ?? given.asOf, rule.clock.within, given.timing),
    limitPassed: reading.pastLimit === true,
  };
};

const unknownReason = ({ applies, unknownField }: Case): Reason | null =>
  applies === "unknown" && unknownField !== null ? `unknown:${unknownField}` : null;

/** The verdict of a clock whose start is known and in force: the first that holds. */
const judge = ({ starts }: Clock, reading: Reading, given: Case): readonly [Verdict, Reason | null] => {
  const { cancellation, outcome } = given;
  const unknown = unknownReason(given);
  if (unknown !== null) return ["undetermined", unknown];
  if (outcome.resolution === "unverified") return ["undetermined", "unverified-link"];
  if (starts.some((field) => STARTS_BEFORE.has(field)) && reading.start.day > cancellation.scheduled_at.day)
    return ["undetermined", "start-after-appointment"];
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

const assessRequirement = (rule: RequirementRule, given: Case): Assessment => {
  const { cancellation, outcome } = given;
  const common = { rule, start: null, due: null, elapsed: null, unit: null, limitPassed: true };
  const decided = (verdict: Verdict, reason: Reason | null = null): Assessment => ({ ...common, verdict, reason });
  if (given.applies === false || outcome.resolution !== rule.requires.resolution || outcome.end === null)
    return decided("not-applicable");
  if (!isEffective(rule, cancellation.scheduled_at.day)) return decided("not-applicable");
  const unknown = unknownReason(given);
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
const serviceOf = (end: Replacement): string | undefined =>
  end.by === "rescheduled_to" ? end.inlineOf.rescheduled_service : end.appointment.service;
