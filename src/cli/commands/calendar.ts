import { yearSheet } from "../../calendar/year.ts";
import { RULES_OPTIONS } from "../../model/runOptions.ts";
import { yearText } from "../../render/calendar/year.ts";
import { readCalendar } from "../readCalendar.ts";
import { readOption, readOptional } from "../readOption.ts";
import { type CliWorld, EXIT, widthOf, write } from "../world.ts";

export interface CalendarOptions {
  readonly calendar?: string;
  readonly format?: string;
}

const DEFAULT_CALENDAR = "ca-state-offices";

/** Runs `cancellog calendar`: one year of a calendar, each holiday with its law. */
export const calendarCommand = async (year: string, options: CalendarOptions, world: CliWorld): Promise<number> => {
  const number = readOption("calendar", RULES_OPTIONS.year, year);
  const format = readOptional("--format", RULES_OPTIONS["--show-format"], options.format) ?? "text";
  const calendar = await readCalendar(options.calendar ?? DEFAULT_CALENDAR, "--calendar", world.cwd());
  const sheet = yearSheet(calendar, number);
  await write(
    world.stdout,
    format === "json" ? `${JSON.stringify(sheet, null, 2)}\n` : yearText(sheet, widthOf(world)),
  );
  return EXIT.done;
};
