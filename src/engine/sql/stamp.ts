import { momentOfInstant, momentOfWall, type Zone } from "../../calendar/zone.ts";
import type { Moment } from "../../model/moment.ts";
import type { Dialect } from "./session.ts";

const DAY = 86_400;
/** A stamp is four times the local wall second since 1970-01-01, so that two bits are left to say what it cannot. */
export const STAMPS_A_SECOND = 4;
export const STAMPS_A_DAY = DAY * STAMPS_A_SECOND;

/** The later one of a wall time that occurs twice. */
export const LATER = 1;
/** A date without a time of day whose midnight was skipped: it stands where the clock went on. */
const SKIPPED_MIDNIGHT = 2;

/** Writes a moment as a stamp: one whole number that tells its day, its time of day, and its instant in the run's zone. */
export const stampOf = (zone: Zone, { day, second, instant, dateOnly }: Moment): number => {
  const later = momentOfWall(zone, day, second).instant !== instant;
  const kind = later ? LATER : dateOnly && second !== 0 ? SKIPPED_MIDNIGHT : 0;
  return (day * DAY + second) * STAMPS_A_SECOND + kind;
};

/** Reads a stamp back. */
export const momentOfStamp = (zone: Zone, stamp: number): Moment => {
  const wall = Math.floor(stamp / STAMPS_A_SECOND);
  const kind = stamp - wall * STAMPS_A_SECOND;
  const day = Math.floor(wall / DAY);
  const moment = momentOfWall(zone, day, wall - day * DAY);
  if (kind === SKIPPED_MIDNIGHT) return { ...moment, dateOnly: true };
  if (kind !== LATER) return moment;
  const next = zone.starts.find((start) => start > moment.instant) ?? moment.instant;
  const before = zone.offsets[zone.starts.indexOf(next) - 1] ?? 0;
  const after = zone.offsets[zone.starts.indexOf(next)] ?? 0;
  return momentOfInstant(zone, moment.instant + before - after);
};

/** A change of the zone's clock, in local wall seconds: `from` to `to` are skipped, or occur twice. */
export interface Change {
  readonly kind: "skipped" | "twice";
  readonly from: number;
  readonly to: number;
}

/** Lists the changes of the zone's clock between two days, both included. */
export const changesOf = (zone: Zone, firstDay: number, lastDay: number): readonly Change[] =>
  zone.starts.flatMap((start, i): Change[] => {
    if (i === 0) return [];
    const before = start + (zone.offsets[i - 1] ?? 0);
    const after = start + (zone.offsets[i] ?? 0);
    const from = Math.min(before, after);
    const to = Math.max(before, after);
    if (from === to || to < firstDay * DAY || from >= (lastDay + 1) * DAY) return [];
    return [{ kind: after > before ? "skipped" : "twice", from, to }];
  });

/** Days from the first to the last. */
export type Stretch = readonly [first: number, last: number];

/** What the stamps of a log are like: it decides how simply they may be put in order. */
export interface StampFacts {
  readonly zone: Zone;
  /** The days between which all stamps lie. */
  readonly firstDay: number;
  readonly lastDay: number;
  /**
   * Where dates are far apart: the stretches of days that they lie in, ascending. One mistyped year must not make every
   * expression tell the changes of a century apart.
   */
  readonly stretches?: readonly Stretch[];
  /** Some stamp lies where the clock was put back, or is told apart by its last two bits. */
  readonly folded: boolean;
}

/** The arithmetic of stamps, written as SQL. */
export interface StampSql {
  readonly day: (stamp: string) => string;
  /** It has no time of day. */
  readonly dateOnly: (stamp: string) => string;
  /** UTC seconds. */
  readonly instant: (stamp: string) => string;
  /** The first second of a local day, and its last, in UTC. */
  readonly dayStart: (day: string) => string;
  readonly dayEnd: (day: string) => string;
  /** The local wall seconds of an instant. */
  readonly wallOf: (instant: string) => string;
  /** A number that orders stamps by their instants. */
  readonly order: (stamp: string) => string;
  /** The latest stamp of a column. */
  readonly latest: (stamp: string) => string;
  /** A number that is equal for equal instants. */
  readonly orderOf: (moment: Moment) => number;
}

