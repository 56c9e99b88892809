import type { HolidayRule } from "./holidays.ts";

/**
 * California's holidays as law.md gives them. List A closes state offices (Gov. Code § 19853) and is the stricter
 * clock; list B adds the other legal holidays of Gov. Code § 6700. No list of the DMHC's own was found, so the
 * calendar is a declared parameter, printed on every report.
 *
 * A Sunday holiday moves to Monday. A Saturday holiday moves nowhere, except November 11, which moves to Friday.
 */
const CLOSED = "Gov. Code § 19853";
const LEGAL = "Gov. Code § 6700";
const moves = { onSunday: "monday", onSaturday: "none" } as const;
const stays = { onSunday: "none", onSaturday: "none" } as const;

export const LIST_A_RULES: readonly HolidayRule[] = [
  { name: "New Year's Day", law: CLOSED, date: { month: 1, day: 1 }, ...moves },
  { name: "Martin Luther King Jr. Day", law: CLOSED, date: { month: 1, weekday: 1, nth: 3 }, ...stays },
  { name: "Presidents' Day", law: CLOSED, date: { month: 2, weekday: 1, nth: 3 }, ...stays },
  { name: "Cesar Chavez Day", law: CLOSED, date: { month: 3, day: 31 }, ...moves },
  { name: "Memorial Day", law: CLOSED, date: { month: 5, weekday: 1, nth: -1 }, ...stays },
  { name: "Independence Day", law: CLOSED, date: { month: 7, day: 4 }, ...moves },
  { name: "Labor Day", law: CLOSED, date: { month: 9, weekday: 1, nth: 1 }, ...stays },
  { name: "Veterans Day", law: CLOSED, date: { month: 11, day: 11 }, onSunday: "monday", onSaturday: "friday" },
  { name: "Thanksgiving Day", law: CLOSED, date: { month: 11, weekday: 4, nth: 4 }, ...stays },
  { name: "Day after Thanksgiving", law: CLOSED, date: { month: 11, weekday: 4, nth: 4, plus: 1 }, ...stays },
  { name: "Christmas Day", law: CLOSED, date: { month: 12, day: 25 }, ...moves },
];

/** First days of the lunisolar year from 2023 on, the year it became a legal holiday (tables of the Chinese calendar; grade M). */
const LUNAR_NEW_YEAR =
  "01-22 02-10 01-29 02-17 02-06 01-26 02-13 02-03 01-23 02-11 01-31 02-19 02-08 01-28 02-15 02-04 01-24 02-12 02-01 01-22 02-10 01-30 02-17 02-06 01-26 02-14 02-02 01-23 02-11 02-01 02-19 02-08 01-28 02-15 02-04 01-24 02-12 02-02 01-21 02-09 01-29 02-17 02-05 01-26 02-14 02-03 01-23 02-11 01-31 02-19 02-07 01-27 02-15 02-05 01-24 02-12 02-02 01-22 02-09 01-29 02-17 02-06 01-26 02-14 02-03 01-24 02-10 01-30 02-18 02-07 01-27 02-15 02-05 01-25 02-12 02-01 01-21 02-09";

const lunarNewYear = Object.fromEntries(LUNAR_NEW_YEAR.split(" ").map((date, i) => [2023 + i, date]));

export const LIST_B_EXTRA_RULES: readonly HolidayRule[] = [
  { name: "Lunar New Year", law: LEGAL, date: { table: lunarNewYear }, since: 2023, ...stays },
  { name: "Lincoln Day", law: LEGAL, date: { month: 2, day: 12 }, ...moves },
  { name: "Genocide Remembrance Day", law: LEGAL, date: { month: 4, day: 24 }, since: 2023, ...stays },
  { name: "Juneteenth", law: LEGAL, date: { month: 6, day: 19 }, since: 2023, ...stays },
  { name: "Admission Day", law: LEGAL, date: { month: 9, day: 9 }, ...moves },
  { name: "Native American Day", law: LEGAL, date: { month: 9, weekday: 5, nth: 4 }, ...stays },
  { name: "Columbus Day", law: LEGAL, date: { month: 10, weekday: 1, nth: 2 }, ...stays },
];

/** The years for which the lists were compiled; all other years follow the rules above and are marked extrapolated. */
export const LISTED_YEARS = { first: 2022, last: 2026 } as const;

/** List A as compiled, weekdays only (MM-DD). A test holds it against the rules. */
export const LIST_A: Readonly<Record<number, string>> = {
  2022: "01-17 02-21 03-31 05-30 07-04 09-05 11-11 11-24 11-25 12-26",
  2023: "01-02 01-16 02-20 03-31 05-29 07-04 09-04 11-10 11-23 11-24 12-25",
  2024: "01-01 01-15 02-19 04-01 05-27 07-04 09-02 11-11 11-28 11-29 12-25",
  2025: "01-01 01-20 02-17 03-31 05-26 07-04 09-01 11-11 11-27 11-28 12-25",
  2026: "01-01 01-19 02-16 03-31 05-25 09-07 11-11 11-26 11-27 12-25",
};

/** What list B adds, as compiled, weekdays only (MM-DD). */
export const LIST_B_EXTRA: Readonly<Record<number, string>> = {
  2022: "09-09 09-23 10-10",
  2023: "02-13 04-24 06-19 09-22 10-09",
  2024: "02-12 04-24 06-19 09-09 09-27 10-14",
  2025: "01-29 02-12 04-24 06-19 09-09 09-26 10-13",
  2026: "02-12 02-17 04-24 06-19 09-09 09-25 10-12",
};
