import type { Outcome, Resolution } from "../../model/cancellation.ts";
import type { SeenOtherwiseTally } from "../../model/tally.ts";
import type { Assessment } from "../../model/verdict.ts";
import { isInTime } from "./assess.ts";
import type { PackAssessor } from "./assessor.ts";
import type { KeptVisits } from "./kept.ts";
import type { Subject } from "./subject.ts";

/** Resolutions of those who got no replacement. */
const LEFT_WITHOUT: ReadonlySet<Resolution> = new Set(["none", "recanceled"]);

/** Counts cancellations, and the people behind them. */
class Seen {
  bound = 0;
  cancellations = 0;
  readonly enrollees = new Set<string>();

  add(enrollee: string): void {
    this.cancellations++;
    this.enrollees.add(enrollee);
  }
}

/** Says whether a clock rule binds for certain: its condition is true, and its clock has a start that it counts from. */
const binds = ({ verdict, reason, start }: Assessment): boolean =>
  start !== null && (verdict === "undetermined" ? reason === "no-time-of-day" : verdict !== "not-applicable");

/**
 * Counts those who got no replacement and were seen within the limit anyway. The limit is that of the rule which speaks
 * for the first family of a pack; seen means that the enrollee kept an appointment of the same class of care that began
 * on or after the local date at which that rule's clock starts, and in time by that clock. Where a time of day is
 * wanting to tell, it does not count. One kept appointment may answer for several cancellations.
 */
export class SeenOtherwiseCounter {
  readonly #all = new Seen();
  readonly #families: readonly { readonly id: string; readonly seen: Seen }[];

  constructor(
    readonly assessors: readonly PackAssessor[],
    readonly kept: KeptVisits,
  ) {
    this.#families = assessors.map(({ pack }) => ({ id: pack.families[0]?.id ?? "", seen: new Seen() }));
  }

  /** Takes a cancellation with the assessment that speaks for the first family of each pack. */
  add(subject: Subject, { resolution }: Outcome, firsts: readonly (Assessment | undefined)[]): void {
    if (!LEFT_WITHOUT.has(resolution)) return;
    const { enrollee_id } = subject.read;
    let anywhere = false;
    firsts.forEach((assessment, i) => {
      const seen = this.#families[i]?.seen;
      const timing = this.assessors[i]?.timing;
      if (assessment === undefined || seen === undefined || timing === undefined || !binds(assessment)) return;
      seen.bound++;
      if (!this.#isSeen(subject, assessment, timing)) return;
      seen.add(enrollee_id);
      anywhere = true;
    });
    if (anywhere) this.#all.add(enrollee_id);
  }

  /** Looks no further than the first visit that is too late: none after it is in time. */
  #isSeen({ judged }: Subject, { rule, start }: Assessment, timing: PackAssessor["timing"]): boolean {
    if (rule.clock === null || start === null) return false;
    for (const visit of this.kept.from(judged, start.day)) {
      const inTime = isInTime(rule.clock, start, visit, judged, timing);
      if (inTime !== "unknown") return inTime;
    }
    return false;
  }

  get tally(): SeenOtherwiseTally {
    const figures = ({ cancellations, enrollees }: Seen) => ({ cancellations, enrollees: enrollees.size });
    return {
      ...figures(this.#all),
      families: Object.fromEntries(this.#families.map(({ id, seen }) => [id, { bound: seen.bound, ...figures(seen) }])),
    };
  }
}
