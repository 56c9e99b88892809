import { momentText } from "../../../calendar/momentText.ts";
import type { Outcome } from "../../../model/cancellation.ts";
import type { Change } from "../../../model/explainRule.ts";
import type { Moment } from "../../../model/moment.ts";
import type { ClockRule } from "../../../model/rule.ts";
import type { Assessment, Verdict } from "../../../model/verdict.ts";
import { isInTime } from "../assess.ts";
import type { PackAssessor } from "../assessor.ts";
import { dateOf } from "../clock.ts";
import type { Subject } from "../subject.ts";

/** One cancellation as one pack judged it. */
export interface Judged {
  readonly assessor: PackAssessor;
  readonly subject: Subject;
  readonly outcome: Outcome;
  readonly assessed: readonly Assessment[];
}

/** The first day after the last on which care would be in time is never farther off than this. */
const FARTHEST = 400;

/** Returns the last local date on which care would be in time by a day clock: the weekend after the limit is. */
export const lastDayInTime = ({ clock }: ClockRule, { start, due }: Assessment, given: Judged): number | null => {
  if (start === null || due === null || clock.within.unit === "h") return null;
  const { timing } = given.assessor;
  let day = due.day;
  for (let i = 0; i < FARTHEST; i++) {
    if (isInTime(clock, start, dateOf(day + 1, timing), given.subject.judged, timing) !== true) break;
    day++;
  }
  return day;
};

/** Judges the same rule anew, with another outcome or another record. */
const anew = (
  { rule }: Assessment,
  { assessor, subject, outcome }: Judged,
  other: { readonly care?: Moment | null; readonly note?: Moment },
): Verdict | null => {
  const became: Outcome =
    other.care === undefined
      ? outcome
      : {
          resolution: other.care === null ? "none" : "rescheduled",
          cause: null,
          end: null,
          care: other.care,
          linkedBy: outcome.linkedBy,
        };
  const judged =
    other.note === undefined
      ? subject.judged
      : { ...subject.judged, wait_extended: true, wait_extended_at: other.note };
  const { assessed } = assessor.assess({ ...subject, judged }, became);
  return assessed.find((one) => one.rule === rule)?.verdict ?? null;
};

/** What would decide a clock that is left open for a reason. */
const UNDECIDED: Readonly<Record<string, readonly Change["kind"][]>> = {
  "unverified-link": ["care-by", "care-after", "no-care"],
  "no-time-of-day": ["care-by"],
};

/** Says what else the record or the log would have to say for another verdict, each tried and judged anew. */
export const changesOf = (assessment: Assessment, given: Judged): readonly Change[] => {
  const { rule, verdict, reason, start, due } = assessment;
  if (rule.clock === null) return [];
  if (reason === "no-start") {
    const fields = rule.clock.starts.filter((field) => given.subject.judged[field] === undefined);
    return [{ kind: "start-known", at: null, fields, verdict: null }];
  }
  if (start === null || due === null || verdict === "not-applicable") return [];
  const { timing } = given.assessor;
  const last = lastDayInTime(rule, assessment, given);
  const or = rule.clock.orBy === null ? undefined : given.subject.judged[rule.clock.orBy];
  // Care at any time of the day that `or_by` names is in time, be the hours out or not.
  const lastDate = last ?? (or !== undefined && or.day >= due.day ? or.day : null);
  const latest = lastDate === null ? due : dateOf(lastDate, timing);
  const tried = (kind: Change["kind"], at: Moment | null, other: Parameters<typeof anew>[2]): Change => ({
    kind,
    at: at === null ? null : momentText(at),
    fields: [],
    verdict: anew(assessment, given, other),
  });
  const late = dateOf(latest.day + 1 + (last === null ? 1 : 0), timing);
  const candidates = [
    tried("care-by", latest, { care: latest }),
    tried("care-after", latest, { care: late }),
    tried("no-care", null, { care: null }),
    tried("note-by", dateOf(due.day, timing), { note: dateOf(start.day, timing) }),
  ];
  const wanted: Readonly<Record<Verdict, readonly Change["kind"][]>> = {
    met: ["care-after"],
    missed: ["care-by", "note-by"],
    overdue: ["care-by", "note-by"],
    pending: ["care-by", "note-by"],
    exempt: [],
    undetermined: UNDECIDED[reason ?? ""] ?? [],
    "not-applicable": [],
  };
  return candidates.filter((change) => wanted[verdict].includes(change.kind) && change.verdict !== verdict);
};
