import { describe, expect, it } from "vitest";
import type { RawOptions } from "../../src/cli/settle.ts";
import { assess, type Case, type Cells, kept, logOf, lost } from "../engine-links/run.ts";

const found = async (cases: readonly Case[], raw: RawOptions = {}) =>
  (await assess(logOf(cases, ["provider_id", "replaced_by"]), raw)).report.continuity!;
const one = (providers: number) => [{ providers, enrollees: 1 }];

describe("how many providers an enrollee had", () => {
  const told: readonly (readonly [sentence: string, cases: readonly Case[], booked: number, kept: number])[] = [
    [
      "three in a year",
      [kept("A", { provider_id: "P" }), kept("B", { provider_id: "Q" }), lost("C", { provider_id: "R" })],
      3,
      2,
    ],
    ["the same one twice is one", [kept("A", { provider_id: "P" }), kept("B", { provider_id: "P" })], 1, 1],
    ["ids differ by case", [kept("A", { provider_id: "P" }), kept("B", { provider_id: "p" })], 2, 2],
    ["one nobody knows is none", [kept("A", { provider_id: "" })], 0, 0],
    ["booked is not kept", [kept("A", { provider_id: "P", status: "booked" })], 1, 0],
    ["missed is not kept", [kept("A", { provider_id: "P", status: "noshow" })], 1, 0],
    ["arrived is kept", [kept("A", { provider_id: "P", status: "arrived" })], 1, 1],
    [
      "one only proposed is none",
      [kept("A", { provider_id: "P" }), kept("B", { provider_id: "Q", status: "proposed" })],
      1,
      1,
    ],
    [
      "one entered in error is none",
      [kept("A", { provider_id: "P" }), kept("B", { provider_id: "Q", status: "entered-in-error" })],
      1,
      1,
    ],
    [
      "one of an inline reschedule counts",
      [lost("A", { provider_id: "P", rescheduled_to: "2022-09-12", rescheduled_provider_id: "Q" })],
      2,
      0,
    ],
    [
      "not without its start",
      [lost("A", { provider_id: "P", rescheduled_to: "", rescheduled_provider_id: "Q" })],
      1,
      0,
    ],
    [
      "nor on what was not canceled",
      [kept("A", { provider_id: "P", rescheduled_to: "2022-09-12", rescheduled_provider_id: "Q" })],
      1,
      1,
    ],
  ];
  it.each(told)("%s", async (_, cases, booked, keptOnes) => {
    const { providersPerEnrollee, keptProvidersPerEnrollee } = await found(cases);
    expect([providersPerEnrollee, keptProvidersPerEnrollee]).toEqual([one(booked), one(keptOnes)]);
  });

  it("is asked of those in the scope, over what is in it", async () => {
    const cases = [
      kept("A", { provider_id: "P", scheduled_at: "2022-09-12" }),
      kept("B", { provider_id: "Q", scheduled_at: "2022-10-01" }),
      kept("C", { provider_id: "Q", scheduled_at: "2022-10-01", enrollee_id: "E2" }),
    ];
    expect((await found(cases, { to: "2022-09-30" })).providersPerEnrollee).toEqual(one(1));
    expect((await found(cases)).providersPerEnrollee).toEqual([
      { providers: 1, enrollees: 1 },
      { providers: 2, enrollees: 1 },
    ]);
  });

  it("knows of no visit before its day", async () => {
    const cases = [kept("A", { provider_id: "P", scheduled_at: "2022-09-12 23:00" })];
    expect((await found(cases, { asOf: "2022-09-11" })).keptProvidersPerEnrollee).toEqual(one(0));
    expect((await found(cases, { asOf: "2022-09-12" })).keptProvidersPerEnrollee).toEqual(one(1));
  });
});

