import { isoDate } from "../../../calendar/civil.ts";
import { momentText } from "../../../calendar/momentText.ts";
import type { Change, ExplainedClock, ExplainedRule } from "../../../model/explainRule.ts";
import type { Moment } from "../../../model/moment.ts";
import type { ClockRule, Rule } from "../../../model/rule.ts";
import type { Assessment } from "../../../model/verdict.ts";
import { limitWords } from "../../../rules/words.ts";
import type { PackInForce } from "../../contract.ts";
import { isEffective, serviceOf, startOf } from "../assess.ts";
import { rulesRelyingOnPrior } from "../subject.ts";
import type { Asked } from "./asked.ts";
import { changesOf, type Judged, lastDayInTime } from "./changes.ts";
import { explainConditions, type Known } from "./conditions.ts";
import { countOut } from "./weeks.ts";

const time = (moment: Moment | null | undefined): string | null => (moment ? momentText(moment) : null);
const date = (day: number | null): string | null => (day === null ? null : isoDate(day));

/** What one pack says of one cancellation, and by what it counts. */
export interface Given extends Judged {
  readonly pack: PackInForce;
  readonly known: Known;
  readonly asOf: Moment;
  /** Assessments that speak for their family. */
  readonly spoken: readonly Assessment[];
}

/** Explains one rule over one cancellation: all that its finding has, and how it came to be. */
export const explainRule = (assessment: Assessment, given: Given, asked: Asked): ExplainedRule => {
  const { rule, verdict, reason, start, due, elapsed, unit } = assessment;
  const { outcome, assessor, subject, pack } = given;
  const { truths, relied } = assessor.applicability(subject.judged);
  const day = startDay(rule, given);
  return {
    appointment_id: asked.appointment_id,
    ...asked.place,
    pack: pack.pack.id,
    id: rule.id,
    family: rule.family,
    title: rule.title,
    verdict,
    reason,
    starts_at: time(start),
    care_at: time(outcome.care),
    due_at: time(due),
    elapsed,
    unit,
    speaks: verdict !== "not-applicable" && given.spoken.includes(assessment),
    basis: rule.basis,
    citation: rule.citation,
    effective: { from: date(rule.effective.from), to: date(rule.effective.to) },
    inForce: day === null ? null : isEffective(rule, day),
    applies: truths[pack.pack.rules.indexOf(rule)] ?? "unknown",
    conditions: explainConditions(rule.applies, given.known),
    clock: rule.clock === null ? null : explainClock(rule, assessment, given),
    requires: rule.requires === null ? null : explainRequirement(rule, given),
    relied: [
      ...relied
        .filter(({ rules }) => rules.includes(rule))
        .map(({ filled: { field, value, source } }) => ({ field, value, from: source })),
      ...priorRelied(rule, given),
    ],
    changes: changes(assessment, given),
  };
};

/** A last visit that the log's other appointments tell of, where the rule would be open without it. */
const priorRelied = (rule: Rule, { assessor, subject: { read, judged } }: Given): ExplainedRule["relied"] => {
  if (read === judged) return [];
  const { applicability, pack } = assessor;
  const value = time(judged.prior_kept_at) ?? "";
  return rulesRelyingOnPrior(pack.rules, applicability(judged), applicability(read)).includes(rule)
    ? [{ field: "prior_kept_at", value, from: "log" }]
    : [];
};

const changes = (assessment: Assessment, given: Given): Change[] => [...changesOf(assessment, given)];

/** The day that decides whether a rule is in force: the clock's start, or that of the appointment. */
const startDay = ({ clock }: Rule, { subject: { judged } }: Given): number | null =>
  clock === null ? judged.scheduled_at.day : (startOf(clock, judged)?.day ?? null);

const explainRequirement = (
  { requires }: Extract<Rule, { readonly clock: null }>,
  { subject, assessor, outcome }: Given,
): ExplainedRule["requires"] => {
  const lost = assessor.serviceOf(subject.judged) ?? null;
  const got = outcome.end === null ? null : (serviceOf(outcome.end) ?? null);
  return {
    resolution: requires.resolution,
    lost,
    got,
    accepts: lost === null ? [] : [lost, ...(requires.accepts[lost] ?? [])],
  };
};

const DAY = 86_400;

/** Seconds by which the clocks on the wall were put forward or back between two moments. */
const clocksChanged = (start: Moment, stop: Moment): number =>
  (stop.day - start.day) * DAY + (stop.second - start.second) - (stop.instant - start.instant);

const explainClock = (rule: ClockRule, assessment: Assessment, given: Given): ExplainedClock => {
  const { clock } = rule;
  const { within, orBy, postponement } = clock;
  const { subject, outcome, asOf, pack } = given;
  const { judged, read } = subject;
  const { start, due } = assessment;
  const stop = outcome.care ?? asOf;
  const last = lastDayInTime(rule, assessment, given);
  const { wait_extended: noted, wait_extended_at: notedAt } = judged;
  return {
    starts: clock.starts.map((field) => ({
      field,
      at: time(judged[field]),
      from: judged[field] === undefined ? "unknown" : read[field] === undefined ? "log" : "record",
    })),
    limit: { ...within, text: limitWords(within) },
    orBy: orBy === null ? null : { field: orBy, at: time(judged[orBy]) },
    postponement: postponement === null ? null : limitWords(postponement),
    calendar: pack.calendar.id,
    stops: start === null ? null : { at: momentText(stop), by: outcome.care === null ? "as-of" : "care" },
    ...(start === null || due === null || within.unit === "h"
      ? { weeks: [], holidays: [] }
      : countOut({ unit: within.unit, start: start.day, due: due.day, last: last ?? due.day, stop: stop.day }, pack)),
    clocksChanged: start === null || within.unit !== "h" ? 0 : clocksChanged(start, stop),
    lastDay: date(last),
    extension: noted === undefined && notedAt === undefined ? null : { noted: noted ?? true, at: time(notedAt) },
  };
};
