import { FIRST_DAY } from "../../calendar/civil.ts";
import { dayBounds } from "../../calendar/zone.ts";
import type { FieldName } from "../../model/fields.ts";
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

/** A stamp with its day, and what counts the business days up to it; its instants are worked out on the spot. */
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

/** The same of a stamp whose day and instants stand in columns of their own, named after it. */
export const markedColumn = (name: string): Mark => ({
  day: `${name}_day`,
  business: businessColumn(name),
  first: `${name}_first`,
  last: `${name}_last`,
});

/** The column that holds the day of a field. */
export const dayColumn = (field: FieldName): string => ident(`${field}_day`);

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
  /** What the names of the columns begin with that hold the limit: one a unit, of which one at most is known. */
  readonly limit: string;
  readonly start: Mark;
  /** What a note is to it. */
  readonly note: string;
  readonly calendar: number;
}

/** Clocks that start with an event before the appointment; one dated after it cannot have led to it. */
const BEFORE: ReadonlySet<string> = new Set(["requested_at", "prior_kept_at"]);

/** Says that a clock starts with an event before the appointment. */
export const startsBefore = ({ clock }: ClockQuestion): boolean => clock.starts.some((field) => BEFORE.has(field));

/** The number under which SQL holds a unit. */
export const unitNumber = (unit: LimitUnit): number => LIMIT_UNITS.indexOf(unit);

/** The units that the limits of a question are in. */
export const unitsOf = ({ rules }: ClockQuestion): readonly LimitUnit[] => [
  ...new Set(rules.map(({ rule }) => rule.clock.within.unit)),
];

/** The column that holds a limit in a unit; unknown where none in it binds. */
export const limitColumn = (limit: string, unit: LimitUnit): string => `${limit}_${unit}`;

/** The columns that hold the limits of a question, or of one put otherwise. */
export const limitColumns = (question: ClockQuestion, limit: string): readonly string[] =>
  unitsOf(question).map((unit) => limitColumn(limit, unit));

/** Writes what depends on the unit of the limit that binds; one unit alone needs no telling apart. */
export const byUnit = (
  { question, limit }: Pick<ClockFrame, "question" | "limit">,
  each: (unit: LimitUnit, n: string) => string,
): string => {
  const units = unitsOf(question);
  const [only, ...others] = units;
  if (only !== undefined && others.length === 0) return each(only, limitColumn(limit, only));
  const cases = units.map((unit) => {
    const n = limitColumn(limit, unit);
    return `when ${n} is not null then ${each(unit, n)}`;
  });
  return `case ${cases.join(" ")} end`;
};

/** Compares what has elapsed up to a stop with a limit: surely within it, or perhaps, if some time of day is not known. */
interface Within {
  readonly surely: string;
  readonly perhaps: string;
}

/** Says whether a stop is within a limit. Days are told as surely as they may be. */
export const within = ({ start, calendar }: ClockFrame, stop: Mark, unit: LimitUnit, n: string): Within => {
  if (unit === "h")
    return {
      surely: `${stop.last} - ${start.first} <= ${n} * ${HOUR}`,
      perhaps: `${stop.first} - ${start.last} <= ${n} * ${HOUR}`,
    };
  const elapsed =
    unit === "bd" ? `${stop.business(calendar)} - ${start.business(calendar)}` : `${stop.day} - ${start.day}`;
  return { surely: `${elapsed} <= ${n}`, perhaps: `${elapsed} <= ${n}` };
};

/** The day of the field by whose date care is in time too; null where the clock has none. */
export const orDay = ({ clock: { orBy } }: ClockQuestion): string | null => (orBy === null ? null : dayColumn(orBy));

/** The date of the note that a longer wait does no harm. */
export const NOTE: Pick<Mark, "day" | "first"> = markedColumn("note");

/** What a note is to a clock: none, one that counts whatever the limit, or one that counts up to the due date. */
export const NOTES = { none: 0, undated: 1, dated: 2 } as const;

/** The column that says what a note is to the clocks of one start. */
export const noteColumn = (start: string): string => `${start}_note`;

/** Reads a note: it is nothing to a clock if dated before the earlier of the start and the cancellation. */
export const noteSql = (start: string): string => {
  const { day } = markedColumn(start);
  return `case when coalesce(wait_extended, wait_extended_at is not null) then case
      when ${NOTE.day} is null then ${NOTES.undated}
      when ${NOTE.day} < least(${day}, coalesce(${dayColumn("canceled_at")}, ${day})) then ${NOTES.none}
      else ${NOTES.dated} end else ${NOTES.none} end`;
};

/** Says whether the note is dated not after the due date of a limit. Its eve is the day before it. */
export const notedByDue = ({ start, calendar }: ClockFrame, unit: LimitUnit, n: string): string => {
  // The due date is the nth business day: of the business days since the start, fewer than n lie before the date.
  if (unit === "bd")
    return `case when ${n} = 0 then ${NOTE.day} <= ${start.day}
        else ${businessColumn("eve")(calendar)} - ${start.business(calendar)} <= ${n} - 1 end`;
  return unit === "d" ? `${NOTE.day} <= ${start.day} + ${n}` : `${NOTE.first} <= ${start.last} + ${n} * ${HOUR}`;
};
