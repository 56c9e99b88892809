import { glued } from "./wrap.ts";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** Writes `2022-10-31` as "October 31, 2022", on one line; a text that is no date stays as it is. */
export const dayInWords = (iso: string): string => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso) ?? [];
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? iso : glued(`${name} ${Number(day)}, ${year}`);
};

/** Writes a local time in words: "October 31, 2022, 17:00", or "the end of October 31, 2022". */
export const momentInWords = (iso: string): string => {
  const [day = "", time] = iso.split("T");
  if (time === undefined) return dayInWords(day);
  if (time === "23:59:59") return `the end of ${dayInWords(day)}`;
  return `${dayInWords(day)}, ${time.replace(/:00$/, "")}`;
};

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
/** Days by which the first of each month is ahead in the week, March first (Sakamoto). */
const AHEAD = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4] as const;

/** Writes a local date or time with its day of the week: "Fri 2022-08-26", "Fri 2022-08-26 09:00". */
export const weekdayAnd = (iso: string): string => {
  const [, year, month, day, time] = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}:\d{2}))?$/.exec(iso) ?? [];
  if (year === undefined) return iso;
  const y = Number(month) < 3 ? Number(year) - 1 : Number(year);
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  const weekday = WEEKDAYS[(y + leaps + (AHEAD[Number(month) - 1] ?? 0) + Number(day)) % WEEKDAYS.length];
  return glued(`${weekday} ${year}-${month}-${day}${time === undefined ? "" : ` ${time.replace(/:00$/, "")}`}`);
};
