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
