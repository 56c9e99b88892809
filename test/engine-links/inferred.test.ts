import { describe, expect, it } from "vitest";
import { assess, type Case, fatesOf, kept, logOf, lost, problemsOf } from "./run.ts";

const inferred = { link: "inferred" } as const;
type Fates = Readonly<Record<string, string>>;
const NOBODY: Fates = { C: "none" };
const LINKED: Fates = { C: "rescheduled to R by inferred" };

describe("what may be inferred to have replaced a cancellation", () => {
  const told: readonly (readonly [sentence: string, cases: readonly Case[], fates: Fates])[] = [
    ["the next appointment of the same care, booked after it", [lost("C"), kept("R")], LINKED],
    ["another service of the same class of care", [lost("C"), kept("R", { service: "psychiatry" })], LINKED],
    ["one that is booked and has not been", [lost("C"), kept("R", { status: "booked" })], LINKED],
    ["one the enrollee arrived at", [lost("C"), kept("R", { status: "arrived" })], LINKED],
    ["one the enrollee did not come to: care was there", [lost("C"), kept("R", { status: "noshow" })], LINKED],
    [
      "one moved up, before the lost one was to be",
      [lost("C"), kept("R", { scheduled_at: "2022-08-31 16:00" })],
      LINKED,
    ],
    ["not another class of care", [lost("C"), kept("R", { service: "primary-care" })], NOBODY],
    ["not another enrollee's", [lost("C"), kept("R", { enrollee_id: "E2" })], NOBODY],
    ["not a canceled one", [lost("C"), lost("D", { made_at: "2022-08-31 11:00" })], { C: "none", D: "none" }],
    ["not a proposal", [lost("C"), kept("R", { status: "proposed" })], NOBODY],
    ["not a place on a wait list", [lost("C"), kept("R", { status: "waitlist" })], NOBODY],
    ["not an entry in error", [lost("C"), kept("R", { status: "entered-in-error" })], NOBODY],
    ["not one booked a minute before", [lost("C"), kept("R", { made_at: "2022-08-31 09:59" })], NOBODY],
    [
      "one booked in the same minute: one stroke did both",
      [lost("C"), kept("R", { made_at: "2022-08-31 10:00" })],
      LINKED,
    ],
    ["one booked a minute after", [lost("C"), kept("R", { made_at: "2022-08-31 10:01" })], LINKED],
    ["one booked on the same date, at no time told", [lost("C"), kept("R", { made_at: "2022-08-31" })], LINKED],
    ["not one booked on the date before", [lost("C"), kept("R", { made_at: "2022-08-30" })], NOBODY],
    [
      "one booked on the date of a cancellation without a time",
      [lost("C", { canceled_at: "2022-08-31" }), kept("R", { made_at: "2022-08-31" })],
      LINKED,
    ],
    [
      "booking unknown: one that starts a minute after the cancellation",
      [lost("C"), kept("R", { made_at: "", scheduled_at: "2022-08-31 10:01" })],
      LINKED,
    ],
    [
      "booking unknown: not one that starts with the cancellation",
      [lost("C"), kept("R", { made_at: "", scheduled_at: "2022-08-31 10:00" })],
      NOBODY,
    ],
    [
      "cancellation's time unknown: one that starts after the lost one",
      [lost("C", { canceled_at: "" }), kept("R", { made_at: "", scheduled_at: "2022-09-01 09:01" })],
      LINKED,
    ],
    [
      "cancellation's time unknown: not one that starts with the lost one",
      [lost("C", { canceled_at: "" }), kept("R", { made_at: "", scheduled_at: "2022-09-01 09:00" })],
      NOBODY,
    ],
    [
      "cancellation's time unknown: not one booked before the lost one was to start",
      [lost("C", { canceled_at: "" }), kept("R", { made_at: "2022-09-01 08:59" })],
      NOBODY,
    ],
    ["nothing where the lost service is unknown", [lost("C", { service: "" }), kept("R")], NOBODY],
    ["nothing whose own service is unknown", [lost("C"), kept("R", { service: "" })], NOBODY],
    [
      "one canceled only after as-of is still booked",
      [lost("C"), lost("R", { scheduled_at: "2023-01-05", made_at: "2022-09-01", canceled_at: "2023-01-02" })],
      LINKED,
    ],
    [
      "not one booked after as-of",
      [lost("C"), kept("R", { made_at: "2023-01-01", scheduled_at: "2023-02-01" })],
      NOBODY,
    ],
  ];
  it.each(told)("%s", async (_, cases, fates) => {
    expect(fatesOf(await assess(logOf(cases), inferred))).toEqual(fates);
    expect(fatesOf(await assess(logOf(cases.toReversed()), inferred))).toEqual(fates);
  });

  it("an assumed service links nothing", async () => {
    const { report } = await assess(logOf([lost("C", { service: "" }), kept("R", { service: "" })]), {
      ...inferred,
      assume: ["service=intake"],
    });
    expect(report.headline.resolution.none).toBe(1);
  });
});

