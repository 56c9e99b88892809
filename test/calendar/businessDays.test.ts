import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type HolidayCalendar, SHIPPED_CALENDARS } from "../../src/calendar/calendars.ts";
import { FIRST_DAY, isoDate, LAST_DAY, LAST_TABLE_DAY, parseIsoDate } from "../../src/calendar/civil.ts";
import { buildDayTable, elapsedBusinessDays, nthBusinessDayAfter } from "../../src/calendar/dayTable.ts";

const LIST_A: HolidayCalendar = SHIPPED_CALENDARS["ca-state-offices"]!;
const LIST_B: HolidayCalendar = SHIPPED_CALENDARS["ca-legal-holidays"]!;
const tableA = buildDayTable(LIST_A);
const tableB = buildDayTable(LIST_B);
const day = (text: string): number => parseIsoDate(text)!;

describe("the nth business day, list A", () => {
  it.each([
    ["2022-08-15", 10, "2022-08-29", "two weeks without a holiday"],
    ["2022-08-15", 15, "2022-09-06", "Labor Day between"],
    ["2022-08-26", 10, "2022-09-12", "Labor Day between"],
    ["2022-09-02", 10, "2022-09-19", "the Friday before Labor Day"],
    ["2024-11-01", 10, "2024-11-18", "Veterans Day, a Monday, between"],
    ["2024-11-18", 10, "2024-12-04", "Thanksgiving and the day after between"],
    ["2024-12-20", 10, "2025-01-07", "Christmas and New Year's Day between"],
    ["2025-03-24", 10, "2025-04-08", "Cesar Chavez Day, a Monday, between"],
    ["2026-06-26", 10, "2026-07-10", "July 4 is a Saturday and moves nowhere"],
  ])("%s + %i = %s: %s", (start, n, due) => {
    const from = day(start);
    expect(isoDate(nthBusinessDayAfter(tableA, from, n))).toBe(due);
    expect(elapsedBusinessDays(tableA, from, day(due) - 1)).toBe(n - 1);
    expect(elapsedBusinessDays(tableA, from, day(due))).toBe(n);
  });
});

describe("the nth business day, list B", () => {
  it.each([
    ["2022-08-26", 10, "2022-09-13", "Labor Day and Admission Day between"],
    ["2022-08-15", 10, "2022-08-29", "no holiday between: both lists agree"],
    ["2022-09-16", 5, "2022-09-26", "Native American Day, a Friday, between"],
    ["2025-01-24", 5, "2025-02-03", "Lunar New Year between"],
    ["2026-02-11", 3, "2026-02-19", "Lincoln Day, Presidents' Day and Lunar New Year between"],
  ])("%s + %i = %s: %s", (start, n, due) => expect(isoDate(nthBusinessDayAfter(tableB, day(start), n))).toBe(due));
});

describe("elapsed business days", () => {
  it.each([
    ["2022-09-02", "2022-09-02", 0, "the first day is excluded"],
    ["2022-09-02", "2022-09-05", 0, "a weekend and Labor Day"],
    ["2022-09-02", "2022-09-06", 1, "the last day is included"],
    ["2022-09-03", "2022-09-06", 1, "a clock that starts on Saturday"],
    ["2022-09-05", "2022-09-06", 1, "a clock that starts on a holiday"],
    ["2022-09-06", "2022-09-02", 0, "a stop before the start counts as 0"],
    ["2022-09-16", "2022-09-17", 0, "Friday to Saturday"],
    ["2022-09-16", "2022-09-18", 0, "Friday to Sunday"],
    ["2022-09-16", "2022-09-19", 1, "Friday to Monday"],
    ["2022-11-10", "2022-11-11", 0, "Veterans Day, a Friday"],
    ["2023-11-09", "2023-11-13", 1, "Veterans Day, a Saturday, is kept on Friday"],
    ["2022-12-23", "2022-12-27", 1, "Christmas, a Sunday, is kept on Monday"],
    ["2022-12-30", "2023-01-03", 1, "New Year's Day, a Sunday, is kept on Monday"],
  ])("from %s to %s: %i (%s)", (start, stop, n) => expect(elapsedBusinessDays(tableA, day(start), day(stop))).toBe(n));
});

