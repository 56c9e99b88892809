import type { Moment } from "../model/moment.ts";
import shipped from "./zones.json" with { type: "json" };

const DAY = 86_400;

/** One time zone's offsets (seconds east of UTC) from each change on; `starts[0]` is the beginning of time. */
export interface Zone {
  readonly name: string;
  readonly starts: readonly number[];
  readonly offsets: readonly number[];
}

/** Where the shipped transitions come from, for the provenance of a report. */
export const ZONE_SOURCE = shipped.source;

const known = shipped.zones as Readonly<Record<string, number>>;
const lists = shipped.lists as readonly (readonly number[])[];

/** Every zone name that `--timezone` accepts. */
export const zoneNames = (): readonly string[] => Object.keys(known);

/** Looks an IANA zone up in the shipped table; null where there is no such zone. */
export const findZone = (name: string): Zone | null => {
  const list = Object.hasOwn(known, name) ? lists[known[name] ?? -1] : undefined;
  if (list === undefined) return null;
  const starts = [Number.NEGATIVE_INFINITY];
  const offsets = [list[0] ?? 0];
  for (let i = 1; i < list.length; i += 2) {
    starts.push(list[i] ?? 0);
    offsets.push(list[i + 1] ?? 0);
  }
  return { name, starts, offsets };
};

/** Finds the last segment for which `isBefore(start, offset of the one before)` does not hold. */
const segmentOf = (zone: Zone, seconds: number, wall: boolean): number => {
  let low = 0;
  let high = zone.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    // A wall time belongs to the segment before a change for as long as the old offset can express it.
    const edge = (zone.starts[middle] ?? 0) + (wall ? (zone.offsets[middle - 1] ?? 0) : 0);
    if (seconds >= edge) low = middle;
    else high = middle - 1;
  }
  return low;
};

/** Returns the moment of an instant (UTC seconds) in a zone; exactly 00:00:00 local has no time of day. */
export const momentOfInstant = (zone: Zone, instant: number): Moment => {
  const local = instant + (zone.offsets[segmentOf(zone, instant, false)] ?? 0);
  const day = Math.floor(local / DAY);
  const second = local - day * DAY;
  return { day, second, instant, dateOnly: second === 0 };
};

/**
 * Returns the moment of a wall time (semantics.md, section 2): one that occurs twice is the earlier one, one that was
 * skipped is moved forward by the gap. Example: 2022-11-06 01:30 in Los Angeles is 08:30 UTC, the first of the two;
 * 2022-03-13 02:30 does not exist there and is read as 03:30.
 */
export const momentOfWall = (zone: Zone, day: number, second: number): Moment => {
  const wall = day * DAY + second;
  const segment = segmentOf(zone, wall, true);
  const offset = zone.offsets[segment] ?? 0;
  const start = zone.starts[segment] ?? 0;
  const skipped = wall - offset < start;
  // In the gap the old offset still tells the instant; the clock on the wall has jumped ahead.
  const instant = skipped ? wall - (zone.offsets[segment - 1] ?? 0) : wall - offset;
  const moment = momentOfInstant(zone, instant);
  // A date whose midnight was skipped is a date all the same.
  return second === 0 && !moment.dateOnly ? { ...moment, dateOnly: true } : moment;
};

/** The first and the last second of a moment's local day: all that a date without a time of day may mean. */
export const dayBounds = (zone: Zone, day: number): readonly [number, number] => [
  momentOfWall(zone, day, 0).instant,
  momentOfWall(zone, day + 1, 0).instant - 1,
];
