import { SHIPPED_CALENDARS } from "../../src/calendar/calendars.ts";
import { isoDate } from "../../src/calendar/civil.ts";

/** Writes the default pack's holidays as a CSV of dates: what a script of one's own would be handed. */
export const holidaysCsv = (): string => {
  const { holidays } = SHIPPED_CALENDARS["ca-state-offices"]!();
  return `day\n${holidays.map(({ day }) => `${isoDate(day)}\n`).join("")}`;
};
