import type { Bounds, Rate } from "../model/report.ts";
import type { VerdictTally } from "../model/tally.ts";

const share = (numerator: number, denominator: number): number | null =>
  denominator === 0 ? null : numerator / denominator;

/**
 * Returns met / (met + missed + overdue), over cancellations whose limit has passed (semantics.md, section 6): those
 * met while time was left enter only when their limit passes, or recent weeks would always look well.
 */
export const rateOf = ({ counts, metPassed }: VerdictTally): Rate => {
  const denominator = metPassed + counts.missed + counts.overdue;
  return { numerator: metPassed, denominator, value: share(metPassed, denominator) };
};

/** Returns the rate if every undetermined case were missed, and if every one were met. */
export const boundsOf = (tally: VerdictTally): Bounds => {
  const { numerator, denominator } = rateOf(tally);
  const { undetermined } = tally.counts;
  return {
    low: share(numerator, denominator + undetermined),
    high: share(numerator + undetermined, denominator + undetermined),
  };
};
