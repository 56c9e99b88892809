import type { Resolution } from "./cancellation.ts";
import type { FieldName, TimestampField } from "./fields.ts";

/** How sure we are of a figure of law: read in the primary source, in a secondary one, or only known. */
export const GRADES = ["V", "V2", "M"] as const;
export type Grade = (typeof GRADES)[number];

/** What a rule's limit rests on. `derived` marks this project's own reading wherever it is printed. */
export const BASES = ["statute", "regulation", "derived", "guidance", "commitment"] as const;
export type Basis = (typeof BASES)[number];

/** Units of a limit: business days, calendar days, hours. */
export const LIMIT_UNITS = ["bd", "d", "h"] as const;
export type LimitUnit = (typeof LIMIT_UNITS)[number];
/** Units of elapsed time: hour clocks count whole seconds. */
export type ElapsedUnit = "bd" | "d" | "s";

export interface Limit {
  readonly n: number;
  readonly unit: LimitUnit;
}

/** Returns the unit in which a limit's elapsed time is told. */
export const elapsedUnit = (limit: Limit): ElapsedUnit => (limit.unit === "h" ? "s" : limit.unit);

/** What a condition may ask of a cancellation: any canonical field, or the derived class of care. */
export type ConditionField = FieldName | "care_class";

/** A three-valued condition: an unknown field makes a comparison unknown. */
export type Condition =
  | { readonly kind: "is"; readonly field: ConditionField; readonly values: readonly (string | boolean)[] }
  | { readonly kind: "all"; readonly of: readonly Condition[] }
  | { readonly kind: "any"; readonly of: readonly Condition[] }
  | { readonly kind: "not"; readonly of: Condition };

export interface Citation {
  readonly law: string;
  /** The words of the standard, or what they come to where the words were not read in the source. */
  readonly text: string;
  readonly url: string | null;
  readonly grade: Grade;
  /** What of it was read where, if that takes more than a grade; else empty. */
  readonly confidence: string;
}

/** Local dates (days since 1970-01-01), both included; null is open. */
export interface Effective {
  readonly from: number | null;
  readonly to: number | null;
}

export interface Clock {
  /** The earliest of these; unknown if any of them is. */
  readonly starts: readonly TimestampField[];
  readonly within: Limit;
  /** Care on or before this field's local date is in time too. */
  readonly orBy: TimestampField | null;
}

/** What the end of the walk must be like: its `field` equal to the cancellation's own, or listed for it. */
export interface Requirement {
  readonly resolution: Resolution;
  readonly field: "service";
  readonly accepts: Readonly<Record<string, readonly string[]>>;
}

interface RuleHead {
  readonly id: string;
  readonly family: string;
  readonly title: string;
  readonly basis: Basis;
  readonly citation: Citation;
  readonly effective: Effective;
  readonly applies: Condition;
}
export interface ClockRule extends RuleHead {
  readonly clock: Clock;
  readonly requires: null;
}
export interface RequirementRule extends RuleHead {
  readonly clock: null;
  readonly requires: Requirement;
}
/** One cited standard: whom it binds, and a clock or a requirement (semantics.md, section 6). */
export type Rule = ClockRule | RequirementRule;

/** The rules that put one question to different kinds of appointment; at most one of them binds a cancellation. */
export interface Family {
  readonly id: string;
  readonly title: string;
  /** Completes the sentence "of N …", as in "that should have been rescheduled within the limit". */
  readonly asks: string;
  /** A family of requirements whose `missed` marks care of another kind; counted as `otherCare`. */
  readonly otherCare: string | null;
}

/** Fields an assumption may fill (semantics.md, section 6). */
export const ASSUMABLE = ["urgency", "prior_auth", "provider_kind", "canceled_by", "follow_up", "service"] as const;
export type AssumableField = (typeof ASSUMABLE)[number];
export type Assumed = Readonly<Partial<Record<AssumableField, string | boolean>>>;

/** Fields that a run may fill from the log's other appointments, where it is asked to. */
export const DERIVABLE = ["prior_kept_at"] as const;
export type DerivableField = (typeof DERIVABLE)[number];

export interface Pack {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly sha256: string;
  readonly timezone: string;
  readonly calendar: string;
  readonly notes: readonly string[];
  readonly assume: Assumed;
  readonly families: readonly Family[];
  readonly rules: readonly Rule[];
}
