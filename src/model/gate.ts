import type { Resolution } from "./cancellation.ts";
import type { ProblemCode } from "./problem.ts";
import type { Reconciliation } from "./tally.ts";
import type { Verdict } from "./verdict.ts";

/** How a figure is held against a threshold; those of two characters first, since they begin like the others. */
export const COMPARISONS = [">=", "<=", ">", "<"] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** Counts of the reconciliation that a gate may speak of, in the document's own words. */
export const RECORD_COUNTS = [
  "read",
  "accepted",
  "rejected",
  "duplicates",
  "superseded",
  "skipped",
  "enteredInError",
  "notYetKnown",
  "outOfScope",
] as const satisfies readonly (keyof Reconciliation)[];
export type RecordCount = (typeof RECORD_COUNTS)[number];

/** Which verdict counts a gate speaks of: those of a family, or those of one rule. */
export interface GateTarget {
  readonly kind: "family" | "rule";
  readonly id: string;
}

/** The figure that a gate looks at. */
export type GateMeasure =
  | { readonly kind: "rate"; readonly of: GateTarget }
  | { readonly kind: "verdicts"; readonly of: GateTarget; readonly verdicts: readonly Verdict[] }
  | { readonly kind: "resolution"; readonly resolutions: readonly Resolution[] }
  | { readonly kind: "records"; readonly count: RecordCount }
  | { readonly kind: "problems"; readonly codes: readonly ProblemCode[] | null };

/** A threshold as an exact fraction of whole numbers: "2.5%" is 25/1000, "500" is 500/1. */
export interface Threshold {
  readonly text: string;
  readonly percent: boolean;
  readonly numerator: number;
  readonly denominator: number;
}

/** One `--fail-on`: the run fails where the figure, or that of any group, is past the threshold. */
export interface Gate {
  /** As written. */
  readonly text: string;
  /** The field or column whose groups are looked at one by one; null for the whole log. */
  readonly by: string | null;
  readonly measure: GateMeasure;
  readonly comparison: Comparison;
  readonly threshold: Threshold;
  /** Fewest cases that a group is judged by. */
  readonly min: number;
}

/** What there is to speak of in a run: the ids of its packs. */
export interface GateNames {
  readonly families: readonly string[];
  readonly rules: readonly string[];
}
