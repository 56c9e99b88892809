import { careClassOf, SERVICE, type Service } from "../../model/codes.ts";
import {
  type AssumableField,
  type Assumed,
  type Condition,
  type ConditionField,
  DERIVED_FROM,
  headerOf,
  isDerivedField,
} from "../../model/rule.ts";
import type { Departure, Plan } from "../contract.ts";
import { askedColumn } from "./columns.ts";
import { all, any, ident, text } from "./quote.ts";

/** What a condition finds under a field: an SQL expression, null where unknown. */
export type Facts = (field: ConditionField) => string;

const literal = (value: string | boolean): string => (typeof value === "boolean" ? String(value) : text(value));

/**
 * Compiles a condition. Its three values are those of SQL: a comparison with an unknown field is null, and `and`, `or`
 * and `not` treat null as semantics.md section 6 treats unknown.
 */
export const conditionSql = (condition: Condition, facts: Facts): string => {
  switch (condition.kind) {
    case "is":
      return `${facts(condition.field)} in (${condition.values.map(literal).join(", ")})`;
    case "not":
      return `not (${conditionSql(condition.of, facts)})`;
    default:
      return (condition.kind === "all" ? all : any)(condition.of.map((part) => conditionSql(part, facts)));
  }
};

/** Names the field that leaves a condition unknown, the first in the order written; null where it is not unknown. */
export const firstUnknownSql = (condition: Condition, facts: Facts): string => {
  if (condition.kind === "is") {
    const named = isDerivedField(condition.field) ? DERIVED_FROM[condition.field] : condition.field;
    return `case when ${facts(condition.field)} is null then ${text(named)} end`;
  }
  const parts = condition.kind === "not" ? [condition.of] : condition.of;
  const cases = parts.map((part) => `when (${conditionSql(part, facts)}) is null then ${firstUnknownSql(part, facts)}`);
  return cases.length === 0 ? "cast(null as varchar)" : `case ${cases.join(" ")} end`;
};

const services = (holds: (service: Service) => boolean): string =>
  (Object.keys(SERVICE) as Service[])
    .filter(holds)
    .map((one) => text(one))
    .join(", ");

/** Derives the class of care of a service (semantics.md, section 2). */
export const careClassSql = (service: string): string => {
  const classes = [...new Set(Object.values(careClassOf))];
  const cases = classes.map(
    (name) => `when ${service} in (${services((one) => careClassOf[one] === name)}) then ${text(name)}`,
  );
  return `case ${cases.join(" ")} end`;
};

/** Therapy is given by nonphysicians: a fact of practice, and the one derivation that is not the kindest reading. */
const providerKindSql = (service: string): string =>
  `case when ${service} in ('psychiatry', 'medication-management') then 'physician'
    when ${service} in (${services((one) => careClassOf[one] === "mh")}) then 'nonphysician' end`;

/** A field that something may fill, with where its value came from. */
export interface Completed {
  readonly field: AssumableField;
  /** The value after derivation and assumption. */
  readonly value: string;
  /** The value derived from the record; null where none is. */
  readonly derived: string | null;
}

/** The assumptions of a run, the user's before the pack's, and where it departs from the definitions. */
export interface Assumptions {
  readonly option: Assumed;
  readonly pack: Assumed;
  readonly departures: readonly Departure[];
  /** Columns of the exports that the run asked for, by their place. */
  readonly asked: readonly string[];
}

/** The assumptions under which a pack of the run is read. */
export const assumptionsOf = (plan: Plan, pack: number, asked: readonly string[]): Assumptions => ({
  option: plan.assume,
  pack: plan.packs[pack]?.pack.assume ?? {},
  departures: plan.departures ?? [],
  asked,
});

const asRead = (field: string): string => `cast(${ident(field)} as varchar)`;
const boolAsRead = (field: string): string => ident(field);

/** The value assumed for a field, the user's before the pack's; null where none is. */
export const assumedSql = (field: AssumableField, { option, pack }: Pick<Assumptions, "option" | "pack">): string => {
  const value = option[field] ?? pack[field];
  return value === undefined ? "null" : literal(value);
};

/**
 * Completes what is known of an appointment: first what derives from it, then what is assumed; an assumed service takes
 * part in derivation. `without` leaves one field as unknown as the log has it, to see what relies on it.
 */
export const factsSql = (
  assumptions: Assumptions,
  without: AssumableField | null,
  priorKnown: string,
): { readonly facts: Facts; readonly completed: readonly Completed[] } => {
  const completed = new Map<ConditionField, Completed>();
  const complete = (field: AssumableField, read: string, derived: string | null): string => {
    const filled = [read, ...(derived === null ? [] : [derived]), assumedSql(field, assumptions)];
    const value = field === without ? read : `coalesce(${filled.join(", ")})`;
    completed.set(field, { field, value, derived });
    return value;
  };
  const service = complete("service", asRead("service"), null);
  const derivesKind = !assumptions.departures.includes("kind-not-derived");
  complete("provider_kind", asRead("provider_kind"), derivesKind ? providerKindSql(`(${service})`) : null);
  complete("follow_up", boolAsRead("follow_up"), `case when ${priorKnown} then true end`);
  complete("urgency", asRead("urgency"), null);
  const canceledBy = complete("canceled_by", asRead("canceled_by"), null);
  complete("prior_auth", boolAsRead("prior_auth"), null);
  const readAs = (field: ConditionField): string => {
    if (field === "care_class") return careClassSql(`(${service})`);
    if (field === "canceled_by" && assumptions.departures.includes("enrollee-as-plan"))
      return `case when ${canceledBy} = 'enrollee' then 'plan' else ${canceledBy} end`;
    const header = headerOf(field);
    if (header !== null) return askedColumn(assumptions.asked.indexOf(header));
    return completed.get(field)?.value ?? factAsRead(field);
  };
  return { facts: readAs, completed: [...completed.values()] };
};

/** A field that nothing fills, as conditions compare it: texts and codes as texts, booleans as such. */
const factAsRead = (field: ConditionField): string => (field === "wait_extended" ? boolAsRead(field) : asRead(field));
