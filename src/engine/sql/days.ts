import { FIRST_DAY, LAST_TABLE_DAY } from "../../calendar/civil.ts";
import type { DayTable } from "../../calendar/dayTable.ts";
import type { PackInForce } from "../contract.ts";

/** The business-day tables of a run: one a calendar, however many packs count by it. */
export interface Calendars {
  readonly tables: readonly DayTable[];
  /** By pack: the place of its table. */
  readonly ofPack: readonly number[];
}

/** Gathers the calendars of the packs, among those of all that the run will count by. */
export const calendarsOf = (packs: readonly PackInForce[], among: readonly PackInForce[] = packs): Calendars => {
  const ids = [...new Set(among.map(({ calendar }) => calendar.sha256))];
  return {
    tables: ids.flatMap((id) => among.find(({ calendar }) => calendar.sha256 === id)?.table ?? []),
    ofPack: packs.map(({ calendar }) => ids.indexOf(calendar.sha256)),
  };
};

/** Lists the days that a log may speak of. */
export const daysOfLogs = (): readonly number[] =>
  // The eve of the first day is looked up too, where a note is dated on it.
  Array.from({ length: LAST_TABLE_DAY - FIRST_DAY + 2 }, (_, i) => FIRST_DAY - 1 + i);

/** Counts the business days up to and including a day. */
export const countedOn = (table: DayTable, day: number): number => table.index[day - FIRST_DAY] ?? 0;

/** The names of the columns of the day table. */
export const dayColumns = ({ tables }: Calendars): readonly string[] => [
  "day",
  ...tables.map((_, i) => `business_${i}`),
];

/**
 * The day under which an unknown date is looked up: every lookup finds a row, and an unknown date finds nothing in it. It is
 * the one before the first of the table, so that the days have no gap: where the key of a join has none and every row finds
 * its own, the database passes rows on as they are.
 */
export const NO_DAY = FIRST_DAY - 2;

/** More business days than are counted up to any day: what is known never to have come lies behind all limits. */
export const NEVER = 1_000_000;
