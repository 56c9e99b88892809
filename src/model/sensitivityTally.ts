/** What one family found in one reading. */
export interface LateTally {
  readonly missed: number;
  readonly overdue: number;
  readonly undetermined: number;
}

/** The families' totals under one reading: the run's own, or one that differs from it in a single thing. */
export interface ReadingTally {
  readonly id: string;
  readonly title: string;
  /** The family's counts over the cancellations of the scope, as in `Tally.families`, by family id. */
  readonly families: Readonly<Record<string, LateTally>>;
}

/**
 * The same log judged under other readings of what is disputed. Scope, as-of and reconciliation are the run's own in all
 * of them; links, outcomes, derivation, assumptions and verdicts are those of the reading's plan (`engine/variants.ts`).
 */
export interface SensitivityTally {
  /** The run's own reading first (`as-run`), then the variants in their order. */
  readonly readings: readonly ReadingTally[];
  /**
   * By family id: the cancellations of the scope that are missed or overdue in that family under every reading. Not more
   * than the least of the readings' missed + overdue, and less where different cancellations are late in each.
   */
  readonly inEvery: Readonly<Record<string, number>>;
}
