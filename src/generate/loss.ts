import type { Random } from "./random.ts";
import type { Initiator, Loss, Reason } from "./visit.ts";
import { weighted } from "./weighted.ts";
import { dayPart, FIRST_LOST, momentAt, notAfterExport, officeMinute } from "./window.ts";

const INITIATORS = weighted<Initiator>([
  ["plan", 176],
  ["enrollee", 16],
  ["other", 2],
  ["unknown", 3],
  ["", 3],
]);

/** A group's meeting is canceled for all its members at once, so hardly ever by one of them. */
const GROUP_INITIATORS = weighted<Initiator>([
  ["plan", 94],
  ["unknown", 3],
  ["", 3],
]);

const REASONS: Readonly<Record<Initiator, readonly Reason[]>> = {
  plan: weighted<Reason>([
    ["labor-action", 88],
    ["provider-unavailable", 6],
    ["administrative", 2],
    ["facility", 1],
    ["clinical", 1],
    ["other", 1],
    ["", 1],
  ]),
  enrollee: weighted<Reason>([
    ["enrollee", 19],
    ["other", 1],
  ]),
  other: ["administrative", "other", "other"],
  unknown: ["labor-action", "labor-action", ""],
  "": ["labor-action", "labor-action", "provider-unavailable", ""],
};

/** Days between the cancellation and the appointment that was lost. */
const LEADS = [0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 7, 8, 10, 12, 14, 19] as const;

/** Cancellations recorded after the appointment, in percent, and how many days after. */
const LATE = 6;
const LATE_BY = [0, 1, 1, 2, 3] as const;

/** The plan canceled nothing for the strike before it was announced, some ten days ahead. */
const ANNOUNCED = momentAt(FIRST_LOST - 10, 9 * 60);

/** Draws when an appointment was canceled: mostly some days before it, sometimes recorded days after. */
export const lossMoment = (random: Random, scheduled: number, made: number): number => {
  if (random.percent(LATE)) return momentAt(dayPart(scheduled) + random.pick(LATE_BY), 17 * 60 + random.below(6) * 15);
  const day = dayPart(scheduled);
  const lead = Math.min(random.pick(LEADS), day - dayPart(made) - 1);
  const at = lead < 1 ? scheduled - random.between(2, 12) * 15 : momentAt(day - lead, officeMinute(random));
  return Math.min(Math.max(at, made + 60, ANNOUNCED), Math.max(scheduled - 15, made + 15));
};

const WAIT_NOTED = 5;
const WAIT_DENIED = 12;

/** Draws how an appointment was lost, canceled at a moment that is already known; `together` with all of a group. */
export const lossAt = (random: Random, at: number, together: boolean): Loss => {
  const by = random.pick(together ? GROUP_INITIATORS : INITIATORS);
  const noted = by === "plan" && random.percent(WAIT_NOTED);
  const told = by !== "enrollee" && random.percent(62);
  return {
    at,
    by,
    reason: random.pick(REASONS[by]),
    notified: told ? notAfterExport(at + (random.percent(60) ? 0 : random.between(1, 8) * 180)) : null,
    waitExtended: noted ? true : random.percent(WAIT_DENIED) ? false : null,
    waitExtendedAt: noted && random.percent(75) ? notAfterExport(momentAt(dayPart(at) + random.below(9), 0)) : null,
    offered: null,
    strayLink: null,
  };
};
