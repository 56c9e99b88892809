import type { CanonicalRecord } from "./appointment.ts";
import type { Outcome } from "./cancellation.ts";
import type { FieldName } from "./fields.ts";
import type { Moment } from "./moment.ts";
import type { ElapsedUnit, Rule } from "./rule.ts";

/** The verdicts in the order in which a family takes the first that any of its rules has. */
export const VERDICTS = ["missed", "overdue", "met", "exempt", "pending", "undetermined", "not-applicable"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Why a verdict is what it is, where it needs saying; a closed list (interface.md). */
export type Reason =
  | `unknown:${FieldName}`
  | "no-start"
  | "unverified-link"
  | "start-after-appointment"
  | "no-time-of-day"
  | "after-extension";

/** One rule's result for one cancellation, with the clock it was read from. */
export interface Assessment {
  readonly rule: Rule;
  readonly verdict: Verdict;
  readonly reason: Reason | null;
  readonly start: Moment | null;
  /** The due instant, or the due date where `dateOnly`. */
  readonly due: Moment | null;
  /** Elapsed from start to care, or to as-of without care; null where it cannot be told. */
  readonly elapsed: number | null;
  readonly unit: ElapsedUnit | null;
  /** As-of is past the limit for certain; a requirement has no limit, and is always past. */
  readonly limitPassed: boolean;
}

/** All that a findings file tells of one cancellation under one rule. */
export interface Finding {
  readonly cancellation: CanonicalRecord;
  readonly outcome: Outcome;
  readonly assessment: Assessment;
}