/** Makes the arithmetic for a log. Most logs hold no time of the hour put back: their wall times order them. */
export const stampSql = (facts: StampFacts, dialect: Dialect): StampSql => {
  const { zone, folded } = facts;
  const wall = (stamp: string): string => dialect.div(stamp, STAMPS_A_SECOND);
  const instant = (stamp: string): string => {
    const plain = offsetCase(facts, wall(stamp), "earlier");
    return folded
      ? `(${wall(stamp)} - case when ${stamp} % ${STAMPS_A_SECOND} = ${LATER} then ${offsetCase(facts, wall(stamp), "later")} else ${plain} end)`
      : `(${wall(stamp)} - ${plain})`;
  };
  const dateOnly = (stamp: string): string =>
    folded
      ? `(${stamp} % ${STAMPS_A_DAY} < ${STAMPS_A_SECOND} or ${stamp} % ${STAMPS_A_SECOND} = ${SKIPPED_MIDNIGHT})`
      : `(${stamp} % ${STAMPS_A_DAY} = 0)`;
  const dayStart = (day: string): string => {
    // Days of the day table are small numbers, whose product with the seconds of one is not.
    const wall = `cast(${day} as bigint) * ${DAY}`;
    const plain = `${wall} - ${offsetCase(facts, wall, "earlier")}`;
    const skipped = skippedMidnights(facts).map(([at, instant]) => `when ${day} = ${at} then ${instant}`);
    return skipped.length === 0 ? `(${plain})` : `(case ${skipped.join(" ")} else ${plain} end)`;
  };
  return {
    dayStart,
    dayEnd: (day) => `(${dayStart(`(${day} + 1)`)} - 1)`,
    day: (stamp) => `(${dialect.div(stamp, STAMPS_A_DAY)})`,
    dateOnly,
    instant,
    wallOf: (at) => `(${at} + ${offsetOfInstant(facts, at)})`,
    order: (stamp) => (folded ? instant(stamp) : stamp),
    latest: (stamp) => (folded ? `max_by(${stamp}, ${instant(stamp)})` : `max(${stamp})`),
    orderOf: (moment) => (folded ? moment.instant : stampOf(zone, moment)),
  };
};

/** Days whose midnight was skipped, with the instant at which they began. */
const skippedMidnights = ({ zone, firstDay, lastDay }: StampFacts): readonly (readonly [number, number])[] =>
  changesOf(zone, firstDay - 1, lastDay + AHEAD).flatMap(({ kind, from, to }) => {
    const day = Math.ceil(from / DAY);
    return kind === "skipped" && day * DAY < to ? [[day, momentOfWall(zone, day, 0).instant] as const] : [];
  });

/** Days by which a due moment may lie behind the last day of a log. */
const AHEAD = 400;

/**
 * Says which of some moments, ascending, tell those of a log apart: the ones in its stretches, each begun so many seconds
 * sooner and ended so many days later, and the next behind each but the last.
 */
const nearOf = (
  { firstDay, lastDay, stretches = [[firstDay, lastDay]] }: StampFacts,
  sooner: number,
  later: number,
): ((moment: number, before: number | undefined) => boolean) => {
  const spans = stretches.map(([first, last]) => [first * DAY - sooner, (last + later) * DAY] as const);
  return (moment, before = Number.NEGATIVE_INFINITY) =>
    spans.some(([from, to], i) => moment > from && (moment <= to || (i + 1 < spans.length && before <= to)));
};

/** Tells the seconds east of UTC of an instant. */
const offsetOfInstant = (facts: StampFacts, at: string): string => {
  const { zone, lastDay } = facts;
  const last = (lastDay + AHEAD) * DAY;
  const isNear = nearOf(facts, DAY, AHEAD);
  const changes = zone.starts.map((start, i) => ({ start, before: zone.offsets[i - 1] ?? 0 })).slice(1);
  const within = changes.filter(({ start }, i) => isNear(start, changes[i - 1]?.start));
  const after = zone.starts.findLastIndex((start) => start <= last);
  const cases = within.map(({ start, before }) => `when ${at} < ${start} then ${before}`).join(" ");
  const final = String(zone.offsets[after] ?? 0);
  return within.length === 0 ? final : `case ${cases} else ${final} end`;
};

/** Tells the seconds east of UTC of a local wall time; of one that occurs twice, for its earlier or its later one. */
const offsetCase = (facts: StampFacts, wall: string, which: "earlier" | "later"): string => {
  const { zone, lastDay } = facts;
  const edges = zone.starts.flatMap((start, i) => {
    if (i === 0) return [];
    const before = start + (zone.offsets[i - 1] ?? 0);
    const after = start + (zone.offsets[i] ?? 0);
    // A wall time belongs to the offset before a change for as long as that can express it, unless it is the later one.
    return [{ edge: which === "later" ? Math.min(before, after) : before, offset: zone.offsets[i - 1] ?? 0 }];
  });
  const last = (lastDay + 1) * DAY;
  const isNear = nearOf(facts, 0, 1);
  const within = edges.filter(({ edge }, i) => isNear(edge, edges[i - 1]?.edge));
  const after = edges.findIndex(({ edge }) => edge > last);
  const final = after >= 0 ? (edges[after]?.offset ?? 0) : (zone.offsets.at(-1) ?? 0);
  if (within.length === 0) return String(final);
  const cases = within.map(({ edge, offset }) => `when ${wall} < ${edge} then ${offset}`).join(" ");
  return `case ${cases} else ${final} end`;
};
