import type { WaitBin } from "../model/tally.ts";

/** One step of the curve: at `elapsed`, of `atRisk` still waiting, `events` came to care. */
export type Step = [elapsed: number, atRisk: number, events: number];

export interface WaitSummary {
  readonly median: number | null;
  readonly p90: number | null;
  /** The longest time, still waiting or not. */
  readonly max: number | null;
}

/** Rounding of a product of fractions must not move a quantile: a survival of 0.5 is 0.5. */
const EPSILON = 1e-9;

/**
 * Estimates how long people wait, counting those still waiting for as long as they have waited (E. L. Kaplan and
 * P. Meier, Nonparametric Estimation from Incomplete Observations, JASA 53, 1958). To leave them out would overstate
 * how promptly care comes.
 */
export const kaplanMeier = (bins: readonly WaitBin[]): Step[] => {
  let atRisk = bins.reduce((sum, { events, censored }) => sum + events + censored, 0);
  const steps: Step[] = [];
  for (const { elapsed, events, censored } of bins) {
    // Who is censored at a time was still at risk then.
    if (events > 0) steps.push([elapsed, atRisk, events]);
    atRisk -= events + censored;
  }
  return steps;
};

/** Returns the first time at which no more than `share` are still waiting; null where the curve stays above it. */
const timeTo = (steps: readonly Step[], share: number): number | null => {
  let waiting = 1;
  for (const [elapsed, atRisk, events] of steps) {
    waiting *= 1 - events / atRisk;
    if (waiting <= share + EPSILON) return elapsed;
  }
  return null;
};

/** Sums a histogram of waits up in the three figures a table has room for. */
export const summarizeWaits = (bins: readonly WaitBin[]): WaitSummary => {
  const steps = kaplanMeier(bins);
  return { median: timeTo(steps, 0.5), p90: timeTo(steps, 0.1), max: bins.at(-1)?.elapsed ?? null };
};
