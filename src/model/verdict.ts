import type { CanonicalRecord } from "./appointment.ts";
import type { Outcome } from "./cancellation.ts";
import type { FieldName } from "./fields.ts";
import type { Moment } from "./moment.ts";
import type { ColumnField, ElapsedUnit, Rule } from "./rule.ts";

/** The verdicts in the order in which a family takes the first that any of its rules has. */
export const VERDICTS = ["missed", "overdue", "met", "exempt", "pending", "undetermined", "not-applicable"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Why a verdict is what it is, where it needs saying; a closed list (interface.md). */
export type Reason =
  | `unknown:${FieldName | ColumnField}`
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

/** A finding as a findings file tells it: plain texts and numbers, in the order of the columns (interface.md). */
export const FINDING_COLUMNS = [
  "appointment_id",
  "enrollee_id",
  "source",
  "record",
  "line",
  "rule",
  "family",
  "verdict",
  "reason",
  "starts_at",
  "care_at",
  "due_at",
  "elapsed",
  "unit",
  "resolution",
  "care_appointment_id",
  "linked_by",
  "citation",
] as const;
export type FindingRow = Readonly<Record<(typeof FINDING_COLUMNS)[number], string | number | null>>;

export const REJECT_COLUMNS = ["source", "record", "line", "reason", "raw"] as const;
export type RejectRow = Readonly<Record<(typeof REJECT_COLUMNS)[number], string | number | null>>;
