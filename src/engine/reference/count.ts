import type { Appointment } from "../../model/appointment.ts";
import { type Outcome, RESOLUTIONS } from "../../model/cancellation.ts";
import type { Moment } from "../../model/moment.ts";
import type { Family, Rule } from "../../model/rule.ts";
import {
  type AssumptionTally,
  type FamilyTally,
  type Headline,
  type RuleTally,
  type UndecidedTally,
  zeros,
} from "../../model/tally.ts";
import { compareUtf8 } from "../../model/utf8Order.ts";
import { type Assessment, VERDICTS } from "../../model/verdict.ts";
import type { Timing } from "./clock.ts";
import type { Filled } from "./facts.ts";
import { VerdictCounter } from "./group.ts";
import { WaitHistogram } from "./waits.ts";

/** Counts the headline (semantics.md, section 4). */
export class HeadlineCounter {
  appointments = 0;
  #cancellations = 0;
  readonly #enrollees = new Set<string>();
  readonly #sessions = new Set<string>();
  readonly #canceledBy = { plan: 0, enrollee: 0, other: 0, unknown: 0 };
  readonly #resolution = zeros(RESOLUTIONS);

  add(cancellation: Appointment, { resolution }: Outcome): void {
    this.#cancellations++;
    this.#enrollees.add(cancellation.enrollee_id);
    if (cancellation.session_id !== undefined) this.#sessions.add(cancellation.session_id);
    this.#canceledBy[cancellation.canceled_by ?? "unknown"]++;
    this.#resolution[resolution]++;
  }

  tally(hasSessions: boolean): Headline {
    return {
      appointments: this.appointments,
      cancellations: this.#cancellations,
      enrollees: this.#enrollees.size,
      sessions: hasSessions ? this.#sessions.size : null,
      canceledBy: this.#canceledBy,
      resolution: this.#resolution,
    };
  }
}

/** Counts one rule's verdicts and waits. */
export class RuleCounter {
  readonly #verdicts = new VerdictCounter();
  readonly #waits = new WaitHistogram();

  constructor(readonly rule: Rule) {}

  add(assessment: Assessment, outcome: Outcome, asOf: Moment, timing: Timing): void {
    this.#verdicts.add(assessment.verdict, assessment.limitPassed);
    this.#waits.add(assessment, outcome, asOf, timing);
  }

  get tally(): RuleTally {
    return { id: this.rule.id, ...this.#verdicts.tally, waits: this.rule.clock === null ? null : this.#waits.tally };
  }
}

/** Counts one family's verdicts, the people behind them, and of the met those still ahead or of another kind. */
export class FamilyCounter {
  readonly #verdicts = new VerdictCounter();
  readonly #enrollees = new Map<string, number>();
  readonly #undecided = new Map<string, number>();
  #ahead = 0;
  #otherCare = 0;

  constructor(readonly family: Family) {}

  /** `otherCare` says that the family named for it found care of another kind. */
  add(assessment: Assessment, cancellation: Appointment, care: Moment | null, asOf: Moment, otherCare: boolean): void {
    const { verdict, reason, limitPassed } = assessment;
    this.#verdicts.add(verdict, limitPassed);
    const bit = 1 << VERDICTS.indexOf(verdict);
    this.#enrollees.set(cancellation.enrollee_id, (this.#enrollees.get(cancellation.enrollee_id) ?? 0) | bit);
    if (verdict === "undetermined") this.#undecided.set(reason ?? "", (this.#undecided.get(reason ?? "") ?? 0) + 1);
    if (verdict !== "met") return;
    if (care !== null && care.instant > asOf.instant) this.#ahead++;
    if (otherCare) this.#otherCare++;
  }

  get tally(): FamilyTally {
    const enrollees = zeros(VERDICTS);
    for (const bits of this.#enrollees.values())
      VERDICTS.forEach((verdict, i) => {
        if ((bits & (1 << i)) !== 0) enrollees[verdict]++;
      });
    const otherCare = this.family.otherCare === null ? null : this.#otherCare;
    return { id: this.family.id, ...this.#verdicts.tally, enrollees, ahead: this.#ahead, otherCare };
  }

  get undecided(): readonly UndecidedTally[] {
    return [...this.#undecided]
      .sort(([a, x], [b, y]) => y - x || compareUtf8(a, b))
      .map(([reason, cancellations]) => ({ family: this.family.id, reason, cancellations }));
  }
}

/** Counts the cancellations that relied on each value that was not in the log. */
export class AssumptionCounter {
  readonly #counts = new Map<string, { filled: Filled; cancellations: number; last: Appointment }>();

  /** Counts a cancellation once, however many packs relied on the value for it. */
  add(relied: readonly Filled[], of: Appointment): void {
    for (const filled of relied) {
      const id = `${filled.field}\u0000${filled.value}\u0000${filled.source}`;
      const held = this.#counts.get(id);
      if (held === undefined) this.#counts.set(id, { filled, cancellations: 1, last: of });
      else if (held.last !== of) {
        held.cancellations++;
        held.last = of;
      }
    }
  }

  /** By field, value and source; every assumption in force is listed, also one that nothing relied on. */
  tally(inForce: readonly Filled[]): readonly AssumptionTally[] {
    const zero = inForce.map((filled) => ({ ...filled, cancellations: 0 }));
    const counted = [...this.#counts.values()].map(({ filled, cancellations }) => ({ ...filled, cancellations }));
    const id = ({ field, value, source }: Filled): string => `${field} ${value} ${source}`;
    const byId = new Map([...zero, ...counted].map((one) => [id(one), one]));
    return [...byId.values()].sort((a, b) => compareUtf8(id(a), id(b)));
  }
}
