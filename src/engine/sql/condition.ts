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

/** The value assumed for a field, the user's before the pack's; null where none is. */
export const assumedSql = (field: AssumableField, { option, pack }: Pick<Assumptions, "option" | "pack">): string => {
  const value = option[field] ?? pack[field];
  return value === undefined ? "null" : literal(value);
};

/** Fields that something may fill, as conditions compare them: codes as texts, booleans as such. */
const asRead = (field: AssumableField): string =>
  field === "prior_auth" || field === "follow_up" ? ident(field) : `cast(${ident(field)} as varchar)`;

/**
 * What conditions are read over: the columns that completing a record gives. `base` is the record with what derives from it
 * and what is assumed; the others leave one field as unknown as the log has it, to see what relies on it.
 */
export const READINGS = [
  "base",
  "service",
  "provider_kind",
  "follow_up",
  "urgency",
  "canceled_by",
  "prior_auth",
  "prior",
] as const;
export type Reading = (typeof READINGS)[number];

const COMPLETED = ["service", "provider_kind", "follow_up", "urgency", "canceled_by", "prior_auth"] as const;

/** The column of a completed field, and of the value derived for it where one may be. */
export const completedColumn = (pack: number, field: AssumableField): string => `p${pack}_${field}`;
export const derivedColumn = (pack: number, field: AssumableField): string => `p${pack}_derived_${field}`;

/** The columns by which the fields of one pack are completed, in two steps: the second refers to the first. */
export const factColumns = (
  pack: number,
  assumptions: Assumptions,
): { readonly first: readonly Named[]; readonly second: readonly Named[] } => {
  const p = `p${pack}`;
  const filled = (field: AssumableField, derived: string | null): string =>
    `coalesce(${[asRead(field), ...(derived === null ? [] : [derived]), assumedSql(field, assumptions)].join(", ")})`;
  const derivesKind = !assumptions.departures.includes("kind-not-derived");
  const kind = (service: string): string | null => (derivesKind ? providerKindSql(service) : null);
  const canceledBy = filled("canceled_by", null);
  const asked = assumptions.departures.includes("enrollee-as-plan")
    ? `case when ${canceledBy} = 'enrollee' then 'plan' else ${canceledBy} end`
    : canceledBy;
  const prior = (known: string): string => `case when ${known} then true end`;
  return {
    first: [
      [`${p}_service`, filled("service", null)],
      [`${p}_follow_up`, filled("follow_up", prior("prior_known"))],
      [`${p}_derived_follow_up`, prior("prior_known")],
      [`${p}_noprior_follow_up`, filled("follow_up", prior("(prior_known and not prior_derived)"))],
      [`${p}_urgency`, filled("urgency", null)],
      [`${p}_prior_auth`, filled("prior_auth", null)],
      [`${p}_canceled_by`, canceledBy],
      [`${p}_asked_canceled_by`, asked],
      [`${p}_bare_care_class`, careClassSql(asRead("service"))],
      [`${p}_bare_provider_kind`, filled("provider_kind", kind(asRead("service")))],
    ],
    second: [
      [`${p}_care_class`, careClassSql(`${p}_service`)],
      [`${p}_provider_kind`, filled("provider_kind", kind(`${p}_service`))],
      [`${p}_derived_provider_kind`, kind(`${p}_service`) ?? "cast(null as varchar)"],
    ],
  };
};

/** A column with its expression. */
export type Named = readonly [name: string, sql: string];

/** Finds the facts of a pack under one reading among its columns. */
export const factsOf = (pack: number, reading: Reading, asked: readonly string[]): Facts => {
  const p = `p${pack}`;
  return (field) => {
    if (reading === "service" && field === "care_class") return `${p}_bare_care_class`;
    if (reading === "service" && field === "provider_kind") return `${p}_bare_provider_kind`;
    if (reading === "prior" && field === "follow_up") return `${p}_noprior_follow_up`;
    if (field === "care_class") return `${p}_care_class`;
    const header = headerOf(field);
    if (header !== null) return askedColumn(asked.indexOf(header));
    const completed = COMPLETED.find((one) => one === field);
    if (completed === undefined) return field === "wait_extended" ? ident(field) : `cast(${ident(field)} as varchar)`;
    if (reading === completed) return asRead(completed);
    return completed === "canceled_by" ? `${p}_asked_canceled_by` : completedColumn(pack, completed);
  };
};
