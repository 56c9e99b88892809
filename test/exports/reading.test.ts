import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { zipOf } from "./archive.ts";
import { inFolder, readExports, valuesOf } from "./run.ts";

/** What went wrong once in reading real exports, each as small as it can be said. */
interface Case {
  readonly files: Readonly<Record<string, string | Buffer>>;
  /** The values of these fields, in input order. */
  readonly fields: readonly string[];
  readonly values?: readonly (readonly (string | null)[])[];
  /** `line reason`. */
  readonly rejects?: readonly string[];
  readonly failure?: string;
}

const HEADER = "appointment_id,enrollee_id,status,scheduled_at,facility\n";

const CASES: Readonly<Record<string, Case>> = {
  "one damaged line does not turn the others into Windows-1252": {
    files: {
      "log.csv": Buffer.concat([
        Buffer.from(`${HEADER}A1,E1,booked,2022-09-12,San José\n`, "utf8"),
        Buffer.from("A2,E2,booked,2022-09-12,San José\n", "latin1"),
      ]),
    },
    fields: ["facility"],
    values: [["San José"], ["San José"]],
  },
  "a record is no header because a cell of it is called like a column": {
    files: { "a.csv": `${HEADER}A1,E1,canceled,2022-09-12,Fremont\n`, "b.csv": "A2,E2,canceled,2022-09-13,plan\n" },
    fields: ["appointment_id", "facility"],
    values: [
      ["A1", "Fremont"],
      ["A2", "plan"],
    ],
  },
  "a time column is joined to its date column, though no field has that name": {
    files: {
      "log.csv":
        "appointment_id,enrollee_id,status,Appt Date,Appt Time,Cancellation Date,Cancellation Time\nA1,E1,canceled,2022-09-12,9:30 AM,2022-09-10,16:05\n",
    },
    fields: ["scheduled_at", "canceled_at"],
    values: [["2022-09-12T09:30:00", "2022-09-10T16:05:00"]],
  },
  "one row cut short does not make a delimiter too many of all the others": {
    files: { "log.csv": `${HEADER}A1,E1,booked,2022-09-12,x,\nA2,E2\nA3,E3,booked,2022-09-12,x,\n` },
    fields: ["appointment_id"],
    values: [["A1"], ["A3"]],
    rejects: ["3 field-count"],
  },
  "an unclosed quote does not swallow the records down to the next quote in that column": {
    files: {
      "log.csv": `${HEADER}A1,E1,booked,2022-09-12,"Fremont\nA2,E2,booked,2022-09-12,Fremont\nA3,E3,booked,2022-09-12,"Fremont"\n`,
    },
    fields: ["appointment_id", "facility"],
    values: [
      ["A2", "Fremont"],
      ["A3", "Fremont"],
    ],
    rejects: ["2 unclosed-quote"],
  },
  "an unclosed quote does not hide behind a doubled one": {
    files: {
      "log.csv": `${HEADER}A1,E1,booked,2022-09-12,"Fremont\nA2,E2,booked,2022-09-12,"""Old"" Town"\n`,
    },
    fields: ["facility"],
    values: [['"Old" Town']],
    rejects: ["2 unclosed-quote"],
  },
  "white space on either side of the quotes is none of the cell's": {
    files: {
      "log.csv": `${HEADER}"A1", "E1" , "booked", "2022-09-12" ,\t"Oakland, ""Piedmont"""\t\nA2,E2,booked,2022-09-12, "no" quotes\n`,
    },
    fields: ["appointment_id", "enrollee_id", "facility"],
    values: [
      ["A1", "E1", 'Oakland, "Piedmont"'],
      ["A2", "E2", '"no" quotes'],
    ],
  },
  "an empty zip archive is said to be empty": {
    files: { "log.zip": zipOf([]) },
    fields: [],
    failure: "zip-empty",
  },
  "two files of one name in a zip archive are not taken for one": {
    files: {
      "log.zip": zipOf([
        { name: "log.csv", bytes: Buffer.from(`${HEADER}A1,E1,booked,2022-09-12,x\n`) },
        { name: "log.csv", bytes: Buffer.from(`${HEADER}A2,E2,booked,2022-09-12,x\n`) },
      ]),
    },
    fields: [],
    failure: "bad-zip",
  },
};

describe("reading", () => {
  it.each(Object.entries(CASES))("%s", async (_, { files, fields, values, rejects = [], failure }) => {
    const log = await inFolder((folder) => {
      for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
      return readExports(Object.keys(files), {}, folder);
    });
    if ("failure" in log) return expect(log.failure).toBe(failure);
    expect(valuesOf(log).map((one) => fields.map((field) => one[field]))).toEqual(values);
    expect(log.rejects.map(({ place, reason }) => `${place.line} ${reason}`)).toEqual(rejects);
  });
});
