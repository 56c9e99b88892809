import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { SHIPPED_CALENDARS } from "../../src/calendar/calendars.ts";
import { isoDate } from "../../src/calendar/civil.ts";

export type LogForm = "inline" | "linked";

/** Writes the default pack's holidays as a CSV of dates: what a script of one's own would be handed. */
export const holidaysFile = (folder: string): string => {
  const calendar = SHIPPED_CALENDARS["ca-state-offices"];
  if (calendar === undefined) throw new Error("the default pack's calendar is gone");
  const path = join(folder, "holidays.csv");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, `day\n${calendar.holidays.map(({ day }) => `${isoDate(day)}\n`).join("")}`);
  return path;
};

/** Generates a log by the program itself, once: the same seed gives the same bytes. */
export const generatedLog = (root: string, folder: string, cancellations: number, form: LogForm): string => {
  const path = join(folder, `strike-2022-${form}-${cancellations}.csv`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const unfinished = `${path}.${process.pid}.csv`;
  const args = ["generate", "strike-2022", "--cancellations", String(cancellations), "--form", form, "-o", unfinished];
  try {
    execFileSync(process.execPath, [join(root, "bin", "cancellog.js"), ...args], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    renameSync(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
  return path;
};

/** Unpacks the shipped fixture, so that all contenders read the same bytes. */
export const shippedLog = (root: string, folder: string): string => {
  const path = join(folder, "strike-2022.csv");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, gunzipSync(readFileSync(join(root, "fixtures", "strike-2022.csv.gz"))));
  return path;
};
