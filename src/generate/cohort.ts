import { CLINICS, type Clinic } from "./clinics.ts";
import { lossMoment } from "./loss.ts";
import { providerOf } from "./providers.ts";
import type { Random } from "./random.ts";
import { weighted } from "./weighted.ts";
import { dayInWeek, FULL_WEEKS, momentAt, officeMinute } from "./window.ts";

/** One lost meeting of a therapy group. */
export interface GroupSession {
  readonly id: string;
  readonly scheduled: number;
  /** When the meeting was canceled, for all of the group at once. */
  readonly canceled: number;
}

/** A therapy group: a site, a clinician, a weekly hour, and the run of weeks that its members lost. */
export interface Cohort {
  readonly clinic: Clinic;
  readonly provider: string;
  readonly members: number;
  readonly made: number;
  readonly sessions: readonly GroupSession[];
  /** Its last meeting before those. */
  readonly before: Pick<GroupSession, "id" | "scheduled">;
}

/** Enrollees of a group, fewest and most. */
export const GROUP_SIZE = { least: 6, most: 12 } as const;

/** Weeks in a row that a group was canceled. */
const RUNS = [1, 2, 2, 3, 3, 3, 4, 4, 5, 6] as const;

const MEETING_HOURS = [9, 10, 11, 13, 15, 16, 17, 18] as const;

/** Sites by the share of enrollees that are at home there. */
export const CLINIC_MIX = weighted(CLINICS.map((clinic) => [clinic, clinic.weight] as const));

/** ISO week of the first day of the strike. */
const FIRST_ISO_WEEK = 33;

/** Names a meeting of a group after its site, its ISO week and its place among the groups. */
const sessionId = (clinic: Clinic, week: number, group: number): string =>
  `S${clinic.number}-${FIRST_ISO_WEEK + week}-${group}`;

/** Draws a group that takes up no more than the `spare` cancellations beyond one for each member. */
export const cohortOf = (random: Random, group: number, spare: number): Cohort => {
  const clinic = random.pick(CLINIC_MIX);
  const members = random.between(GROUP_SIZE.least, GROUP_SIZE.most);
  const weeks = Math.min(random.pick(RUNS), 1 + Math.floor(spare / members));
  const first = random.below(FULL_WEEKS - weeks + 1);
  const weekday = random.below(5);
  const minute = random.pick(MEETING_HOURS) * 60 + (random.percent(30) ? 30 : 0);
  const made = momentAt(dayInWeek(first - random.between(3, 9), random.below(5)), officeMinute(random));
  const meeting = (week: number) => ({
    id: sessionId(clinic, week, group),
    scheduled: momentAt(dayInWeek(week, weekday), minute),
  });
  const sessions = Array.from({ length: weeks }, (_, i) => {
    const { id, scheduled } = meeting(first + i);
    return { id, scheduled, canceled: lossMoment(random, scheduled, made) };
  });
  return { clinic, provider: providerOf(random, clinic, false), members, made, sessions, before: meeting(first - 1) };
};
