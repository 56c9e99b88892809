import { dayOf, FIRST_DAY, isCivilDate, LAST_DAY } from "../calendar/civil.ts";
import { momentOfInstant, momentOfWall, type Zone } from "../calendar/zone.ts";
import type { Moment } from "../model/moment.ts";

export type DateOrder = "mdy" | "dmy";

/** A date whose first two numbers may each be the month: both readings, until the column's order is known. */
export interface AmbiguousDate {
  readonly mdy: Moment;
  readonly dmy: Moment;
}

/** What a timestamp cell says; `proves` marks a date that only one order can read. */
export type TimestampReading =
  | { readonly kind: "moment"; readonly moment: Moment; readonly proves?: DateOrder }
  | { readonly kind: "ambiguous"; readonly either: AmbiguousDate }
  | { readonly kind: "unreadable" };

const UNREADABLE: TimestampReading = { kind: "unreadable" };
const MAX_OFFSET = 14 * 3600;

const CANONICAL = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const SLASHED =
  /^(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?: ?([AaPp])\.?[Mm]\.?)?)?$/;

/** Seconds east of UTC; null where the offset is past 14 hours or has no such minute. */
const offsetOf = (text: string): number | null => {
  if (text === "Z") return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(-2));
  const offset = hours * 3600 + minutes * 60;
  return minutes > 59 || offset > MAX_OFFSET ? null : text[0] === "-" ? -offset : offset;
};

const inRange = (moment: Moment): boolean => moment.day >= FIRST_DAY && moment.day <= LAST_DAY;

const ofWall = (zone: Zone, year: number, month: number, day: number, second: number): Moment | null => {
  if (!isCivilDate(year, month, day)) return null;
  const moment = momentOfWall(zone, dayOf(year, month, day), second);
  return inRange(moment) ? moment : null;
};

const secondOf = (hour: number, minute: number, second: number): number | null =>
  hour > 23 || minute > 59 || second > 59 ? null : hour * 3600 + minute * 60 + second;

const readCanonical = (zone: Zone, match: RegExpExecArray): TimestampReading => {
  const [, year, month, day, hour = "0", minute = "0", sec = "0", offset] = match;
  const second = secondOf(Number(hour), Number(minute), Number(sec));
  if (second === null) return UNREADABLE;
  if (offset === undefined) {
    const moment = ofWall(zone, Number(year), Number(month), Number(day), second);
    return moment === null ? UNREADABLE : { kind: "moment", moment };
  }
  const east = offsetOf(offset);
  if (east === null || !isCivilDate(Number(year), Number(month), Number(day))) return UNREADABLE;
  const moment = momentOfInstant(zone, dayOf(Number(year), Number(month), Number(day)) * 86_400 + second - east);
  return inRange(moment) ? { kind: "moment", moment } : UNREADABLE;
};

/** Turns a 12-hour clock to 24 hours: 12 AM is 0, 12 PM is 12; null where there is no such hour. */
const hour24 = (hour: number, half: string | undefined): number | null => {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
};

const readSlashed = (zone: Zone, match: RegExpExecArray, order: DateOrder | undefined): TimestampReading => {
  const [, first, , other, year, hour = "0", minute = "0", sec = "0", half] = match;
  const hours = hour24(Number(hour), half);
  const second = hours === null ? null : secondOf(hours, Number(minute), Number(sec));
  if (second === null) return UNREADABLE;
  const mdy = ofWall(zone, Number(year), Number(first), Number(other), second);
  const dmy = ofWall(zone, Number(year), Number(other), Number(first), second);
  const wanted = order === "mdy" ? mdy : order === "dmy" ? dmy : null;
  if (order !== undefined) return wanted === null ? UNREADABLE : { kind: "moment", moment: wanted };
  if (mdy !== null && dmy !== null)
    return mdy.day === dmy.day ? { kind: "moment", moment: mdy } : { kind: "ambiguous", either: { mdy, dmy } };
  if (mdy !== null) return { kind: "moment", moment: mdy, proves: "mdy" };
  if (dmy !== null) return { kind: "moment", moment: dmy, proves: "dmy" };
  return UNREADABLE;
};

/**
 * Reads a timestamp in canonical form (`2022-08-15`, `2022-08-15T09:00`, `2022-08-15 09:00:00.5-07:00`) or as
 * spreadsheets write it (`8/15/2022 9:00 AM`). Month-first and day-first are never guessed: without an order, a date
 * that both can read is handed back as ambiguous.
 */
export const readTimestamp = (text: string, zone: Zone, order: DateOrder | undefined): TimestampReading => {
  const canonical = CANONICAL.exec(text);
  if (canonical !== null) return readCanonical(zone, canonical);
  const slashed = SLASHED.exec(text);
  return slashed === null ? UNREADABLE : readSlashed(zone, slashed, order);
};
