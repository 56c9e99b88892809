import { describe, expect, it } from "vitest";
import type { RawOptions } from "../../src/cli/settle.ts";
import { assess, type Case, kept, logOf, lost } from "../engine-links/run.ts";

const found = async (cases: readonly Case[], raw: RawOptions = {}) =>
  (await assess(logOf(cases, ["replaced_by"]), raw)).report.sensitivity!;
type Sensitivity = Awaited<ReturnType<typeof found>>;

/** Missed and overdue of a family under each reading. */
const late = ({ readings }: Sensitivity, family = "ca.reschedule"): Readonly<Record<string, number>> =>
  Object.fromEntries(
    readings.map(({ id, families }) => [id, (families[family]?.missed ?? 0) + (families[family]?.overdue ?? 0)]),
  );
const ids = ({ readings }: Sensitivity): readonly string[] => readings.map(({ id }) => id);

const USUAL = [
  "as-run",
  "calendar:ca-legal-holidays",
  "clock:ca.reschedule|ca.notice",
  "without:prior_auth",
  "without:provider_kind",
  "without:urgency",
  "kind-not-derived",
  "enrollee-as-plan",
];

describe("the readings that are tried", () => {
  it.each([
    ["of a usual run", {}, USUAL],
    [
      "of a run by the other calendar",
      { calendar: "ca-legal-holidays" },
      USUAL.map((id) => id.replace("ca-legal-holidays", "ca-state-offices")),
    ],
    [
      "with an assumption of the user's",
      { assume: ["canceled_by=plan"] },
      USUAL.toSpliced(3, 0, "without:canceled_by"),
    ],
    ["with an assumption that stands before the pack's", { assume: ["urgency=urgent"] }, USUAL],
    ["with inferred links", { link: "inferred" }, USUAL.toSpliced(-1, 0, "link:explicit")],
    ["with a derived prior appointment", { derive: ["prior_kept_at"] }, USUAL.toSpliced(-1, 0, "prior-not-derived")],
  ] as const)("%s", async (_, raw, expected) => {
    expect(ids(await found([lost("C")], raw as RawOptions))).toEqual(expected);
  });

  it("of a log with a series", async () => {
    const cases = [lost("C", { series_id: "S" })];
    expect(ids(await found(cases))).toEqual(USUAL.toSpliced(-1, 0, "link:series"));
    expect(ids(await found(cases, { link: "series" }))).toEqual(USUAL.toSpliced(-1, 0, "link:explicit"));
    expect(ids(await found(cases, { link: "inferred" }))).toEqual(
      USUAL.toSpliced(-1, 0, "link:explicit", "link:series"),
    );
  });

  it("of a log that does not say who canceled", async () => {
    const { canceled_by: _, ...bare } = lost("C");
    expect(ids(await found([bare]))).toEqual(USUAL.slice(0, -1));
  });

  it("say what an assumption was", async () => {
    const { readings } = await found([lost("C")], { assume: ["urgency=urgent"] });
    expect(readings.find(({ id }) => id === "without:urgency")?.title).toBe("urgency not assumed to be urgent");
  });
});

/** What is said of the only cancellation, reading by reading, where it is not what the run itself says. */
const apart = async (cases: readonly Case[], raw: RawOptions = {}, family = "ca.reschedule") => {
  const figures = late(await found(cases, raw), family);
  const { "as-run": own, ...others } = figures;
  return { own, ...Object.fromEntries(Object.entries(others).filter(([, n]) => n !== own)) };
};

