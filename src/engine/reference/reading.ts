import type { Log } from "../../ingest/log.ts";
import type { Appointment } from "../../model/appointment.ts";
import type { Outcome } from "../../model/cancellation.ts";
import type { LateTally } from "../../model/sensitivityTally.ts";
import type { Assessment, Verdict } from "../../model/verdict.ts";
import type { Plan } from "../contract.ts";
import type { Variant } from "../variants.ts";
import type { Applicability } from "./applicability.ts";
import { assessorOf, type PackAssessor } from "./assessor.ts";
import { familyAssessment } from "./familyVerdict.ts";
import type { KeptVisits } from "./kept.ts";
import type { KnownLog } from "./known.ts";
import { type Outcomes, outcomesOf } from "./outcomes.ts";
import { ProblemCollector } from "./problems.ts";
import { type Subject, subjectsBy } from "./subject.ts";

/** What the run itself has already worked out, and most variants leave as it is. */
export interface Worked {
  readonly log: Log;
  readonly accepted: readonly Appointment[];
  readonly known: KnownLog;
  readonly kept: KeptVisits;
  readonly plan: Plan;
  readonly outcomes: Outcomes;
}

/** The links of a log are the same wherever the mode is, and whom an unknown cancellation is laid to. */
const linksOf = ({ link, assume, packs }: Plan): string =>
  JSON.stringify([link, assume.canceled_by ?? packs[0]?.pack.assume.canceled_by ?? null]);

/** Says that a verdict counts as missed or overdue. */
export const isLate = (verdict: Verdict): boolean => verdict === "missed" || verdict === "overdue";

/** One family's total under one reading. */
export class Total {
  readonly counts = { missed: 0, overdue: 0, undetermined: 0 };

  add(verdict: Verdict, times = 1): void {
    if (verdict in this.counts) this.counts[verdict as keyof LateTally] += times;
  }

  plus({ counts: more }: Total): LateTally {
    const { missed, overdue, undetermined } = this.counts;
    return {
      missed: missed + more.missed,
      overdue: overdue + more.overdue,
      undetermined: undetermined + more.undetermined,
    };
  }
}

/** What the run itself says of one cancellation by one pack. */
export interface Own {
  readonly applicability: Applicability;
  readonly spoken: readonly Assessment[];
}

/** One pack as the run judges by it and as a reading does. */
class PackReading {
  readonly #differs = new WeakMap<Applicability, boolean>();
  /** The two count time alike and take an unknown service for the same. */
  readonly #alike: boolean;

  constructor(
    readonly own: PackAssessor,
    readonly other: PackAssessor,
    plans: readonly [own: Plan, other: Plan],
  ) {
    const [service, otherService] = plans.map(
      ({ assume }, i) => assume.service ?? [own, other][i]?.pack.assume.service,
    );
    this.#alike =
      own.timing.table === other.timing.table &&
      own.pack.rules.every(({ clock }, i) => clock === other.pack.rules[i]?.clock) &&
      service === otherService;
  }

  /** Says whether its verdicts of a subject and an outcome of the run's own may be others than the run's. */
  mayDiffer(of: Appointment, { applicability: own }: Own): boolean {
    if (!this.#alike) return true;
    const known = this.#differs.get(own);
    if (known !== undefined) return known;
    const { truths } = this.other.applicability(of);
    const differs = truths.some((truth, i) => truth !== own.truths[i]);
    this.#differs.set(own, differs);
    return differs;
  }

  verdicts(subject: Subject, outcome: Outcome): readonly Verdict[] {
    const { assessed } = this.other.assess(subject, outcome);
    return this.other.pack.families.map((family) => familyAssessment(family, assessed).verdict);
  }
}

/** A reading made ready: it judges anew only what it may judge otherwise than the run. */
export class Reading {
  /** By family, how far its totals are from the run's own. */
  readonly apart: readonly Total[];
  readonly #packs: readonly PackReading[];
  /** Null where the reading links as the run does. */
  readonly #outcomeOf: Outcomes["of"] | null;
  /** Null where the reading derives as the run does. */
  readonly #subjectOf: ((read: Appointment) => Subject) | null;

  constructor(
    readonly variant: Variant,
    assessors: readonly PackAssessor[],
    { log, accepted, known, kept, plan: own }: Worked,
  ) {
    const { plan } = variant;
    this.apart = assessors.flatMap(({ pack }) => pack.families.map(() => new Total()));
    const others = plan.packs.map((pack) => assessorOf(pack, plan, known.asOf));
    this.#packs = assessors.flatMap((assessor, i) => {
      const other = others[i];
      return other === undefined ? [] : [new PackReading(assessor, other, [own, plan])];
    });
    this.#subjectOf = plan.derive.length === own.derive.length ? null : subjectsBy(plan.derive, kept);
    const canceledBy = others[0]?.canceledBy ?? ((of: Appointment) => of.canceled_by);
    this.#outcomeOf =
      linksOf(plan) === linksOf(own)
        ? null
        : // What is odd about the links of another reading is no problem of this run.
          outcomesOf(log, accepted, known, plan, canceledBy, new ProblemCollector(log)).of;
  }

  /** Judges a cancellation; takes it off the families in which it is not late. */
  judge(own: Subject, became: Outcome, packs: readonly Own[], late: boolean[]): void {
    const changed = this.#subjectOf !== null || this.#outcomeOf !== null;
    const subject = this.#subjectOf?.(own.read) ?? own;
    const outcome = this.#outcomeOf?.(own.read) ?? became;
    let first = 0;
    for (const [i, pack] of this.#packs.entries()) {
      const said = packs[i];
      if (said === undefined) continue;
      if (changed || pack.mayDiffer(own.judged, said)) {
        const verdicts = pack.verdicts(subject, outcome);
        for (const [j, verdict] of verdicts.entries()) {
          const ownVerdict = said.spoken[j]?.verdict;
          if (!isLate(verdict)) late[first + j] = false;
          if (ownVerdict === undefined || verdict === ownVerdict) continue;
          this.apart[first + j]?.add(verdict);
          this.apart[first + j]?.add(ownVerdict, -1);
        }
      }
      first += said.spoken.length;
    }
  }
}
