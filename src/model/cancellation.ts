import type { Appointment } from "./appointment.ts";
import type { Moment } from "./moment.ts";

/** What became of a cancellation in the end (semantics.md, section 5). */
export const RESOLUTIONS = ["rescheduled", "enrollee-canceled", "offered", "unverified", "recanceled", "none"] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/**
 * How a run finds replacements, beside the links that the log states: by nothing else, by the chains that share a
 * `series_id`, or by what the enrollee booked next.
 */
export const LINK_MODES = ["explicit", "series", "inferred"] as const;
export type LinkMode = (typeof LINK_MODES)[number];

/** What led from a cancellation to what took its place: a field that says so, the series, or inference. */
export const LINKS = ["replaced_by", "replaces", "rescheduled_to", "offered_for", "series", "inferred"] as const;
export type Link = (typeof LINKS)[number];

/** What took a cancellation's place: another appointment, or a reschedule given inline on the canceled row. */
export type Replacement =
  | { readonly by: "replaced_by" | "replaces" | "series" | "inferred"; readonly appointment: Appointment }
  | { readonly by: "rescheduled_to"; readonly inlineOf: Appointment };

/** Why nothing can be said of what followed a cancellation. */
export const UNVERIFIED_CAUSES = [
  "no-link-columns",
  "link-cycle",
  "initiator-unknown",
  "broken-link",
  "rescheduled-without-link",
  "care-before-booking",
] as const;
export type UnverifiedCause = (typeof UNVERIFIED_CAUSES)[number];

/** The outcome of one cancellation: its resolution, and care, the moment that stops the clocks. */
export interface Outcome {
  readonly resolution: Resolution;
  /** For `unverified`, why; else null. */
  readonly cause: UnverifiedCause | null;
  /** What the walk ended at, for `rescheduled` and `enrollee-canceled`. */
  readonly end: Replacement | null;
  /** The moment that stops the clocks; null where there was none. */
  readonly care: Moment | null;
  /** The link that the walk ended by; `series` where any of its steps was: a chain is as good as its weakest link. */
  readonly linkedBy: Link | null;
}
