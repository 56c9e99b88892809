import { UTCDate } from "@date-fns/utc";
import { addDays, addWeeks, getDay, lastDayOfMonth, subWeeks } from "date-fns";
import { dayOf, isoDate } from "./civil.ts";

/** One day on which nobody counts: its day number, its name, the law that makes it a holiday. */
export interface Holiday {
  readonly day: number;
  readonly name: string;
  readonly law: string;
  /** Worked out from the rule, for a year that no published list at hand covers. */
  readonly extrapolated: boolean;
}

/**
 * When a holiday falls: a fixed date, the nth weekday of a month (−1 the last; 0 is Sunday), so many days after Easter
 * Sunday, or a table by year.
 */
export type HolidayDate =
  | { readonly afterEaster: number }
  | { readonly month: number; readonly day: number }
  | { readonly month: number; readonly weekday: number; readonly nth: number; readonly plus?: number }
  | { readonly table: Readonly<Record<number, string>> };

export interface HolidayRule {
  readonly name: string;
  readonly law: string;
  readonly date: HolidayDate;
  /** The year the rule came into force; before it there is no such holiday. */
  readonly since?: number;
  /** Years in which it was kept on another day, by a proclamation of its own (MM-DD). */
  readonly moved?: Readonly<Record<number, string>>;
  readonly onSunday: "monday" | "tuesday" | "none";
  readonly onSaturday: "friday" | "monday" | "none";
}

/** Days by which a holiday on a weekend moves. */
const FROM_SUNDAY = { none: null, monday: 1, tuesday: 2 } as const;
const FROM_SATURDAY = { none: null, friday: -1, monday: 2 } as const;

/**
 * Returns Easter Sunday of a year of the Gregorian calendar, by the anonymous computus (Meeus, Astronomical Algorithms,
 * chapter 8). Example: in 2022 it was April 17.
 */
export const easterSunday = (year: number): number => {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const leaps = Math.floor((century + 8) / 25);
  const correction = Math.floor((century - leaps + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * late + 114;
  return dayOf(year, Math.floor(sum / 31), (sum % 31) + 1);
};

const nthWeekday = (year: number, month: number, weekday: number, nth: number): UTCDate => {
  if (nth < 0) {
    const last = lastDayOfMonth(new UTCDate(year, month - 1, 1));
    return subWeeks(addDays(last, -((getDay(last) - weekday + 7) % 7)), -1 - nth);
  }
  const first = new UTCDate(year, month - 1, 1);
  return addWeeks(addDays(first, (weekday - getDay(first) + 7) % 7), nth - 1);
};

const dateIn = (date: HolidayDate, year: number): UTCDate | null => {
  if ("afterEaster" in date) return addDays(new UTCDate(isoDate(easterSunday(year))), date.afterEaster);
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
  const elsewhere = rule.moved?.[year];
  const date = elsewhere === undefined ? dateIn(rule.date, year) : new UTCDate(`${year}-${elsewhere}`);
  if (date === null) return null;
  const day = dayOf(date.getFullYear(), date.getMonth() + 1, date.getDate());
  const weekday = getDay(date);
  const by = weekday === 0 ? FROM_SUNDAY[rule.onSunday] : weekday === 6 ? FROM_SATURDAY[rule.onSaturday] : 0;
  return by === null ? null : day + by;
};