describe("one replacement for one cancellation", () => {
  const later = { scheduled_at: "2022-09-08 09:00", canceled_at: "2022-09-01 10:00" } as const;
  const told: readonly (readonly [sentence: string, cases: readonly Case[], fates: Fates])[] = [
    [
      "the first canceled has the first choice",
      [lost("C", later), lost("B"), kept("R", { made_at: "2022-09-02" })],
      {
        B: "rescheduled to R by inferred",
        C: "none",
      },
    ],
    [
      "each takes the one that starts first of those left",
      [
        lost("B"),
        lost("C", later),
        kept("R", { made_at: "2022-09-03" }),
        kept("Q", { made_at: "2022-09-04", scheduled_at: "2022-09-13" }),
      ],
      { B: "rescheduled to R by inferred", C: "rescheduled to Q by inferred" },
    ],
    [
      "what is too early for the later one is not kept for it",
      [
        lost("B"),
        lost("C", later),
        kept("R", { made_at: "2022-08-31 11:00", scheduled_at: "2022-09-20" }),
        kept("Q", { made_at: "2022-09-03" }),
      ],
      { B: "rescheduled to Q by inferred", C: "none" },
    ],
    ["starting together, the lower id is taken", [lost("C"), kept("r"), kept("R")], LINKED],
    [
      "canceled together, the one that was to start first chooses first",
      [lost("C", { scheduled_at: "2022-09-01 10:00" }), lost("D"), kept("R")],
      { C: "none", D: "rescheduled to R by inferred" },
    ],
    [
      "canceled together and for the same time, the lower id chooses first",
      [lost("D"), lost("C"), kept("R")],
      {
        ...LINKED,
        D: "none",
      },
    ],
    [
      "without a date of cancellation, the lost day stands for it",
      [
        lost("C"),
        lost("B", { canceled_at: "", scheduled_at: "2022-08-31 09:59" }),
        kept("R", { made_at: "2022-09-02" }),
      ],
      { B: "rescheduled to R by inferred", C: "none" },
    ],
  ];
  it.each(told)("%s", async (_, cases, fates) => {
    expect(fatesOf(await assess(logOf(cases), inferred))).toEqual(fates);
    expect(fatesOf(await assess(logOf(cases.toReversed()), inferred))).toEqual(fates);
  });
});

