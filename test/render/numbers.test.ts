import { describe, expect, test } from "vitest";
import { dayInWords, momentInWords } from "../../src/render/text/dates.ts";
import { counted, percent, whole } from "../../src/render/text/numbers.ts";

const spaced = (text: string): string => text.replaceAll("\u00a0", " ");

describe("percentages", () => {
  test.each([
    [0, 100, "0.0 %"],
    [1, 100_000, "<0.1 %"],
    [49, 100_000, "<0.1 %"],
    [50, 100_000, "0.1 %"],
    [1, 3, "33.3 %"],
    [2, 3, "66.7 %"],
    [99_949, 100_000, "99.9 %"],
    [99_950, 100_000, ">99.9 %"],
    [99_999, 100_000, ">99.9 %"],
    [100_000, 100_000, "100.0 %"],
    [0, 0, "–"],
  ])("%i of %i is %s", (n, of, said) => {
    expect(spaced(percent(n, of))).toBe(said);
  });
});

describe("whole numbers", () => {
  test.each([
    [0, "0"],
    [999, "999"],
    [1_000, "1,000"],
    [111_803, "111,803"],
    [1_234_567_890, "1,234,567,890"],
  ])("%i is %s", (n, said) => {
    expect(whole(n)).toBe(said);
  });
  test("one is singular, all else plural", () => {
    expect([0, 1, 2].map((n) => counted(n, "enrollee"))).toEqual(["0 enrollees", "1 enrollee", "2 enrollees"]);
  });
});

describe("dates", () => {
  test.each([
    ["2022-10-31T17:00:00", "October 31, 2022, 17:00"],
    ["2022-10-31T17:00:05", "October 31, 2022, 17:00:05"],
    ["2022-10-31T23:59:59", "the end of October 31, 2022"],
    ["2022-10-01", "October 1, 2022"],
  ])("%s is %s", (iso, said) => {
    expect(spaced(momentInWords(iso))).toBe(said);
  });
  test("what is no date stays as it is", () => expect(dayInWords("(unknown)")).toBe("(unknown)"));
});
