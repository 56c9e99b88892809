import { describe, expect, it } from "vitest";
import { HEADER, LOG, RECORD } from "./exports.ts";
import { type Attempt, describeRefusals } from "./transcript.ts";
import { cancellog } from "./world.ts";

const FILES = { "log.csv": `${HEADER},language\n${RECORD},es\n` };

const given = (what: string, option: string, value: string, ...names: readonly string[]): Attempt => ({
  what,
  args: ["report", "log.csv", option, value],
  names: [option, value, ...names],
});

describeRefusals({
  title: "Options that cannot be understood",
  name: "options",
  files: FILES,
  attempts: [
    given("a pack that is not shipped", "--pack", "ca-timely-acces", '"ca-timely-access"', "YAML"),
    given("a calendar", "--calendar", "ca-state-office", '"ca-state-offices"', "ca-legal-holidays"),
    given("a time zone", "--timezone", "America/Los_Angles", '"America/Los_Angeles"'),
    given("a date that does not exist", "--as-of", "2022-02-30"),
    given("a date in other words", "--as-of", "yesterday", "YYYY-MM-DD"),
    given("a date before all logs", "--as-of", "1066-10-14", "1990-01-01"),
    given("the first day", "--from", "8/15/2022", "YYYY-MM-DD"),
    given("the last day", "--to", "2022-13-01"),
    given("an assumption without a value", "--assume", "urgency", "field=value"),
    given("an assumption about another field", "--assume", "facility=North", "urgency, prior_auth"),
    given("an assumption of no such value", "--assume", "urgency=rush", "urgent, non-urgent"),
    given("a condition without a value", "--where", "facility", "FIELD=VALUE"),
    {
      what: "a condition on no such status",
      args: ["report", "log.csv", "--where", "status=lost"],
      names: ["--where", '"lost"', "canceled, rescheduled"],
    },
    {
      what: "a condition on a date that is none",
      args: ["report", "log.csv", "--where", "made_at=May"],
      names: ["--where", '"May"', "YYYY-MM-DD"],
    },
    {
      what: "a condition on yes or no",
      args: ["report", "log.csv", "--where", "prior_auth!=maybe"],
      names: ["--where", '"maybe"', "true or false"],
    },
    {
      what: "a condition on no such column",
      args: ["report", "log.csv", "--where", "langauge=es"],
      names: ["--where", '"langauge"', '"language"'],
    },
    given("a breakdown by no such column", "--by", "langage", '"language"'),
    given("a breakdown by a field that the log has no column for", "--by", "facility"),
    given("a key of no such field", "--key", "facilty", '"facility"'),
    given("a key without the appointment", "--key", "facility", "appointment_id"),
    given("a format", "--format", "pdf", "text, json"),
    given("a delimiter", "--delimiter", "*", "tab"),
    given("an order of dates", "--date-order", "ymd", "mdy or dmy"),
    given("an encoding", "--encoding", "latin-9", "windows-1252"),
    given("a mapping that is not shipped", "--mapping", "epik", '"epic"'),
    given("a way to find replacements", "--link", "guessed", "explicit, series or inferred"),
    given("a field to derive", "--derive", "made_at", "prior_kept_at"),
    given("a size", "--max-bytes", "plenty", "64GB"),
    given("an output whose ending tells no format", "-o", "report.pdf", "text, json"),
    given("findings in no such format", "--findings", "findings.xlsx", ".csv", ".ndjson"),
    given("rejects in no such format", "--rejects", "rejects.txt", ".csv", ".ndjson"),
    {
      what: "a scenario",
      args: ["generate", "strike-2023"],
      names: ["strike-2023", "strike-2022"],
    },
    {
      what: "a form",
      args: ["generate", "strike-2022", "--form", "cerner"],
      names: ["--form", "inline, linked or epic"],
    },
    { what: "a seed", args: ["generate", "strike-2022", "--seed", "-1"], names: ["--seed", "0 to 4294967295"] },
    {
      what: "no cancellations to generate",
      args: ["generate", "strike-2022", "--cancellations", "0"],
      names: ["--cancellations", "from 1"],
    },
  ],
});

describe("a time zone", () => {
  it.each(["UTC", "Asia/Kolkata", "Asia/Kathmandu", "Europe/Kyiv", "US/Pacific", "America/Argentina/Buenos_Aires"])(
    "is known by the name that people write: %s",
    async (zone) => {
      const { code, stderr } = await cancellog(["report", "-", "--timezone", zone], { stdin: LOG });
      expect(stderr).toBe("");
      expect(code).toBe(0);
    },
  );
});

describe("an option that changes figures", () => {
  it.each([
    [["--timezone", "UTC"], { timezone: "UTC" }],
    [["--calendar", "ca-legal-holidays"], { calendar: "ca-legal-holidays" }],
    [
      ["--assume", "urgency=urgent", "--assume", "prior_auth=false"],
      { assume: ["urgency=urgent", "prior_auth=false"] },
    ],
    [["--date-order", "dmy"], { "date-order": "dmy" }],
    [["--delimiter", "comma"], { delimiter: "comma" }],
    [["--encoding", "utf-8"], { encoding: "utf-8" }],
    [["--link", "series"], { link: "series" }],
    [["--derive", "prior_kept_at"], { derive: ["prior_kept_at"] }],
  ])("is told in the report: %s", async (args, options) => {
    const { stdout } = await cancellog(["report", "-", "-f", "json", ...args], { stdin: LOG });
    expect(JSON.parse(stdout)).toMatchObject({ options });
  });
});

describe("a column of the export's own", () => {
  it.each(["constructor", "toString", "__proto__", "week of", "\u{1F4C5}"])(
    "can be named anything: %s",
    async (column) => {
      const log = `${HEADER},${column},language\n${RECORD},,es\n${RECORD.replace("A1", "A2")},x,\n`;
      const { code, stdout, stderr } = await cancellog(["report", "-", "-f", "json", "--by", `${column},language`], {
        stdin: log,
      });
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      const report = JSON.parse(stdout) as { breakdowns: { rows: { key: string | null }[] }[] };
      expect(report.breakdowns[0]?.rows.map(({ key }) => key)).toEqual(["x", null]);
    },
  );
});
