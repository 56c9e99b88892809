import { describe, expect, test } from "vitest";
import { monthOf, nextMonday, withGaps } from "../../src/render/mondays.ts";

describe("the Monday after", () => {
  test.each([
    ["2022-08-15", "2022-08-22"],
    ["2022-08-29", "2022-09-05"],
    ["2022-12-26", "2023-01-02"],
    ["2023-02-27", "2023-03-06"],
    ["2024-02-19", "2024-02-26"],
    ["2024-02-26", "2024-03-04"],
    ["2000-02-28", "2000-03-06"],
    ["2024-12-23", "2024-12-30"],
    ["2024-12-30", "2025-01-06"],
  ])("%s is %s", (monday, next) => expect(nextMonday(monday)).toBe(next));
});

describe("weeks without cancellations", () => {
  const drawn = (...weeks: readonly string[]): readonly string[] =>
    withGaps(
      weeks,
      (week) => week,
      (monday) => `(${monday})`,
    );
  test("stand where they were", () =>
    expect(drawn("2022-08-15", "2022-08-29", "2022-09-05")).toEqual([
      "2022-08-15",
      "(2022-08-22)",
      "2022-08-29",
      "2022-09-05",
    ]));
  test("are none where no week is left out", () =>
    expect(drawn("2022-08-15", "2022-08-22")).toEqual(["2022-08-15", "2022-08-22"]));
  test("are none of a single week, and of none", () => {
    expect(drawn("2022-08-15")).toEqual(["2022-08-15"]);
    expect(drawn()).toEqual([]);
  });
  test.each([
    ["265 weeks are drawn", "2017-06-19", 264, 265],
    ["266 weeks are a typo", "2017-06-19", 265, 2],
  ])("%s", (_, first, ahead, columns) => {
    let last = first;
    for (let i = 0; i < ahead; i++) last = nextMonday(last);
    expect(drawn(first, last)).toHaveLength(columns);
  });
  test("what is no date ends at once", () => expect(drawn("zzz", "aaa")).toEqual(["zzz", "aaa"]));
});

test("a month is that of the Monday", () => expect(monthOf("2022-08-29")).toBe("2022-08"));
