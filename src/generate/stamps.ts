import { civilOf, clockText, isoDate } from "../calendar/civil.ts";
import { dayPart, FIRST_LOST, MINUTES_A_DAY } from "./window.ts";

/** Remembers the texts of small numbers: a log has few days and minutes, and formatting would take most of the time. */
const remembered = (format: (n: number) => string): ((n: number) => string) => {
  const texts: (string | undefined)[] = [];
  return (n) => {
    const known = texts[n];
    if (known !== undefined) return known;
    const text = format(n);
    texts[n] = text;
    return text;
  };
};

/** Days are counted from a year before the strike, so that the remembered texts lie close together. */
const BASE = FIRST_LOST - 366;

const isoDay = remembered((day) => isoDate(BASE + day));
const isoClock = remembered((minute) => ` ${clockText(minute * 60).slice(0, 5)}`);

const usDay = remembered((offset) => {
  const { year, month, day } = civilOf(BASE + offset);
  return `${month}/${day}/${year}`;
});
const usClock = remembered((minute) => {
  const hour = Math.floor(minute / 60);
  return ` ${((hour + 11) % 12) + 1}:${String(minute % 60).padStart(2, "0")} ${hour < 12 ? "AM" : "PM"}`;
});

/** Writes a moment as `2022-08-15 14:30`. */
export const isoStamp = (moment: number): string => isoDay(dayPart(moment) - BASE) + isoClock(moment % MINUTES_A_DAY);

/** Writes the date of a moment as `2022-08-15`. */
export const isoDateOf = (moment: number): string => isoDay(dayPart(moment) - BASE);

/** Writes a moment as Epic's reports do in the United States: `8/15/2022 2:30 PM`. */
export const usStamp = (moment: number): string => usDay(dayPart(moment) - BASE) + usClock(moment % MINUTES_A_DAY);
