import type { Effective } from "../../model/rule.ts";
import { type ClockFrame, extensionSql, inTimeSql, type Mark, pastLimitSql, postponedSql } from "./clock.ts";
import type { Context } from "./context.ts";
import { resolutionNumber } from "./outcome.ts";
import { type RequirementQuestion, type State, stateNumber } from "./questions.ts";
import { text } from "./quote.ts";

/** Clocks that start with an event before the appointment; one dated after it cannot have led to it. */
const STARTS_BEFORE: ReadonlySet<string> = new Set(["requested_at", "prior_kept_at"]);

const then = (condition: string, state: State): string => `when ${condition} then ${stateNumber(state)}`;

const outOfForce = ({ from, to }: Effective, day: string): readonly string[] => [
  ...(from === null ? [] : [then(`${day} < ${from}`, "out")]),
  ...(to === null ? [] : [then(`${day} > ${to}`, "out")]),
];

const cases = (parts: readonly string[], otherwise: State | string): string =>
  `case\n        ${parts.join("\n        ")}\n        else ${otherwise}\n      end`;

/** Whom a question binds, by the class: first those whom no rule of it may bind, then those whom none binds for certain. */
export interface Binding {
  readonly unbound: string;
  readonly open: readonly string[];
  /** Says of whom the question is asked at all; null where of everybody. */
  readonly asked: string | null;
}

/** Whom a question binds in the run itself. */
export const bindingOf = (place: number): Binding => ({
  unbound: then(`q${place}_rule is null and not q${place}_open`, "out"),
  open: [then(`q${place}_rule is null`, "open")],
  asked: null,
});

/** A question put to those alone for whom a limit is given: as if some rule with that limit bound them. */
export const bindingOfLimit = (limit: string): Binding => ({
  unbound: then(`${limit}_n is null`, "out"),
  open: [],
  asked: `${limit}_n is not null`,
});

/** The parts of a clock question that the verdict is read from, each a column of its own. */
export const clockColumns = (
  context: Context,
  frame: ClockFrame,
  care: Mark,
  asOf: Mark,
): readonly (readonly [name: string, sql: string])[] => [
  [`${frame.name}_postponed`, postponedSql(frame, care) ?? "false"],
  [`${frame.name}_in_time`, inTimeSql(context, frame, care)],
  [`${frame.name}_past`, pastLimitSql(context, frame, asOf)],
  [`${frame.name}_note`, extensionSql(context, frame)],
];

/** What a clock question finds: the cases of semantics.md section 6, the first that holds. */
export const clockState = (
  context: Context,
  { question, name: q }: ClockFrame,
  start: string,
  { unbound, open }: Binding,
): string => {
  const day = context.stamps.day(start);
  const startsBefore = question.clock.starts.some((field) => STARTS_BEFORE.has(field));
  return cases(
    [
      unbound,
      then(`${start} is null`, "no-start"),
      ...outOfForce(question.effective, day),
      ...open,
      then(`resolution = ${resolutionNumber("unverified")}`, "unverified"),
      ...(startsBefore ? [then(`${day} > ${context.stamps.day("scheduled_at")}`, "start-after-appointment")] : []),
      ...(question.clock.postponement === null
        ? []
        : [then(`${q}_postponed`, "postponed"), then(`${q}_postponed is null`, "no-time-of-day")]),
      then(`${q}_in_time and ${q}_past`, "met-passed"),
      then(`${q}_in_time`, "met"),
      then(`${q}_note = 1`, "exempt"),
      then(`${q}_in_time is null or ${q}_past is null`, "no-time-of-day"),
      then(`${q}_past and ${q}_note = 2 and care is null`, "overdue-after-extension"),
      then(`${q}_past and ${q}_note = 2`, "missed-after-extension"),
      then(`${q}_past and care is null`, "overdue"),
      then(`${q}_past`, "missed"),
      then(`${q}_note = 2`, "pending-after-extension"),
    ],
    String(stateNumber("pending")),
  );
};

/** What a requirement finds: whether the end of the walk is like what was lost, or listed for it. */
export const requirementState = (
  context: Context,
  { rules: [{ rule }], effective }: RequirementQuestion,
  service: string,
  { unbound, open }: Binding,
): string => {
  const { resolution, accepts } = rule.requires;
  const got = "cast(end_service as varchar)";
  const listed = Object.entries(accepts).flatMap(([lost, instead]) =>
    instead.length === 0 ? [] : [`when ${service} = ${text(lost)} then ${got} in (${instead.map(text).join(", ")})`],
  );
  const isListed = listed.length === 0 ? "" : ` or case ${listed.join(" ")} else false end`;
  const suits = `${service} = ${got}${isListed}`;
  return cases(
    [
      unbound,
      then(`resolution <> ${resolutionNumber(resolution)} or kind not in ('inline', 'ended', 'by-enrollee')`, "out"),
      ...outOfForce(effective, context.stamps.day("scheduled_at")),
      ...open,
      then(`${service} is null`, "unknown:service"),
      then("end_service is null and kind = 'inline'", "unknown:rescheduled_service"),
      then("end_service is null", "unknown:service"),
      then(suits, "met-passed"),
    ],
    String(stateNumber("missed")),
  );
};
