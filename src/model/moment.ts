/**
 * One timestamp of an export, read once, in the run's time zone (semantics.md, section 2 "Time").
 *
 * `day` is the local civil date as days since 1970-01-01; `second` the local wall second of that day (0–86,399);
 * `instant` the UTC second. `dateOnly` marks a value at exactly 00:00:00 local: exports write dates that way, so it
 * has no time of day, and counts as 00:00:00 where two values are put in order.
 */
export interface Moment {
  readonly day: number;
  readonly second: number;
  readonly instant: number;
  readonly dateOnly: boolean;
}

/** Orders two moments by their instant; a date without a time of day counts as 00:00:00. */
export const compareMoments = (a: Moment, b: Moment): number => a.instant - b.instant;

/** Returns the earlier of two moments, the first one where they are equal. */
export const earlier = (a: Moment, b: Moment): Moment => (b.instant < a.instant ? b : a);
