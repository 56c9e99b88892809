import { listFaultsOf } from "../calendar/listed.ts";
import { type CalendarDocument, calendarSchema } from "../model/calendarFile.ts";
import { openYaml, refuseFirst } from "./yamlFile.ts";

/**
 * Reads a list of holidays from YAML.
 * @throws Failure `pack-error` with file, line and column of the first fault.
 */
export const parseCalendar = (source: string, path: string): CalendarDocument => {
  const yaml = openYaml(source, path);
  const { data, faults } = yaml.read(calendarSchema, "a calendar");
  refuseFirst(faults ?? []);
  if (data === null) throw new Error(`${path} cannot be read, and nothing says why`);
  refuseFirst(
    listFaultsOf(data.holidays).map(({ index, message }) => yaml.place(["holidays", index, "date"], message)),
  );
  return data;
};
