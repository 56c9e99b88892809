import { describe, expect, test } from "vitest";
import { pressLine, pressNumber } from "../../src/render/text/press.ts";

describe("press rounding (interface.md)", () => {
  test.each([
    [0, "0"],
    [9_999, "9,999"],
    [10_000, "10,000"],
    [10_001, "more than 10,000"],
    [10_977, "more than 10,000"],
    [10_978, "nearly 11,000"],
    [10_999, "nearly 11,000"],
    [63_808, "more than 63,000"],
    [63_872, "nearly 64,000"],
    [63_871, "more than 63,000"],
    [111_775, "more than 111,000"],
    [111_776, "nearly 112,000"],
    [111_777, "nearly 112,000"],
    [111_803, "nearly 112,000"],
    [112_000, "112,000"],
    [112_001, "more than 112,000"],
    [999_999, "nearly 1,000,000"],
    [500_001, "nearly 501,000"],
  ])("%i is %s", (n, said) => {
    expect(pressNumber(n)).toBe(said);
  });

  test("the figures of 2022 read as the press wrote them", () => {
    expect(pressLine(111_803, 63_808)).toBe("nearly 112,000 appointments; more than 63,000 enrollees");
  });
  test("small figures need no rounding", () => expect(pressLine(9_999, 1)).toBeNull());
  test("a small figure beside a large one stays exact", () => {
    expect(pressLine(10_500, 9_000)).toBe("more than 10,000 appointments; 9,000 enrollees");
  });
});
