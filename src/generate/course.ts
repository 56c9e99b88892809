import { appointmentOf, courseOf, startMinute } from "./appointment.ts";
import type { Clinic } from "./clinics.ts";
import type { Cohort } from "./cohort.ts";
import { cancellationsIn, episodeOf } from "./episode.ts";
import type { Random } from "./random.ts";
import { type Care, SINGLE_CARE, WEEKLY_CARE } from "./services.ts";
import { kept } from "./standing.ts";
import type { Course, Enrollee, Episode, TakeId, Visit } from "./visit.ts";
import { weighted } from "./weighted.ts";
import { dayInWeek, dayPart, FULL_WEEKS, MINUTES_A_DAY, momentAt } from "./window.ts";

/** Weeks in which single appointments are lost, by weight; the last has but two days. */
const WEEKS = weighted([13, 12, 11, 10, 10, 10, 11, 11, 10, 3].map((weight, week) => [week, weight] as const));

/** Courses whose last kept appointment is known to the export, and those that have its record too, in percent. */
const PRIOR_KNOWN = 82;
const PRIOR_RECORDED = 42;

/** Draws one appointment of a week and loses it, with up to `most` cancellations. */
export const single = (random: Random, enrollee: Enrollee, clinic: Clinic, most: number, takeId: TakeId): Episode => {
  const care = random.pick(SINGLE_CARE);
  const week = random.pick(WEEKS);
  const day = dayInWeek(week, week < FULL_WEEKS ? random.below(5) : random.below(2));
  const scheduled = momentAt(day, startMinute(random));
  const course = courseOf(random, enrollee, clinic, care);
  const known = course.followUp && random.percent(60);
  const priorKept = known ? scheduled - random.between(1, 5) * 7 * MINUTES_A_DAY : null;
  return episodeOf(random, appointmentOf(random, { ...course, priorKept }, care, scheduled, takeId), most, takeId);
};

/** Loses the meetings of a group that an enrollee belongs to. */
export const meetings = (random: Random, enrollee: Enrollee, cohort: Cohort, takeId: TakeId): readonly Episode[] => {
  const { clinic, provider, made, before, sessions } = cohort;
  const priorKept = random.percent(PRIOR_KNOWN) ? before.scheduled : null;
  const course: Course = {
    ...courseOf(random, enrollee, clinic, "group-therapy"),
    urgent: false,
    followUp: true,
    priorKept,
  };
  const member: Visit = {
    ...appointmentOf(random, course, "group-therapy", before.scheduled, takeId),
    provider,
    made,
  };
  const lost = sessions.map(({ id, scheduled, canceled }) =>
    episodeOf(random, { ...member, id: takeId(), scheduled, session: id }, 1, takeId, canceled),
  );
  if (!random.percent(PRIOR_RECORDED)) return lost;
  return [[{ ...kept(member, before.scheduled, member.id), session: before.id }], ...lost];
};

/** Says when a replacement of the same care was kept, so that the next of the course has a later prior appointment. */
const keptIn = (episode: Episode, care: Care): number | null => {
  const last = episode.at(-1);
  return last?.status === "fulfilled" && last.care === care ? last.scheduled : null;
};

/** Loses a weekly course: the same clinician, weekday and hour, weeks in a row, `cancellations` in all. */
export const weekly = (
  random: Random,
  enrollee: Enrollee,
  clinic: Clinic,
  cancellations: number,
  takeId: TakeId,
): readonly Episode[] => {
  const care = random.pick(WEEKLY_CARE);
  const first = random.below(FULL_WEEKS - cancellations + 1);
  const weekday = random.below(5);
  const minute = startMinute(random);
  const start = momentAt(dayInWeek(first, weekday), minute);
  const course: Course = { ...courseOf(random, enrollee, clinic, care), urgent: false, followUp: true };
  const head = appointmentOf(random, course, care, start, takeId);
  const before = momentAt(dayInWeek(first - (random.percent(75) ? 1 : 2), weekday), minute);
  const episodes: Episode[] = random.percent(PRIOR_RECORDED) ? [[kept(head, before, takeId())]] : [];
  let prior = random.percent(PRIOR_KNOWN) || episodes.length > 0 ? before : null;
  let left = cancellations;
  for (let week = first; left > 0; week++) {
    const scheduled = momentAt(dayInWeek(week, weekday), minute);
    const id = week === first ? head.id : takeId();
    const visit = { ...head, id, course: { ...course, priorKept: prior }, scheduled };
    const episode = episodeOf(random, visit, left, takeId);
    const keptAt = keptIn(episode, care);
    const inTime = keptAt !== null && dayPart(keptAt) < dayInWeek(week + 1, weekday);
    if (prior !== null && inTime) prior = Math.max(prior, keptAt);
    left -= cancellationsIn(episode);
    episodes.push(episode);
  }
  return episodes;
};
