import { describe, expect, it } from "vitest";
import { compareSchema, type Move } from "../../src/model/compare.ts";
import type { Report } from "../../src/model/report.ts";
import { incompatible } from "../../src/statistics/comparable.ts";
import { composeCompare } from "../../src/statistics/compare.ts";
import { counts, family, group, rateOf, report, rule } from "../render/reportFixture.ts";
import { faultsOf } from "../schema/validate.ts";

const TOOL = { name: "cancellog", version: "1.2.3" } as const;
const held = (base: Report, current: Report) =>
  composeCompare(
    { report: base, path: "base.json", sha256: null },
    { report: current, path: "now.json", sha256: null },
    TOOL,
  );

/** A report whose one family and rule has this many late of those rated, and so many undetermined. */
const withLate = (late: number, rated: number, undetermined = 0, some: Partial<Report> = {}): Report => {
  const verdicts = counts({ met: rated - late, missed: late, undetermined });
  return report({
    families: [family({ counts: verdicts })],
    rules: [rule({ counts: verdicts, rate: rateOf(verdicts) })],
    ...some,
  });
};
const lateMove = (base: Report, current: Report): Move | undefined => held(base, current).families[0]?.late.move;

describe("what got worse", () => {
  it.each([
    ["one more of as many", [50, 100], [51, 100], "worse"],
    ["as many of as many", [50, 100], [50, 100], "same"],
    ["one fewer of as many", [50, 100], [49, 100], "better"],
    ["the same share of others", [1, 3], [333_333_333, 999_999_999], "same"],
    ["a share more by less than a number can hold", [1, 3], [3_002_399_751_580_331, 9_007_199_254_740_992], "worse"],
    ["a share more by one in a billion", [333_333_333, 999_999_999], [333_333_334, 999_999_999], "worse"],
    ["nothing rated before", [0, 0], [5, 10], "new"],
    ["nothing rated now", [5, 10], [0, 0], "gone"],
    ["nothing rated at all", [0, 0], [0, 0], "neither"],
  ] as const)("%s", (_, base, now, move) => {
    expect(lateMove(withLate(base[0], base[1]), withLate(now[0], now[1]))).toBe(move);
  });

  it("is told with the difference and the ratio of the shares", () => {
    const [{ late } = expect.unreachable()] = held(withLate(10, 100), withLate(30, 200)).families;
    expect(late).toMatchObject({
      base: { numerator: 10, denominator: 100, value: 0.1 },
      current: { numerator: 30, denominator: 200, value: 0.15 },
    });
    expect(late.difference).toBeCloseTo(0.05, 12);
    expect(late.ratio).toBeCloseTo(1.5, 12);
  });

  it("has no ratio to nothing", () => {
    expect(held(withLate(0, 100), withLate(1, 100)).families[0]?.late).toMatchObject({ ratio: null, move: "worse" });
  });

  it.each([
    // 60 of 100 now, 50 of 100 before: the 10 that lie between may all be among the undetermined.
    ["nothing open", [50, 100, 0], [60, 100, 0], true],
    ["too little open to turn it", [50, 100, 9], [60, 100, 9], true],
    ["so much open that it might be the same", [50, 100, 25], [60, 100, 0], false],
    ["more than enough open to turn it", [50, 100, 40], [60, 100, 40], false],
    ["better, and nothing open", [60, 100, 0], [50, 100, 0], true],
    ["better, and enough open to turn it", [60, 100, 40], [50, 100, 40], false],
    ["the same", [50, 100, 0], [50, 100, 0], false],
  ] as const)("stands however the undetermined are decided, or does not: %s", (_, base, now, robust) => {
    const [before, after] = [base, now].map(([late, rated, open]) => withLate(late, rated, open));
    expect(held(before!, after!).families[0]?.robust).toBe(robust);
  });
});

