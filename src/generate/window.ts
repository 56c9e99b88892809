import { dayOf, weekdayOf } from "../calendar/civil.ts";
import type { Random } from "./random.ts";

/** Moments of the generator are whole minutes of wall time since 1970-01-01. */
export const MINUTES_A_DAY = 1440;
export const momentAt = (day: number, minute: number): number => day * MINUTES_A_DAY + minute;
export const dayPart = (moment: number): number => Math.floor(moment / MINUTES_A_DAY);

/** The published first and last day of the strike. */
export const FIRST_LOST = dayOf(2022, 8, 15);
export const LAST_LOST = dayOf(2022, 10, 18);

/** The synthetic export is written then: nothing in it was recorded later. */
export const EXPORTED = momentAt(dayOf(2022, 10, 31), 17 * 60);
export const notAfterExport = (moment: number): number => Math.min(moment, EXPORTED);

/** Weeks of the strike that have all their working days; the tenth has but a Monday and a Tuesday. */
export const FULL_WEEKS = 9;
export const weekOf = (moment: number): number => Math.floor((dayPart(moment) - FIRST_LOST) / 7);

/** Days on which the clinics are shut (Gov. Code 19853, the state offices' list). */
const SHUT: ReadonlySet<number> = new Set([
  dayOf(2022, 5, 30),
  dayOf(2022, 7, 4),
  dayOf(2022, 9, 5),
  dayOf(2022, 11, 11),
  dayOf(2022, 11, 24),
  dayOf(2022, 11, 25),
  dayOf(2022, 12, 26),
  dayOf(2023, 1, 2),
  dayOf(2023, 1, 16),
]);

/** Moves a day forward to one on which the clinics are open. */
export const openDay = (day: number): number => {
  let open = day;
  while (weekdayOf(open) > 4 || SHUT.has(open)) open++;
  return open;
};

/** Returns the open day of a week of the strike, kept within the strike; weeks before it are negative. */
export const dayInWeek = (week: number, weekday: number): number =>
  Math.min(openDay(FIRST_LOST + week * 7 + weekday), LAST_LOST);

/** Draws a quarter of an hour at which someone sits at the desk, from 8:00 to 17:00. */
export const officeMinute = (random: Random): number => random.between(32, 68) * 15;
