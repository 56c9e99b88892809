import type { FieldName } from "../model/fields.ts";
import {
  type ColumnField,
  type Condition,
  type ConditionField,
  DERIVED_FROM,
  headerOf,
  isDerivedField,
  type Pack,
} from "../model/rule.ts";

/** The three values of a condition: an unknown field makes a comparison unknown (semantics.md, section 6). */
export type Truth = true | false | "unknown";

/** What is known of a cancellation when rules are read over it: after derivation, and after assumptions. */
export type Facts = (field: ConditionField) => unknown;

/** Reads a condition: `all` is false if any part is, else unknown if any is; `any` and `not` likewise. */
export const evaluate = (condition: Condition, facts: Facts): Truth => {
  switch (condition.kind) {
    case "is": {
      const value = facts(condition.field);
      return value === undefined ? "unknown" : condition.values.includes(value as string | boolean);
    }
    case "not": {
      const inner = evaluate(condition.of, facts);
      return inner === "unknown" ? inner : !inner;
    }
    default: {
      // `all` is settled by a false part, `any` by a true one; short of that an unknown part leaves it open.
      const settling = condition.kind === "any";
      let open = false;
      for (const part of condition.of) {
        const value = evaluate(part, facts);
        if (value === settling) return settling;
        if (value === "unknown") open = true;
      }
      return open ? "unknown" : !settling;
    }
  }
};

/** Returns what a record must have for a condition's field to be known: the field, or what it is derived from. */
export const sourceOf = (field: ConditionField): FieldName | ColumnField =>
  isDerivedField(field) ? DERIVED_FROM[field] : field;

/** Names the field of an unknown condition, the first in the order written; a derived one by what it derives from. */
export const firstUnknown = (condition: Condition, facts: Facts): FieldName | ColumnField | null => {
  if (condition.kind === "is") return facts(condition.field) !== undefined ? null : sourceOf(condition.field);
  for (const part of condition.kind === "not" ? [condition.of] : condition.of)
    if (evaluate(part, facts) === "unknown") return firstUnknown(part, facts);
  return null;
};

/** Lists the columns of the export that a pack's rules ask for by their headers, each with the rules that do. */
export const columnsAsked = ({ rules }: Pick<Pack, "rules">): ReadonlyMap<string, readonly string[]> => {
  const asked = new Map<string, string[]>();
  for (const { id, applies } of rules)
    for (const header of fieldsOf(applies).flatMap((field) => headerOf(field) ?? []))
      asked.set(header, [...(asked.get(header) ?? []), id]);
  return asked;
};

/** Lists the fields a condition asks for, each once. */
export const fieldsOf = (condition: Condition): readonly ConditionField[] => {
  if (condition.kind === "is") return [condition.field];
  const parts = condition.kind === "not" ? [condition.of] : condition.of;
  return [...new Set(parts.flatMap(fieldsOf))];
};
