import { FIELDS, isFieldName } from "../../model/fields.ts";
import { ASSUMABLE, type ConditionField, headerOf } from "../../model/rule.ts";
import type { Reason } from "../../model/verdict.ts";

/** Why a case could not be decided, and what would decide it. */
export interface Explained {
  readonly why: string;
  /** The column that would decide it, were it filled. */
  readonly fill: string | null;
  /** The assumption that would decide it, where it is true of all. */
  readonly assume: string | null;
  readonly remedy: string | null;
}

type Fixed = Exclude<Reason, `unknown:${string}`>;

/** The closed list of reasons (interface.md), in words. */
const REASONS: Readonly<Record<Fixed, Explained>> = {
  "no-start": {
    why: "the date from which the limit counts is blank, or has no column",
    fill: null,
    assume: null,
    remedy: "Export the date from which the limit counts.",
  },
  "unverified-link": {
    why: "what followed the cancellation cannot be told",
    fill: null,
    assume: null,
    remedy:
      "Export what followed: replaced_by, replaces, rescheduled_to or offered_for. Links that were not followed are " +
      "listed under the problems below.",
  },
  "start-after-appointment": {
    why: "the request, or the prior appointment, is dated after the lost appointment",
    fill: null,
    assume: null,
    remedy: "Correct requested_at and prior_kept_at where they lie after scheduled_at.",
  },
  "no-time-of-day": {
    why: "a date without time of day leaves open whether care was in time",
    fill: null,
    assume: null,
    remedy: "Export times of day, not dates alone, for the lost appointment and for what replaced it.",
  },
  "after-extension": {
    why: "the note of a longer wait came after the limit",
    fill: null,
    assume: null,
    remedy: "Check wait_extended_at in the export.",
  },
};

const isFixed = (reason: string): reason is Fixed => Object.hasOwn(REASONS, reason);

const unknownField = (field: string): Explained => {
  const header = headerOf(field as ConditionField);
  if (header !== null) return { why: `column "${header}" is blank`, fill: header, assume: null, remedy: null };
  const meaning = isFieldName(field) ? ` (${FIELDS[field].meaning})` : "";
  const isAssumable = ASSUMABLE.some((name) => name === field);
  return {
    why: `${field} is not known${meaning}`,
    fill: field,
    assume: isAssumable ? `--assume ${field}=${field === "canceled_by" ? "plan" : "VALUE"}` : null,
    remedy: null,
  };
};

/**
 * Puts a reason into words; one that is not on the list stands for itself. `starts` are the fields that the family's
 * clocks start from.
 */
export const explainReason = (reason: string, starts: readonly string[]): Explained => {
  const [, field] = /^unknown:(.+)$/.exec(reason) ?? [];
  if (field !== undefined) return unknownField(field);
  if (!isFixed(reason)) return { why: reason, fill: null, assume: null, remedy: null };
  // No record is without a scheduled_at, so a start that is missing is another one's.
  const others = reason === "no-start" ? [...new Set(starts)].filter((name) => name !== "scheduled_at") : [];
  if (others.length === 0) return REASONS[reason];
  const start = others.join(" or ");
  return {
    why: `${start} is blank or has no column; the limit counts from it`,
    fill: start,
    assume: null,
    remedy: null,
  };
};
