import { dayOf, FIRST_DAY, isCivilDate, LAST_DAY } from "../calendar/civil.ts";
import { momentOfInstant, momentOfWall, type Zone } from "../calendar/zone.ts";
import type { Moment } from "../model/moment.ts";
import { type Wall, wallsOf } from "./dateForms.ts";

export type DateOrder = "mdy" | "dmy";

/** A date whose first two numbers may each be the month: both readings, until the column's order is known. */
export interface AmbiguousDate {
  readonly mdy: Moment;
  readonly dmy: Moment;
}

/** What a timestamp cell says. */
export type TimestampReading =
  | {
      readonly kind: "moment";
      readonly moment: Moment;
      /** The order of day and month that this value alone can be read in. */
      readonly proves?: DateOrder;
      /** The date as written, where the value is midnight `Z`: it may be a date and no instant at all. */
      readonly utcMidnight?: number;
    }
  | { readonly kind: "ambiguous"; readonly either: AmbiguousDate }
  /** A date that means "none": 1900-01-01, 9999-12-31. */
  | { readonly kind: "sentinel" }
  | { readonly kind: "unreadable" };

const UNREADABLE: TimestampReading = { kind: "unreadable" };
const SENTINEL: TimestampReading = { kind: "sentinel" };
const SENTINELS: ReadonlySet<number> = new Set([
  dayOf(1900, 1, 1),
  dayOf(9999, 12, 31),
  dayOf(2100, 12, 31),
  dayOf(1753, 1, 1),
  dayOf(1, 1, 1),
]);

const inRange = (moment: Moment): boolean => moment.day >= FIRST_DAY && moment.day <= LAST_DAY;

type Placed = Moment | "sentinel" | null;

const placed = (zone: Zone, { year, month, day, second, east }: Wall): Placed => {
  if (!isCivilDate(year, month, day)) return null;
  const number = dayOf(year, month, day);
  if (SENTINELS.has(number)) return "sentinel";
  const moment =
    east === null ? momentOfWall(zone, number, second) : momentOfInstant(zone, number * 86_400 + second - east);
  return inRange(moment) ? moment : null;
};

/**
 * Reads a timestamp as exports write it: canonical (`2022-08-15T09:00:00-07:00`), or any form of {@link wallsOf}.
 * Month-first and day-first are never guessed: without an order, a date that both can read is handed back as ambiguous.
 */
export const readTimestamp = (text: string, zone: Zone, order: DateOrder | undefined): TimestampReading => {
  const walls = wallsOf(text);
  if (walls === null) return UNREADABLE;
  if ("either" in walls) return ofEither(zone, walls.either.mdy, walls.either.dmy, order);
  const moment = placed(zone, walls);
  if (moment === "sentinel") return SENTINEL;
  if (moment === null) return UNREADABLE;
  return walls.east === 0 && walls.second === 0
    ? { kind: "moment", moment, utcMidnight: dayOf(walls.year, walls.month, walls.day) }
    : { kind: "moment", moment };
};

const ofEither = (zone: Zone, first: Wall, second: Wall, order: DateOrder | undefined): TimestampReading => {
  const mdy = placed(zone, first);
  const dmy = placed(zone, second);
  if (mdy === "sentinel" || dmy === "sentinel") return SENTINEL;
  if (order !== undefined) {
    const wanted = order === "mdy" ? mdy : dmy;
    return wanted === null ? UNREADABLE : { kind: "moment", moment: wanted };
  }
  if (mdy !== null && dmy !== null)
    return mdy.day === dmy.day ? { kind: "moment", moment: mdy } : { kind: "ambiguous", either: { mdy, dmy } };
  if (mdy !== null) return { kind: "moment", moment: mdy, proves: "mdy" };
  return dmy === null ? UNREADABLE : { kind: "moment", moment: dmy, proves: "dmy" };
};