describe("what the log states goes before what is inferred", () => {
  const told: readonly (readonly [sentence: string, cases: readonly Case[], fates: Fates])[] = [
    [
      "replaced_by is followed, not the nearer one",
      [lost("C", { replaced_by: "Q" }), kept("R"), kept("Q", { scheduled_at: "2022-09-20" })],
      {
        C: "rescheduled to Q by replaced_by",
      },
    ],
    [
      "what replaced_by uses is not used again",
      [lost("B", { replaced_by: "R" }), lost("C"), kept("R")],
      {
        B: "rescheduled to R by replaced_by",
        C: "none",
      },
    ],
    [
      "what replaces uses is not used again",
      [lost("B"), lost("C"), kept("R", { replaces: "B" })],
      {
        B: "rescheduled to R by replaces",
        C: "none",
      },
    ],
    [
      "an inline reschedule needs nothing else",
      [lost("C", { rescheduled_to: "2022-09-12 09:00" }), kept("R")],
      {
        C: "rescheduled by rescheduled_to",
      },
    ],
    [
      "the appointment that an inline reschedule speaks of is not used again",
      [lost("B", { rescheduled_to: "2022-09-12 09:00" }), lost("C"), kept("R")],
      {
        B: "rescheduled by rescheduled_to",
        C: "none",
      },
    ],
    [
      "nor where it gives the date alone",
      [lost("B", { rescheduled_to: "2022-09-12" }), lost("C"), kept("R")],
      {
        B: "rescheduled by rescheduled_to",
        C: "none",
      },
    ],
    [
      "at another hour of that day it is another appointment",
      [lost("B", { rescheduled_to: "2022-09-12 10:00" }), lost("C"), kept("R")],
      {
        B: "rescheduled by rescheduled_to",
        ...LINKED,
      },
    ],
    [
      "another enrollee's inline reschedule uses nothing",
      [lost("B", { enrollee_id: "E2", rescheduled_to: "2022-09-12 09:00" }), lost("C"), kept("R")],
      {
        B: "rescheduled by rescheduled_to",
        ...LINKED,
      },
    ],
    [
      "a broken link leaves the question open, and inference answers it",
      [lost("C", { replaced_by: "gone" }), kept("R")],
      LINKED,
    ],
    ["a broken link with nothing to infer stays unverified", [lost("C", { replaced_by: "gone" })], { C: "unverified" }],
    ["status rescheduled, by what the log does not say", [lost("C", { status: "rescheduled" }), kept("R")], LINKED],
    [
      "a walk that the log begins may end by inference",
      [
        lost("B", { replaced_by: "C" }),
        lost("C", { made_at: "2022-08-31 11:00", scheduled_at: "2022-09-05 09:00", canceled_at: "2022-09-02 10:00" }),
        kept("R", { made_at: "2022-09-02 12:00" }),
      ],
      { B: "rescheduled to R by inferred", ...LINKED },
    ],
    [
      "an offer stands beside it, and its earlier date is the care",
      [lost("C", { offered_for: "2022-09-05" }), kept("R")],
      LINKED,
    ],
  ];
  it.each(told)("%s", async (_, cases, fates) => {
    expect(fatesOf(await assess(logOf(cases), inferred))).toEqual(fates);
  });
});

describe("a log without any link column", () => {
  const cases = [lost("B"), lost("C"), kept("R")];

  it("leaves everything unverified unless asked", async () => {
    const { report } = await assess(logOf(cases));
    expect(report.headline.resolution).toMatchObject({ unverified: 2 });
    expect(problemsOf(report)).toEqual({ "no-link-columns": 1 });
  });

  it("is judged by inference, and the report says what would be known without", async () => {
    const { report } = await assess(logOf(cases), inferred);
    expect(report.headline.resolution).toMatchObject({ rescheduled: 1, none: 1, unverified: 0 });
    expect(problemsOf(report)).toEqual({});
    expect(report.options).toEqual({ link: "inferred" });
    expect(report.links).toMatchObject({ mode: "inferred", linkedBy: { inferred: 1, replaced_by: 0, series: 0 } });
    const [family] = report.families;
    const [without] = report.links?.without ?? [];
    expect(family?.counts).toMatchObject({ met: 1, overdue: 1 });
    expect(without).toMatchObject({ id: "ca.reschedule", counts: { undetermined: 2, met: 0 }, rate: { value: null } });
  });

  it("counts links within the scope, while links see the whole log", async () => {
    const { report } = await assess(logOf([...cases, lost("A", { enrollee_id: "E2" })]), {
      ...inferred,
      where: ["enrollee_id=E2"],
    });
    expect(report.links?.linkedBy.inferred).toBe(0);
    const narrowed = await assess(logOf(cases), { ...inferred, to: "2022-09-01" });
    expect(narrowed.report.links?.linkedBy.inferred).toBe(1);
  });
});
