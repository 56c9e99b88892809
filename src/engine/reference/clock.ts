import { type DayTable, elapsedBusinessDays, nthBusinessDayAfter } from "../../calendar/dayTable.ts";
import { dayBounds, momentOfInstant, type Zone } from "../../calendar/zone.ts";
import type { Moment } from "../../model/moment.ts";
import type { Limit } from "../../model/rule.ts";
import type { Truth } from "../../rules/condition.ts";

const HOUR = 3600;

/** Counts time as one pack does: in its zone, by its calendar (semantics.md, section 6). */
export interface Timing {
  readonly zone: Zone;
  readonly table: DayTable;
}

/** The instants a moment may mean: its own, or every second of its day where it has no time of day. */
const span = (moment: Moment, { zone }: Timing): readonly [number, number] =>
  moment.dateOnly ? dayBounds(zone, moment.day) : [moment.instant, moment.instant];

/** Elapsed days of a day clock; a stop before the start counts as 0. */
const elapsedDays = (start: Moment, stop: Moment, unit: "bd" | "d", { table }: Timing): number =>
  unit === "bd" ? elapsedBusinessDays(table, start.day, stop.day) : Math.max(0, stop.day - start.day);

/**
 * Says whether a stop is within the limit. Where start or stop has no time of day, an hour clock is read over every
 * time of that day: true if all agree on it, false if none does, else unknown.
 */
export const isWithin = (start: Moment, stop: Moment, { n, unit }: Limit, timing: Timing): Truth => {
  if (unit !== "h") return elapsedDays(start, stop, unit, timing) <= n;
  const [earliestStart, latestStart] = span(start, timing);
  const [earliestStop, latestStop] = span(stop, timing);
  if (latestStop - earliestStart <= n * HOUR) return true;
  return earliestStop - latestStart > n * HOUR ? false : "unknown";
};

/**
 * Returns elapsed time: days of a day clock, whole seconds of an hour clock; null where an hour clock has no time of
 * day to count from or to.
 */
export const elapsed = (start: Moment, stop: Moment, { unit }: Limit, timing: Timing): number | null => {
  if (unit !== "h") return elapsedDays(start, stop, unit, timing);
  return start.dateOnly || stop.dateOnly ? null : stop.instant - start.instant;
};

/**
 * Returns when a limit runs out: the nth business or calendar day after the start date, or the instant; without a time
 * of day, the local date of the latest instant it can be.
 */
export const dueAt = (start: Moment, { n, unit }: Limit, timing: Timing): Moment => {
  if (unit === "h") {
    const due = momentOfInstant(timing.zone, span(start, timing)[1] + n * HOUR);
    return { ...due, dateOnly: start.dateOnly };
  }
  const day = unit === "bd" ? nthBusinessDayAfter(timing.table, start.day, n) : start.day + n;
  return dateOf(day, timing);
};

/** A date as a moment, without a time of day. */
export const dateOf = (day: number, { zone }: Timing): Moment => ({
  day,
  second: 0,
  instant: dayBounds(zone, day)[0],
  dateOnly: true,
});
