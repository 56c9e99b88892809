/** The published totals; everything else in the scenario is synthetic. */
export const STRIKE_2022 = {
  cancellations: 111_803,
  enrollees: 63_808,
  from: "2022-08-15",
  to: "2022-10-18",
} as const;

/** Returns how many enrollees so many cancellations belong to, in the published proportion. Example: 111,803 gives 63,808. */
export const enrolleesOf = (cancellations: number): number =>
  Math.max(1, Math.round((cancellations * STRIKE_2022.enrollees) / STRIKE_2022.cancellations));

/** A run of enrollees with the number of cancellations that they have together. */
export interface Block {
  readonly number: number;
  readonly enrollees: number;
  readonly cancellations: number;
}

const BLOCK = 128;

/** Splits a log into blocks whose sums are exact, one after another, so that memory does not grow with the log. */
export function* blocksOf(cancellations: number): Generator<Block> {
  let left = cancellations;
  let people = enrolleesOf(cancellations);
  for (let number = 0; people > 0; number++) {
    const enrollees = Math.min(BLOCK, people);
    const share = Math.floor((left * enrollees) / people);
    yield { number, enrollees, cancellations: share };
    left -= share;
    people -= enrollees;
  }
}
