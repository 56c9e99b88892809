import type { Appointment } from "../../model/appointment.ts";
import { type FieldName, isFieldName } from "../../model/fields.ts";
import { type ColumnField, type ConditionField, headerOf, type Pack, type Rule } from "../../model/rule.ts";
import { evaluate, fieldsOf, firstUnknown, type Truth } from "../../rules/condition.ts";
import { type Assumptions, cancellationDay, completeFacts, type Filled } from "./facts.ts";
import { columnText } from "./scope.ts";

/** Whom the rules of a pack bind: one truth a rule, and what was filled in to know it. */
export interface Applicability {
  readonly truths: readonly Truth[];
  /** For each rule whose condition is unknown, the first field that leaves it so. */
  readonly unknown: readonly (FieldName | ColumnField | null)[];
  /** Fillings without which some rule's condition would have been unknown, and of which rules. */
  readonly relied: readonly { readonly filled: Filled; readonly rules: readonly Rule[] }[];
}

/** Fields that derivation and assumptions read besides those the conditions name. */
const COMPLETED_FROM: readonly FieldName[] = ["service", "provider_kind", "follow_up", "prior_kept_at"];
const MEMORY = 50_000;

/** Reads of an appointment what a condition asks for; null for the class of care, which the service decides. */
const readerOf = (field: ConditionField): ((of: Appointment) => unknown) | null => {
  if (field === "cancellation_day") return cancellationDay;
  const header = headerOf(field);
  if (header !== null) return (of) => columnText(of, header);
  return isFieldName(field) ? (of) => of[field] : null;
};

/**
 * Reads a pack's conditions over appointments. Appointments that agree in every field that any condition asks for get
 * one answer, worked out once.
 */
export const applicabilityOf = (pack: Pack, assumptions: Assumptions): ((of: Appointment) => Applicability) => {
  const asked = pack.rules.flatMap(({ applies }) => fieldsOf(applies));
  const readers = [...new Set<ConditionField>([...COMPLETED_FROM, ...asked])].flatMap((field) => readerOf(field) ?? []);
  const memory = new Map<string, Applicability>();

  const workOut = (of: Appointment): Applicability => {
    const { facts, filled } = completeFacts(of, assumptions, null);
    const truths = pack.rules.map(({ applies }) => evaluate(applies, facts));
    const unknown = pack.rules.map(({ applies }, i) => (truths[i] === "unknown" ? firstUnknown(applies, facts) : null));
    const relied = filled.flatMap((one) => {
      const bare = completeFacts(of, assumptions, one.field).facts;
      const rules = pack.rules.filter(
        ({ applies }, i) => truths[i] !== "unknown" && evaluate(applies, bare) === "unknown",
      );
      return rules.length === 0 ? [] : [{ filled: one, rules }];
    });
    return { truths, unknown, relied };
  };

  return (of) => {
    const key = readers
      .map((read) => {
        const value = read(of);
        return value === undefined || value === null ? "" : typeof value === "object" ? "+" : `=${value}`;
      })
      .join("\u0000");
    const known = memory.get(key);
    if (known !== undefined) return known;
    const answer = workOut(of);
    if (memory.size < MEMORY) memory.set(key, answer);
    return answer;
  };
};
