import { keyOf } from "../../ingest/key.ts";
import type { Appointment } from "../../model/appointment.ts";
import type { FieldName } from "../../model/fields.ts";
import { compareMoments } from "../../model/moment.ts";
import type { KnownLog } from "./known.ts";
import { canReplaceIn } from "./links.ts";
import { byStart } from "./order.ts";

/** By when they were booked, and what was booked together by start and id. */
const byBooking = (a: Appointment, b: Appointment): number =>
  (a.made_at === undefined || b.made_at === undefined ? 0 : compareMoments(a.made_at, b.made_at)) || byStart(a, b);

/**
 * Finds the next appointment of each cancellation's reschedule chain (`--link series`). A chain is all that one enrollee
 * has under one `series_id` and that can replace, known at as-of, in order of `made_at`, then `scheduled_at`, then id.
 * Where `made_at` is unknown of any of them it orders none: the whole chain goes by `scheduled_at` and id. The next in that order is the replacement, whatever became of it; the last has none.
 */
export const seriesLinks = (
  known: KnownLog,
  keyFields: readonly FieldName[],
): ((cancellation: Appointment) => Appointment | undefined) => {
  const chains = new Map<string, Appointment[]>();
  const canReplace = canReplaceIn(known);
  for (const one of known.appointments) {
    if (one.series_id === undefined || !canReplace(one)) continue;
    // Where sites number alike, their series are numbered alike too.
    const parts = keyFields.map((field) => one[field === "appointment_id" ? "series_id" : field] as string | undefined);
    const id = `${one.enrollee_id}\u0000${keyOf(parts)}`;
    const chain = chains.get(id);
    if (chain === undefined) chains.set(id, [one]);
    else chain.push(one);
  }
  const next = new Map<Appointment, Appointment>();
  for (const chain of chains.values()) {
    if (chain.length === 1) continue;
    const allDated = chain.every(({ made_at }) => made_at !== undefined);
    const ordered = chain.sort(allDated ? byBooking : byStart);
    ordered.forEach((one, i) => {
      const after = ordered[i + 1];
      if (after !== undefined && known.isCancellation(one)) next.set(one, after);
    });
  }
  return (cancellation) => next.get(cancellation);
};
