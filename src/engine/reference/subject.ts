import type { Appointment } from "../../model/appointment.ts";
import type { DerivableField, Rule } from "../../model/rule.ts";
import type { Applicability } from "./applicability.ts";
import type { Filled } from "./facts.ts";
import type { KeptVisits } from "./kept.ts";

/**
 * A cancellation as it was read, by which it is found, counted and grouped; and as it is judged. The two are one and the
 * same but where a value was derived from the log's other appointments.
 */
export interface Subject {
  readonly read: Appointment;
  readonly judged: Appointment;
}

/** `prior_kept_at` as the log's own kept appointments tell it, the way the report lists it. */
export const DERIVED_PRIOR: Filled = { field: "prior_kept_at", value: "from the log", source: "derived" };

/**
 * Makes subjects of cancellations. With `prior_kept_at` among the fields to derive, an unknown one is the latest
 * appointment of the same enrollee and class of care that was kept and started before this one was to.
 */
export const subjectsBy = (derive: readonly DerivableField[], kept: KeptVisits): ((read: Appointment) => Subject) => {
  if (!derive.includes("prior_kept_at")) return (read) => ({ read, judged: read });
  return (read) => {
    const prior = read.prior_kept_at === undefined ? kept.before(read) : undefined;
    return { read, judged: prior === undefined ? read : { ...read, prior_kept_at: prior } };
  };
};

/**
 * Lists the rules that rely on a derived `prior_kept_at`: their condition would be unknown without it, or they bind and
 * their clock would have no start.
 */
export const rulesRelyingOnPrior = (
  rules: readonly Rule[],
  judged: Applicability,
  asRead: Applicability,
): readonly Rule[] =>
  rules.filter((rule, i) => {
    const applies = judged.truths[i];
    if (applies === true && rule.clock?.starts.includes("prior_kept_at")) return true;
    return applies !== "unknown" && asRead.truths[i] === "unknown";
  });