/** The dates as law.md gives them, written out once more and apart from the program's own lists. */
const GIVEN_A = `
  2022: Jan 17, Feb 21, Mar 31, May 30, Jul 4, Sep 5, Nov 11, Nov 24, Nov 25, Dec 26
  2023: Jan 2, Jan 16, Feb 20, Mar 31, May 29, Jul 4, Sep 4, Nov 10, Nov 23, Nov 24, Dec 25
  2024: Jan 1, Jan 15, Feb 19, Apr 1, May 27, Jul 4, Sep 2, Nov 11, Nov 28, Nov 29, Dec 25
  2025: Jan 1, Jan 20, Feb 17, Mar 31, May 26, Jul 4, Sep 1, Nov 11, Nov 27, Nov 28, Dec 25
  2026: Jan 1, Jan 19, Feb 16, Mar 31, May 25, Sep 7, Nov 11, Nov 26, Nov 27, Dec 25`;
const GIVEN_B = `
  2022: Sep 9, Sep 23, Oct 10
  2023: Feb 13, Apr 24, Jun 19, Sep 22, Oct 9
  2024: Feb 12, Apr 24, Jun 19, Sep 9, Sep 27, Oct 14
  2025: Jan 29, Feb 12, Apr 24, Jun 19, Sep 9, Sep 26, Oct 13
  2026: Feb 12, Feb 17, Apr 24, Jun 19, Sep 9, Sep 25, Oct 12`;
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

const given = (text: string): readonly string[] =>
  text
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [year, dates] = line.trim().split(": ");
      return dates!.split(", ").map((date) => {
        const [month, dayOfMonth] = date.split(" ");
        const two = (n: number): string => String(n).padStart(2, "0");
        return `${year}-${two(MONTHS.indexOf(month!) + 1)}-${two(Number(dayOfMonth))}`;
      });
    });

/** Days closed to business that a weekday would otherwise be, 2022 to 2026. */
const weekdaysOff = ({ holidays }: HolidayCalendar): readonly string[] =>
  holidays
    .map((holiday) => isoDate(holiday.day))
    .filter((date) => date >= "2022" && date < "2027" && ![0, 6].includes(new Date(`${date}T00:00Z`).getUTCDay()));

describe("the holidays of 2022 to 2026", () => {
  it("list A is as the law's own list has it", () => expect(weekdaysOff(LIST_A)).toEqual(given(GIVEN_A)));

  it("list B adds the other legal holidays", () =>
    expect(weekdaysOff(LIST_B)).toEqual([...given(GIVEN_A), ...given(GIVEN_B)].sort()));

  it.each([LIST_A, LIST_B])("$id names each and its law, and extrapolates none", ({ holidays }) => {
    const years = holidays.filter((one) => one.day >= day("2022-01-01") && one.day <= day("2026-12-31"));
    expect(years.filter(({ name, law }) => name === "Holiday" || !/^Gov\. Code § \d+/.test(law))).toEqual([]);
    expect(years.filter(({ extrapolated }) => extrapolated)).toEqual([]);
  });

  it.each([LIST_A, LIST_B])("$id extrapolates every other year, and says so", ({ holidays }) => {
    const others = holidays.filter((one) => one.day < day("2022-01-01") || one.day > day("2026-12-31"));
    expect(others.length).toBeGreaterThan(1000);
    expect(others.every(({ extrapolated }) => extrapolated)).toBe(true);
  });

  it("list A outside them follows the rules", () => {
    const off = (year: number) =>
      LIST_A.holidays.map((one) => isoDate(one.day)).filter((d) => d.startsWith(`${year}-`));
    expect(off(2011)).toEqual(
      "2011-01-17 2011-02-21 2011-03-31 2011-05-30 2011-07-04 2011-09-05 2011-11-11 2011-11-24 2011-11-25 2011-12-26".split(
        " ",
      ),
    );
    expect(off(2021)).toEqual(
      "2021-01-01 2021-01-18 2021-02-15 2021-03-31 2021-05-31 2021-07-05 2021-09-06 2021-11-11 2021-11-25 2021-11-26".split(
        " ",
      ),
    );
    expect(off(2028)).toContain("2028-11-10");
  });
});