describe("replacements", () => {
  const told: readonly (readonly [sentence: string, lost: Cells, next: Cells, kind: string | null])[] = [
    ["by the same provider", { provider_id: "P" }, { provider_id: "P" }, "sameProvider"],
    ["by another", { provider_id: "P" }, { provider_id: "Q" }, "otherProvider"],
    ["by nobody knows whom", { provider_id: "P" }, {}, "unknown"],
    ["of nobody knows whom", {}, { provider_id: "P" }, "unknown"],
    [
      "of what the enrollee canceled count too",
      { provider_id: "P", canceled_by: "enrollee" },
      { provider_id: "P" },
      "sameProvider",
    ],
    [
      "that the enrollee canceled count too",
      { provider_id: "P" },
      { provider_id: "P", status: "canceled", canceled_by: "enrollee", replaced_by: "" },
      "sameProvider",
    ],
    [
      "that the plan canceled again are none",
      { provider_id: "P" },
      { provider_id: "P", status: "canceled", canceled_by: "plan", replaced_by: "" },
      null,
    ],
  ];
  it.each(told)("%s", async (_, cells, next, kind) => {
    // What became of the replacement is a cancellation of its own, outside the scope.
    const cases = [lost("A", { replaced_by: "B", ...cells }), kept("B", next)];
    const { replacements } = await found(cases, { to: "2022-09-01" });
    const none = { sameProvider: 0, otherProvider: 0, unknown: 0 };
    expect(replacements).toEqual(kind === null ? none : { ...none, [kind]: 1 });
  });

  it("given inline are told by what the canceled row says", async () => {
    const inline = { provider_id: "P", rescheduled_to: "2022-09-12" } as const;
    expect((await found([lost("A", { ...inline, rescheduled_provider_id: "P" })])).replacements.sameProvider).toBe(1);
    expect((await found([lost("A", { ...inline, rescheduled_provider_id: "" })])).replacements.unknown).toBe(1);
  });
});

describe("providers who stop appearing", () => {
  const at = (id: string, provider_id: string, scheduled_at: string, cells: Cells = {}) =>
    kept(id, { provider_id, scheduled_at, made_at: "2022-06-01", ...cells });
  const seen = async (cases: readonly Case[], raw: RawOptions = {}) => {
    const { providers, neverSeen, stillSeen, lastMonth, lastSeen } = await found(cases, raw);
    const months = Object.fromEntries(lastSeen.map((row) => [row.month, row.providers]));
    return { providers, neverSeen, stillSeen, lastMonth, months };
  };
  const LOG = [
    at("A", "P", "2022-08-31"),
    at("B", "Q", "2022-09-30"),
    at("C", "R", "2022-10-31"),
    at("D", "P", "2022-07-05"),
  ];

  it("are counted by the month they were last seen in, those of the last month as still there", async () => {
    expect(await seen(LOG, { asOf: "2022-10-31" })).toEqual({
      providers: 3,
      neverSeen: 0,
      stillSeen: 1,
      lastMonth: "2022-10",
      months: { "2022-08": 1, "2022-09": 1 },
    });
  });

  it("where the log ends before as-of, its own last month is the last", async () => {
    expect(await seen(LOG, { asOf: "2022-12-31" })).toMatchObject({ lastMonth: "2022-10", stillSeen: 1 });
  });

  it("where the log goes on after as-of, as-of's month is; who is booked later is still there", async () => {
    expect(await seen(LOG, { asOf: "2022-09-15" })).toMatchObject({
      lastMonth: "2022-09",
      stillSeen: 2,
      months: { "2022-08": 1 },
    });
  });

  it("a canceled appointment shows nobody there; who has no other was never seen", async () => {
    const canceled = { status: "canceled", canceled_by: "plan" } as const;
    const cases = [
      at("A", "P", "2022-08-31"),
      at("B", "P", "2022-10-31", canceled),
      at("C", "Q", "2022-10-31"),
      at("D", "R", "2022-10-31", canceled),
    ];
    expect(await seen(cases)).toEqual({
      providers: 3,
      neverSeen: 1,
      stillSeen: 1,
      lastMonth: "2022-10",
      months: { "2022-08": 1 },
    });
  });

  it("a missed appointment shows that the provider was there", async () => {
    expect(await seen([at("A", "P", "2022-08-31", { status: "noshow" }), at("B", "Q", "2022-09-01")])).toMatchObject({
      months: { "2022-08": 1 },
    });
  });

  it("are those of the scope, last seen anywhere in the log", async () => {
    const cases = [
      at("A", "P", "2022-08-31", { facility: "North" }),
      at("B", "P", "2022-10-31", { facility: "South" }),
      at("C", "Q", "2022-08-31", { facility: "South" }),
    ];
    expect(await seen(cases, { where: ["facility=North"] })).toMatchObject({ providers: 1, stillSeen: 1, months: {} });
  });

  it("in a log of cancellations alone nobody was seen", async () => {
    expect(await seen([lost("A", { provider_id: "P" })])).toEqual({
      providers: 1,
      neverSeen: 1,
      stillSeen: 0,
      lastMonth: null,
      months: {},
    });
  });
});

it("says that it has no column to tell by", async () => {
  const { continuity } = (await assess(logOf([lost("C", { rescheduled_to: "" })]))).report;
  expect(continuity!.missingColumns).toEqual(["provider_id", "rescheduled_provider_id"]);
  expect(continuity!.providersPerEnrollee).toEqual(one(0));
});
