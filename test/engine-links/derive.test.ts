import { describe, expect, it } from "vitest";
import { assess, type Case, type Cells, kept, logOf, lost } from "./run.ts";

const derived = { derive: ["prior_kept_at"] } as const;
const LOST = { scheduled_at: "2022-09-01 09:00" } as const;
const visit = (id: string, cells: Cells = {}): Case =>
  kept(id, { scheduled_at: "2022-08-25 09:00", made_at: "2022-08-01", ...cells });

/** Where the clock of follow-up care starts, and what it says; null where there is no such finding. */
const followUp = async (cases: readonly Case[], raw = derived as { readonly derive?: readonly string[] }) => {
  const { findings } = await assess(logOf(cases, ["replaced_by", "prior_kept_at", "follow_up"]), raw);
  const row = findings.find(({ rule }) => rule === "ca.followup.mh-10bd");
  return row === undefined ? null : [row.starts_at, row.verdict];
};
const OVERDUE = ["2022-08-25T09:00:00", "overdue"];
const UNKNOWN = [null, "undetermined"];

describe("the last kept appointment, from the log's own", () => {
  const told: readonly (readonly [sentence: string, cases: readonly Case[], clock: readonly unknown[]])[] = [
    ["is that of the same enrollee and care before the lost one", [lost("C", LOST), visit("V")], OVERDUE],
    ["one arrived at", [lost("C", LOST), visit("V", { status: "arrived" })], OVERDUE],
    ["the latest of several", [lost("C", LOST), visit("U", { scheduled_at: "2022-08-11 09:00" }), visit("V")], OVERDUE],
    [
      "a minute before the lost one",
      [lost("C", LOST), visit("V", { scheduled_at: "2022-09-01 08:59" })],
      ["2022-09-01T08:59:00", "overdue"],
    ],
    ["not one that starts with the lost one", [lost("C", LOST), visit("V", LOST)], UNKNOWN],
    ["not one after it", [lost("C", LOST), visit("V", { scheduled_at: "2022-09-01 09:01" })], UNKNOWN],
    ["not one that was not kept", [lost("C", LOST), visit("V", { status: "noshow" })], UNKNOWN],
    [
      "not a canceled one",
      [lost("C", LOST), lost("V", { scheduled_at: "2022-08-25 09:00", canceled_by: "enrollee" })],
      UNKNOWN,
    ],
    ["not another enrollee's", [lost("C", LOST), visit("V", { enrollee_id: "E2" })], UNKNOWN],
    ["not of another class of care", [lost("C", LOST), visit("V", { service: "specialty" })], UNKNOWN],
    ["not where the service is unknown", [lost("C", LOST), visit("V", { service: "" })], UNKNOWN],
    ["not one booked after as-of", [lost("C", LOST), visit("V", { made_at: "2023-01-01" })], UNKNOWN],
    [
      "what the log says goes before",
      [lost("C", { ...LOST, prior_kept_at: "2022-08-18 09:00" }), visit("V")],
      ["2022-08-18T09:00:00", "overdue"],
    ],
  ];
  it.each(told)("%s", async (_, cases, clock) => {
    expect(await followUp(cases)).toEqual(clock);
    expect(await followUp(cases.toReversed())).toEqual(clock);
  });

  it("is not looked for unless asked", async () => {
    expect(await followUp([lost("C", LOST), visit("V")], {})).toEqual(UNKNOWN);
  });

  it("makes an unknown follow_up true, and leaves a known one alone", async () => {
    expect(await followUp([lost("C", { ...LOST, follow_up: "false" }), visit("V")])).toBeNull();
  });
});

describe("what relied on it", () => {
  const derivedOf = async (cases: readonly Case[], raw = {}) =>
    (await assess(logOf(cases, ["replaced_by"]), { ...derived, ...raw })).report.assumptions.filter(
      ({ field }) => field === "prior_kept_at",
    );
  const counted = (cancellations: number) => [
    { field: "prior_kept_at", value: "from the log", source: "derived", cancellations },
  ];
  const told: readonly (readonly [sentence: string, cases: readonly Case[], relied: number])[] = [
    ["a clock that had no start", [lost("C", { ...LOST, follow_up: "true" }), visit("V")], 1],
    ["a condition that was unknown", [lost("C", { ...LOST, service: "psychiatry" }), visit("V")], 1],
    ["each cancellation once", [lost("B"), lost("C"), visit("V")], 2],
    [
      "not one that the enrollee canceled: no rule asks",
      [lost("C", { ...LOST, canceled_by: "enrollee" }), visit("V")],
      0,
    ],
    ["not one known to be no follow-up care", [lost("C", { ...LOST, follow_up: "false" }), visit("V")], 0],
    ["not one whose prior is in the log", [lost("C", { ...LOST, prior_kept_at: "2022-08-18" }), visit("V")], 0],
    ["none where nothing was kept", [lost("C", LOST)], 0],
  ];
  it.each(told)("%s", async (_, cases, relied) => {
    expect(await derivedOf(cases)).toEqual(counted(relied));
  });

  it("is not listed unless asked", async () => {
    expect(await derivedOf([lost("C"), visit("V")], { derive: [] })).toEqual([]);
  });
});

describe("what it leaves alone", () => {
  const cases = [lost("C", LOST), lost("C", { ...LOST, prior_kept_at: "" }), visit("V")];

  it("changes neither headline nor reconciliation, nor what is grouped and scoped by", async () => {
    const raw = { by: "prior_kept_at,follow_up", where: ["prior_kept_at="] };
    const text = logOf(cases, ["replaced_by", "follow_up"]);
    const [plain, derivedRun] = [await assess(text, raw), await assess(text, { ...raw, ...derived })];
    expect(derivedRun.report.headline).toEqual(plain.report.headline);
    expect(derivedRun.report.reconciliation).toEqual(plain.report.reconciliation);
    const keys = ({ report }: typeof plain) => report.breakdowns.map(({ rows }) => rows.map(({ key }) => key));
    expect(keys(derivedRun)).toEqual(keys(plain));
    expect(derivedRun.report.options).toEqual({ derive: ["prior_kept_at"] });
  });
});
