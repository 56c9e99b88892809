/**
 * Civil dates as whole days since 1970-01-01 in the proleptic Gregorian calendar.
 * Integer arithmetic only: no `Date`, so no host time zone, and fast enough to run for every cell of a log.
 */

/** Returns the day number of a civil date; the month is 1–12. Example: dayOf(1970, 1, 1) is 0. */
export const dayOf = (year: number, month: number, day: number): number => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Returns the civil date of a day number. */
export const civilOf = (dayNumber: number): CivilDate => {
  const z = dayNumber + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
};

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Says whether a civil date exists; 2023-02-29 and 2022-06-31 do not. */
export const isCivilDate = (year: number, month: number, day: number): boolean => {
  const days = MONTH_DAYS[month - 1];
  return days !== undefined && day >= 1 && day <= (month === 2 && isLeap(year) ? 29 : days);
};

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

/** Formats a day number as `YYYY-MM-DD`. */
export const isoDate = (dayNumber: number): string => {
  const { year, month, day } = civilOf(dayNumber);
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
};

/** Reads `YYYY-MM-DD`; null where the text is no such date or the date does not exist. */
export const parseIsoDate = (text: string): number | null => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return null;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  return isCivilDate(year, month, day) ? dayOf(year, month, day) : null;
};

/** Formats a second of the day as `HH:MM:SS`. */
export const clockText = (second: number): string =>
  `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;

/** Returns the day of the week, Monday 0 to Sunday 6. 1970-01-01 was a Thursday. */
export const weekdayOf = (dayNumber: number): number => (((dayNumber + 3) % 7) + 7) % 7;

/** Returns the Monday of a day's week. */
export const mondayOf = (dayNumber: number): number => dayNumber - weekdayOf(dayNumber);

/** The span of local dates that exports may speak of, and one year more for due dates. */
export const FIRST_DAY = dayOf(1990, 1, 1);
export const LAST_DAY = dayOf(2099, 12, 31);
export const LAST_TABLE_DAY = dayOf(2100, 12, 31);
