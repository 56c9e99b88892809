import { appointmentOf, courseOf, startMinute } from "./appointment.ts";
import type { Clinic } from "./clinics.ts";
import { CLINIC_MIX } from "./cohort.ts";
import { meetings, single, weekly } from "./course.ts";
import { cancellationsIn } from "./episode.ts";
import type { Random } from "./random.ts";
import { SINGLE_CARE } from "./services.ts";
import type { Share } from "./shares.ts";
import { sameHour, standing } from "./standing.ts";
import type { Enrollee, Episode, TakeId, Visit } from "./visit.ts";
import { weighted } from "./weighted.ts";
import { FIRST_LOST, LAST_LOST, momentAt, openDay } from "./window.ts";

const LANGUAGES = weighted([
  ["English", 76],
  ["Spanish", 13],
  ["Cantonese", 3],
  ["Mandarin", 3],
  ["Vietnamese", 2],
  ["Tagalog", 2],
  ["Russian", 1],
]);

/** Draws an enrollee and the language they speak. */
export const enrolleeOf = (random: Random, number: number): Enrollee => ({
  number,
  language: random.pick(LANGUAGES),
});

/** Several lost appointments are mostly a weekly course, in percent. */
const WEEKLY = 74;

/** Appointments that were not canceled, beside the lost ones, in percent of the enrollees. */
const DURING = 11;
const AFTERWARDS = 20;

/** Builds all that an enrollee who lost appointments has in the log; the cancellations are exactly those of the share. */
export const episodesOf = (random: Random, enrollee: Enrollee, share: Share, takeId: TakeId): readonly Episode[] => {
  const clinic = share.cohort?.clinic ?? random.pick(CLINIC_MIX);
  const episodes: Episode[] = share.cohort === null ? [] : [...meetings(random, enrollee, share.cohort, takeId)];
  let left = share.cancellations - (share.cohort?.sessions.length ?? 0);
  if (left > 1 && random.percent(WEEKLY)) {
    episodes.push(...weekly(random, enrollee, clinic, left, takeId));
    left = 0;
  }
  while (left > 0) {
    const episode = single(random, enrollee, clinic, left, takeId);
    left -= cancellationsIn(episode);
    episodes.push(episode);
  }
  if (random.percent(DURING)) episodes.push([bystanding(random, enrollee, clinic, takeId)]);
  const first = episodes[0]?.[0];
  if (first !== undefined && random.percent(AFTERWARDS)) {
    const again = sameHour(first, LAST_LOST + random.between(2, 40));
    episodes.push([standing(random, first, again, takeId)]);
  }
  return episodes;
};

/** Draws an appointment from the week before the strike to the weeks after it, that was not canceled. */
const bystanding = (random: Random, enrollee: Enrollee, clinic: Clinic, takeId: TakeId): Visit => {
  const start = momentAt(openDay(FIRST_LOST + random.between(-7, 80)), startMinute(random));
  const care = random.pick(SINGLE_CARE);
  const visit = appointmentOf(random, courseOf(random, enrollee, clinic, care), care, start, takeId);
  const { status, touched } = standing(random, visit, start, () => visit.id);
  return { ...visit, status, touched };
};

/** Builds the one or two appointments of an enrollee who lost nothing. */
export const bystander = (random: Random, enrollee: Enrollee, takeId: TakeId): readonly Episode[] => {
  const clinic = random.pick(CLINIC_MIX);
  return Array.from({ length: random.between(1, 2) }, () => [bystanding(random, enrollee, clinic, takeId)]);
};
