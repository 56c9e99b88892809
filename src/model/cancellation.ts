import type { Appointment } from "./appointment.ts";
import type { Moment } from "./moment.ts";
import type { ProblemCode } from "./problem.ts";

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

/** Why a walk came to nothing, for the problem list; null where it did not, or where nothing is wrong. */
export type UnverifiedCause = Extract<
  ProblemCode,
  | "no-link-columns"
  | "link-cycle"
  | "initiator-unknown"
  | "broken-link"
  | "rescheduled-without-link"
  | "care-before-booking"
>;

/** The outcome of one cancellation: its resolution, and care, the moment that stops the clocks. */
export interface Outcome {
  readonly resolution: Resolution;
  readonly cause: UnverifiedCause | null;
  /** The appointments stepped over, the cancellation itself first. */
  readonly path: readonly Appointment[];
  /** What the walk ended at, for `rescheduled` and `enrollee-canceled`. */
  readonly end: Replacement | null;
  readonly care: Moment | null;
  readonly linkedBy: Link | null;
}
