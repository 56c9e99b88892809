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

/** A column of the export by its header, whether it maps to a field or not; compared by its trimmed raw text. */
export type ColumnField = `column:${string}`;

/**
 * What is worked out of a cancellation's own fields for conditions to ask: the class of care, from `service`; and on
 * which day it was canceled, against the local date it was scheduled for, from `canceled_at`.
 */
export type DerivedField = "care_class" | "cancellation_day";

/** What a condition may ask of a cancellation: any canonical field, what is derived from one, or any column. */
export type ConditionField = FieldName | DerivedField | ColumnField;

const COLUMN = "column:";

/** Names a column of the export as conditions do. */
export const columnField = (header: string): ColumnField => `${COLUMN}${header}`;

/** Returns the header of the column that a condition asks for; null where it asks for a field. */
export const headerOf = (field: ConditionField): string | null =>
  field.startsWith(COLUMN) ? field.slice(COLUMN.length) : null;

/** What a derived field is unknown for want of. */
export const DERIVED_FROM = {
  care_class: "service",
  cancellation_day: "canceled_at",
} as const satisfies Readonly<Record<DerivedField, FieldName>>;

/** Says whether a field is derived for conditions, and no column's own. */
export const isDerivedField = (field: string): field is DerivedField => Object.hasOwn(DERIVED_FROM, field);

/** The local date of `canceled_at` against that of `scheduled_at`. */
export const CANCELLATION_DAYS = ["before", "same", "after"] as const;
export type CancellationDay = (typeof CANCELLATION_DAYS)[number];

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
  /**
   * Care within this of the start is a postponement, to which the rule does not apply: asked before whether care was in
   * time. Where a date without time of day leaves it open, the verdict is undetermined (`no-time-of-day`).
   */
  readonly postponement: Limit | null;
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

/** A log small enough to read, and what the pack finds in it: the pack's own test, and its illustration. */
export interface PackExample {
  readonly title: string;
  /** Local date at whose end the example is looked at, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly csv: string;
  /** By appointment_id and rule: `verdict` or `verdict:reason`. */
  readonly expect: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface Pack {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  /** Of the pack's own text; what it extends has a hash of its own. */
  readonly sha256: string;
  /** The pack whose rules this one starts from; null where it stands by itself. */
  readonly extends: Pick<Pack, "id" | "version" | "sha256"> | null;
  readonly timezone: string;
  readonly calendar: string;
  readonly notes: readonly string[];
  readonly assume: Assumed;
  readonly families: readonly Family[];
  readonly rules: readonly Rule[];
  readonly examples: readonly PackExample[];
}
