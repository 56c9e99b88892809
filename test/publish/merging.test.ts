import { describe, expect, it } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { forbiddenBreakdown } from "../../src/statistics/publish/dimensions.ts";
import { publishedGroups } from "../../src/statistics/publish/groups.ts";
import { hiddenAddends, lacks } from "../../src/statistics/publish/oneSum.ts";
import { tellsEnrollees } from "../../src/statistics/publish/people.ts";
import { publishedRecords } from "../../src/statistics/publish/records.ts";
import { publishedWait } from "../../src/statistics/publish/waits.ts";
import { BASE, published } from "./base.ts";

type Row = Report["breakdowns"][number]["rows"][number];

const row = (key: string | null, cancellations: number, enrollees = cancellations): Row => ({
  key,
  appointments: cancellations,
  cancellations,
  enrollees,
  resolution: { rescheduled: cancellations, "enrollee-canceled": 0, offered: 0, unverified: 0, recanceled: 0, none: 0 },
  families: {},
});

/** As few enrollees as there can be where those of small groups are the same. */
const fewest = (rows: readonly Row[]): number => {
  const [small, large] = [rows.filter((one) => one.enrollees < 11), rows.filter((one) => one.enrollees >= 11)];
  return large.reduce((sum, one) => sum + one.enrollees, 0) + Math.max(0, ...small.map((one) => one.enrollees));
};

/** Groups as `name cancellations`, merged ones as `+` and how many. */
const grouped = (rows: readonly Row[], enrollees = fewest(rows)): readonly string[] | null =>
  publishedGroups({ by: "facility", rows: [...rows] }, [], enrollees, new Set())?.map(
    ({ key, merged, cancellations }) => `${merged > 0 ? `+${merged}` : key} ${cancellations}`,
  ) ?? null;

describe("groups", () => {
  it.each<readonly [what: string, rows: readonly Row[], told: readonly string[] | null]>([
    ["of 11 and more are told", [row("a", 11), row("b", 30)], ["a 11", "b 30"]],
    [
      "of 10 cancellations are merged, with the next smallest",
      [row("a", 10), row("b", 30), row("c", 50)],
      ["c 50", "+2 40"],
    ],
    ["of 10 enrollees are merged", [row("a", 40, 10), row("b", 30), row("c", 50)], ["c 50", "+2 70"]],
    ["of 11 enrollees are told", [row("a", 40, 11), row("b", 30)], ["a 40", "b 30"]],
    [
      "that are small together take one more",
      [row("a", 5), row("b", 5), row("c", 30), row("d", 31)],
      ["d 31", "+3 40"],
    ],
    [
      "whose enrollees may be the same few take one more",
      [row("a", 8), row("b", 9), row("c", 30), row("d", 31)],
      ["d 31", "+3 47"],
    ],
    ["of nothing are not told", [row("a", 0), row("b", 30)], ["b 30"]],
    ["that would all be one are not told at all", [row("a", 5), row("b", 30)], null],
    ["whose value is unknown are a group like others", [row("a", 30), row("b", 40), row(null, 3)], ["b 40", "+2 33"]],
  ])("%s", (_, rows, told) => expect(grouped(rows)).toEqual(told));

  it("are merged no further where it is certain that they hold 11 enrollees", () => {
    expect(grouped([row("a", 8), row("b", 9), row("c", 30)], 41)).toEqual(["c 30", "+2 17"]);
    expect(grouped([row("a", 8), row("b", 9), row("c", 30)], 40)).toBeNull();
  });
});

describe("a breakdown", () => {
  it.each([
    ["week", [], null],
    ["facility", [], null],
    ["canceled_by", [], null],
    ["language", ["en", "es"], null],
    ["provider_id", [], "persons"],
    ["enrollee_id", [], "persons"],
    ["appointment_id", [], "persons"],
    ["session_id", [], "persons"],
    ["series_id", [], "persons"],
    ["replaced_by", [], "persons"],
    ["scheduled_at", [], "finer-than-week"],
    ["canceled_at", [], "finer-than-week"],
    ["Date of birth", ["1980-01-02"], "finer-than-week"],
    ["Day", ["8/15/2022"], "finer-than-week"],
    ["Slot", ["9:00"], "finer-than-week"],
  ])("by %s (%j): %s", (by, keys, rule) =>
    expect(forbiddenBreakdown({ by, rows: keys.map((key) => row(key, 50)) })).toBe(rule),
  );
});

