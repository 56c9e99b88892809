import { describe, expect, it } from "vitest";
import { type VerdictTally, zeros } from "../../src/model/tally.ts";
import { VERDICTS, type Verdict } from "../../src/model/verdict.ts";
import { boundsOf, rateOf } from "../../src/statistics/rate.ts";

/** A tally of so many of each verdict; the met have all passed their limit unless told otherwise. */
const tally = (counts: Partial<Record<Verdict, number>>, metPassed = counts.met ?? 0): VerdictTally => ({
  counts: { ...zeros(VERDICTS), ...counts },
  metPassed,
});

describe("the rate", () => {
  it("is met over met, missed and overdue", () => {
    expect(rateOf(tally({ met: 6, missed: 3, overdue: 1 }))).toEqual({ numerator: 6, denominator: 10, value: 0.6 });
  });

  it("counts of the met only those whose limit has passed", () => {
    expect(rateOf(tally({ met: 100, missed: 3, overdue: 1 }, 4))).toEqual({ numerator: 4, denominator: 8, value: 0.5 });
  });

  it("leaves out what is pending, excused, undecided or not bound", () => {
    const others = { pending: 7, exempt: 5, undetermined: 9, "not-applicable": 11 };
    expect(rateOf(tally({ met: 1, missed: 1, ...others }))).toEqual({ numerator: 1, denominator: 2, value: 0.5 });
  });

  it.each([
    ["nothing was counted", tally({})],
    ["no limit has passed", tally({ met: 8, pending: 3 }, 0)],
    ["nothing was decided", tally({ undetermined: 5, exempt: 1 })],
  ])("is null, and never 0 or 1, where %s", (_, one) => {
    expect(rateOf(one)).toEqual({ numerator: 0, denominator: 0, value: null });
  });

  it("is 0 where all were missed, 1 where all were met", () => {
    expect(rateOf(tally({ missed: 3 })).value).toBe(0);
    expect(rateOf(tally({ met: 3 })).value).toBe(1);
  });
});

describe("the bounds", () => {
  it("take every undetermined case as missed, and as met", () => {
    expect(boundsOf(tally({ met: 6, missed: 3, overdue: 1, undetermined: 10 }))).toEqual({ low: 0.3, high: 0.8 });
  });

  it("meet in the rate where nothing is undetermined", () => {
    expect(boundsOf(tally({ met: 6, missed: 4 }))).toEqual({ low: 0.6, high: 0.6 });
  });

  it("say nothing where all is undetermined: from 0 to 1", () => {
    expect(boundsOf(tally({ undetermined: 4 }))).toEqual({ low: 0, high: 1 });
  });

  it("are null where there is nothing at all", () => {
    expect(boundsOf(tally({ pending: 4 }))).toEqual({ low: null, high: null });
  });

  it("hold the rate between them, with the met of running limits left out of all three", () => {
    const one = tally({ met: 50, missed: 2, overdue: 1, undetermined: 3 }, 7);
    expect(rateOf(one).value).toBe(0.7);
    expect(boundsOf(one)).toEqual({ low: 7 / 13, high: 10 / 13 });
  });
});
