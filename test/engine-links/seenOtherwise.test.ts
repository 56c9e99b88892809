import { describe, expect, it } from "vitest";
import type { RawOptions } from "../../src/cli/settle.ts";
import { assess, type Case, type Cells, kept, logOf, lost } from "./run.ts";

/** The log has a link column, so that a cancellation without a link is one without a replacement. */
const seen = async (cases: readonly Case[], raw: RawOptions = {}) =>
  (await assess(logOf(cases, ["replaced_by"]), raw)).report.seenOtherwise;
const figures = (bound: number, cancellations: number, enrollees = cancellations) => ({
  cancellations,
  enrollees,
  families: { "ca.reschedule": { bound, cancellations, enrollees } },
});

/** Lost on Thursday, September 1; Labor Day is no business day, so the tenth is Friday the 16th. */
const URGENT = { urgency: "urgent", prior_auth: "false" } as const;

describe("who got no replacement and was seen within the limit anyway", () => {
  const told: readonly (readonly [sentence: string, lost: Cells, visit: Cells, seen: 0 | 1])[] = [
    ["not on the day before the clock starts", {}, { scheduled_at: "2022-08-31 17:00" }, 0],
    ["on the day the clock starts, at whatever hour", {}, { scheduled_at: "2022-09-01 08:00" }, 1],
    ["on the day after", {}, { scheduled_at: "2022-09-02 09:00" }, 1],
    ["on the 9th business day", {}, { scheduled_at: "2022-09-15 09:00" }, 1],
    ["on the 10th business day", {}, { scheduled_at: "2022-09-16 09:00" }, 1],
    ["on the weekend after the 10th business day", {}, { scheduled_at: "2022-09-18 09:00" }, 1],
    ["not on the 11th business day", {}, { scheduled_at: "2022-09-19 09:00" }, 0],
    ["booked long before: the visit counts, not the booking", {}, { made_at: "2022-01-03" }, 1],
    ["arrived and not yet fulfilled", {}, { status: "arrived" }, 1],
    ["not booked only", {}, { status: "booked" }, 0],
    ["not missed by the enrollee", {}, { status: "noshow" }, 0],
    ["not by another enrollee", {}, { enrollee_id: "E2" }, 0],
    ["not for another class of care", {}, { service: "primary-care" }, 0],
    ["by another service of the same class", {}, { service: "crisis" }, 1],
    ["a psychiatrist's patient on the 15th business day", { service: "psychiatry" }, { scheduled_at: "2022-09-23" }, 1],
    ["not on the 16th", { service: "psychiatry" }, { scheduled_at: "2022-09-26" }, 0],
    ["urgent: a second before 48 hours", URGENT, { scheduled_at: "2022-09-03 08:59:59" }, 1],
    ["urgent: at 48 hours", URGENT, { scheduled_at: "2022-09-03 09:00:00" }, 1],
    ["urgent: not a second after", URGENT, { scheduled_at: "2022-09-03 09:00:01" }, 0],
    ["urgent: not where no time of day tells", URGENT, { scheduled_at: "2022-09-03" }, 0],
    ["urgent: on the date before, at whatever time", URGENT, { scheduled_at: "2022-09-02" }, 1],
  ];
  it.each(told)("%s", async (_, cancellation, visit, count) => {
    expect(await seen([lost("C", cancellation), kept("V", visit)])).toEqual(figures(1, count));
  });

  it("sees a timed visit behind one that cannot be told", async () => {
    const visits = [kept("V", { scheduled_at: "2022-09-03" }), kept("W", { scheduled_at: "2022-09-03 08:00" })];
    expect(await seen([lost("C", URGENT), ...visits])).toEqual(figures(1, 1));
  });
});

describe("of which cancellations it is asked", () => {
  it("counts a person once, whose one visit answers for two cancellations", async () => {
    expect(await seen([lost("B"), lost("C"), kept("V")])).toEqual(figures(2, 2, 1));
  });

  it("asks of those canceled again too", async () => {
    const cases = [lost("B", { replaced_by: "C" }), lost("C", { scheduled_at: "2022-09-06 09:00" }), kept("V")];
    expect(await seen(cases)).toEqual(figures(2, 2, 1));
  });

  it.each([
    ["rescheduled", { replaced_by: "V" }],
    ["offered another day", { offered_for: "2022-09-20" }],
    ["unverified", { replaced_by: "gone" }],
  ] as const)("does not ask of one that was %s", async (_, cells) => {
    expect(await seen([lost("C", cells), kept("V")])).toEqual(figures(0, 0));
  });

  it.each([
    ["canceled by the enrollee", { canceled_by: "enrollee" }],
    ["canceled by whom is not known", { canceled_by: "" }],
    ["of another kind of care", { service: "other" }],
    ["of an unknown kind of care", { service: "" }],
    ["out of force", { scheduled_at: "2011-01-17", made_at: "2011-01-03", canceled_at: "2011-01-10" }],
  ] as const)("does not ask where no rule binds for certain: %s", async (_, cells) => {
    expect(await seen([lost("C", cells), kept("V")])).toEqual(figures(0, 0));
  });

  it("asks while time is left", async () => {
    const raw = { asOf: "2022-09-14" };
    expect(await seen([lost("C"), kept("V")], raw)).toEqual(figures(1, 1));
  });

  it("knows of no visit before it took place", async () => {
    expect(await seen([lost("C"), kept("V")], { asOf: "2022-09-11" })).toEqual(figures(1, 0));
    expect(await seen([lost("C"), kept("V")], { asOf: "2022-09-12" })).toEqual(figures(1, 1));
  });

  it("asks within the scope, while visits are those of the whole log", async () => {
    const cases = [lost("B", { facility: "North" }), lost("C", { facility: "South" }), kept("V", { facility: "East" })];
    expect(await seen(cases, { where: ["facility=North"] })).toEqual(figures(1, 1));
  });

  it("asks what the links of the run leave open", async () => {
    const cases = [lost("B"), lost("C"), kept("V")];
    expect(await seen(cases, { link: "inferred" })).toEqual(figures(1, 1));
  });
});
