import type { Appointment } from "../../model/appointment.ts";
import type { Replacement } from "../../model/cancellation.ts";

/**
 * The appointments that explicit links use, and that can replace nothing else. An inline reschedule names no appointment:
 * where the log has one of the same enrollee that starts then, that is the one it speaks of; at any time of that day
 * where one of the two has no time of day.
 */
export class TakenAppointments {
  readonly #appointments = new Set<Appointment>();
  readonly #instants = new Set<string>();
  readonly #days = new Set<string>();
  readonly #dates = new Set<string>();

  /** Takes what replaces a cancellation by an explicit link. */
  take(replacement: Replacement): void {
    if (replacement.by !== "rescheduled_to") {
      this.#appointments.add(replacement.appointment);
      return;
    }
    const { enrollee_id, rescheduled_to: start } = replacement.inlineOf;
    if (start === undefined) return;
    this.#days.add(`${start.day} ${enrollee_id}`);
    if (start.dateOnly) this.#dates.add(`${start.day} ${enrollee_id}`);
    else this.#instants.add(`${start.instant} ${enrollee_id}`);
  }

  has(one: Appointment): boolean {
    const { enrollee_id, scheduled_at: start } = one;
    const day = `${start.day} ${enrollee_id}`;
    if (this.#appointments.has(one)) return true;
    return start.dateOnly
      ? this.#days.has(day)
      : this.#dates.has(day) || this.#instants.has(`${start.instant} ${enrollee_id}`);
  }
}
