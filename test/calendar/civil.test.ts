import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  civilOf,
  clockText,
  dayOf,
  FIRST_DAY,
  isCivilDate,
  isoDate,
  LAST_DAY,
  LAST_TABLE_DAY,
  mondayOf,
  parseIsoDate,
  weekdayOf,
} from "../../src/calendar/civil.ts";

const DAY = 86_400_000;

describe("civil dates", () => {
  it("every day from 1990 to 2100 is that of Date.UTC, there and back", () => {
    for (let at = Date.UTC(1990, 0, 1) / DAY; at <= Date.UTC(2100, 11, 31) / DAY; at++) {
      const date = new Date(at * DAY);
      const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
      if (dayOf(year, month, day) !== at || isoDate(at) !== date.toISOString().slice(0, 10)) expect.fail(isoDate(at));
      if (weekdayOf(at) !== (date.getUTCDay() + 6) % 7 || parseIsoDate(isoDate(at)) !== at) expect.fail(isoDate(at));
      if (!isCivilDate(year, month, day)) expect.fail(isoDate(at));
    }
  });

  it("any day number is a date and that day number again", () =>
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (at) => {
        const { year, month, day } = civilOf(at);
        expect(dayOf(year, month, day)).toBe(at);
        expect(isCivilDate(year, month, day)).toBe(true);
        expect(new Date(at * DAY).getUTCDate()).toBe(day);
      }),
      { seed: 1, numRuns: 1000 },
    ));

  it.each([
    ["1990-01-01", FIRST_DAY],
    ["2099-12-31", LAST_DAY],
    ["2100-12-31", LAST_TABLE_DAY],
    ["1970-01-01", 0],
    ["1969-12-31", -1],
  ])("%s is day %i", (text, at) => {
    expect(isoDate(at)).toBe(text);
    expect(parseIsoDate(text)).toBe(at);
  });

  it.each([
    [2023, 2, 28, true],
    [2023, 2, 29, false],
    [2024, 2, 29, true],
    [2000, 2, 29, true],
    [2100, 2, 29, false],
    [2022, 6, 30, true],
    [2022, 6, 31, false],
    [2022, 12, 31, true],
    [2022, 13, 1, false],
    [2022, 0, 1, false],
    [2022, 1, 0, false],
    [2022, 1, 32, false],
  ])("%i-%i-%i exists: %s", (year, month, day, exists) => expect(isCivilDate(year, month, day)).toBe(exists));

  it.each(["2022-02-30", "2022-1-1", "22-01-01", "2022-01-01 ", " 2022-01-01", "2022-01-01T09:00", "2022/01/01", ""])(
    "%j is no date",
    (text) => expect(parseIsoDate(text)).toBeNull(),
  );

  it.each([
    ["2022-08-15", "2022-08-15", "a Monday is its own"],
    ["2022-08-16", "2022-08-15", "a Tuesday"],
    ["2022-08-21", "2022-08-15", "a Sunday belongs to the week before"],
    ["2022-08-22", "2022-08-22", "the next Monday"],
    ["2023-01-01", "2022-12-26", "over the year's end"],
    ["1969-12-31", "1969-12-29", "before 1970"],
  ])("the Monday of %s is %s: %s", (text, monday) => expect(isoDate(mondayOf(parseIsoDate(text)!))).toBe(monday));

  it.each([
    [0, "00:00:00"],
    [1, "00:00:01"],
    [32_400, "09:00:00"],
    [86_399, "23:59:59"],
  ])("second %i of a day is %s", (second, text) => expect(clockText(second)).toBe(text));
});
