import { describe, expect, it } from "vitest";
import type { WaitBin } from "../../src/model/tally.ts";
import { kaplanMeier, type Step, summarizeWaits } from "../../src/statistics/kaplanMeier.ts";

/** Reads times as textbooks print them: "6 6 9+", the plus marking who was still waiting. */
const waits = (text: string): readonly WaitBin[] => {
  const bins = new Map<number, WaitBin>();
  for (const word of text.split(" ").filter((one) => one !== "")) {
    const elapsed = Number.parseInt(word, 10);
    const { events, censored } = bins.get(elapsed) ?? { events: 0, censored: 0 };
    const waiting = word.endsWith("+");
    bins.set(elapsed, { elapsed, events: events + (waiting ? 0 : 1), censored: censored + (waiting ? 1 : 0) });
  }
  return [...bins.values()].sort((a, b) => a.elapsed - b.elapsed);
};

/** The share still waiting after each step, to three decimals. */
const curve = (steps: readonly Step[]): readonly (readonly [number, number])[] => {
  let share = 1;
  return steps.map(([elapsed, atRisk, events]) => {
    share *= 1 - events / atRisk;
    return [elapsed, Number(share.toFixed(3))];
  });
};

/**
 * Weeks of remission of children with leukemia (E. J. Freireich et al., Blood 21, 1963), the worked example of
 * E. A. Gehan, Biometrika 52, 1965, and of most textbooks since.
 */
const SIX_MP = waits("6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+");
const PLACEBO = waits("1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23");

describe("the curve of those still waiting", () => {
  it("is that of the textbooks, with those still waiting at risk up to their last day", () => {
    expect(kaplanMeier(SIX_MP)).toEqual([
      [6, 21, 3],
      [7, 17, 1],
      [10, 15, 1],
      [13, 12, 1],
      [16, 11, 1],
      [22, 7, 1],
      [23, 6, 1],
    ]);
    expect(curve(kaplanMeier(SIX_MP))).toEqual([
      [6, 0.857],
      [7, 0.807],
      [10, 0.753],
      [13, 0.69],
      [16, 0.627],
      [22, 0.538],
      [23, 0.448],
    ]);
  });

  it("is the plain share where nobody is left waiting", () => {
    const shares = [19, 17, 16, 14, 12, 8, 6, 4, 3, 2, 1, 0].map((left) => Number((left / 21).toFixed(3)));
    expect(curve(kaplanMeier(PLACEBO)).map(([, share]) => share)).toEqual(shares);
  });

  it("has no step where nobody came to care, and none where there is nobody", () => {
    expect(kaplanMeier(waits("3+ 5+ 5+"))).toEqual([]);
    expect(kaplanMeier([])).toEqual([]);
  });

  it("takes ties together, and at one time events before those still waiting", () => {
    expect(kaplanMeier(waits("2 2 2+ 4"))).toEqual([
      [2, 4, 2],
      [4, 1, 1],
    ]);
  });

  it("counts care on the very day as day 0", () => {
    expect(kaplanMeier(waits("0 0 1 2+"))).toEqual([
      [0, 4, 2],
      [1, 2, 1],
    ]);
  });
});

describe("median, 90th percentile and longest wait", () => {
  it("are those of the textbooks", () => {
    expect(summarizeWaits(SIX_MP)).toEqual({ median: 23, p90: null, max: 35 });
    expect(summarizeWaits(PLACEBO)).toEqual({ median: 8, p90: 17, max: 23 });
  });

  it("are null where the curve does not reach them; the longest counts those still waiting", () => {
    expect(summarizeWaits(waits("1 2+ 3+ 9+"))).toEqual({ median: null, p90: null, max: 9 });
    expect(summarizeWaits(waits("3+ 5+"))).toEqual({ median: null, p90: null, max: 5 });
    expect(summarizeWaits([])).toEqual({ median: null, p90: null, max: null });
  });

  it("have the median at the time when exactly half are still waiting", () => {
    expect(summarizeWaits(waits("4 9+")).median).toBe(4);
    expect(summarizeWaits(waits("1 2 3 4"))).toEqual({ median: 2, p90: 4, max: 4 });
  });

  it("have the 90th percentile at the time when exactly a tenth are", () => {
    expect(summarizeWaits(waits("1 2 3 4 5 6 7 8 9 9+"))).toEqual({ median: 5, p90: 9, max: 9 });
  });

  it.each([2, 6, 10, 14, 22, 46, 98, 1000])("stay at the half of %i equal steps, however the fractions round", (n) => {
    const bins = Array.from({ length: n }, (_, i) => ({ elapsed: i + 1, events: 1, censored: 0 }));
    expect(summarizeWaits(bins).median).toBe(n / 2);
  });

  it("are that one time where all waited alike", () => {
    expect(summarizeWaits(waits("7 7 7"))).toEqual({ median: 7, p90: 7, max: 7 });
  });
});
