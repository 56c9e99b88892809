import type { Clinic } from "./clinics.ts";
import { providerOf } from "./providers.ts";
import type { Random } from "./random.ts";
import { CARE, type Care } from "./services.ts";
import type { Course, Enrollee, TakeId, Visit } from "./visit.ts";
import { dayPart, EXPORTED, momentAt, notAfterExport, officeMinute } from "./window.ts";

/** Days from booking to appointment, fewest and most. */
const BOOKED_AHEAD = { least: 7, most: 56 } as const;

/** Percent of the records that say whether prior authorization was needed. */
const AUTH_KNOWN = 90;

/** Starting times of single appointments: on the hour or the half. */
export const startMinute = (random: Random): number => random.between(16, 34) * 30;

/** Draws when an appointment was booked, some days ahead and never after the export was written. */
export const bookedBefore = (random: Random, scheduled: number): number => {
  const days = random.between(BOOKED_AHEAD.least, BOOKED_AHEAD.most);
  return momentAt(
    Math.min(dayPart(scheduled) - days, dayPart(EXPORTED) - days + BOOKED_AHEAD.least),
    officeMinute(random),
  );
};

/** Draws what the appointments of a course have in common; nothing kept before. */
export const courseOf = (random: Random, enrollee: Enrollee, clinic: Clinic, care: Care): Course => ({
  enrollee,
  clinic,
  urgent: random.percent(CARE[care].urgent),
  priorAuth: random.percent(AUTH_KNOWN) ? random.percent(CARE[care].priorAuth) : null,
  followUp: random.percent(CARE[care].followUp),
  priorKept: null,
});

/** Draws when an appointment was booked: an urgent one at most three days ahead. */
const bookedFor = (random: Random, course: Course, scheduled: number): number => {
  if (!course.urgent) return bookedBefore(random, scheduled);
  return notAfterExport(momentAt(dayPart(scheduled) - random.below(4), 7 * 60 + random.below(4) * 15));
};

/** Draws an appointment as it was booked, before anything happened to it. */
export const appointmentOf = (random: Random, course: Course, care: Care, scheduled: number, takeId: TakeId): Visit => {
  const traits = CARE[care];
  const made = bookedFor(random, course, scheduled);
  const asked = !course.followUp && random.percent(traits.requested);
  return {
    id: takeId(),
    course,
    status: "booked",
    scheduled,
    made,
    requested: asked ? momentAt(dayPart(made) - random.below(5), 0) : null,
    care,
    provider: providerOf(random, course.clinic, traits.physician),
    network: "in",
    session: "",
    loss: null,
    touched: made,
    tellsBack: false,
  };
};
