import { FIRST_DAY } from "../../calendar/civil.ts";
import { dayBounds } from "../../calendar/zone.ts";
import { LIMIT_UNITS, type LimitUnit } from "../../model/rule.ts";
import type { Context } from "./context.ts";
import type { Calendars } from "./days.ts";
import type { ClockQuestion } from "./questions.ts";
import { ident } from "./quote.ts";

const HOUR = 3600;

/** A moment of a cancellation from which, or to which, a clock counts. */
export interface Mark {
  readonly day: string;
  /** Business days up to and including its day, by the calendar of a place. */
  readonly business: (calendar: number) => string;
  /** The first and the last instant it may mean, where it has no time of day. */
  readonly first: string;
  readonly last: string;
}

/** A stamp with its day, and what counts the business days up to it. */
export const markOf = (
  { stamps }: Context,
  stamp: string,
  day: string,
  business: (calendar: number) => string,
): Mark => ({
  day,
  business,
  first: `case when ${stamps.dateOnly(stamp)} then ${stamps.dayStart(day)} else ${stamps.instant(stamp)} end`,
  last: `case when ${stamps.dateOnly(stamp)} then ${stamps.dayEnd(day)} else ${stamps.instant(stamp)} end`,
});

/** The column that counts business days up to a day, by a calendar. */
export const businessColumn =
  (name: string) =>
  (calendar: number): string =>
    `${name}_business_${calendar}`;

/** As-of as a stop, known before any row is read. */
export const asOfMark = ({ asOf, plan }: Context, { tables }: Calendars): Mark => {
  const [first, last] = asOf.dateOnly ? dayBounds(plan.zone, asOf.day) : [asOf.instant, asOf.instant];
  return {
    day: String(asOf.day),
    business: (calendar) => String(tables[calendar]?.index[asOf.day - FIRST_DAY] ?? 0),
    first: String(first),
    last: String(last),
  };
};

/** A clock question with what its clocks count from, and by which calendar. */
export interface ClockFrame {
  readonly question: ClockQuestion;
  /** Its place among the questions. */
  readonly place: number;
  /** What the names of its columns begin with. */
  readonly name: string;
  /** What the names of the columns begin with that hold the limit: `…_n` and `…_unit`. */
  readonly limit: string;
  readonly start: Mark;
  readonly calendar: number;
}

/** The number under which SQL holds a unit. */
export const unitNumber = (unit: LimitUnit): number => LIMIT_UNITS.indexOf(unit);

/** The units that the limits of a question are in. */
export const unitsOf = ({ rules }: ClockQuestion): readonly LimitUnit[] => [
  ...new Set(rules.map(({ rule }) => rule.clock.within.unit)),
];

/** Writes what depends on the unit of the limit that binds; one unit alone needs no telling apart. */
export const byUnit = ({ question, limit }: ClockFrame, each: (unit: LimitUnit) => string): string => {
  const [only, ...others] = unitsOf(question);
  if (only !== undefined && others.length === 0) return each(only);
  return `case ${unitsOf(question)
    .map((unit) => `when ${limit}_unit = ${unitNumber(unit)} then ${each(unit)}`)
    .join(" ")} end`;
};

/** Says whether a stop is within a limit; null where it cannot be told for want of a time of day. */
const withinLimit = ({ start, calendar }: ClockFrame, stop: Mark, n: string, unit: LimitUnit): string => {
  if (unit === "bd") return `(${stop.business(calendar)} - ${start.business(calendar)} <= ${n})`;
  if (unit === "d") return `(${stop.day} - ${start.day} <= ${n})`;
  return `(case when (${stop.last}) - (${start.first}) <= ${n} * ${HOUR} then true
        when (${stop.first}) - (${start.last}) > ${n} * ${HOUR} then false end)`;
};

/** Says whether a stop is within the limit that binds; null where it cannot be told for want of a time of day. */
export const withinSql = (frame: ClockFrame, stop: Mark): string =>
  byUnit(frame, (unit) => withinLimit(frame, stop, `${frame.limit}_n`, unit));

/** Says whether care came so soon that the clock takes it for a postponement; null where it cannot be told. */
export const postponedSql = (frame: ClockFrame, care: Mark): string | null => {
  const { postponement } = frame.question.clock;
  if (postponement === null) return null;
  return `case when care is null then false else ${withinLimit(frame, care, String(postponement.n), postponement.unit)} end`;
};

/** Says whether a local date is not after the due date of the limit that binds. The eve of a date is the day before it. */
const notAfterDue = ({ stamps }: Context, frame: ClockFrame, noted: string): string => {
  const { start, limit, calendar } = frame;
  const n = `${limit}_n`;
  return byUnit(frame, (unit) => {
    // The due date is the nth business day: of the business days since the start, fewer than n lie before the date.
    if (unit === "bd")
      return `(case when ${n} = 0 then ${noted} <= ${start.day}
        else ${businessColumn("eve")(calendar)} - ${start.business(calendar)} <= ${n} - 1 end)`;
    if (unit === "d") return `(${noted} <= ${start.day} + ${n})`;
    return `(${stamps.dayStart(noted)} <= (${start.last}) + ${n} * ${HOUR})`;
  });
};

/** The day of the field by whose date care is in time too; null where the clock has none. */
export const orDay = ({ stamps }: Context, { clock: { orBy } }: ClockQuestion): string | null =>
  orBy === null ? null : stamps.day(ident(orBy));

/** Says whether care is in time; null where it cannot be told. */
export const inTimeSql = (context: Context, frame: ClockFrame, care: Mark): string => {
  const or = orDay(context, frame.question);
  const orBy = or === null ? "" : ` when ${care.day} <= ${or} then true`;
  return `case when care is null then false${orBy} else ${withinSql(frame, care)} end`;
};

/** Says whether as-of is past the limit; null where it cannot be told. */
export const pastLimitSql = (context: Context, frame: ClockFrame, asOf: Mark): string => {
  const or = orDay(context, frame.question);
  const within = withinSql(frame, asOf);
  return or === null ? `not ${within}` : `case when ${asOf.day} <= ${or} then false else not ${within} end`;
};

/**
 * Reads the note that a longer wait does no harm, where there is one: 1 if it counts, 2 if it was written too late, else
 * 0. It counts if dated from the earlier of the start and the cancellation to the due date, or not dated at all.
 */
export const extensionSql = (context: Context, frame: ClockFrame): string => {
  const { stamps } = context;
  const noted = stamps.day("wait_extended_at");
  const first = `least(${frame.start.day}, coalesce(${stamps.day("canceled_at")}, ${frame.start.day}))`;
  const or = orDay(context, frame.question);
  const due = notAfterDue(context, frame, noted);
  return `case
        when not coalesce(wait_extended, wait_extended_at is not null) then 0
        when wait_extended_at is null then 1
        when ${noted} < ${first} then 0
        when ${or === null ? due : `(coalesce(${noted} <= ${or}, false) or ${due})`} then 1
        else 2
      end`;
};
