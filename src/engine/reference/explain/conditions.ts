import type { Appointment } from "../../../model/appointment.ts";
import type { ExplainedRule, ValueSource } from "../../../model/explainRule.ts";
import { type Condition, type ConditionField, DERIVED_FROM, isDerivedField } from "../../../model/rule.ts";
import { evaluate, type Facts, fieldsOf } from "../../../rules/condition.ts";
import { shortCondition } from "../../../rules/words.ts";
import type { Filled } from "../facts.ts";
import type { Subject } from "../subject.ts";

/** The values that rules are read over, and whence each is known. */
export interface Known {
  readonly subject: Subject;
  readonly facts: Facts;
  readonly filled: readonly Filled[];
}

/** Says whence the value of a condition's field is known. */
const sourceOf = (field: ConditionField, { subject, facts, filled }: Known): ValueSource => {
  if (facts(field) === undefined) return "unknown";
  if (isDerivedField(field)) {
    // What an assumed service derives to is no better known than the service.
    const from = filled.find((one) => one.field === DERIVED_FROM[field])?.source;
    return from ?? "derived";
  }
  const own = filled.find((one) => one.field === field);
  if (own !== undefined) return own.source;
  if (field === "prior_kept_at" && subject.read.prior_kept_at === undefined) return "log";
  if (field === "follow_up" && subject.read.follow_up === undefined)
    return subject.read.prior_kept_at === undefined ? "log" : "derived";
  return field === "status" && (subject.read as Appointment).statusDerived ? "derived" : "record";
};

const textOf = (value: unknown): string | null => {
  if (value === undefined || value === null) return null;
  return typeof value === "object" ? "known" : String(value);
};

/** Reads a rule's condition part by part, each with the values that it was read over. */
export const explainConditions = (condition: Condition, known: Known): ExplainedRule["conditions"] =>
  partsOf(condition).map((part) => ({
    asks: shortCondition(part),
    holds: evaluate(part, known.facts),
    has: fieldsOf(part).map((field) => ({ field, value: textOf(known.facts(field)), from: sourceOf(field, known) })),
  }));

const partsOf = (condition: Condition): readonly Condition[] =>
  condition.kind === "all" ? condition.of.flatMap(partsOf) : [condition];
