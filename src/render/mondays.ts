/** Years of weeks beyond which a gap is a typo in a date, and no pause. */
const MOST = 5 * 53;
const WEEK = 7;
const MONTHS = 12;
const FEBRUARY = 2;
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const lengthOf = (year: number, month: number): number =>
  month === FEBRUARY && isLeap(year) ? 29 : (LENGTHS[month - 1] ?? 0);

/** Returns the Monday after a Monday: "2024-03-04" of "2024-02-26". */
export const nextMonday = (monday: string): string => {
  const [year = 0, month = 0, day = 0] = monday.split("-").map(Number);
  const length = lengthOf(year, month);
  const over = day + WEEK > length;
  const turned = over && month === MONTHS;
  const next = [turned ? year + 1 : year, over ? (month % MONTHS) + 1 : month, over ? day + WEEK - length : day + WEEK];
  return next.map((part) => String(part).padStart(2, "0")).join("-");
};

/**
 * Puts the weeks between the first and the last that have none of their own: a gap in time is to be seen as one. From
 * 2022-08-15 to 2022-08-29 there is one, 2022-08-22. Weeks that lie years apart stay as they are.
 */
export const withGaps = <T>(
  weeks: readonly T[],
  mondayOf: (week: T) => string,
  gap: (monday: string) => T,
): readonly T[] => {
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (first === undefined || last === undefined) return weeks;
  const held = new Map(weeks.map((week) => [mondayOf(week), week]));
  const all: T[] = [];
  for (let monday = mondayOf(first); all.length < MOST; monday = nextMonday(monday)) {
    all.push(held.get(monday) ?? gap(monday));
    if (monday === mondayOf(last)) return all;
  }
  return weeks;
};

/** Returns the month of a Monday: "2022-08" of "2022-08-29". */
export const monthOf = (monday: string): string => monday.slice(0, "2022-08".length);
