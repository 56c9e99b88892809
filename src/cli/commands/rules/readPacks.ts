import type { HolidayCalendar } from "../../../calendar/calendars.ts";
import type { Pack } from "../../../model/rule.ts";
import { shippedPackIds } from "../../../rules/shipped.ts";
import { readCalendar } from "../../readCalendar.ts";
import { readPack } from "../../readPack.ts";

/** A pack, and the calendar that its business days are counted by. */
export interface ReadPack {
  readonly pack: Pack;
  readonly calendar: HolidayCalendar;
}

/** Reads packs with their calendars: those named, or all that are shipped. */
export const readPacks = async (names: readonly string[] | undefined, cwd: string): Promise<readonly ReadPack[]> => {
  const read: ReadPack[] = [];
  for (const name of names ?? shippedPackIds()) {
    const pack = await readPack(name, cwd);
    read.push({ pack, calendar: await readCalendar(pack.calendar, `the calendar of pack ${pack.id}`, cwd) });
  }
  return read;
};