describe("what a reading changes", () => {
  it("a holiday more is a day more: late by list A, in time by list B", async () => {
    // From Friday, August 26, the 10th business day is September 12; by list B, with Admission Day on the 9th, the 13th.
    const care = (day: string) => [
      lost("C", {
        scheduled_at: "2022-08-26 09:00",
        canceled_at: "2022-08-26 08:00",
        urgency: "non-urgent",
        replaced_by: "R",
      }),
      kept("R", { scheduled_at: day }),
    ];
    expect(await apart(care("2022-09-12"))).toEqual({ own: 0 });
    expect(await apart(care("2022-09-13"))).toEqual({
      own: 1,
      "calendar:ca-legal-holidays": 0,
      // A psychiatrist's patient has 15 days.
      "kind-not-derived": 0,
    });
    expect(await apart(care("2022-09-14"))).toEqual({ own: 1, "kind-not-derived": 0 });
  });

  it("from the cancellation, two weeks before, the same care is late", async () => {
    const known = { urgency: "non-urgent", provider_kind: "nonphysician" } as const;
    const cases = [lost("C", { ...known, canceled_at: "2022-08-17 09:00", replaced_by: "R" }), kept("R")];
    const clock = "clock:ca.reschedule|ca.notice";
    expect(await apart(cases)).toEqual({ own: 0, [clock]: 1 });
    expect(await apart(cases, {}, "ca.notice")).toEqual({ own: 1, [clock]: 0 });
  });

  it("an assumption taken back leaves it open", async () => {
    const sensitivity = await found([lost("C", { provider_kind: "nonphysician", prior_auth: "true" })]);
    expect(late(sensitivity)).toMatchObject({ "as-run": 1, "without:urgency": 0, "without:prior_auth": 1 });
    const { families } = sensitivity.readings.find(({ id }) => id === "without:urgency")!;
    expect(families["ca.reschedule"]).toEqual({ missed: 0, overdue: 0, undetermined: 1 });
  });

  it("what is known is not touched by an assumption taken back, nor by a derivation", async () => {
    const known = { urgency: "non-urgent", prior_auth: "true", provider_kind: "nonphysician" } as const;
    expect(await apart([lost("C", known)])).toEqual({ own: 1 });
  });

  it("a kind not derived is the pack's to assume: follow-up by a physician has no limit", async () => {
    const cases = [lost("C", { follow_up: "true", prior_kept_at: "2022-08-25", urgency: "non-urgent" })];
    expect(await apart(cases, {}, "ca.followup")).toEqual({ own: 1, "kind-not-derived": 0 });
  });

  it("a series is followed where it was not, and not where it was", async () => {
    const cases = [
      lost("C", { series_id: "S", urgency: "non-urgent", provider_kind: "nonphysician" }),
      kept("R", { series_id: "S" }),
    ];
    expect(await apart(cases)).toEqual({ own: 1, "link:series": 0 });
    expect(await apart(cases, { link: "series" })).toEqual({ own: 0, "link:explicit": 1 });
  });

  it("an assumption on who canceled is taken back on the walk too", async () => {
    const known = { urgency: "non-urgent", provider_kind: "nonphysician" } as const;
    const cases = [
      lost("C", { ...known, replaced_by: "D" }),
      lost("D", { ...known, canceled_by: "", scheduled_at: "2022-09-05 09:00" }),
    ];
    // Both are overdue as assumed; else the second is open, and so is the first, whose walk is lost on it.
    expect(await apart(cases, { assume: ["canceled_by=plan"] })).toEqual({ own: 2, "without:canceled_by": 0 });
  });
});

describe("what enrollees canceled", () => {
  const known = { urgency: "non-urgent", provider_kind: "nonphysician" } as const;
  const asPlan = "enrollee-as-plan";

  it.each([
    ["enrollee", 1],
    ["plan", 0],
    ["other", 0],
    ["", 0],
  ])("of canceled_by %j, %i more is judged", async (canceled_by, more) => {
    const figures = late(await found([lost("C", { ...known, canceled_by })]));
    expect(figures[asPlan]! - figures["as-run"]!).toBe(more);
  });

  it("still stops the clock of what it replaced", async () => {
    const cases = [
      lost("C", { ...known, replaced_by: "D" }),
      lost("D", { ...known, canceled_by: "enrollee", scheduled_at: "2022-09-05 09:00" }),
    ];
    expect(late(await found(cases))).toMatchObject({ "as-run": 0, [asPlan]: 1 });
  });
});

describe("what stands", () => {
  const known = { urgency: "non-urgent", provider_kind: "nonphysician", prior_auth: "true" } as const;

  it("is robust where it is the same in every row", async () => {
    const { robust, inEvery } = await found([lost("C", known)]);
    expect(robust).toEqual(["ca.reschedule", "ca.notice"]);
    expect(inEvery).toMatchObject({ "ca.reschedule": 1, "ca.notice": 1, "ca.request": 0 });
  });

  it("is not, where one row differs by one", async () => {
    const { robust, inEvery } = await found([lost("C", known), lost("D", { ...known, urgency: "" })]);
    expect(robust).toEqual([]);
    expect(inEvery["ca.reschedule"]).toBe(1);
  });

  it("is not nothing: that nothing was found may be for want of data", async () => {
    expect((await found([lost("C", { ...known, replaced_by: "R" }), kept("R")])).robust).toEqual([]);
  });

  it("counts whoever is late in every row, and not as many as the least row has", async () => {
    // One is late from the lost appointment alone, the other from the cancellation alone.
    const early = lost("A", { ...known, canceled_at: "2022-08-17 09:00", replaced_by: "R" });
    const cases = [early, kept("R"), lost("B", { ...known, canceled_at: "" })];
    const sensitivity = await found(cases);
    expect(late(sensitivity)).toMatchObject({ "as-run": 1, "clock:ca.reschedule|ca.notice": 1 });
    expect(sensitivity.inEvery["ca.reschedule"]).toBe(0);
    // One in either row, and not the same one: the figure only happens to stand.
    expect(sensitivity.robust).toEqual([]);
  });

  it("is asked of the scope alone", async () => {
    const cases = [lost("C", { ...known, facility: "N" }), lost("D", { ...known, facility: "S" })];
    expect((await found(cases, { where: ["facility=N"] })).inEvery["ca.reschedule"]).toBe(1);
  });
});
