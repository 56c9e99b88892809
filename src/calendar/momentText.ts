import type { Moment } from "../model/moment.ts";
import { clockText, isoDate } from "./civil.ts";

/** Writes a moment as local ISO without offset: `2022-08-15T09:00:00`, or the date where it has no time of day. */
export const momentText = ({ day, second, dateOnly }: Moment): string =>
  dateOnly ? isoDate(day) : `${isoDate(day)}T${clockText(second)}`;
