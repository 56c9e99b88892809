import { describe, expect, it } from "vitest";
import { SHIPPED_CALENDARS } from "../../src/calendar/calendars.ts";
import { isoDate, parseIsoDate } from "../../src/calendar/civil.ts";
import { buildDayTable, nthBusinessDayAfter } from "../../src/calendar/dayTable.ts";
import { ENGLAND_LIST, ENGLAND_RULES } from "../../src/calendar/englandAndWales.ts";
import { easterSunday, keptOn } from "../../src/calendar/holidays.ts";

const CALENDAR = SHIPPED_CALENDARS["england-and-wales"]!;
const table = buildDayTable(CALENDAR);
const day = (text: string): number => parseIsoDate(text)!;
const off = (year: number): readonly string[] =>
  CALENDAR.holidays.map((one) => isoDate(one.day)).filter((date) => date.startsWith(`${year}-`));

describe("Easter Sunday", () => {
  it.each([
    "1990-04-15",
    "2000-04-23",
    "2008-03-23",
    "2011-04-24",
    "2019-04-21",
    "2022-04-17",
    "2024-03-31",
    "2038-04-25",
    "2076-04-19",
    "2100-03-28",
  ])("was or will be %s", (date) => expect(isoDate(easterSunday(Number(date.slice(0, 4))))).toBe(date));
});

describe("the bank holidays of England and Wales", () => {
  it.each(Object.keys(ENGLAND_LIST).map(Number))("the rules give what was listed for %i", (year) =>
    expect(
      ENGLAND_RULES.flatMap((rule) => keptOn(rule, year) ?? [])
        .map(isoDate)
        .sort(),
    ).toEqual(ENGLAND_LIST[year]!.split(" ").map((date) => `${year}-${date}`)),
  );

  it("names each and its law, and extrapolates none of the years listed", () => {
    const listed = CALENDAR.holidays.filter((one) => one.day >= day("2018-01-01") && one.day <= day("2026-12-31"));
    expect(listed).toHaveLength(75);
    expect(
      listed.filter(({ name, law, extrapolated }) => extrapolated || name === "Holiday" || law === "listed"),
    ).toEqual([]);
  });

  it("extrapolates all others", () =>
    expect(
      CALENDAR.holidays.filter(
        (one) => (one.day < day("2018-01-01") || one.day > day("2026-12-31")) !== one.extrapolated,
      ),
    ).toEqual([]));

  it.each([
    [1995, "1995-05-08", "1995-05-01", "the early May holiday moved to the eighth"],
    [2012, "2012-06-04", "2012-05-28", "the spring holiday moved to June"],
    [2022, "2022-06-02", "2022-05-30", "and once more"],
  ])("in %i was kept on %s and not on %s: %s", (year, kept, not) => {
    expect(off(year)).toContain(kept);
    expect(off(year)).not.toContain(not);
  });

  it.each([
    [2016, ["2016-12-26", "2016-12-27"], "Christmas Day on a Sunday"],
    [2021, ["2021-12-27", "2021-12-28"], "on a Saturday"],
    [2020, ["2020-12-25", "2020-12-28"], "on a Friday"],
    [2027, ["2027-12-27", "2027-12-28"], "on a Saturday, extrapolated"],
  ])("at Christmas %i are %j: %s", (year, dates) =>
    expect(off(year).filter((date) => date.includes("-12-2"))).toEqual(dates),
  );

  it.each([
    ["2022-04-14", 1, "2022-04-19", "Maundy Thursday to Tuesday"],
    ["2022-09-16", 1, "2022-09-20", "over the State Funeral"],
    ["2023-12-22", 2, "2023-12-28", "over Christmas"],
  ])("%s + %i = %s: %s", (start, n, due) => expect(isoDate(nthBusinessDayAfter(table, day(start), n))).toBe(due));
});