/** California's holidays worked out a second time: a weekday looked at by itself, by date arithmetic of `Date` alone. */
const isHolidayA = (date: Date): boolean => {
  const month = date.getUTCMonth() + 1;
  const dayOfMonth = date.getUTCDate();
  const weekday = date.getUTCDay();
  const nth = Math.ceil(dayOfMonth / 7);
  const fixed = (m: number, d: number): boolean =>
    (month === m && dayOfMonth === d) || (weekday === 1 && month === m && dayOfMonth === d + 1);
  const yesterday = new Date(date.getTime() - 86_400_000);
  const afterThanksgiving = yesterday.getUTCMonth() === 10 && Math.ceil(yesterday.getUTCDate() / 7) === 4;
  return (
    fixed(1, 1) ||
    (month === 1 && weekday === 1 && nth === 3) ||
    (month === 2 && weekday === 1 && nth === 3) ||
    (month === 3 && dayOfMonth === 31) ||
    (month === 4 && dayOfMonth === 1 && weekday === 1) ||
    (month === 5 && weekday === 1 && dayOfMonth > 24) ||
    fixed(7, 4) ||
    (month === 9 && weekday === 1 && nth === 1) ||
    fixed(11, 11) ||
    (month === 11 && dayOfMonth === 10 && weekday === 5) ||
    (month === 11 && weekday === 4 && nth === 4) ||
    (weekday === 5 && afterThanksgiving) ||
    fixed(12, 25)
  );
};

const naive = (start: number, stop: number): number => {
  let count = 0;
  for (let at = start + 1; at <= stop; at++) {
    const date = new Date(at * 86_400_000);
    const weekday = date.getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !isHolidayA(date)) count++;
  }
  return count;
};

describe("counted day by day", () => {
  it("every day of 2021 to 2027 is a business day to both or to neither", () => {
    for (let at = day("2021-01-01"); at <= day("2027-12-31"); at++)
      expect([isoDate(at), elapsedBusinessDays(tableA, at - 1, at)]).toEqual([isoDate(at), naive(at - 1, at)]);
  });

  it("elapsed is the same from any day to any day", () => {
    const from = fc.integer({ min: FIRST_DAY, max: LAST_DAY });
    fc.assert(
      fc.property(from, fc.integer({ min: -40, max: 400 }), (start, length) => {
        const stop = Math.max(FIRST_DAY, start + length);
        expect(elapsedBusinessDays(tableA, start, Math.min(stop, LAST_TABLE_DAY))).toBe(
          naive(start, Math.min(stop, LAST_TABLE_DAY)),
        );
      }),
      { seed: 20220815, numRuns: 1000 },
    );
  });

  it("the nth business day is the first on which n have elapsed", () => {
    const from = fc.integer({ min: FIRST_DAY, max: LAST_DAY });
    fc.assert(
      fc.property(from, fc.integer({ min: 1, max: 60 }), fc.constantFrom(tableA, tableB), (start, n, table) => {
        const due = nthBusinessDayAfter(table, start, n);
        expect(elapsedBusinessDays(table, start, due)).toBe(n);
        expect(elapsedBusinessDays(table, start, due - 1)).toBe(n - 1);
      }),
      { seed: 20221018, numRuns: 1000 },
    );
  });

  it("list B is never faster than list A", () => {
    const from = fc.integer({ min: FIRST_DAY, max: LAST_DAY });
    fc.assert(
      fc.property(from, fc.integer({ min: 0, max: 60 }), (start, n) => {
        expect(nthBusinessDayAfter(tableB, start, n)).toBeGreaterThanOrEqual(nthBusinessDayAfter(tableA, start, n));
      }),
      { seed: 3, numRuns: 1000 },
    );
  });
});

describe("the ends of the day table", () => {
  it.each([
    ["the day before the first", FIRST_DAY - 1, false],
    ["the first day exports may speak of", FIRST_DAY, true],
    ["the day after it", FIRST_DAY + 1, true],
    ["the day before the last", LAST_DAY - 1, true],
    ["the last day exports may speak of", LAST_DAY, true],
    ["the day after it, a due date", LAST_DAY + 1, true],
    ["the last day of the table", LAST_TABLE_DAY, true],
    ["the day after that", LAST_TABLE_DAY + 1, false],
  ])("%s", (_, at, known) => {
    const count = () => elapsedBusinessDays(tableA, at, at);
    if (known) expect(count()).toBe(0);
    else expect(count).toThrow(RangeError);
  });

  it("60 business days from the last day are still told", () =>
    expect(isoDate(nthBusinessDayAfter(tableA, LAST_DAY, 60))).toBe("2100-03-30"));

  it("no limit runs past the end unnoticed", () =>
    expect(() => nthBusinessDayAfter(tableA, LAST_TABLE_DAY - 3, 10)).toThrow(RangeError));
});
