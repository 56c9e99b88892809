import { setImmediate } from "node:timers/promises";
import type { Converted } from "../../ingest/converted.ts";
import type { Log } from "../../ingest/log.ts";
import type { OpenLog } from "../../ingest/openLog.ts";
import { readLog } from "../../ingest/readLog.ts";
import type { Reject } from "../../model/source.ts";
import type { Reconciliation, Tally } from "../../model/tally.ts";
import { type Engine, type EngineRun, type Outlets, type Plan, requireRecords } from "../contract.ts";
import { type AsOf, settleAsOf } from "./asOf.ts";
import { assessorOf } from "./assessor.ts";
import { Counters } from "./counters.ts";
import { KeptVisits } from "./kept.ts";
import { type KnownLog, knownAt } from "./known.ts";
import { outcomesOf } from "./outcomes.ts";
import { ProblemCollector } from "./problems.ts";
import { byPlace, collisionReject, type Reconciled, reconcile } from "./reconcile.ts";
import { reportFlaws, reportOutcome, reportStale } from "./reportProblems.ts";
import { inScope } from "./scope.ts";
import { subjectsBy } from "./subject.ts";
import { WideCounters } from "./wide.ts";

const PROGRESS_EVERY = 10_000;

/**
 * The reference engine: one cancellation at a time, in code to be read beside the law. It is the oracle of the tests
 * and the voice of `explain`; memory is linear in the log.
 */
export const referenceEngine = (version: string, readConverted: ReadConverted = readNone): Engine => ({
  name: "reference",
  version,
  run: async (log, plan, outlets) => {
    const read = log.converted === undefined ? await readLog(log) : await readConverted(log, log.converted);
    return new Run(read, plan, outlets).result();
  },
});

/** Reads a converted log into records; handed in, since this engine knows no other way in than exports. */
export type ReadConverted = (log: OpenLog, converted: Converted) => Promise<Log>;
const readNone: ReadConverted = () => Promise.reject(new Error("no reader of converted logs was handed in"));

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
    requireRecords(log.sources, this.#reconciled.accepted.length, this.#rejects);
    this.#asOf = settleAsOf(this.#reconciled.accepted, plan.asOf, plan.zone, log);
    this.#known = knownAt(this.#reconciled.accepted, this.#asOf.moment);
  }

  async result(): Promise<EngineRun> {
    reportFlaws(this.#reconciled.accepted, this.#problems);
    for (const notice of this.log.notices) this.#problems.addNotice(notice);
    reportStale(this.log.sources, this.#asOf.moment, this.#problems);
    return { tally: await this.#judge(), rejects: this.#rejects, sources: this.log.sources };
  }

  async #judge(): Promise<Tally> {
    const { log, plan, outlets } = this;
    const { appointments, isCancellation, isCounted, asOf } = this.#known;
    const assessors = plan.packs.map((pack) => assessorOf(pack, plan, asOf));
    const canceledBy = assessors[0]?.canceledBy ?? ((of) => of.canceled_by);
    const outcomes = outcomesOf(log, this.#reconciled.accepted, this.#known, plan, canceledBy, this.#problems);
    const kept = new KeptVisits(this.#known);
    const subjectOf = subjectsBy(plan.derive, kept);
    const { accepted } = this.#reconciled;
    const wide = new WideCounters(assessors, { log, accepted, known: this.#known, kept, plan, outcomes });
    const counters = new Counters(assessors, plan.dimensions, this.#known, wide, outlets.finding);
    let outOfScope = 0;
    for (const [done, appointment] of appointments.entries()) {
      if (done % PROGRESS_EVERY === 0) {
        outlets.progress?.(done, appointments.length);
        // A signal is heard only between two turns.
        await setImmediate();
      }
      if (!isCounted(appointment)) continue;
      const canceled = isCancellation(appointment);
      if (!inScope(appointment, plan.scope)) outOfScope += canceled ? 1 : 0;
      else if (!canceled) counters.addAppointment(appointment);
      else {
        const became = outcomes.of(appointment);
        counters.addCancellation(subjectOf(appointment), became);
        reportOutcome(appointment, became, this.#problems);
      }
    }
    return {
      asOf,
      asOfFrom: this.#asOf.from,
      synthetic: this.#reconciled.accepted.some(({ synthetic }) => synthetic),
      reconciliation: this.#reconciliation(outOfScope),
      ...counters.tally(log.mapped.has("session_id")),
      problems: this.#problems.tally(),
    };
  }

  #reconciliation(outOfScope: number): Reconciliation {
    const { accepted, duplicates, superseded } = this.#reconciled;
    const { sources } = this.log;
    return {
      read: sources.reduce((sum, { records }) => sum + records, 0),
      accepted: accepted.length,
      rejected: this.#rejects.length,
      duplicates,
      superseded,
      skipped: sources.reduce((sum, { skipped }) => sum + skipped, 0),
      enteredInError: accepted.filter(({ status }) => status === "entered-in-error").length,
      notYetKnown: this.#known.notYetKnown,
      outOfScope,
    };
  }
}
