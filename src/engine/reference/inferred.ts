import type { Appointment } from "../../model/appointment.ts";
import { compareMoments, type Moment } from "../../model/moment.ts";
import { CareIndex } from "./careIndex.ts";
import type { KnownLog } from "./known.ts";
import type { Links } from "./links.ts";
import { byStart } from "./order.ts";
import { TakenAppointments } from "./taken.ts";

/** When a cancellation happened; the day it was lost is the latest that it can have been. */
const canceledAt = ({ canceled_at, scheduled_at }: Appointment): Moment => canceled_at ?? scheduled_at;

/**
 * Says whether an appointment came after a cancellation: booked after it or, where `made_at` is unknown, starting after
 * it. Booked in the same minute, or on the same day where `made_at` has no time of day, counts as after: systems that
 * reschedule write both at once, and the log does not say otherwise.
 */
const comesAfter = ({ made_at, scheduled_at }: Appointment, canceled: Moment): boolean => {
  if (made_at === undefined) return scheduled_at.instant > canceled.instant;
  return made_at.dateOnly ? made_at.day >= canceled.day : made_at.instant >= canceled.instant;
};

/**
 * Infers replacements for the cancellations that no explicit link leads on from (`--link inferred`): the enrollee's next
 * appointment of the same class of care that stands at as-of and was booked after the cancellation. The cancellations of
 * an enrollee and class choose in order of `canceled_at` (`scheduled_at` where unknown), `scheduled_at` and id; each
 * takes the candidate that starts first, ties by id, of those not yet taken. What an explicit link uses is taken.
 */
export const inferLinks = (
  known: KnownLog,
  explicit: Links,
): ((cancellation: Appointment) => Appointment | undefined) => {
  const taken = new TakenAppointments();
  const lost = new CareIndex<Appointment>();
  for (const one of known.appointments) {
    if (!known.isCancellation(one)) continue;
    const replacement = explicit.replacementOf(one);
    if (replacement === null) lost.file(one, one);
    else taken.take(replacement);
  }
  const free = new CareIndex<Appointment>();
  for (const one of known.appointments) if (known.stands(one) && !taken.has(one)) free.file(one, one);
  const inferred = new Map<Appointment, Appointment>();
  for (const cancellations of lost.lists()) {
    const [first] = cancellations;
    if (first !== undefined) pair(cancellations, free.with(first), inferred);
  }
  return (cancellation) => inferred.get(cancellation);
};

const byCancellation = (a: Appointment, b: Appointment): number =>
  compareMoments(canceledAt(a), canceledAt(b)) || byStart(a, b);

/** Pairs in one pass: cancellations come in order of time, so what is too early for one is too early for the rest. */
const pair = (
  cancellations: readonly Appointment[],
  candidates: readonly Appointment[],
  inferred: Map<Appointment, Appointment>,
): void => {
  const waiting = candidates.toSorted(byStart);
  let next = 0;
  for (const one of cancellations.toSorted(byCancellation)) {
    const canceled = canceledAt(one);
    let candidate = waiting[next++];
    while (candidate !== undefined && !comesAfter(candidate, canceled)) candidate = waiting[next++];
    if (candidate === undefined) return;
    inferred.set(one, candidate);
  }
};
