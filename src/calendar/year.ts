import type { YearSheet } from "../model/yearSheet.ts";
import type { HolidayCalendar } from "./calendars.ts";
import { dayOf, isoDate, weekdayOf } from "./civil.ts";

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
const MONTHS = 12;

/** Writes one year of a calendar out: its holidays, each with its law, and its business days month by month. */
export const yearSheet = ({ id, title, sha256, holidays }: HolidayCalendar, year: number): YearSheet => {
  const first = dayOf(year, 1, 1);
  const after = dayOf(year + 1, 1, 1);
  const off = new Set(holidays.map(({ day }) => day));
  const months = Array.from({ length: MONTHS }, (_, i) => {
    const end = i + 1 === MONTHS ? after : dayOf(year, i + 2, 1);
    const start = dayOf(year, i + 1, 1);
    const days = Array.from({ length: end - start }, (_unused, k) => start + k);
    const businessDays = days.filter((day) => weekdayOf(day) < 5 && !off.has(day)).map(isoDate);
    return { month: isoDate(start).slice(0, 7), businessDays };
  });
  return {
    calendar: { id, title, sha256 },
    year,
    businessDays: months.reduce((sum, { businessDays }) => sum + businessDays.length, 0),
    holidays: holidays
      .filter(({ day }) => day >= first && day < after)
      .map(({ day, name, law, extrapolated }) => ({
        date: isoDate(day),
        weekday: WEEKDAYS[weekdayOf(day)] ?? "",
        name,
        law,
        extrapolated,
      })),
    months,
  };
};
