import type { Status } from "../model/codes.ts";
import { outsideProvider, providerOf } from "./providers.ts";
import type { Random } from "./random.ts";
import { CARE } from "./services.ts";
import type { Loss, TakeId, Visit } from "./visit.ts";
import { weighted } from "./weighted.ts";
import { dayPart, EXPORTED, LAST_LOST, MINUTES_A_DAY, momentAt, officeMinute, openDay, weekOf } from "./window.ts";

/** Lost appointments that are replaced, in percent, by week of the strike: it gets worse, then slowly better. */
const REPLACED_BY_WEEK = [72, 66, 59, 52, 47, 45, 48, 52, 56, 60] as const;

/** Waits in percent of the usual, by week of the strike. */
const PACE_BY_WEEK = [70, 82, 96, 112, 125, 130, 122, 110, 100, 95] as const;

/** The usual days from a lost appointment to its replacement. */
const WAITS = [2, 4, 5, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 14, 16, 18, 21, 23, 26, 30, 36, 45] as const;
const URGENT_WAITS = [0, 1, 1, 1, 2, 2, 3, 3, 4, 5, 7, 10] as const;

/** Days until someone booked the replacement. */
const BOOKED_AFTER = [0, 0, 0, 0, 1, 1, 2, 3, 5, 8] as const;

const MET_OUTCOMES = weighted<Status>([
  ["fulfilled", 86],
  ["noshow", 8],
  ["arrived", 1],
  ["booked", 5],
]);

const within = (least: number, value: number, most: number): number => Math.max(least, Math.min(value, most));
const inWeek = (table: readonly number[], visit: Visit): number =>
  table[within(0, weekOf(visit.scheduled), table.length - 1)] ?? 0;

/** Says whether a lost appointment is replaced: that depends on the week, the site and the kind of care. */
export const isReplaced = (random: Random, lost: Visit, loss: Loss): boolean => {
  if (loss.by === "enrollee") return random.percent(58);
  return random.percent(within(6, inWeek(REPLACED_BY_WEEK, lost) + lost.course.clinic.ease + CARE[lost.care].ease, 97));
};

const waitDays = (random: Random, lost: Visit): number => {
  if (lost.course.urgent) return Math.floor((random.pick(URGENT_WAITS) * lost.course.clinic.pace) / 100);
  return Math.floor((random.pick(WAITS) * lost.course.clinic.pace * inWeek(PACE_BY_WEEK, lost)) / 10_000);
};

/** Returns the start of another appointment some days after one that was lost, mostly at its hour. */
const startAfter = (random: Random, lost: Visit, days: number, booked: number): number => {
  const day = openDay(Math.max(dayPart(lost.scheduled) + days, dayPart(booked) + 1));
  const hour = random.percent(55) ? lost.scheduled % MINUTES_A_DAY : random.between(16, 34) * 30;
  return momentAt(day, hour);
};

const bookedAfter = (random: Random, loss: Loss): number => {
  const days = random.pick(BOOKED_AFTER);
  return days === 0 ? loss.at + random.below(4) * 15 : momentAt(dayPart(loss.at) + days, officeMinute(random));
};

/** Draws the earliest alternative start that was offered. */
export const offerFor = (random: Random, lost: Visit, loss: Loss): number =>
  startAfter(random, lost, waitDays(random, lost), loss.at);

/** Draws who gives the replacement: mostly someone else while the strike goes on. */
const takesOver = (random: Random, lost: Visit, start: number): Pick<Visit, "provider" | "network"> => {
  if (random.percent(weekOf(lost.scheduled) < 3 ? 7 : 17)) return { provider: outsideProvider(random), network: "out" };
  if (random.percent(dayPart(start) > LAST_LOST ? 66 : 24)) return { provider: lost.provider, network: lost.network };
  return { provider: providerOf(random, lost.course.clinic, CARE[lost.care].physician), network: "in" };
};

/** Builds the appointment that takes the place of a lost one; `canceled` ones are to be lost in their turn. */
const successor = (random: Random, lost: Visit, takeId: TakeId, start: number, made: number): Visit => {
  const traits = CARE[lost.care];
  const care = random.percent(traits.swapped) ? random.pick(traits.instead) : lost.care;
  const past = start < EXPORTED - MINUTES_A_DAY;
  const { provider, network } = takesOver(random, lost, start);
  return {
    id: takeId(),
    course: lost.course,
    status: past ? random.pick(MET_OUTCOMES) : "booked",
    scheduled: start,
    made,
    requested: null,
    care,
    provider,
    network,
    session: "",
    loss: null,
    touched: past ? start + 60 : made,
    tellsBack: random.percent(15),
  };
};

/** Builds what took a lost appointment's place; null where nobody had booked it when the export was written. */
export const replacementOf = (random: Random, lost: Visit, loss: Loss, takeId: TakeId): Visit | null => {
  const made = bookedAfter(random, loss);
  if (made > EXPORTED) return null;
  return successor(random, lost, takeId, startAfter(random, lost, waitDays(random, lost), made), made);
};

/** Builds a replacement that will be lost as well; null where it would not have taken place within the strike. */
export const shortLived = (random: Random, lost: Visit, loss: Loss, takeId: TakeId): Visit | null => {
  const made = bookedAfter(random, loss);
  const start = startAfter(random, lost, random.between(3, 15), made);
  return dayPart(start) > LAST_LOST ? null : successor(random, lost, takeId, start, made);
};
