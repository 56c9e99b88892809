import type { Status } from "../model/codes.ts";
import { bookedBefore } from "./appointment.ts";
import type { Random } from "./random.ts";
import type { TakeId, Visit } from "./visit.ts";
import { weighted } from "./weighted.ts";
import { EXPORTED, MINUTES_A_DAY, momentAt, openDay } from "./window.ts";

/** What became of appointments that were not canceled and whose day has passed. */
const PAST = weighted<Status>([
  ["fulfilled", 176],
  ["noshow", 18],
  ["arrived", 2],
  ["booked", 3],
  ["entered-in-error", 1],
]);

const AHEAD = weighted<Status>([
  ["booked", 95],
  ["waitlist", 3],
  ["proposed", 2],
]);

const setting = (like: Visit, id: number, status: Status, scheduled: number, made: number): Visit => ({
  id,
  course: like.course,
  status,
  scheduled,
  made,
  requested: null,
  care: like.care,
  provider: like.provider,
  network: like.network,
  session: "",
  loss: null,
  touched: scheduled < EXPORTED - MINUTES_A_DAY ? scheduled + 60 : made,
  tellsBack: false,
});

/** Gives an appointment another start, where it stands: kept, missed by the enrollee, or still ahead. */
export const standing = (random: Random, like: Visit, scheduled: number, takeId: TakeId): Visit => {
  const status = random.pick(scheduled < EXPORTED - MINUTES_A_DAY ? PAST : AHEAD);
  return setting(like, takeId(), status, scheduled, bookedBefore(random, scheduled));
};

/** Builds the earlier appointment of the same course that was kept: the one that `prior_kept_at` speaks of. */
export const kept = (like: Visit, scheduled: number, id: number): Visit => {
  const before = setting(like, id, "fulfilled", scheduled, scheduled - 21 * MINUTES_A_DAY);
  return { ...before, course: { ...like.course, priorKept: null } };
};

/** Returns the start of an appointment so many days from another, at the same hour. */
export const sameHour = (like: Visit, day: number): number => momentAt(openDay(day), like.scheduled % MINUTES_A_DAY);
