import type { Log } from "../../ingest/log.ts";
import type { Appointment } from "../../model/appointment.ts";
import type { Outcome } from "../../model/cancellation.ts";
import { LINK_FIELDS } from "../../model/fields.ts";
import type { Reject } from "../../model/source.ts";
import type { Tally } from "../../model/tally.ts";
import { type Engine, type EngineRun, type Outlets, type Plan, requireRecords } from "../contract.ts";
import { type AsOf, settleAsOf } from "./asOf.ts";
import { assessorOf, type PackAssessor } from "./assessor.ts";
import { AssumptionCounter, FamilyCounter, HeadlineCounter, RuleCounter } from "./count.ts";
import { tallyCrosstabs } from "./crosstab.ts";
import { familyAssessment } from "./familyVerdict.ts";
import { type FamilyVerdict, Grouping } from "./group.ts";
import { type KnownLog, knownAt } from "./known.ts";
import { linkLog } from "./links.ts";
import { NO_LINK_COLUMNS, outcomeOf } from "./outcome.ts";
import { ProblemCollector } from "./problems.ts";
import { byPlace, collisionReject, type Reconciled, reconcile } from "./reconcile.ts";
import { reportFlaws, reportOutcome, reportStale } from "./reportProblems.ts";
import { inScope } from "./scope.ts";
import { walker } from "./walk.ts";

const PROGRESS_EVERY = 10_000;

/**
 * The reference engine: one cancellation at a time, in code to be read beside the law. It is the oracle of the tests
 * and the voice of `explain`; memory is linear in the log.
 */
export const referenceEngine = (version: string): Engine => ({
  name: "reference",
  version,
  run: (log, plan, outlets) => new Run(log, plan, outlets).result(),
});

class Run {
  readonly #problems: ProblemCollector;
  readonly #reconciled: Reconciled;
  readonly #asOf: AsOf;
  readonly #known: KnownLog;
  readonly #rejects: readonly Reject[];

  constructor(
    readonly log: Log,
    readonly plan: Plan,
    readonly outlets: Outlets,
  ) {
    this.#problems = new ProblemCollector(log);
    this.#reconciled = reconcile(log.records);
    this.#rejects = [...log.rejects, ...this.#reconciled.collisions.map(collisionReject)].sort(byPlace);
    outlets.rejects?.(this.#rejects);
    requireRecords(log, this.#reconciled.accepted.length, this.#rejects);
    this.#asOf = settleAsOf(this.#reconciled.accepted, plan.asOf, plan.zone, log);
    this.#known = knownAt(this.#reconciled.accepted, this.#asOf.moment);
  }

  result(): EngineRun {
    reportFlaws(this.#reconciled.accepted, this.#problems);
    reportStale(this.log.sources, this.#asOf.moment, this.#problems);
    return { tally: this.#judge(), rejects: this.#rejects };
  }

  /** The outcome of any cancellation; where no column of the log could tell one, the same for all. */
  #outcomes(assessors: readonly PackAssessor[]): (of: Appointment) => Outcome {
    if (!LINK_FIELDS.some((field) => this.log.mapped.has(field))) {
      this.#problems.addLog("no-link-columns");
      return () => NO_LINK_COLUMNS;
    }
    const links = linkLog(this.#reconciled.accepted, this.#known, this.plan.keyFields, this.#problems);
    const canceledBy = assessors[0]?.canceledBy ?? ((of: Appointment) => of.canceled_by);
    const walk = walker(this.#known, links, canceledBy);
    return (of) => outcomeOf(of, walk(of), this.#known, links);
  }

  #judge(): Tally {
    const { plan } = this;
    const known = this.#known;
    const { moment: asOf } = this.#asOf;
    const assessors = plan.packs.map((pack) => assessorOf(pack, plan, asOf));
    const outcome = this.#outcomes(assessors);
    const headline = new HeadlineCounter();
    const assumptions = new AssumptionCounter();
    const rules = assessors.flatMap(({ pack }) => pack.rules.map((rule) => new RuleCounter(rule)));
    const families = assessors.flatMap(({ pack }) => pack.families.map((family) => new FamilyCounter(family)));
    const groupings = plan.dimensions.map((dimension) => new Grouping([dimension], known));
    const crosstabs = tallyCrosstabs(plan.dimensions, known);
    let outOfScope = 0;
    let synthetic = false;

    known.appointments.forEach((appointment, done) => {
      if (done % PROGRESS_EVERY === 0) this.outlets.progress?.(done, known.appointments.length);
      synthetic ||= appointment.synthetic;
      const status = known.statusOf(appointment);
      if (status === "proposed" || status === "waitlist" || status === "entered-in-error") return;
      const canceled = known.isCancellation(appointment);
      if (!inScope(appointment, plan.scope)) {
        if (canceled) outOfScope++;
        return;
      }
      headline.appointments++;
      const groups = groupings.map((grouping) => grouping.of(appointment));
      for (const group of groups) group.appointments++;
      if (!canceled) return;

      const became = outcome(appointment);
      headline.add(appointment, became);
      const verdicts: FamilyVerdict[] = [];
      let counted = 0;
      let counters = 0;
      for (const assessor of assessors) {
        const { assessed, relied } = assessor.assess(appointment, became);
        assumptions.add(relied);
        for (const assessment of assessed) {
          rules[counted++]?.add(assessment, became, asOf, assessor.timing);
          if (assessment.verdict !== "not-applicable")
            this.outlets.finding?.({ cancellation: appointment, outcome: became, assessment });
        }
        const speaking = new Map(assessor.pack.families.map((one) => [one.id, familyAssessment(one, assessed)]));
        for (const { id, otherCare } of assessor.pack.families) {
          const spoken = speaking.get(id);
          const counter = families[counters++];
          if (spoken === null || spoken === undefined || counter === undefined) continue;
          const other = otherCare !== null && speaking.get(otherCare)?.verdict === "missed";
          counter.add(spoken, appointment, became.care, asOf, other);
          verdicts.push(spoken);
        }
      }
      for (const group of groups) group.addCancellation(appointment.enrollee_id, became.resolution, verdicts);
      crosstabs.add(appointment, became, verdicts);
      reportOutcome(appointment, became, this.#problems);
    });

    const ids = families.map(({ family }) => family.id);
    return {
      asOf,
      asOfFrom: this.#asOf.from,
      synthetic,
      reconciliation: {
        read: this.log.sources.reduce((sum, { records }) => sum + records, 0),
        accepted: this.#reconciled.accepted.length,
        rejected: this.#rejects.length,
        duplicates: this.#reconciled.duplicates,
        superseded: this.#reconciled.superseded,
        skipped: this.log.sources.reduce((sum, { skipped }) => sum + skipped, 0),
        enteredInError: this.#reconciled.accepted.filter(({ status }) => status === "entered-in-error").length,
        notYetKnown: known.notYetKnown,
        outOfScope,
      },
      headline: headline.tally(this.log.mapped.has("session_id")),
      families: families.map(({ tally }) => tally),
      rules: rules.map(({ tally }) => tally),
      breakdowns: groupings.map((grouping, i) => ({
        by: plan.dimensions[i]?.name ?? "",
        rows: grouping.rows(ids).map(({ row }) => row),
      })),
      crosstabs: crosstabs.tally(ids),
      assumptions: assumptions.tally(assessors.flatMap(({ inForce }) => inForce)),
      undecided: families.flatMap(({ undecided }) => undecided),
      problems: this.#problems.tally(),
    };
  }
}
