import type { Appointment } from "../../model/appointment.ts";
import type { Outcome, Replacement, UnverifiedCause } from "../../model/cancellation.ts";
import { earlier, type Moment } from "../../model/moment.ts";
import type { KnownLog } from "./known.ts";
import type { Links } from "./links.ts";
import type { WalkEnd } from "./walk.ts";

const unverified = (cause: UnverifiedCause): Outcome => ({
  resolution: "unverified",
  cause,
  end: null,
  care: null,
  linkedBy: null,
});

const startOf = (at: Replacement): Moment | undefined =>
  at.by === "rescheduled_to" ? at.inlineOf.rescheduled_to : at.appointment.scheduled_at;

/**
 * Decides what became of a cancellation, and when care was: the start of what the walk ended at, or the offer made for
 * the cancellation that it replaced, if that was earlier. Timely-access law stops its clock at the earliest date
 * offered, and a person may choose a later one (semantics.md, section 5).
 */
export const outcomeOf = (cancellation: Appointment, end: WalkEnd, known: KnownLog, links: Links): Outcome => {
  switch (end.kind) {
    case "ended": {
      const start = startOf(end.at);
      const offered = end.last.offered_for;
      const care = start === undefined || offered === undefined ? (start ?? null) : earlier(start, offered);
      const resolution = end.byEnrollee ? "enrollee-canceled" : "rescheduled";
      return checked(cancellation, {
        resolution,
        cause: null,
        end: end.at,
        care,
        linkedBy: end.bySeries ? "series" : end.at.by,
      });
    }
    case "circle":
      return unverified("link-cycle");
    case "lost":
      return unverified("initiator-unknown");
    case "stopped": {
      const { last } = end;
      if (last.offered_for !== undefined)
        return checked(cancellation, {
          resolution: "offered",
          cause: null,
          end: null,
          care: last.offered_for,
          linkedBy: end.bySeries ? "series" : "offered_for",
        });
      if (links.isBroken(last)) return unverified("broken-link");
      if (known.statusOf(last) === "rescheduled") return unverified("rescheduled-without-link");
      const resolution = last === cancellation ? "none" : "recanceled";
      return { resolution, cause: null, end: null, care: null, linkedBy: null };
    }
  }
};

/** Care before the appointment was even booked is no care. */
const checked = (cancellation: Appointment, outcome: Outcome): Outcome =>
  outcome.care !== null && cancellation.made_at !== undefined && outcome.care.day < cancellation.made_at.day
    ? unverified("care-before-booking")
    : outcome;

/** The outcome where no column of the log could tell one. */
export const NO_LINK_COLUMNS: Outcome = unverified("no-link-columns");
