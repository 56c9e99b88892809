import type { Appointment } from "../../model/appointment.ts";
import type { Outcome } from "../../model/cancellation.ts";
import type { CanceledBy } from "../../model/codes.ts";
import type { Moment } from "../../model/moment.ts";
import type { Assumed, Pack, Rule } from "../../model/rule.ts";
import type { Assessment } from "../../model/verdict.ts";
import type { PackInForce, Plan } from "../contract.ts";
import { type Applicability, applicabilityOf } from "./applicability.ts";
import { assess, notApplicableOf } from "./assess.ts";
import type { Timing } from "./clock.ts";
import type { Assumptions, Filled } from "./facts.ts";
import { DERIVED_PRIOR, rulesRelyingOnPrior, type Subject } from "./subject.ts";

/** One pack made ready to judge cancellations. */
export interface PackAssessor {
  readonly pack: Pack;
  readonly timing: Timing;
  readonly assumptions: Assumptions;
  /** Who canceled an appointment, assumptions included: what the walk asks. */
  readonly canceledBy: (of: Appointment) => CanceledBy | undefined;
  /** Whom its rules bind of an appointment; one object for all that agree in what the rules ask. */
  readonly applicability: (of: Appointment) => Applicability;
  /** The service of an appointment, assumptions included. */
  readonly serviceOf: (of: Appointment) => string | undefined;
  /** The assumptions of this pack and of the user, as the report lists them. */
  readonly inForce: readonly Filled[];
  readonly assess: (
    subject: Subject,
    outcome: Outcome,
  ) => { readonly assessed: readonly Assessment[]; readonly relied: readonly Filled[] };
}

const listed = (assumed: Assumed, source: Filled["source"]): Filled[] =>
  Object.entries(assumed).map(([field, value]) => ({ field: field as Filled["field"], value: String(value), source }));

/** Makes a pack ready to judge, as of a moment. */
export const assessorOf = (
  { pack, table }: PackInForce,
  { zone, assume, derive, departures = [] }: Plan,
  asOf: Moment,
): PackAssessor => {
  const assumptions = { option: assume, pack: pack.assume, departures };
  const applicability = applicabilityOf(pack, assumptions);
  const timing = { zone, table };
  const assumedBy = (assume.canceled_by ?? pack.assume.canceled_by) as CanceledBy | undefined;
  const assumedService = (assume.service ?? pack.assume.service) as string | undefined;
  const serviceOf = (of: Appointment): string | undefined => of.service ?? assumedService;
  const notApplicable = pack.rules.map(notApplicableOf);
  const overridden = new Set(Object.keys(assume));
  return {
    pack,
    timing,
    assumptions,
    canceledBy: (of) => of.canceled_by ?? assumedBy,
    applicability,
    serviceOf,
    inForce: [
      ...listed(assume, "option"),
      ...listed(pack.assume, "pack").filter(({ field }) => !overridden.has(field)),
      ...(derive.includes("prior_kept_at") ? [DERIVED_PRIOR] : []),
    ],
    assess: ({ read, judged: cancellation }, outcome) => {
      const applicable = applicability(cancellation);
      const { truths, unknown } = applicable;
      const relied =
        read === cancellation
          ? applicable.relied
          : [
              ...applicable.relied,
              { filled: DERIVED_PRIOR, rules: rulesRelyingOnPrior(pack.rules, applicable, applicability(read)) },
            ];
      const service = serviceOf(cancellation);
      const given = { cancellation, outcome, asOf, service, timing };
      const assessed = pack.rules.map((rule, i) => {
        const applies = truths[i] ?? "unknown";
        // Most rules bind most cancellations not at all: one answer serves them all.
        return applies === false
          ? (notApplicable[i] ?? notApplicableOf(rule))
          : assess(rule, given, applies, unknown[i] ?? null);
      });
      // A requirement does not ask its condition of an outcome it is not about.
      const asks = ({ requires }: Rule): boolean => requires === null || requires.resolution === outcome.resolution;
      return { assessed, relied: relied.filter(({ rules }) => rules.some(asks)).map(({ filled }) => filled) };
    },
  };
};
