import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { HEADER, LOG } from "./exports.ts";
import { describeRefusals } from "./transcript.ts";
import { cancellog, folderOf } from "./world.ts";

const NO_COLUMN = "A1,E1,2022-08-26,canceled\n";
const dated = (n: number, canceledAt: string): string =>
  Array.from({ length: n }, (_, i) => `B${i},E${i},2022-08-26,canceled,${canceledAt},plan\n`).join("");

describeRefusals({
  title: "Logs that cannot be assessed",
  name: "logs",
  files: {
    "log.csv": LOG,
    "no-enrollee.csv": `appointment_id,patient_nr,scheduled_at,status\n${NO_COLUMN}`,
    "no-status.csv": `appointment_id,enrollee_id,scheduled_at,state\n${NO_COLUMN}`,
    "strange.csv": "nr,who,when,what\n1,2,3,4\n",
    "web-page.csv": "<!doctype html>\n<title>Please log in</title>\n",
    "two-times.csv": `appointment_id,enrollee_id,appt_date,start_time,status\nA1,E1,2022-08-26,09:00,canceled\n`,
    "column-twice.csv": `appointment_id,enrollee_id,scheduled_at,status,status\n${NO_COLUMN}`,
    "undated.csv": `appointment_id,enrollee_id,scheduled_at,status\n${NO_COLUMN}`,
    "typo.csv": `${HEADER}\n${dated(100, "2022-08-25")}A1,E1,2022-08-26,canceled,2202-08-25,plan\nA2,E1,2022-08-26,canceled,2092-08-25,plan\n`,
    "refused.csv": `${HEADER}\nA1,,2022-08-26,canceled,,plan\nA2,E2,soon,canceled,,plan\nA3,E3,2022-08-26,lost,,plan\n`,
    "collision.csv": `${HEADER}\nA1,E1,2022-08-26,canceled,,plan\nA1,E2,2022-08-26,canceled,,plan\n`,
    "either.csv": `${HEADER}\nA1,E1,5/6/2022,canceled,2022-05-01,plan\n`,
    "both.csv": `${HEADER}\nA1,E1,5/16/2022,canceled,2022-05-01,plan\nA2,E1,16/5/2022,canceled,2022-05-01,plan\n`,
  },
  attempts: [
    {
      what: "a required column that is missing, and one that comes near",
      args: ["report", "no-enrollee.csv"],
      names: ["no-enrollee.csv:1", "enrollee_id", '"patient_nr"', "appointment_id, patient_nr, scheduled_at, status"],
    },
    { what: "no status, and no canceled_at", args: ["report", "no-status.csv"], names: ["no-status.csv:1", '"state"'] },
    {
      what: "no column that is known",
      args: ["report", "strange.csv"],
      names: ["strange.csv:1", "nr, who, when, what"],
    },
    { what: "a web page saved as CSV", args: ["report", "web-page.csv"], names: ["web-page.csv:1"] },
    {
      what: "a key column that is missing",
      args: ["report", "log.csv", "--key", "facility,appointment_id"],
      names: ["log.csv:1", "facility"],
    },
    {
      what: "two columns for one field",
      args: ["report", "two-times.csv"],
      names: ["two-times.csv:1", "scheduled_at", '"appt_date"', '"start_time"'],
    },
    { what: "one column twice", args: ["report", "column-twice.csv"], names: ["column-twice.csv:1", "status"] },
    { what: "nothing that gives an as-of", args: ["report", "undated.csv"], names: ["--as-of"] },
    {
      what: "an as-of that one typo gives",
      args: ["report", "typo.csv"],
      names: ["2092-08-25", "canceled_at", "typo.csv:103", "--as-of"],
    },
    {
      what: "every record refused",
      args: ["report", "refused.csv"],
      names: ["3", "refused.csv:2", "missing:enrollee_id", "--rejects"],
    },
    {
      what: "every record of an id that two persons have",
      args: ["report", "collision.csv"],
      names: ["collision.csv:2", "id-collision"],
    },
    {
      what: "dates that may be month first or day first",
      args: ["report", "either.csv"],
      names: ["either.csv:2", "scheduled_at", "5/6/2022", "--date-order"],
    },
    {
      what: "dates that are both",
      args: ["report", "both.csv"],
      names: ["scheduled_at", "both.csv:2", "both.csv:3", "--date-order"],
    },
  ],
});

it("a log of which every record is refused leaves its rejects behind, all of them", async () => {
  const cwd = folderOf({ "refused.csv": `${HEADER}\nA1,,2022-08-26,canceled,,plan\nA2,E2,soon,canceled,,plan\n` });
  const { code } = await cancellog(["report", "refused.csv", "--rejects", "rejects.csv"], { cwd });
  expect(code).toBe(2);
  expect(existsSync(join(cwd, "rejects.csv"))).toBe(true);
  expect(readFileSync(join(cwd, "rejects.csv"), "utf8").split("\n").slice(0, 3)).toEqual([
    "source,record,line,reason,raw",
    'refused.csv,1,2,missing:enrollee_id,"A1,,2022-08-26,canceled,,plan"',
    'refused.csv,2,3,unreadable:scheduled_at,"A2,E2,soon,canceled,,plan"',
  ]);
});

it("advises for a missing status a column's name, and not a sentence", async () => {
  const { stderr } = await cancellog(["report", "-"], { stdin: `appointment_id,enrollee_id,scheduled_at,state\n` });
  expect(stderr).not.toContain('rename the column to "status (or canceled_at)"');
});

it("prints nothing of a header that a terminal would act on, and no more of it than can be read", async () => {
  const { stderr } = await cancellog(["report", "-"], {
    stdin: `\u001b[2J\u001b]0;title\u0007,${"x".repeat(50_000)}\n1,2\n`,
  });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
  expect(stderr.length).toBeLessThan(2000);
});
