import type { Link, Resolution, UnverifiedCause } from "../../model/cancellation.ts";
import type { ExplainedOutcome } from "../../model/explain.ts";
import { weekdayAnd } from "../text/dates.ts";

type Stop = ExplainedOutcome["walk"][number];

const BY: Readonly<Record<Link, string>> = {
  replaced_by: "replaced_by names",
  replaces: "replaces names it on",
  rescheduled_to: "rescheduled_to, on the same record",
  offered_for: "offered_for",
  series: "next of the same series:",
  inferred: "inferred, next comparable booking:",
};

const stateOf = ({ status, canceledBy, canceledByAssumed }: Stop): string => {
  if (status === null) return "";
  const canceled = status === "canceled" || status === "rescheduled";
  return canceled
    ? `${status} ${canceledBy === null ? "(by whom is not known)" : `by ${canceledBy}${canceledByAssumed ? " (assumed)" : ""}`}`
    : status;
};

const factsOf = (stop: Stop): string =>
  [
    stop.startsAt === null ? "" : weekdayAnd(stop.startsAt).replaceAll("\u00a0", " "),
    stop.service ?? "service unknown",
    stateOf(stop),
  ]
    .filter((text) => text !== "")
    .join(", ");

/** Draws a walk: each stop below the one before, with what led there, and where it is written. */
export const walkLines = ({ walk, circle }: ExplainedOutcome): readonly string[] => {
  const lines = walk.flatMap((stop, depth) => {
    const indent = "   ".repeat(Math.max(0, depth - 1));
    const below = depth === 0 ? "" : "   ".repeat(depth);
    const link = stop.by === null ? "" : `${indent}└─ ${BY[stop.by]} `;
    const name = stop.appointment_id === null ? "" : stop.appointment_id;
    const offer =
      stop.offeredFor === null ? [] : [`${below}offered: ${weekdayAnd(stop.offeredFor).replaceAll("\u00a0", " ")}`];
    return [`${link}${name}`.trimEnd(), `${below}${factsOf(stop)}`, `${below}${stop.source}:${stop.line}`, ...offer];
  });
  return circle === null ? lines : [...lines, `${"   ".repeat(walk.length - 1)}└─ and back to ${circle}: a circle`];
};

const CAUSES: Readonly<Record<UnverifiedCause, string>> = {
  "no-link-columns": "the log has no column that could say what followed a cancellation",
  "link-cycle": "the replacements lead in a circle",
  "initiator-unknown": "a replacement was canceled in its turn, and by whom is not known",
  "broken-link": "replaced_by names no appointment of this enrollee that could be accepted",
  "rescheduled-without-link": "its status says that it was rescheduled, and nothing says to what",
  "care-before-booking": "the care found is dated before this appointment was even booked",
};

/** Says why nothing can be said of what followed. */
export const causeWords = (cause: UnverifiedCause): string => CAUSES[cause];

const RESOLUTIONS: Readonly<Record<Resolution, string>> = {
  rescheduled: "Rescheduled: the walk ends at an appointment that was not canceled.",
  "enrollee-canceled": "Rescheduled, and the enrollee canceled the new one: care had been offered.",
  offered: "Another date was offered, and none was booked.",
  unverified: "What followed cannot be verified.",
  recanceled: "Rescheduled, and canceled again; nothing took the place of that.",
  none: "No new appointment, and no offer.",
};

/** What is to be said of a walk that went by no link of the log's own. */
const WEAK = {
  series:
    "A step of this walk goes by the series that the appointments share: no link of the log says it (--link series).",
  inferred:
    "The last step is inferred: the log does not say that this appointment took the other's place, it is the next comparable one that was booked (--link inferred).",
} as const;

/** Says how a walk ended, and how care was found. */
export const outcomeWords = ({ resolution, cause, care, walk }: ExplainedOutcome): readonly string[] => {
  const ended = cause === null ? RESOLUTIONS[resolution] : `What followed cannot be told: ${causeWords(cause)}.`;
  if (care === null)
    return [
      ended,
      cause === null
        ? "So there is no care that could stop a clock."
        : "So no clock can be stopped, and none can be said to have run out.",
    ];
  const at = weekdayAnd(care.at);
  const inline = walk.at(-1)?.appointment_id === null;
  const why =
    care.field === "offered_for"
      ? walk.length > 1
        ? `the date offered on ${care.appointment_id}, which is earlier than what was booked: the clock stops at the earliest date offered`
        : `the date offered on ${care.appointment_id}: the clock stops at the earliest date offered`
      : inline
        ? "the start of the reschedule"
        : `the start of ${care.appointment_id}`;
  const weak = walk.find(({ by }) => by === "series" || by === "inferred")?.by;
  return [ended, `Care: ${at}, ${why}.`, ...(weak == null ? [] : [WEAK[weak as keyof typeof WEAK]])];
};
