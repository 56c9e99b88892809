/** One cancellation in an annex: its clock, and pseudonyms in place of ids. */
export interface Case {
  readonly appointment: string;
  readonly enrollee: string;
  readonly rule: string;
  readonly verdict: "missed" | "overdue";
  /** Local times, `YYYY-MM-DD` or with a time of day. */
  readonly starts: string;
  readonly due: string | null;
  /** Null where there was none by as-of. */
  readonly care: string | null;
  readonly elapsed: number | null;
  readonly unit: "bd" | "d" | "s" | null;
  /** From the start of the clock to care, or to as-of, in calendar days: what cases are ordered by. */
  readonly days: number;
}

/** The longest cases of one family; they are in no report document, since they are of persons. */
export interface Cases {
  readonly family: string;
  readonly longest: readonly Case[];
  /** How many there are in all. */
  readonly of: number;
}
