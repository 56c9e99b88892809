import type { Effective, LimitUnit } from "../../model/rule.ts";
import { byDays } from "./byDays.ts";
import {
  byUnit,
  type ClockFrame,
  dayColumn,
  limitColumns,
  type Mark,
  NOTE,
  NOTES,
  notedByDue,
  orDay,
  startsBefore,
  within,
} from "./clock.ts";
import { code, codesAre } from "./columns.ts";
import { resolutionNumber } from "./outcome.ts";
import { type ClockQuestion, type RequirementQuestion, type State, stateNumber } from "./questions.ts";
import { all } from "./quote.ts";
import { ENDED, endNumber } from "./walkEnds.ts";

const numberOf = (state: State): string => String(stateNumber(state));

const then = (condition: string, state: State): string => `when ${condition} then ${numberOf(state)}`;

const outOfForce = ({ from, to }: Effective, day: string): readonly string[] => [
  ...(from === null ? [] : [then(`${day} < ${from}`, "out")]),
  ...(to === null ? [] : [then(`${day} > ${to}`, "out")]),
];

const cases = (parts: readonly string[], otherwise: string): string =>
  `case\n        ${parts.join("\n        ")}\n        else ${otherwise}\n      end`;

/** Whom a question binds, by the class: first those whom no rule of it may bind, then those whom none binds for certain. */
export interface Binding {
  readonly unbound: string;
  readonly open: readonly string[];
}

/** Whom a question binds in the run itself. */
export const bindingOf = (place: number): Binding => ({
  unbound: then(`q${place}_rule is null and not q${place}_open`, "out"),
  open: [then(`q${place}_rule is null`, "open")],
});

/** A question put to those alone for whom a limit is given: as if some rule with that limit bound them. */
export const bindingOfLimit = (question: ClockQuestion | null, limit: string): Binding => {
  const columns = question === null ? [`${limit}_n`] : limitColumns(question, limit);
  return { unbound: then(all(columns.map((column) => `${column} is null`)), "out"), open: [] };
};

/** The cases of a clock whose limit is in one unit, from the question whether care was in time. */
const limitCases = (frame: ClockFrame, unit: LimitUnit, n: string, care: Mark, asOf: Mark): string => {
  const or = orDay(frame.question);
  const orBy = (condition: string, day: string): string =>
    or === null ? condition : `${condition} or ${day} <= ${or}`;
  const ofCare = within(frame, care, unit, n);
  const ofAsOf = within(frame, asOf, unit, n);
  const dated = `${frame.note} = ${NOTES.dated}`;
  const counts = `${dated} and (${orBy(notedByDue(frame, unit, n), NOTE.day)})`;
  const untold = (condition: string): readonly string[] => (unit === "h" ? [then(condition, "no-time-of-day")] : []);
  return cases(
    [
      `when ${orBy(ofCare.surely, care.day)} then ${cases([then(orBy(ofAsOf.perhaps, asOf.day), "met")], numberOf("met-passed"))}`,
      then(`${frame.note} = ${NOTES.undated} or (${counts})`, "exempt"),
      ...untold(ofCare.perhaps),
      `when ${orBy(ofAsOf.surely, asOf.day)} then ${cases([then(dated, "pending-after-extension")], numberOf("pending"))}`,
      ...untold(ofAsOf.perhaps),
      `when ${dated} then ${cases([then("care is null", "overdue-after-extension")], numberOf("missed-after-extension"))}`,
      then("care is null", "overdue"),
    ],
    numberOf("missed"),
  );
};

/** Care that came so soon that the clock takes it for a postponement, or may have. */
const postponed = (frame: ClockFrame, care: Mark): readonly string[] => {
  const { postponement } = frame.question.clock;
  if (postponement === null) return [];
  const { surely, perhaps } = within(frame, care, postponement.unit, String(postponement.n));
  return [then(surely, "postponed"), then(perhaps, "no-time-of-day")];
};

/**
 * What a clock question finds: the cases of semantics.md section 6, the first that holds. Most are told by days alone, and
 * are told first: no case before the limits holds where those are. `known` are the cases that are told from elsewhere.
 */
export const clockState = (
  frame: ClockFrame,
  start: string,
  { unbound, open }: Binding,
  care: Mark,
  asOf: Mark,
  known: readonly string[],
): string => {
  const { question } = frame;
  const before = startsBefore(question) ? [`${frame.start.day} > ${dayColumn("scheduled_at")}`] : [];
  return cases(
    [
      ...byDays(frame, care, asOf),
      ...known,
      unbound,
      then(`${start} is null`, "no-start"),
      ...outOfForce(question.effective, frame.start.day),
      ...open,
      then(`resolution = ${resolutionNumber("unverified")}`, "unverified"),
      ...before.map((condition) => then(condition, "start-after-appointment")),
      ...postponed(frame, care),
    ],
    byUnit(frame, (unit, n) => limitCases(frame, unit, n, care, asOf)),
  );
};

/** What a requirement finds: whether the end of the walk is like what was lost, or listed for it. */
export const requirementState = (
  { rules: [{ rule }], effective }: RequirementQuestion,
  service: string,
  { unbound, open }: Binding,
): string => {
  const { resolution, accepts } = rule.requires;
  const listed = Object.entries(accepts).flatMap(([lost, instead]) =>
    instead.length === 0
      ? []
      : [`when ${service} = ${code("service", lost)} then ${codesAre("end_service", "service", instead)}`],
  );
  const isListed = listed.length === 0 ? "" : ` or case ${listed.join(" ")} else false end`;
  return cases(
    [
      unbound,
      then(`resolution <> ${resolutionNumber(resolution)} or not (${ENDED})`, "out"),
      ...outOfForce(effective, dayColumn("scheduled_at")),
      ...open,
      then(`${service} is null`, "unknown:service"),
      then(`end_service is null and kind = ${endNumber("inline")}`, "unknown:rescheduled_service"),
      then("end_service is null", "unknown:service"),
      then(`${service} = end_service${isListed}`, "met-passed"),
    ],
    numberOf("missed"),
  );
};
