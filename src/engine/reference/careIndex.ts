import type { Appointment } from "../../model/appointment.ts";
import { CARE_CLASSES, type CareClass, careClassOf } from "../../model/codes.ts";

/**
 * Files things under an enrollee and a class of care. The class is that of the service as read: an assumed service is
 * nothing to link or to compare by, and an appointment whose service is unknown is filed nowhere.
 */
export class CareIndex<T> {
  readonly #byClass: Readonly<Record<CareClass, Map<string, T[]>>> = Object.fromEntries(
    CARE_CLASSES.map((name) => [name, new Map()]),
  ) as Record<CareClass, Map<string, T[]>>;

  /** Files a thing with the appointment's enrollee and care. */
  file({ service, enrollee_id }: Appointment, thing: T): void {
    if (service === undefined) return;
    const byEnrollee = this.#byClass[careClassOf[service]];
    const held = byEnrollee.get(enrollee_id);
    if (held === undefined) byEnrollee.set(enrollee_id, [thing]);
    else held.push(thing);
  }

  /** Returns what is filed under the appointment's enrollee and care. */
  with({ service, enrollee_id }: Appointment): readonly T[] {
    return (service === undefined ? undefined : this.#byClass[careClassOf[service]].get(enrollee_id)) ?? [];
  }

  /** All that is filed, one list an enrollee and class. */
  *lists(): Generator<readonly T[]> {
    for (const name of CARE_CLASSES) yield* this.#byClass[name].values();
  }

  /** Puts every list in order, and leaves out what the order holds equal to the thing before it. */
  arrange(compare: (a: T, b: T) => number): void {
    for (const name of CARE_CLASSES)
      for (const [enrollee, list] of this.#byClass[name]) {
        if (list.length === 1) continue;
        const sorted = list.sort(compare);
        const distinct = sorted.filter((one, i) => i === 0 || compare(sorted[i - 1] as T, one) !== 0);
        this.#byClass[name].set(enrollee, distinct);
      }
  }
}