describe("the order", () => {
  const rules = (...late: readonly number[]) =>
    late.map((n, i) => {
      const verdicts = counts({ met: 100 - n, missed: n });
      return rule({ id: `r${i}`, counts: verdicts, rate: rateOf(verdicts) });
    });

  it("of rules is what got worse by most first, what has no pair last", () => {
    const idle = rule({ id: "idle", counts: counts(), rate: rateOf(counts()) });
    const base = report({ rules: [idle, ...rules(10, 10, 10, 10)] });
    const now = report({ rules: [idle, ...rules(10, 40, 5, 41)] });
    expect(held(base, now).rules.map(({ id }) => id)).toEqual(["r3", "r1", "r0", "r2", "idle"]);
  });

  it("of groups is the same among those with 30 rated on both sides, then the others by name", () => {
    const by = (...rows: readonly ReturnType<typeof group>[]) => [{ by: "facility", rows: [...rows] }];
    const base = report({
      breakdowns: by(group("A", 1, 29), group("B", 10, 30), group("C", 10, 40), group("D", 3, 50)),
    });
    const now = report({
      breakdowns: by(group("A", 29, 29), group("B", 15, 30), group("C", 30, 40), group("E", 9, 50)),
    });
    const [facility] = held(base, now).breakdowns;
    expect(facility?.rows.map(({ key }) => key)).toEqual(["C", "B", "A", "D", "E"]);
    expect(facility?.rows.at(-1)).toMatchObject({
      cancellations: { base: null, current: 50, move: "new" },
      families: { "ca.reschedule": { base: null, move: "new" } },
    });
  });
});

describe("what cannot be compared", () => {
  const base = report();
  const other = (some: Partial<Report>): string | null => incompatible(base, report(some));
  const [pack = expect.unreachable()] = base.packs;

  it.each([
    ["another pack", { packs: [{ ...pack, id: "other" }] }, "packs"],
    ["another version of the pack", { packs: [{ ...pack, sha256: "0".repeat(64) }] }, "packs"],
    ["another calendar", { packs: [{ ...pack, calendar: { ...pack.calendar, sha256: "0".repeat(64) } }] }, "packs"],
    ["another time zone", { packs: [{ ...pack, timezone: "UTC" }] }, "packs"],
    ["other conditions", { scope: { from: null, to: null, where: ["region=North"] } }, "--where"],
    ["other assumptions", { options: { assume: ["urgency=urgent"] } }, "options"],
    ["other links", { options: { link: "series" } }, "options"],
    ["real data and generated", { synthetic: false }, "synthetic"],
  ] as const)("%s", (_, some, what) => {
    expect(other(some as Partial<Report>)).toContain(what);
  });

  it.each([
    ["another period", { scope: { from: "2022-09-01", to: null, where: [] } }],
    ["another moment", { asOf: "2022-12-31T23:59:59" }],
    ["other ways to read", { options: { mapping: "epic", "date-order": "mdy" } }],
    ["another engine", { engine: { name: "duckdb", version: "1" } }],
  ] as const)("is not %s, which is said instead", (_, some) => {
    expect(other(some as Partial<Report>)).toBeNull();
    const now = report({ inputs: [], ...(some as Partial<Report>) });
    expect(held(base, now).differences).toHaveLength(1);
  });

  it("says where both sides are the same period of the same files", () => {
    expect(held(base, report()).differences).toEqual([
      { code: "same-input", base: "exports/strike.csv", current: "all" },
    ]);
    const later = report({ scope: { from: "2022-09-01", to: null, where: [] } });
    expect(held(base, later).differences.map(({ code }) => code)).toEqual(["period"]);
  });

  it("says what breakdown only one side has", () => {
    const now = report({
      breakdowns: [
        { by: "county", rows: [group("Napa", 1, 40)] },
        { by: "week", rows: [group("2023-01-02", 1, 40)] },
      ],
    });
    expect(held(base, now).notCompared).toEqual([
      { by: "county", why: "current-only" },
      { by: "week", why: "no-shared-group" },
      { by: "facility", why: "base-only" },
      { by: "canceled_by", why: "base-only" },
    ]);
  });
});

describe("the document", () => {
  it("is what its schema says, in the reading of another validator too", () => {
    const document = held(report(), withLate(3, 10, 2));
    expect(faultsOf("compare", document)).toEqual([]);
    expect(compareSchema.parse(document)).toEqual(document);
  });
});
