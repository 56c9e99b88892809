import type { Effective, LimitUnit } from "../../model/rule.ts";
import { type ClockFrame, dayColumn, limitColumn, type Mark, NOTES, orDay, startsBefore, unitsOf } from "./clock.ts";
import { resolutionNumber } from "./outcome.ts";
import { type ClockQuestion, type State, stateNumber } from "./questions.ts";
import { all } from "./quote.ts";

/**
 * The unit of days in which a question is judged plainly; null where it has none. Most cancellations are judged by comparing
 * days, and nothing else: a rule with a limit in days binds them, its clock starts while it is in force, their resolution is
 * verified, and nobody noted that a longer wait does no harm. Theirs is a due day, counted as business days are; it is
 * unknown of all others. It settles most of a log before any case of the law is gone through, which takes the longest.
 */
const dayUnit = (question: ClockQuestion): Exclude<LimitUnit, "h"> | null => {
  const unit = unitsOf(question).find((one) => one !== "h");
  return unit === undefined || question.clock.postponement !== null ? null : unit;
};

const inForce = ({ from, to }: Effective, day: string): readonly string[] => [
  ...(from === null ? [] : [`${day} >= ${from}`]),
  ...(to === null ? [] : [`${day} <= ${to}`]),
];

/** Nought where a clock may be judged plainly that starts as a question's does, else unknown. */
const gateSql = ({ question, start, note }: ClockFrame): string => {
  const before = startsBefore(question) ? [`${start.day} <= ${dayColumn("scheduled_at")}`] : [];
  const verified = `resolution <> ${resolutionNumber("unverified")}`;
  return `case when ${all([`${note} = ${NOTES.none}`, verified, ...inForce(question.effective, start.day), ...before])} then 0 end`;
};

/** The gates of some clocks, each once, and the due days behind them. */
export const dueColumns = (
  frames: readonly ClockFrame[],
): { readonly gates: readonly string[]; readonly dues: readonly string[] } => {
  const gates = [...new Set(frames.map(gateSql))];
  return {
    gates: gates.map((sql, i) => `${sql} as gate_${i}`),
    dues: frames.flatMap((frame) => {
      const unit = dayUnit(frame.question);
      if (unit === null) return [];
      const start = dayCount(frame.start, frame, unit);
      const gate = `gate_${gates.indexOf(gateSql(frame))}`;
      return [`${start} + ${limitColumn(frame.limit, unit)} + ${gate} as ${frame.name}_due`];
    }),
  };
};

/**
 * Says of a cancellation that is not judged plainly that it stands alike by any calendar: no note is dated up to a due day,
 * and whatever else keeps it from a plain judgment counts no business days.
 */
export const alikeByCalendars = ({ question, note }: ClockFrame): string | null => {
  const unit = dayUnit(question);
  if (unit === null || unitsOf(question).some((one) => one !== "h" && one !== unit)) return null;
  return `${note} = ${NOTES.none}`;
};

const dayCount = (mark: Mark, { calendar }: ClockFrame, unit: Exclude<LimitUnit, "h">): string =>
  unit === "bd" ? mark.business(calendar) : mark.day;

/** The first cases of a clock question: what is told by the due day alone. */
export const byDays = (frame: ClockFrame, care: Mark, asOf: Mark): readonly string[] => {
  const unit = dayUnit(frame.question);
  if (unit === null) return [];
  const due = `${frame.name}_due`;
  const [stop, now] = [dayCount(care, frame, unit), dayCount(asOf, frame, unit)];
  const or = orDay(frame.question);
  const inTime = `${stop} <= ${due}${or === null ? "" : ` or ${care.day} <= ${or}`}`;
  const then = (state: State): string => `then ${stateNumber(state)}`;
  const ahead = `case when ${inTime} ${then("met")} else ${stateNumber("pending")} end`;
  const yet = or === null ? "" : `when ${asOf.day} <= ${or} then ${ahead} `;
  return [
    `when ${due} >= ${now} then ${ahead}`,
    `when ${due} < ${now} then case ${yet}when ${inTime} ${then("met-passed")} when care is null ${then("overdue")} else ${stateNumber("missed")} end`,
  ];
};
