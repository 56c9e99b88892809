import { type HolidayCalendar, makeCalendar } from "./calendars.ts";
import { FIRST_DAY, isoDate, LAST_TABLE_DAY, parseIsoDate } from "./civil.ts";
import type { Holiday } from "./holidays.ts";

/** A holiday as a list gives it. */
interface Listed {
  readonly date: string;
  readonly name: string;
  readonly law: string;
}

/** Says what is wrong with the dates of a list, by the place in it. */
export const listFaultsOf = (
  listed: readonly Listed[],
): readonly { readonly index: number; readonly message: string }[] => {
  const dates = listed.map(({ date }) => date);
  return dates.flatMap((date, index) => {
    const day = parseIsoDate(date);
    if (day === null) return [{ index, message: `${date} is no date of the calendar` }];
    if (day < FIRST_DAY || day > LAST_TABLE_DAY)
      return [{ index, message: `${date} is not from ${isoDate(FIRST_DAY)} to ${isoDate(LAST_TABLE_DAY)}` }];
    return dates.indexOf(date) === index ? [] : [{ index, message: `${date} is listed before` }];
  });
};

/**
 * Makes a calendar of the days that a list names, and of no others: what years it covers is said in its title, since
 * every weekday of another year is a business day by it.
 */
export const listedCalendar = (id: string, title: string, listed: readonly Listed[]): HolidayCalendar => {
  const holidays = listed.map(({ date, name, law }): Holiday => {
    const day = parseIsoDate(date);
    if (day === null) throw new RangeError(`${date} is no date`);
    return { day, name, law, extrapolated: false };
  });
  const years = listed.map(({ date }) => date.slice(0, 4)).sort();
  const [first, last] = [years[0], years.at(-1)];
  const span = first === last ? first : `${first}–${last}`;
  return makeCalendar(
    id,
    `${title} (${listed.length} ${listed.length === 1 ? "day" : "days"} listed, ${span}; no holidays in other years)`,
    holidays,
  );
};
