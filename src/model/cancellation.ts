import type { Appointment } from "./appointment.ts";
import type { Moment } from "./moment.ts";

/** What became of a cancellation in the end (semantics.md, section 5). */
export const RESOLUTIONS = ["rescheduled", "enrollee-canceled", "offered", "unverified", "recanceled", "none"] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** The field that led from a cancellation to what took its place. */
export const LINKS = ["replaced_by", "replaces", "rescheduled_to", "offered_for"] as const;
export type Link = (typeof LINKS)[number];

/** What took a cancellation's place: another appointment, or a reschedule given inline on the canceled row. */
export type Replacement =
  | { readonly by: "replaced_by" | "replaces"; readonly appointment: Appointment }
  | { readonly by: "rescheduled_to"; readonly inlineOf: Appointment };

/** Why nothing can be said of what followed a cancellation. */
export type UnverifiedCause =
  | "no-link-columns"
  | "link-cycle"
  | "initiator-unknown"
  | "broken-link"
  | "rescheduled-without-link"
  | "care-before-booking";

/** The outcome of one cancellation: its resolution, and care, the moment that stops the clocks. */
export interface Outcome {
  readonly resolution: Resolution;
  /** For `unverified`, why; else null. */
  readonly cause: UnverifiedCause | null;
  /** What the walk ended at, for `rescheduled` and `enrollee-canceled`. */
  readonly end: Replacement | null;
  /** The moment that stops the clocks; null where there was none. */
  readonly care: Moment | null;
  readonly linkedBy: Link | null;
}
