import type { Appointment } from "../../model/appointment.ts";
import type { Outcome } from "../../model/cancellation.ts";
import type { Tally } from "../../model/tally.ts";
import type { Assessment } from "../../model/verdict.ts";
import type { Dimension, Outlets } from "../contract.ts";
import type { PackAssessor } from "./assessor.ts";
import { AssumptionCounter, FamilyCounter, HeadlineCounter, RuleCounter } from "./count.ts";
import { tallyCrosstabs } from "./crosstab.ts";
import { familyAssessment } from "./familyVerdict.ts";
import { type FamilyVerdict, Grouping } from "./group.ts";
import type { KnownLog } from "./known.ts";
import type { Subject } from "./subject.ts";
import type { WideCounters } from "./wide.ts";

/** One pack with a counter for each of its rules and families. */
interface PackCounters {
  readonly assessor: PackAssessor;
  readonly rules: readonly RuleCounter[];
  readonly families: readonly FamilyCounter[];
}

type Counted = Pick<
  Tally,
  "headline" | "families" | "rules" | "breakdowns" | "crosstabs" | "assumptions" | "undecided"
> &
  ReturnType<WideCounters["tally"]>;

/** Judges the appointments of the scope one by one, and counts all that the tally tells of them. */
export class Counters {
  readonly #packs: readonly PackCounters[];
  readonly #headline = new HeadlineCounter();
  readonly #assumptions = new AssumptionCounter();
  readonly #groupings: readonly { readonly by: string; readonly grouping: Grouping }[];
  readonly #crosstabs: ReturnType<typeof tallyCrosstabs>;
  readonly #known: KnownLog;
  readonly #wide: WideCounters;
  readonly #onFinding: Outlets["finding"];

  constructor(
    assessors: readonly PackAssessor[],
    dimensions: readonly Dimension[],
    known: KnownLog,
    wide: WideCounters,
    onFinding: Outlets["finding"],
  ) {
    this.#packs = assessors.map((assessor) => ({
      assessor,
      rules: assessor.pack.rules.map((rule) => new RuleCounter(rule)),
      families: assessor.pack.families.map((family) => new FamilyCounter(family)),
    }));
    this.#groupings = dimensions.map((one) => ({ by: one.name, grouping: new Grouping([one], known) }));
    this.#crosstabs = tallyCrosstabs(dimensions, known);
    this.#known = known;
    this.#wide = wide;
    this.#onFinding = onFinding;
  }

  /** Counts an appointment that was not canceled. */
  addAppointment(appointment: Appointment): void {
    this.#headline.appointments++;
    this.#wide.addAppointment(appointment);
    for (const { grouping } of this.#groupings) grouping.of(appointment).appointments++;
  }

  /** Judges a cancellation by every rule of every pack, and counts it. */
  addCancellation(subject: Subject, outcome: Outcome): void {
    const { read: cancellation } = subject;
    this.#headline.add(cancellation, outcome);
    const spoken = this.#packs.map((pack) => this.#judge(pack, subject, outcome));
    const verdicts: readonly FamilyVerdict[] = spoken.flat();
    this.#wide.addCancellation(subject, outcome, spoken);
    this.#headline.appointments++;
    for (const { grouping } of this.#groupings) {
      const group = grouping.of(cancellation);
      group.appointments++;
      group.addCancellation(cancellation.enrollee_id, outcome.resolution, verdicts);
    }
    this.#crosstabs.add(cancellation, outcome, verdicts);
  }

  /** Returns the assessment that speaks for each family, in the pack's order. */
  #judge({ assessor, rules, families }: PackCounters, subject: Subject, outcome: Outcome): Assessment[] {
    const { asOf } = this.#known;
    const { read: cancellation } = subject;
    const { assessed, relied } = assessor.assess(subject, outcome);
    this.#assumptions.add(relied, cancellation);
    assessed.forEach((assessment, i) => {
      rules[i]?.add(assessment, outcome, asOf, assessor.timing);
      if (assessment.verdict !== "not-applicable") this.#onFinding?.({ cancellation, outcome, assessment });
    });
    const spoken = new Map<string, Assessment>();
    for (const { family } of families) spoken.set(family.id, familyAssessment(family, assessed));
    for (const counter of families) {
      const { id, otherCare } = counter.family;
      const other = otherCare !== null && spoken.get(otherCare)?.verdict === "missed";
      const assessment = spoken.get(id);
      if (assessment !== undefined) counter.add(assessment, cancellation, outcome.care, asOf, other);
    }
    return [...spoken.values()];
  }

  /** Returns all that was counted; `hasSessions` says that the log has a column for them. */
  tally(hasSessions: boolean): Counted {
    const families = this.#packs.flatMap((pack) => pack.families);
    const ids = families.map(({ family }) => family.id);
    return {
      headline: this.#headline.tally(hasSessions),
      families: families.map(({ tally }) => tally),
      rules: this.#packs.flatMap(({ rules }) => rules.map(({ tally }) => tally)),
      breakdowns: this.#groupings.map(({ by, grouping }) => ({ by, rows: grouping.rows(ids).map(({ row }) => row) })),
      crosstabs: this.#crosstabs.tally(ids),
      ...this.#wide.tally(),
      assumptions: this.#assumptions.tally(this.#packs.flatMap(({ assessor }) => assessor.inForce)),
      undecided: families.flatMap(({ undecided }) => undecided),
    };
  }
}
