import type { Appointment } from "../../model/appointment.ts";
import type { Replacement } from "../../model/cancellation.ts";
import type { CanceledBy } from "../../model/codes.ts";
import type { KnownLog } from "./known.ts";
import type { Links } from "./links.ts";

/** Where the walk from a cancellation ends (semantics.md, section 5). */
export type WalkEnd =
  /** At an appointment that was not canceled, at one the enrollee canceled, or at an inline reschedule. */
  | {
      readonly kind: "ended";
      readonly at: Replacement;
      readonly byEnrollee: boolean;
      readonly last: Appointment;
      /** A step on the way was by the series, and no link of the log's own. */
      readonly bySeries: boolean;
    }
  /** For want of a replacement, at `last`: the cancellation itself or a later one. */
  | { readonly kind: "stopped"; readonly last: Appointment; readonly bySeries: boolean }
  | { readonly kind: "circle" }
  /** At a replacement that was canceled, by whom is not known. */
  | { readonly kind: "lost"; readonly at: Appointment };

/** A step to a cancellation from which the walk goes on. */
export interface Onward {
  readonly kind: "onward";
  readonly to: Appointment;
  readonly bySeries: boolean;
}

const reachedBySeries = (end: WalkEnd): WalkEnd =>
  (end.kind === "ended" || end.kind === "stopped") && !end.bySeries ? { ...end, bySeries: true } : end;

/** Returns one step of any walk: its end, or the cancellation from which it goes on. */
export const stepper =
  (
    known: KnownLog,
    links: Links,
    canceledBy: (appointment: Appointment) => CanceledBy | undefined,
  ): ((from: Appointment) => WalkEnd | Onward) =>
  (from) => {
    const at = links.replacementOf(from);
    if (at === null) return { kind: "stopped", last: from, bySeries: false };
    const bySeries = at.by === "series";
    if (at.by === "rescheduled_to" || !known.isCancellation(at.appointment))
      return { kind: "ended", at, byEnrollee: false, last: from, bySeries };
    const by = canceledBy(at.appointment);
    if (by === undefined) return { kind: "lost", at: at.appointment };
    if (by === "enrollee") return { kind: "ended", at, byEnrollee: true, last: from, bySeries };
    return { kind: "onward", to: at.appointment, bySeries };
  };

/**
 * Returns the walk of any cancellation. Each appointment has one replacement at the most, so walks share their tails,
 * and each tail is walked once: a log of n cancellations takes n steps however long its walks are.
 */
export const walker = (
  known: KnownLog,
  links: Links,
  canceledBy: (appointment: Appointment) => CanceledBy | undefined,
): ((cancellation: Appointment) => WalkEnd) => {
  const ends = new Map<Appointment, WalkEnd>();
  const step = stepper(known, links, canceledBy);

  const walk = (start: Appointment): WalkEnd => {
    const path = new Map<Appointment, Onward | null>();
    let at = start;
    let end: WalkEnd | undefined;
    while (end === undefined) {
      end = ends.get(at);
      if (end !== undefined) break;
      if (path.has(at)) end = { kind: "circle" };
      else {
        const next = step(at);
        path.set(at, next.kind === "onward" ? next : null);
        if (next.kind === "onward") at = next.to;
        else end = next;
      }
    }
    for (const [one, onward] of [...path].toReversed()) {
      if (onward?.bySeries === true) end = reachedBySeries(end);
      ends.set(one, end);
    }
    return end;
  };

  return (cancellation) => {
    const end = walk(cancellation);
    // A walk that comes back to where it began is a circle, whoever canceled the appointment it began at.
    const last =
      end.kind === "lost" ? end.at : end.kind === "ended" && end.at.by !== "rescheduled_to" ? end.at.appointment : null;
    return last === cancellation ? { kind: "circle" } : end;
  };
};
