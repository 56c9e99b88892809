import { basename } from "node:path";
import { type HolidayCalendar, SHIPPED_CALENDARS } from "../calendar/calendars.ts";
import { listedCalendar, listFaultsOf } from "../calendar/listed.ts";
import { failure } from "../model/failure.ts";
import { nearest } from "../model/nearest.ts";

/** Reads a list of holidays of the user's own: CSV by its ending, else YAML. */
const readCalendarFile = async (path: string, cwd: string): Promise<HolidayCalendar> => {
  const { readText } = await import("../rules/yamlFile.ts");
  const source = await readText(path, cwd);
  if (!/\.csv$/i.test(path)) {
    const { id, title, holidays } = (await import("../rules/calendarFile.ts")).parseCalendar(source, path);
    return listedCalendar(id, title, holidays);
  }
  const holidays = (await import("../ingest/calendarCsv.ts")).readCalendarCsv(source, path);
  const [fault] = listFaultsOf(holidays);
  if (fault !== undefined) {
    const line = holidays[fault.index]?.line ?? 1;
    throw failure("pack-error", { path, line, column: 1, where: "", message: fault.message });
  }
  const name = basename(path).replace(/\.csv$/i, "");
  return listedCalendar(name, `Holidays of ${basename(path)}`, holidays);
};

/**
 * Finds the calendar that an option or a pack names: a shipped one by its id, or a file.
 * @throws Failure `unknown-option-value`, and those of reading the file.
 */
export const readCalendar = async (name: string, option: string, cwd: string): Promise<HolidayCalendar> => {
  const shipped = Object.hasOwn(SHIPPED_CALENDARS, name) ? SHIPPED_CALENDARS[name] : undefined;
  if (shipped !== undefined) return shipped;
  if (/[./\\]/.test(name)) return readCalendarFile(name, cwd);
  const ids = Object.keys(SHIPPED_CALENDARS);
  throw failure("unknown-option-value", {
    option,
    value: name,
    allowed: `Calendars are ${ids.join(", ")}; or name a file, such as ./holidays.csv.`,
    nearest: nearest(name, ids),
  });
};
