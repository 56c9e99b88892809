import { describe, expect, test } from "vitest";
import { type Column, stackedColumns } from "../../src/render/html/charts/columns.ts";
import { columnsOf } from "../../src/render/html/sections/weeks.ts";
import { nextMonday } from "../../src/render/mondays.ts";
import { report } from "./reportFixture.ts";

const [held] = report().breakdowns.find(({ by }) => by === "week")?.rows ?? [];
const weeks = (n: number): readonly Column[] => {
  const all = ["2022-12-05"];
  while (all.length < n) all.push(nextMonday(all.at(-1)!));
  return columnsOf(all.map((key) => ({ ...held!, key })));
};
const drawn = (columns: readonly Column[]): string => String(stackedColumns(columns, "title", "description", "id"));

describe("columns by week", () => {
  test("leave a gap where nothing was canceled", () => {
    const columns = columnsOf(["2022-08-15", "2022-08-29"].map((key) => ({ ...held!, key })));
    expect(columns.map(({ name, parts }) => [name, parts.length > 0])).toEqual([
      ["Aug 15", true],
      ["Aug 22", false],
      ["Aug 29", true],
    ]);
  });

  test.each([20, 21, 60])("name both years where %i weeks lie in two", (n) => {
    expect(drawn(weeks(n)).match(/>20\d\d</g)).toEqual([">2022<", ">2023<", ...(n === 60 ? [">2024<"] : [])]);
  });

  test.each([
    [40, "mark"],
    [41, "dense"],
  ])("of %i are drawn as %s", (n, look) => expect(drawn(weeks(n))).toContain(`class="${look} `));
});
