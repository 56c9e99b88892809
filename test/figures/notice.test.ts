import { describe, expect, it } from "vitest";
import type { RawOptions } from "../../src/cli/settle.ts";
import { assess, type Case, type Cells, logOf, lost } from "../engine-links/run.ts";

const found = async (cases: readonly Case[], raw: RawOptions = {}) => (await assess(logOf(cases), raw)).report.notice!;
const NOTHING = { known: 0, before: 0, after: 0, undetermined: 0, unknown: 0 } as const;

/** Lost on Thursday, September 1, at 9:00 in Los Angeles. */
describe("an enrollee who was told", () => {
  const told: readonly (readonly [sentence: string, cells: Cells, kind: string, days: number | null])[] = [
    ["a second before the start was told before it", { notified_at: "2022-09-01 08:59:59" }, "before", 0],
    ["at the start was told after", { notified_at: "2022-09-01 09:00:00" }, "after", null],
    ["a second after it too", { notified_at: "2022-09-01 09:00:01" }, "after", null],
    ["a minute before midnight was told 1 day ahead", { notified_at: "2022-08-31 23:59" }, "before", 1],
    ["a second after midnight on the same day", { notified_at: "2022-09-01 00:00:01" }, "before", 0],
    ["on that date, at no known time: it cannot be told", { notified_at: "2022-09-01" }, "undetermined", null],
    ["on the date before: 1 day ahead", { notified_at: "2022-08-31" }, "before", 1],
    ["on the date after: after", { notified_at: "2022-09-02" }, "after", null],
    [
      "of an appointment without a time of day, on its date",
      { notified_at: "2022-09-01 07:00", scheduled_at: "2022-09-01" },
      "undetermined",
      null,
    ],
    [
      "of one without a time of day, the day before",
      { notified_at: "2022-08-31 23:59", scheduled_at: "2022-09-01" },
      "before",
      1,
    ],
    ["in another zone is read in the log's own", { notified_at: "2022-09-01T15:59:59Z" }, "before", 0],
    [
      "days ahead are dates apart, over the change of clocks too",
      { notified_at: "2022-11-05 23:00", scheduled_at: "2022-11-07 01:00", canceled_at: "2022-11-05" },
      "before",
      2,
    ],
    ["without a word when is unknown", { notified_at: "" }, "unknown", null],
  ];
  it.each(told)("%s", async (_, cells, kind, days) => {
    const { missingColumns: _m, byFacility: _f, ...figures } = await found([lost("C", cells)]);
    expect(figures).toEqual({
      ...NOTHING,
      [kind]: 1,
      known: kind === "unknown" ? 0 : 1,
      daysAhead: days === null ? [] : [{ days, cancellations: 1 }],
    });
  });

  it("after as-of had not been told yet", async () => {
    const cases = [lost("C", { notified_at: "2022-09-03 00:00:01" })];
    expect(await found(cases, { asOf: "2022-09-02" })).toMatchObject({ unknown: 1, known: 0 });
    expect(await found(cases, { asOf: "2022-09-03" })).toMatchObject({ after: 1, known: 1 });
  });
});

describe("whose notice is asked after", () => {
  const notified_at = "2022-08-30 12:00";
  it.each([
    ["the plan's cancellations", {}, {}, 1],
    ["not the enrollee's own", { canceled_by: "enrollee" }, {}, 0],
    ["not another's", { canceled_by: "other" }, {}, 0],
    ["not nobody knows whose", { canceled_by: "" }, {}, 0],
    ["nobody knows whose, assumed to be the plan's", { canceled_by: "" }, { assume: ["canceled_by=plan"] }, 1],
    ["also where no limit binds", { service: "other" }, {}, 1],
    ["not out of the scope", { facility: "South" }, { where: ["facility=North"] }, 0],
    ["not what was still booked at as-of", {}, { asOf: "2022-08-30" }, 0],
  ] as const)("%s", async (_, cells, raw, count) => {
    const options: RawOptions = { ...raw } as RawOptions;
    expect(await found([lost("C", { notified_at, facility: "North", ...cells })], options)).toMatchObject({
      known: count,
    });
  });
});

it("is told by facility, the unknown last, days ahead over all", async () => {
  const at = (id: string, facility: string, day: string) => lost(id, { facility, notified_at: `2022-08-${day}` });
  const figures = await found([
    at("A", "B", "30"),
    at("B", "", "30"),
    at("C", "A", "22"),
    lost("D", { facility: "A" }),
  ]);
  expect(figures.daysAhead).toEqual([
    { days: 2, cancellations: 2 },
    { days: 10, cancellations: 1 },
  ]);
  expect(figures.byFacility).toEqual([
    { key: "A", ...NOTHING, known: 1, before: 1, unknown: 1 },
    { key: "B", ...NOTHING, known: 1, before: 1 },
    { key: null, ...NOTHING, known: 1, before: 1 },
  ]);
});

it("says that it has no column to tell by", async () => {
  const { notice } = (await assess(logOf([lost("C")]))).report;
  expect(notice).toMatchObject({ known: 0, unknown: 1, missingColumns: ["notified_at", "facility"], byFacility: [] });
});
