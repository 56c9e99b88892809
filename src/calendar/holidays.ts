import { UTCDate } from "@date-fns/utc";
import { addDays, addWeeks, getDay, lastDayOfMonth, subWeeks } from "date-fns";
import { dayOf } from "./civil.ts";

/** One day on which nobody counts: its day number, its name, the law that makes it a holiday. */
export interface Holiday {
  readonly day: number;
  readonly name: string;
  readonly law: string;
  /** Worked out from the rule, for a year that no published list at hand covers. */
  readonly extrapolated: boolean;
}

/** When a holiday falls: a fixed date, the nth weekday of a month (−1 the last; 0 is Sunday), or a table by year. */
export type HolidayDate =
  | { readonly month: number; readonly day: number }
  | { readonly month: number; readonly weekday: number; readonly nth: number; readonly plus?: number }
  | { readonly table: Readonly<Record<number, string>> };

export interface HolidayRule {
  readonly name: string;
  readonly law: string;
  readonly date: HolidayDate;
  /** The year the rule came into force; before it there is no such holiday. */
  readonly since?: number;
  readonly onSunday: "monday" | "none";
  readonly onSaturday: "friday" | "none";
}

const nthWeekday = (year: number, month: number, weekday: number, nth: number): UTCDate => {
  if (nth < 0) {
    const last = lastDayOfMonth(new UTCDate(year, month - 1, 1));
    return subWeeks(addDays(last, -((getDay(last) - weekday + 7) % 7)), -1 - nth);
  }
  const first = new UTCDate(year, month - 1, 1);
  return addWeeks(addDays(first, (weekday - getDay(first) + 7) % 7), nth - 1);
};

const dateIn = (date: HolidayDate, year: number): UTCDate | null => {
  if ("table" in date) {
    const text = date.table[year];
    return text === undefined ? null : new UTCDate(`${year}-${text}`);
  }
  if ("weekday" in date) return addDays(nthWeekday(year, date.month, date.weekday, date.nth), date.plus ?? 0);
  return new UTCDate(year, date.month - 1, date.day);
};

/** Returns the weekday on which a holiday is kept in a year; null where it falls on a weekend and is not moved. */
export const keptOn = (rule: HolidayRule, year: number): number | null => {
  if (rule.since !== undefined && year < rule.since) return null;
  const date = dateIn(rule.date, year);
  if (date === null) return null;
  const day = dayOf(date.getFullYear(), date.getMonth() + 1, date.getDate());
  const weekday = getDay(date);
  if (weekday === 0) return rule.onSunday === "monday" ? day + 1 : null;
  if (weekday === 6) return rule.onSaturday === "friday" ? day - 1 : null;
  return day;
};
