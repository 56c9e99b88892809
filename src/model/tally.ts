import type { Link, LinkMode, Resolution } from "./cancellation.ts";
import type { CanceledBy } from "./codes.ts";
import type { ContinuityTally, GroupsTally } from "./continuityTally.ts";
import type { DatingField, FieldName } from "./fields.ts";
import type { Moment } from "./moment.ts";
import type { NoticeTally, OutOfNetworkTally } from "./networkTally.ts";
import type { ProblemCode } from "./problem.ts";
import type { SensitivityTally } from "./sensitivityTally.ts";
import type { Verdict } from "./verdict.ts";

export type Counts<K extends string> = Readonly<Record<K, number>>;

/** Returns a mutable record of zeros over a closed set, for counting. */
export const zeros = <K extends string>(keys: readonly K[]): Record<K, number> =>
  Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;

/** `read = accepted + rejected + duplicates + superseded`, always; the rest are counts among the accepted. */
export interface Reconciliation {
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly duplicates: number;
  readonly superseded: number;
  readonly skipped: number;
  readonly enteredInError: number;
  readonly notYetKnown: number;
  readonly outOfScope: number;
}

export interface VerdictTally {
  readonly counts: Counts<Verdict>;
  /** Of the met, those whose limit has passed: only they enter the rate. */
  readonly metPassed: number;
}

/** One bar of a waiting-time histogram: how many waits of this length ended in care, and how many go on. */
export interface WaitBin {
  readonly elapsed: number;
  readonly events: number;
  readonly censored: number;
}

export interface RuleTally extends VerdictTally {
  readonly id: string;
  /** By elapsed, ascending; null for requirements. */
  readonly waits: readonly WaitBin[] | null;
}

export interface FamilyTally extends VerdictTally {
  readonly id: string;
  /** Distinct enrollees with at least one cancellation of that verdict. */
  readonly enrollees: Counts<Verdict>;
  readonly ahead: number;
  readonly otherCare: number | null;
}

export interface GroupTally {
  readonly cancellations: number;
  readonly families: Readonly<Record<string, VerdictTally>>;
}

export interface BreakdownRow extends GroupTally {
  /** Null where the value is unknown. */
  readonly key: string | null;
  readonly appointments: number;
  readonly enrollees: number;
  readonly resolution: Counts<Resolution>;
}
export interface Breakdown {
  readonly by: string;
  readonly rows: readonly BreakdownRow[];
}

export interface CrossCell extends GroupTally {
  readonly row: string | null;
  readonly column: string | null;
}
export interface Crosstab {
  readonly rows: string;
  readonly columns: string;
  readonly cells: readonly CrossCell[];
}

/** How many cancellations a family could not decide, by the reason of the rule that says so. */
export interface UndecidedTally {
  readonly family: string;
  readonly reason: string;
  readonly cancellations: number;
}

export interface AssumptionTally {
  readonly field: string;
  readonly value: string;
  readonly source: "pack" | "option" | "derived";
  readonly cancellations: number;
}

/** One family's verdicts, and nothing of the people behind them. */
export interface FamilyCountsTally extends VerdictTally {
  readonly id: string;
}

/** How the cancellations of the scope were linked to what became of them. */
export interface LinksTally {
  readonly mode: LinkMode;
  readonly linkedBy: Counts<Link>;
  /** The families as they would be with the links that the log states and no others; null where there are no others. */
  readonly without: readonly FamilyCountsTally[] | null;
}

/** Cancellations whose enrollee kept a comparable appointment all the same, and the distinct enrollees among them. */
export interface SeenTally {
  readonly cancellations: number;
  readonly enrollees: number;
}

/** What a plan will raise first: who got no replacement, and was seen within the limit anyway. */
export interface SeenOtherwiseTally extends SeenTally {
  /** By the first family of each pack; `bound` counts the cancellations without a replacement whose limit it sets. */
  readonly families: Readonly<Record<string, SeenTally & { readonly bound: number }>>;
}

/** Where a problem was seen. `detail` names no person and no appointment. */
export interface ProblemSample {
  readonly path: string;
  readonly record: number | null;
  readonly line: number | null;
  readonly detail: string;
}
export interface ProblemTally {
  readonly code: ProblemCode;
  readonly count: number;
  readonly samples: readonly ProblemSample[];
}

export interface Headline {
  readonly appointments: number;
  readonly cancellations: number;
  readonly enrollees: number;
  readonly sessions: number | null;
  readonly canceledBy: Counts<CanceledBy | "unknown">;
  readonly resolution: Counts<Resolution>;
}

/** The sections of the report that say which columns they could have told more by. */
export const WANTING_SECTIONS = ["outOfNetwork", "notice", "continuity", "groups"] as const;
export type Wanting = Readonly<Record<(typeof WANTING_SECTIONS)[number], readonly FieldName[]>>;

/** Everything an engine counts; whole numbers only. Rates, curves and bounds are worked out from it once, elsewhere. */
export interface Tally {
  readonly asOf: Moment;
  readonly asOfFrom: "option" | DatingField;
  readonly synthetic: boolean;
  readonly reconciliation: Reconciliation;
  readonly headline: Headline;
  readonly families: readonly FamilyTally[];
  readonly rules: readonly RuleTally[];
  readonly breakdowns: readonly Breakdown[];
  readonly crosstabs: readonly Crosstab[];
  readonly links: LinksTally;
  readonly seenOtherwise: SeenOtherwiseTally;
  readonly outOfNetwork: OutOfNetworkTally;
  readonly notice: NoticeTally;
  readonly continuity: ContinuityTally;
  /** Null where the log maps neither `session_id` nor `series_id`. */
  readonly groups: GroupsTally | null;
  readonly sensitivity: SensitivityTally;
  /** Fields without a column, from `engine/wanting.ts`. */
  readonly wanting: Wanting;
  readonly assumptions: readonly AssumptionTally[];
  readonly undecided: readonly UndecidedTally[];
  readonly problems: readonly ProblemTally[];
}
