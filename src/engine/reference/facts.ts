import type { Appointment } from "../../model/appointment.ts";
import { type CareClass, careClassOf, type Service } from "../../model/codes.ts";
import { isFieldName } from "../../model/fields.ts";
import {
  type AssumableField,
  type Assumed,
  type CancellationDay,
  type ConditionField,
  type DerivableField,
  headerOf,
} from "../../model/rule.ts";
import type { Facts } from "../../rules/condition.ts";
import type { Departure } from "../contract.ts";
import { columnText } from "./scope.ts";

/** One value the record lacks: a pack's or the user's assumption, or derived from its service or from other records. */
export interface Filled {
  readonly field: AssumableField | DerivableField;
  readonly value: string;
  readonly source: "pack" | "option" | "derived";
}

/** What rules are read over: the appointment with what could be derived and what is assumed. */
export interface CompletedFacts {
  readonly facts: Facts;
  readonly filled: readonly Filled[];
}

/** Therapy is given by nonphysicians: a fact of practice, and the one derivation that is not the kindest reading. */
const kindOf = (service: Service): "physician" | "nonphysician" | undefined => {
  if (service === "psychiatry" || service === "medication-management") return "physician";
  return careClassOf[service] === "mh" ? "nonphysician" : undefined;
};

/** Tells on which day an appointment was canceled, seen from the day it was to be; unknown where it is not known when. */
export const cancellationDay = ({ canceled_at, scheduled_at }: Appointment): CancellationDay | undefined => {
  if (canceled_at === undefined) return undefined;
  if (canceled_at.day === scheduled_at.day) return "same";
  return canceled_at.day < scheduled_at.day ? "before" : "after";
};

/** The assumptions of a run, the user's before the pack's, and where it departs from the definitions. */
export interface Assumptions {
  readonly option: Assumed;
  readonly pack: Assumed;
  readonly departures: readonly Departure[];
}

/**
 * Completes what is known of an appointment: first what derives from it, then what is assumed. An assumed service
 * takes part in derivation. `without` leaves one field as unknown as the log has it, to see what relies on it.
 */
export const completeFacts = (
  appointment: Appointment,
  { option, pack, departures }: Assumptions,
  without: Filled["field"] | null,
): CompletedFacts => {
  const filled: Filled[] = [];
  const completed = new Map<ConditionField, unknown>();
  const complete = (field: AssumableField, derived?: string | boolean): unknown => {
    const known = appointment[field];
    if (known !== undefined) return known;
    if (field === without) return undefined;
    const source = derived !== undefined ? "derived" : option[field] !== undefined ? "option" : "pack";
    const value = derived ?? option[field] ?? pack[field];
    // That follow-up care has an appointment before it is what the word means; it is no assumption.
    if (value !== undefined && !(field === "follow_up" && source === "derived"))
      filled.push({ field, value: String(value), source });
    return value;
  };
  const service = complete("service") as Service | undefined;
  completed.set("service", service);
  completed.set("care_class", service === undefined ? undefined : (careClassOf[service] satisfies CareClass));
  const derivesKind = service !== undefined && !departures.includes("kind-not-derived");
  completed.set("provider_kind", complete("provider_kind", derivesKind ? kindOf(service) : undefined));
  completed.set("follow_up", complete("follow_up", appointment.prior_kept_at === undefined ? undefined : true));
  for (const field of ["urgency", "prior_auth", "canceled_by"] as const) completed.set(field, complete(field));
  if (departures.includes("enrollee-as-plan") && completed.get("canceled_by") === "enrollee")
    completed.set("canceled_by", "plan");
  completed.set("cancellation_day", cancellationDay(appointment));
  const facts: Facts = (field) => {
    if (completed.has(field)) return completed.get(field);
    const header = headerOf(field);
    if (header !== null) return columnText(appointment, header) ?? undefined;
    return isFieldName(field) ? appointment[field] : undefined;
  };
  return { facts, filled };
};