const addend = (count: number, more: Partial<Parameters<typeof hiddenAddends>[0][number]> = {}) => ({
  count,
  needs: lacks(count),
  spares: count,
  canHide: true,
  isRest: false,
  ...more,
});
const hidden = (...addends: readonly ReturnType<typeof addend>[]) => {
  const found = hiddenAddends(addends);
  return found === null ? null : [...found].sort();
};

describe("the parts of a sum", () => {
  it("are shown at 0 and from 11 on, and hidden from 1 to 10", () => {
    expect([0, 1, 10, 11].map(lacks)).toEqual([0, 10, 1, 0]);
    expect(hidden(addend(0), addend(11), addend(500))).toEqual([]);
  });

  it("are hidden with the smallest that could make one 11 and stay 1", () => {
    expect(hidden(addend(4), addend(8), addend(9), addend(90))).toEqual([0, 1, 2]);
    expect(hidden(addend(4), addend(7), addend(90))).toEqual([0, 1, 2]);
    expect(hidden(addend(4), addend(12), addend(90))).toEqual([0, 1]);
    expect(hidden(addend(4), addend(90), addend(91))).toEqual([0, 1]);
  });

  it("cannot be told where nothing could guard a small one", () => {
    expect(hidden(addend(4), addend(90, { canHide: false }))).toBeNull();
    expect(hidden(addend(4))).toBeNull();
  });

  it("are guarded by what is only known as the rest", () => {
    expect(hidden(addend(4), addend(90, { isRest: true }), addend(91))).toEqual([0, 1]);
  });
});

describe("enrollees", () => {
  it.each([
    [11, 11, true],
    [50, 40, false],
    [50, 49, false],
    [51, 40, true],
    [50, 50, true],
    [50, 10, false],
  ])("beside %i cancellations, %i are told: %s", (cancellations, enrollees, told) =>
    expect(tellsEnrollees(cancellations, enrollees)).toBe(told),
  );
});

describe("records", () => {
  it("are hidden by their kind, few of them with some that guard them", () => {
    const { reconciliation, headline } = BASE;
    const report = {
      ...BASE,
      headline: { ...headline, appointments: 150, cancellations: 100 },
      reconciliation: { ...reconciliation, read: 190, accepted: 150, rejected: 3, duplicates: 17, superseded: 20 },
    };
    expect(publishedRecords(report)).toEqual({
      read: 190,
      kinds: { canceled: 100, notCanceled: 50, other: 0, rejected: null, duplicates: null, superseded: 20 },
    });
  });
});

describe("a report of few", () => {
  const few = (cancellations: number, enrollees: number): Report => ({
    ...BASE,
    breakdowns: [],
    crosstabs: [],
    headline: { ...BASE.headline, appointments: cancellations, cancellations, enrollees },
    families: [],
    rules: [],
  });
  it.each([
    [10, 10, null],
    [11, 10, null],
    [30, 10, null],
    [11, 11, 11],
    [0, 0, 0],
  ])("%i cancellations of %i enrollees: %s", (cancellations, enrollees, told) => {
    const { headline, leftOut } = published(few(cancellations, enrollees));
    expect(headline.cancellations).toBe(told);
    expect(leftOut.some(({ rule }) => rule === "too-few")).toBe(told === null);
  });
});

describe("the median wait", () => {
  const rule = BASE.rules.find(({ within }) => within?.unit === "bd" && within.n === 10)!;
  /** So many had care after 5 business days, so many after 20, and so many have none. */
  const medianOf = (early: number, late: number, none: number): number | null => {
    const all = early + late + none;
    const steps: Report["curves"][number]["steps"] = [
      [5, all, early],
      [20, all - early, late],
    ];
    const median = early * 2 >= all ? 5 : (early + late) * 2 >= all ? 20 : null;
    const waited = { ...rule, wait: { unit: "bd" as const, median, p90: null, max: 40 } };
    return publishedWait(waited, { ...BASE, curves: [{ rule: rule.id, unit: "bd", steps }] })?.median ?? null;
  };
  it.each([
    ["is told with 30 on either side", 20, 60, 30, 20],
    ["is not, with 29 left", 20, 60, 29, null],
    ["is told where it is early", 100, 20, 30, 5],
    ["is not, with 29 who waited no longer", 29, 10, 15, null],
    ["is told 25 away from the limit", 40, 60, 30, 20],
    ["is not, 24 away from the limit", 41, 60, 29, null],
    ["is not told where it was not reached", 10, 10, 100, null],
  ])("%s", (_, early, late, none, told) => expect(medianOf(early, late, none)).toBe(told));
});
