import { civilOf, dayOf } from "../calendar/civil.ts";

/** A date and time as written, before any time zone: seconds of the day, and seconds east of UTC if it says. */
export interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly second: number;
  readonly east: number | null;
}

/** What a text may mean: one wall time, or two where it may be month-first or day-first. */
export type Walls = Wall | { readonly either: { readonly mdy: Wall; readonly dmy: Wall } };

const SERIAL_ZERO = dayOf(1899, 12, 30);
const MAX_OFFSET = 14 * 3600;
const TIME = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?: ?([AaPp])\.?[Mm]\.?)?`;

const CANONICAL = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
/** Two digits of a year only behind slashes: 22-08-15 is as likely to begin with its year. */
const SLASHED = new RegExp(String.raw`^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|(?<=/)\d{2})(?:[ T]+${TIME})?$`);
const CANONICAL_DATE_12 = /^(\d{4})-(\d{2})-(\d{2}) +(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)? ?([AaPp])\.?[Mm]\.?$/;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([/.])(\d{1,2})\2(\d{1,2})(?:[ T]+${TIME})?$`);
const DAY_MONTH_NAME = new RegExp(String.raw`^(\d{1,2})[- ]([A-Za-z]{3,9})\.?[- ](\d{4}|\d{2})(?:[ :T]+${TIME})?$`);
const MONTH_NAME_DAY = new RegExp(String.raw`^([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})(?:[ ,T]+${TIME})?$`);
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2})(\d{2})(\d{2})?)?$/;
const SERIAL = /^(\d{5})(?:\.(\d+))?$/;

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** A month by its English name or the first three letters of it; 0 where it is none. */
const monthOf = (name: string): number => {
  const word = name.toLowerCase();
  return (
    MONTHS.findIndex(
      (month) => month === word || month.slice(0, 3) === word || (word === "sept" && month === "september"),
    ) + 1
  );
};

/** Years of two digits: 90 to 99 are of the last century, the others of this one. */
const yearOf = (text: string): number => {
  const year = Number(text);
  return text.length > 2 ? year : year >= 90 ? 1900 + year : 2000 + year;
};

/** Seconds east of UTC; null where the offset is past 14 hours or has no such minute. */
const offsetOf = (text: string): number | null => {
  if (text === "Z") return 0;
  const minutes = Number(text.slice(-2));
  const offset = Number(text.slice(1, 3)) * 3600 + minutes * 60;
  return minutes > 59 || offset > MAX_OFFSET ? null : text[0] === "-" ? -offset : offset;
};

/** The second of the day; null where there is no such time. A 12-hour clock's 12 AM is 0, its 12 PM noon. */
const secondOf = (hour = "0", minute = "0", second = "0", half?: string): number | null => {
  const h = Number(hour);
  if (half !== undefined && (h < 1 || h > 12)) return null;
  const hours = half === undefined ? h : (h % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return hours * 3600 + Number(minute) * 60 + Number(second);
};

const wall = (year: number, month: number, day: number, second: number | null): Wall | null =>
  second === null || month === 0 ? null : { year, month, day, second, east: null };

type Reader = (match: RegExpExecArray) => Walls | null;

/** Each form with its reader, the most usual first; the first that a text matches decides. */
const FORMS: readonly (readonly [RegExp, Reader])[] = [
  [
    CANONICAL,
    ([, year, month, day, hour, minute, sec, offset]) => {
      const second = secondOf(hour, minute, sec);
      const east = offset === undefined ? null : offsetOf(offset);
      if (second === null || (offset !== undefined && east === null)) return null;
      return { year: Number(year), month: Number(month), day: Number(day), second, east };
    },
  ],
  [
    CANONICAL_DATE_12,
    ([, year, month, day, hour, minute, sec, half]) =>
      wall(Number(year), Number(month), Number(day), secondOf(hour, minute, sec, half)),
  ],
  [
    SLASHED,
    ([, first, , other, year, hour, minute, sec, half]) => {
      const second = secondOf(hour, minute, sec, half);
      if (second === null) return null;
      const [a, b] = [Number(first), Number(other)];
      const common = { year: yearOf(year ?? ""), second, east: null };
      return { either: { mdy: { ...common, month: a, day: b }, dmy: { ...common, month: b, day: a } } };
    },
  ],
  [
    YEAR_FIRST,
    ([, year, , month, day, hour, minute, sec, half]) =>
      wall(Number(year), Number(month), Number(day), secondOf(hour, minute, sec, half)),
  ],
  [
    DAY_MONTH_NAME,
    ([, day, month = "", year = "", hour, minute, sec, half]) =>
      wall(yearOf(year), monthOf(month), Number(day), secondOf(hour, minute, sec, half)),
  ],
  [
    MONTH_NAME_DAY,
    ([, month = "", day, year, hour, minute, sec, half]) =>
      wall(Number(year), monthOf(month), Number(day), secondOf(hour, minute, sec, half)),
  ],
  [
    COMPACT,
    ([, year, month, day, hour, minute, sec]) =>
      wall(Number(year), Number(month), Number(day), secondOf(hour, minute, sec)),
  ],
  [SERIAL, ([, days = "", fraction = ""]) => serialWall(Number(days), Number(`0.${fraction || "0"}`))],
];

/** Spreadsheets count days from 1899-12-30, and write the time of day as a fraction, to the second. */
const serialWall = (days: number, fraction: number): Wall | null => {
  const seconds = Math.round(fraction * 86_400);
  const { year, month, day } = civilOf(SERIAL_ZERO + days + Math.floor(seconds / 86_400));
  return wall(year, month, day, seconds % 86_400);
};

/**
 * Reads a date as exports write it: `2022-08-15T09:00Z`, `8/15/2022 9:00 AM`, `8/15/22`, `15-AUG-2022 09:00:00`,
 * `Aug 15, 2022`, `20220815090000`, `2022/08/15`, or a spreadsheet's serial number `44788.375`. Null where it is none.
 */
export const wallsOf = (text: string): Walls | null => {
  for (const [form, read] of FORMS) {
    const match = form.exec(text);
    if (match !== null) return read(match);
  }
  return null;
};
