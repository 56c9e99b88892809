import type { Appointment } from "../../model/appointment.ts";
import type { Outcome } from "../../model/cancellation.ts";
import type { FieldName } from "../../model/fields.ts";
import type { Tally } from "../../model/tally.ts";
import type { Assessment } from "../../model/verdict.ts";
import { variants } from "../variants.ts";
import { wantingFields } from "../wanting.ts";
import type { PackAssessor } from "./assessor.ts";
import { ContinuityCounter } from "./continuity.ts";
import { LinkCounter } from "./linkCounter.ts";
import { NoticeCounter } from "./notice.ts";
import { OutOfNetworkCounter } from "./outOfNetwork.ts";
import type { Worked } from "./reading.ts";
import { SeenOtherwiseCounter } from "./seenOtherwise.ts";
import { SensitivityCounter } from "./sensitivity.ts";
import { SessionCounter } from "./sessions.ts";
import type { Subject } from "./subject.ts";

type Counted = Pick<
  Tally,
  "links" | "seenOtherwise" | "outOfNetwork" | "notice" | "continuity" | "groups" | "sensitivity" | "wanting"
>;

/** The counters that look at more of the log than the cancellation before them, or at it by more than one reading. */
export class WideCounters {
  readonly #links: LinkCounter;
  readonly #seenOtherwise: SeenOtherwiseCounter;
  readonly #outOfNetwork: OutOfNetworkCounter;
  readonly #notice: NoticeCounter;
  readonly #continuity: ContinuityCounter;
  readonly #sessions: SessionCounter;
  readonly #sensitivity: SensitivityCounter;

  constructor(
    assessors: readonly PackAssessor[],
    readonly worked: Worked,
  ) {
    const { known, kept, plan, outcomes } = worked;
    const splits = this.#has("facility");
    const [first] = assessors;
    this.#links = new LinkCounter(plan.link, assessors, outcomes);
    this.#seenOtherwise = new SeenOtherwiseCounter(assessors, kept);
    this.#outOfNetwork = new OutOfNetworkCounter(first, splits);
    this.#notice = new NoticeCounter(first, known.asOf, splits);
    this.#continuity = new ContinuityCounter(known);
    this.#sessions = new SessionCounter(known, plan.keyFields, first);
    this.#sensitivity = new SensitivityCounter(variants(plan, worked.log.mapped), assessors, worked);
  }

  /** Takes an appointment of the scope that was not canceled. */
  addAppointment(appointment: Appointment): void {
    this.#continuity.addAppointment(appointment);
  }

  /** Takes a cancellation of the scope with the assessment that speaks for each family of each pack. */
  addCancellation(subject: Subject, outcome: Outcome, spoken: readonly (readonly Assessment[])[]): void {
    const firsts = spoken.map(([first]) => first);
    this.#links.add(subject, outcome);
    this.#seenOtherwise.add(subject, outcome, firsts);
    this.#outOfNetwork.add(subject, outcome, firsts[0]);
    this.#notice.add(subject);
    this.#continuity.addAppointment(subject.read);
    this.#continuity.addOutcome(subject.read, outcome);
    this.#sessions.add(subject.read);
    this.#sensitivity.add(subject, outcome, spoken);
  }

  tally(): Counted {
    return {
      links: this.#links.tally,
      seenOtherwise: this.#seenOtherwise.tally,
      outOfNetwork: this.#outOfNetwork.tally,
      notice: this.#notice.tally,
      continuity: this.#continuity.tally(),
      groups: this.#has("session_id") || this.#has("series_id") ? this.#sessions.tally() : null,
      sensitivity: this.#sensitivity.tally,
      wanting: wantingFields(this.worked.log.mapped, this.worked.plan),
    };
  }

  #has(field: FieldName): boolean {
    return this.worked.log.mapped.has(field);
  }
}
