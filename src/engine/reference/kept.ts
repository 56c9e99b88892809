import type { Appointment } from "../../model/appointment.ts";
import type { Status } from "../../model/codes.ts";
import { compareMoments, type Moment } from "../../model/moment.ts";
import { CareIndex } from "./careIndex.ts";
import type { KnownLog } from "./known.ts";

const KEPT: ReadonlySet<Status> = new Set(["arrived", "fulfilled"]);

/** At one instant the date without a time of day comes first, so that the order of the rows decides nothing. */
const inOrder = (a: Moment, b: Moment): number => compareMoments(a, b) || Number(b.dateOnly) - Number(a.dateOnly);

/** Returns the place of the first moment for which `isPast` does not hold; it holds for none after that. */
const firstNot = (moments: readonly Moment[], isPast: (moment: Moment) => boolean): number => {
  let low = 0;
  let high = moments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const moment = moments[middle];
    if (moment !== undefined && isPast(moment)) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * The starts of the appointments that enrollees kept, by enrollee and class of care: those arrived at or fulfilled, known
 * at as-of, and begun on a local date not after as-of's, since nothing can be known as kept before it took place.
 */
export class KeptVisits {
  readonly #starts = new CareIndex<Moment>();

  constructor(known: KnownLog) {
    for (const one of known.appointments)
      if (KEPT.has(known.statusOf(one)) && one.scheduled_at.day <= known.asOf.day)
        this.#starts.file(one, one.scheduled_at);
    this.#starts.arrange(inOrder);
  }

  /** Yields the starts on and after a local date, ascending, of the appointment's enrollee and care. */
  *from(of: Appointment, day: number): Generator<Moment> {
    const starts = this.#starts.with(of);
    const first = firstNot(starts, (start) => start.day < day);
    for (let at = first; at < starts.length; at++) yield starts[at] as Moment;
  }

  /** Returns the latest start before the appointment's own; undefined where there is none. */
  before(of: Appointment): Moment | undefined {
    const starts = this.#starts.with(of);
    return starts[firstNot(starts, (start) => start.instant < of.scheduled_at.instant) - 1];
  }
}
