import type { HolidayCalendar } from "./calendars.ts";
import { FIRST_DAY, LAST_TABLE_DAY, weekdayOf } from "./civil.ts";

/**
 * Business days as a lookup: `index[day - FIRST_DAY]` counts the business days up to and including that day, so that
 * elapsed business days are one subtraction, in this engine and in SQL alike.
 */
export interface DayTable {
  readonly index: Int32Array;
  /** The business days themselves, ascending. */
  readonly businessDays: Int32Array;
}

/** A calendar's table, once it has been asked for: the shipped calendars are asked by several packs and readings. */
const built = new WeakMap<HolidayCalendar, DayTable>();

/** Returns the table of 1990–2100: Monday to Friday, less the calendar's holidays. */
export const buildDayTable = (calendar: HolidayCalendar): DayTable => {
  const table = built.get(calendar) ?? countDays(calendar);
  built.set(calendar, table);
  return table;
};

const countDays = ({ holidays }: HolidayCalendar): DayTable => {
  const index = new Int32Array(LAST_TABLE_DAY - FIRST_DAY + 1);
  const off = new Uint8Array(index.length);
  for (const { day } of holidays) if (day >= FIRST_DAY && day <= LAST_TABLE_DAY) off[day - FIRST_DAY] = 1;
  const businessDays = new Int32Array(index.length);
  let count = 0;
  let weekday = weekdayOf(FIRST_DAY);
  for (let at = 0; at < index.length; at++) {
    if (weekday < 5 && off[at] === 0) businessDays[count++] = FIRST_DAY + at;
    index[at] = count;
    weekday = weekday === 6 ? 0 : weekday + 1;
  }
  return { index, businessDays: businessDays.slice(0, count) };
};

const countUpTo = (table: DayTable, day: number): number => {
  const count = table.index[day - FIRST_DAY];
  if (count === undefined) throw new RangeError(`day ${day} is outside the day table`);
  return count;
};

/**
 * Counts the business days after the start date up to and including the stop date: the first day excluded, the last
 * included (Gov. Code § 6800). A stop before the start counts as 0.
 */
export const elapsedBusinessDays = (table: DayTable, start: number, stop: number): number =>
  Math.max(0, countUpTo(table, stop) - countUpTo(table, start));

/**
 * Returns the nth business day after a start date.
 *
 * Example (list A): 2022-08-26, a Friday, is day 0. Monday the 29th is day 1, Friday September 2 is day 5; Monday
 * September 5 is Labor Day and not counted, so Tuesday the 6th is day 6 and Friday the 9th day 9; the 10th business
 * day is Monday 2022-09-12. Under list B, Friday the 9th is Admission Day, and the 10th is Tuesday the 13th.
 */
export const nthBusinessDayAfter = (table: DayTable, start: number, n: number): number => {
  if (n === 0) return start;
  const day = table.businessDays[countUpTo(table, start) + n - 1];
  if (day === undefined) throw new RangeError(`no ${n} business days after day ${start} in the day table`);
  return day;
};
