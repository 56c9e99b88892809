import type { HolidayRule } from "./holidays.ts";

/**
 * Bank holidays in England and Wales, with Good Friday and Christmas Day, which are holidays by custom and on which no
 * bank holiday rests. The days of 2018 to 2026 are those of the government's own list (gov.uk/bank-holidays, read in
 * copies of its feed: grade V2). The rules behind them, and what proclamations moved or added in other years, are known
 * and not read at hand (grade M).
 */
const ACT = "Banking and Financial Dealings Act 1971, Schedule 1";
const PROCLAIMED = "royal proclamation, Banking and Financial Dealings Act 1971, s. 1";
const CUSTOM = "holiday by custom (common law)";
const stays = { onSunday: "none", onSaturday: "none" } as const;

export const ENGLAND_RULES: readonly HolidayRule[] = [
  {
    name: "New Year's Day",
    law: PROCLAIMED,
    date: { month: 1, day: 1 },
    onSunday: "monday",
    onSaturday: "monday",
  },
  { name: "Good Friday", law: CUSTOM, date: { afterEaster: -2 }, ...stays },
  { name: "Easter Monday", law: ACT, date: { afterEaster: 1 }, ...stays },
  {
    name: "Early May bank holiday",
    law: PROCLAIMED,
    date: { month: 5, weekday: 1, nth: 1 },
    // Victory in Europe, fifty and seventy-five years on.
    moved: { 1995: "05-08", 2020: "05-08" },
    ...stays,
  },
  {
    name: "Spring bank holiday",
    law: ACT,
    date: { month: 5, weekday: 1, nth: -1 },
    moved: { 2002: "06-04", 2012: "06-04", 2022: "06-02" },
    ...stays,
  },
  { name: "Summer bank holiday", law: ACT, date: { month: 8, weekday: 1, nth: -1 }, ...stays },
  // Where Christmas Day is a Sunday, Boxing Day keeps its Monday, and Christmas Day has the Tuesday.
  { name: "Christmas Day", law: CUSTOM, date: { month: 12, day: 25 }, onSunday: "tuesday", onSaturday: "monday" },
  { name: "Boxing Day", law: ACT, date: { month: 12, day: 26 }, onSunday: "tuesday", onSaturday: "monday" },
  ...(
    [
      ["Millennium Eve", 1999, "12-31"],
      ["Golden Jubilee", 2002, "06-03"],
      ["Royal Wedding", 2011, "04-29"],
      ["Diamond Jubilee", 2012, "06-05"],
      ["Platinum Jubilee", 2022, "06-03"],
      ["State Funeral of Queen Elizabeth II", 2022, "09-19"],
      ["Coronation of King Charles III", 2023, "05-08"],
    ] as const
  ).map(([name, year, day]) => ({ name, law: PROCLAIMED, date: { table: { [year]: day } }, ...stays })),
];

/** The years for which the list was compiled; all others follow the rules and are marked extrapolated. */
export const ENGLAND_YEARS = { first: 2018, last: 2026 } as const;

/** The list as compiled (MM-DD). A test holds it against the rules. */
export const ENGLAND_LIST: Readonly<Record<number, string>> = {
  2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
  2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
  2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
  2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
  2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
  2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
  2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
  2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
  2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
};
