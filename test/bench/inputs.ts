import { execFileSync } from "node:child_process";
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
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

const LONG_DATE = /(?<=[,\n])(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d))?(?=[,\n])/g;
const NOTE = '"left a message,\r\nno answer"';
/** Rows from one note of two lines to the next. */
const NOTE_EVERY = 100;

const asInClinics = (_: string, year: string, month: string, day: string, hour?: string, minute?: string): string => {
  const date = `${Number(month)}/${Number(day)}/${year}`;
  if (hour === undefined) return date;
  const h = Number(hour);
  return `${date} ${((h + 11) % 12) + 1}:${minute} ${h < 12 ? "AM" : "PM"}`;
};

/** Writes a generated log once more, line by line; the header is line 0. */
const rewritten = async (log: string, name: string, write: (line: string, row: number) => string): Promise<string> => {
  const path = log.replace(/\.csv$/, `-${name}.csv`);
  if (existsSync(path)) return path;
  const unfinished = `${path}.${process.pid}.csv`;
  async function* written(): AsyncGenerator<string> {
    let row = 0;
    for await (const line of createInterface({ input: createReadStream(log), crlfDelay: Number.POSITIVE_INFINITY }))
      yield write(line, row++);
  }
  try {
    await pipeline(written, createWriteStream(unfinished));
    renameSync(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
  return path;
};

/**
 * Writes a log as a clinic's system would export it: dates such as 8/15/2022 9:00 AM, lines that end in CR and LF, and a
 * column of notes, some of them of two lines.
 */
export const clinicLog = (log: string): Promise<string> =>
  rewritten(log, "clinic", (line, row) => {
    const note = row === 0 ? "notes" : row % NOTE_EVERY === 0 ? NOTE : "";
    return `${`,${line},`.replace(LONG_DATE, asInClinics).slice(1)}${note}\r\n`;
  });

/** Writes a log as a database server's tools would: times such as 2022-08-15T09:00:00.000-07:00, and NULL in every empty cell. */
export const serverLog = (log: string): Promise<string> =>
  rewritten(log, "server", (line) => {
    const cells = `,${line},`
      .replace(LONG_DATE, (date, _year, _month, _day, hour) =>
        hour === undefined ? date : `${date.replace(" ", "T")}:00.000-07:00`,
      )
      .replace(/(?<=,)(?=,)/g, "NULL");
    return `${cells.slice(1, -1)}\n`;
  });

/** Unpacks the shipped fixture, so that all contenders read the same bytes. */
export const shippedLog = (root: string, folder: string): string => {
  const path = join(folder, "strike-2022.csv");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, gunzipSync(readFileSync(join(root, "fixtures", "strike-2022.csv.gz"))));
  return path;
};
