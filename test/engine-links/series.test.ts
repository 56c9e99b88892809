import { describe, expect, it } from "vitest";
import { assess, type Case, fatesOf, kept, logOf, lost, problemsOf } from "./run.ts";

const series = { link: "series" } as const;
type Fates = Readonly<Record<string, string>>;
const S = { series_id: "S1" } as const;
const again = { ...S, made_at: "2022-08-31 11:00", scheduled_at: "2022-09-06 09:00", canceled_at: "2022-09-02 10:00" };

describe("the next of a reschedule chain", () => {
  const told: readonly (readonly [sentence: string, cases: readonly Case[], fates: Fates])[] = [
    ["is the next booked under the same series", [lost("C", S), kept("R", S)], { C: "rescheduled to R by series" }],
    ["not under another series", [lost("C", S), kept("R", { series_id: "S2" })], { C: "none" }],
    [
      "not where no series is known",
      [lost("C", { series_id: "" }), kept("R", { series_id: "" }), kept("X", S)],
      {
        C: "none",
      },
    ],
    ["not another enrollee's", [lost("C", S), kept("R", { ...S, enrollee_id: "E2" })], { C: "none" }],
    ["not one booked before it", [lost("C", S), kept("R", { ...S, made_at: "2022-06-30" })], { C: "none" }],
    [
      "of any class of care",
      [lost("C", S), kept("R", { ...S, service: "specialty" })],
      {
        C: "rescheduled to R by series",
      },
    ],
    [
      "not one that is no appointment",
      [lost("C", S), kept("P", { ...S, status: "proposed" }), kept("R", { ...S, made_at: "2022-09-02" })],
      {
        C: "rescheduled to R by series",
      },
    ],
    ["not one booked after as-of", [lost("C", S), kept("R", { ...S, made_at: "2023-01-01" })], { C: "none" }],
    [
      "may itself be canceled, and the walk goes on",
      [lost("C", S), lost("D", again), kept("R", { ...S, made_at: "2022-09-02" })],
      {
        C: "rescheduled to R by series",
        D: "rescheduled to R by series",
      },
    ],
    ["canceled again, and the chain ends there", [lost("C", S), lost("D", again)], { C: "recanceled", D: "none" }],
    [
      "canceled by the enrollee, care had been offered",
      [lost("C", S), lost("D", { ...again, canceled_by: "enrollee" })],
      {
        C: "enrollee-canceled to D by series",
      },
    ],
    [
      "booked together, the one that starts first",
      [lost("C", S), kept("Q", { ...S, scheduled_at: "2022-09-13" }), kept("R", S)],
      {
        C: "rescheduled to R by series",
      },
    ],
    [
      "booked together for the same time, the lower id",
      [lost("C", S), kept("r", S), kept("R", S)],
      {
        C: "rescheduled to R by series",
      },
    ],
    [
      "one booking unknown: the chain goes by start",
      [
        lost("C", { ...S, made_at: "" }),
        kept("Q", { ...S, made_at: "2022-08-31", scheduled_at: "2022-09-20" }),
        kept("R", { ...S, made_at: "2022-09-02" }),
      ],
      { C: "rescheduled to R by series" },
    ],
    [
      "one booking unknown: not one that starts before",
      [lost("C", S), kept("R", { ...S, made_at: "", scheduled_at: "2022-08-30" })],
      { C: "none" },
    ],
  ];
  it.each(told)("%s", async (_, cases, fates) => {
    expect(fatesOf(await assess(logOf(cases), series))).toEqual(fates);
    expect(fatesOf(await assess(logOf(cases.toReversed()), series))).toEqual(fates);
  });

  it("is known by Epic's serial number", async () => {
    const text = logOf([lost("C", S), kept("R", S)]).replace("series_id", "APPT_SERIAL_NUM");
    expect(fatesOf(await assess(text, series))).toEqual({ C: "rescheduled to R by series" });
  });

  it("stays within a site where sites number alike", async () => {
    const cases = [
      lost("C", { ...S, facility: "North" }),
      kept("Q", { ...S, facility: "South", scheduled_at: "2022-09-02 09:00" }),
      kept("R", { ...S, facility: "North", made_at: "2022-09-02" }),
    ];
    const fates = fatesOf(await assess(logOf(cases), { ...series, key: "facility,appointment_id" }));
    expect(fates).toEqual({ C: "rescheduled to R by series" });
  });
});

