import { LINKS, type Link, UNVERIFIED_CAUSES, type UnverifiedCause } from "../../model/cancellation.ts";

/**
 * How a walk ends (semantics.md, section 5): at an inline reschedule, at an appointment, at one that the enrollee canceled,
 * never, at one of which it is not known who canceled it, or for want of a replacement. The first three end at something.
 */
const WALK_ENDS = ["inline", "ended", "by-enrollee", "circle", "lost", "stopped"] as const;
export type WalkEnd = (typeof WALK_ENDS)[number];

/** The number under which SQL holds how a walk ended: a text would be compared letter by letter, for every row. */
export const endNumber = (end: WalkEnd): number => WALK_ENDS.indexOf(end);

/** What stands for the walk of those who have none. */
export const NO_WALK = -1;

/** Says that a walk ended at something. */
export const ENDED = `kind <= ${endNumber("by-enrollee")}`;

/** The number under which SQL holds a link. */
export const linkNumber = (link: Link): number => LINKS.indexOf(link);

/** The number under which SQL holds why a resolution is unverified. */
export const causeNumber = (cause: UnverifiedCause): number => UNVERIFIED_CAUSES.indexOf(cause);