describe("what the log states goes before the series", () => {
  it("follows replaced_by first", async () => {
    const cases = [lost("C", { ...S, replaced_by: "Q" }), kept("R", S), kept("Q", { scheduled_at: "2022-09-20" })];
    expect(fatesOf(await assess(logOf(cases), series))).toEqual({ C: "rescheduled to Q by replaced_by" });
  });

  it("names the series where any step of a walk was by it", async () => {
    const cases = [lost("C", S), lost("D", { ...again, replaced_by: "R" }), kept("R")];
    expect(fatesOf(await assess(logOf(cases), series))).toEqual({
      C: "rescheduled to R by series",
      D: "rescheduled to R by replaced_by",
    });
  });

  it("names the series where it led to an offer", async () => {
    const cases = [lost("C", S), lost("D", { ...again, offered_for: "2022-09-09" })];
    const fates = fatesOf(await assess(logOf(cases), series));
    expect(fates).toEqual({ C: "offered by series", D: "offered by offered_for" });
  });

  it("does not resolve a circle that the log and the series make together", async () => {
    const cases = [lost("C", S), lost("D", { ...again, replaced_by: "C" })];
    const { report, findings } = await assess(logOf(cases), series);
    expect(fatesOf({ report, findings })).toEqual({ C: "unverified", D: "unverified" });
    expect(problemsOf(report)).toEqual({ "link-cycle": 2 });
  });

  it("reports an appointment that the log and the series both put in the place of another", async () => {
    const cases = [lost("B", { series_id: "S2", replaced_by: "R" }), lost("C", S), kept("R", S)];
    const { report } = await assess(logOf(cases), series);
    expect(problemsOf(report)).toEqual({ "replacement-shared": 1 });
  });
});

describe("a log whose only link is the series", () => {
  const cases = [lost("C", S), kept("R", S)];

  it("is unverified unless asked: the mode is the user's to choose", async () => {
    const { report } = await assess(logOf(cases));
    expect(problemsOf(report)).toEqual({ "no-link-columns": 1 });
    expect(report.headline.resolution.unverified).toBe(1);
    expect(report.links).toEqual({
      mode: "explicit",
      linkedBy: { replaced_by: 0, replaces: 0, rescheduled_to: 0, offered_for: 0, series: 0, inferred: 0 },
      without: null,
    });
    expect(report.options).toEqual({});
  });

  it("is judged by it, and the report says what would be known without", async () => {
    const { report } = await assess(logOf(cases), series);
    expect(problemsOf(report)).toEqual({});
    expect(report.links).toMatchObject({ mode: "series", linkedBy: { series: 1 } });
    expect(report.links?.without?.map(({ id }) => id)).toEqual(report.families.map(({ id }) => id));
    expect(report.links?.without?.[0]?.counts).toMatchObject({ undetermined: 1, met: 0 });
    expect(report.families[0]?.counts).toMatchObject({ undetermined: 0, met: 1 });
  });

  it("has nothing to go by where no column holds a series", async () => {
    const { report } = await assess(logOf([lost("C"), kept("R")]), series);
    expect(problemsOf(report)).toEqual({ "no-link-columns": 1 });
    expect(report.links?.without?.[0]?.counts.undetermined).toBe(1);
  });

  it("holds two versions that differ in their series apart", async () => {
    const { report } = await assess(logOf([lost("C", S), lost("C", { series_id: "S2" }), lost("C", S)]));
    expect(report.reconciliation).toMatchObject({ accepted: 1, duplicates: 1, superseded: 1 });
  });
});
