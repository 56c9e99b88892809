import { expect, it } from "vitest";
import { LOG } from "./exports.ts";
import { type Attempt, describeRefusals, expectRefusal } from "./transcript.ts";
import { cancellog, folderOf } from "./world.ts";

const PACK = `schema: cancellog.pack/1
id: own
version: 1.0.0
title: A pack of one's own
timezone: America/Los_Angeles
calendar: ca-state-offices
assume: { urgency: non-urgent }
families:
  - id: own
    title: Own
    asks: that should have been rescheduled within the week
rules:
  - id: own.week
    family: own
    title: Rescheduled within the week
    basis: commitment
    citation: { law: "Our charter", text: "Within a week.", grade: V }
    effective: { from: 2022-01-01 }
    applies: { canceled_by: plan, urgency: non-urgent }
    clock: { starts: scheduled_at, within: 5 business days }
`;

/** The pack with one line of it written otherwise. */
const changed = (from: string, to: string): string => {
  expect(PACK).toContain(from);
  return PACK.replace(from, to);
};

const FAULTS = {
  "yaml.yaml": changed("title: A pack of one's own", "title: [A pack"),
  "tabs.yaml": changed("  - id: own\n", "\t- id: own\n"),
  "key.yaml": changed("    basis:", "    author: me\n    basis:"),
  "nested-key.yaml": changed("within: 5 business days", "within: 5 business days, until: scheduled_at"),
  "value.yaml": changed("basis: commitment", "basis: wish"),
  "limit.yaml": changed("5 business days", "a week"),
  "field.yaml": changed("{ canceled_by: plan,", "{ cancelled: plan,"),
  "field-value.yaml": changed("{ canceled_by: plan,", "{ canceled_by: clinic,"),
  "time-field.yaml": changed("{ canceled_by: plan,", "{ made_at: plan,"),
  "start.yaml": changed("starts: scheduled_at", "starts: facility"),
  "assumed.yaml": changed("assume: { urgency: non-urgent }", "assume: { urgency: rush }"),
  "assumed-field.yaml": changed("assume: { urgency: non-urgent }", "assume: { county: Kern }"),
  "date.yaml": changed("2022-01-01", "2022-02-30"),
  "version.yaml": changed("version: 1.0.0", "version: 1"),
  "schema.yaml": changed("cancellog.pack/1", "cancellog.pack/9"),
  "family.yaml": changed("    family: own", "    family: other"),
  "no-clock.yaml": PACK.replace(/ {4}clock: .*\n/, ""),
  "no-rules.yaml": PACK.replace(/rules:[\s\S]*/, "rules: []\n"),
  "list.yaml": "- a list\n",
  "empty.yaml": "",
  "zone.yaml": changed("America/Los_Angeles", "America/Los_Angles"),
  "calendar.yaml": changed("ca-state-offices", "ca-state-office"),
};

const pack = (what: string, file: keyof typeof FAULTS, ...names: readonly string[]): Attempt => ({
  what,
  args: ["report", "log.csv", "--pack", file],
  names,
});

describeRefusals({
  title: "Packs of one's own that cannot be used",
  name: "packs",
  files: {
    "log.csv": LOG,
    ...FAULTS,
    "own.yaml": PACK,
    "copy.yaml": changed("id: own\nversion", "id: copy\nversion"),
    "eastern.yaml": changed("America/Los_Angeles", "America/New_York").replaceAll("own.week", "own.eastern"),
    "folder.yaml/readme.md": "",
  },
  attempts: [
    { what: "no such file", args: ["report", "log.csv", "--pack", "./missing.yaml"], names: ["./missing.yaml"] },
    { what: "a directory", args: ["report", "log.csv", "--pack", "folder.yaml"], names: ["folder.yaml"] },
    pack("YAML that is none", "yaml.yaml", "yaml.yaml:5:1"),
    pack("tabs where spaces belong", "tabs.yaml", "tabs.yaml:9:1"),
    pack("a key that is none", "key.yaml", "key.yaml:16:5", "rules.0", "author"),
    pack("a key that is none, within another", "nested-key.yaml", "nested-key.yaml:20:", "rules.0.clock", "until"),
    pack("a value that is none", "value.yaml", "value.yaml:16:", "rules.0.basis", "commitment"),
    pack("a limit that is none", "limit.yaml", "limit.yaml:20:", "rules.0.clock.within", '"10 business days"'),
    pack("a condition on no field", "field.yaml", "field.yaml:19:16", "rules.0.applies", '"cancelled"', "canceled_by"),
    pack("a condition on no such value", "field-value.yaml", "field-value.yaml:19:", "clinic", "plan, enrollee, other"),
    pack("a condition on a time", "time-field.yaml", "time-field.yaml:19:", "made_at", "timestamp"),
    pack("a clock that starts at no time", "start.yaml", "start.yaml:20:14", "rules.0.clock.starts"),
    pack("an assumption of no such value", "assumed.yaml", "assumed.yaml:7:", "assume.urgency", "urgent, non-urgent"),
    pack("an assumption about another field", "assumed-field.yaml", "assumed-field.yaml:7:", "county"),
    pack("a date that does not exist", "date.yaml", "date.yaml:18:", "2022-02-30"),
    pack("a version that is a number", "version.yaml", "version.yaml:3:", "version"),
    pack("a schema of another age", "schema.yaml", "schema.yaml:1:", "cancellog.pack/1"),
    pack("a family that is not there", "family.yaml", "family.yaml:14:", '"other"', "own"),
    pack("a rule without clock or requirement", "no-clock.yaml", "no-clock.yaml:13:", "rules.0", "clock"),
    pack("no rules", "no-rules.yaml", "no-rules.yaml:12:", "rules"),
    pack("a list in place of a pack", "list.yaml", "list.yaml:1:1"),
    pack("nothing at all", "empty.yaml", "empty.yaml:1:1"),
    pack("a time zone that is none", "zone.yaml", "timezone", '"America/Los_Angeles"'),
    pack("a calendar that is none", "calendar.yaml", "calendar", '"ca-state-offices"'),
    {
      what: "one rule in two packs",
      args: ["report", "log.csv", "--pack", "./own.yaml", "--pack", "./copy.yaml"],
      names: ['"own.week"', "own, copy"],
    },
    {
      what: "packs of two time zones",
      args: ["report", "log.csv", "--pack", "./own.yaml", "--pack", "./eastern.yaml"],
      names: ["America/Los_Angeles", "America/New_York", "--timezone"],
    },
  ],
});

it.each([
  ["the key that was mistyped, and not only the one that is missing", "    basis:", "    bassis:", ":16:5", "bassis"],
  ["what a clock cannot start at", "starts: scheduled_at", "starts: facility", ":20:", '"facility"'],
  [
    "what a clock cannot start at, of several",
    "starts: scheduled_at",
    "starts: { earlier: [county, made_at] }",
    ":20:",
    "county",
  ],
])("names %s", async (_, from, to, ...names) => {
  const cwd = folderOf({ "log.csv": LOG, "own.yaml": changed(from, to) });
  expectRefusal(await cancellog(["report", "log.csv", "--pack", "own.yaml"], { cwd }), names);
});

it("a pack of one's own is run, beside the shipped one too", async () => {
  const cwd = folderOf({ "log.csv": LOG, "own.yaml": PACK });
  const args = ["report", "log.csv", "-f", "json", "--pack", "own.yaml", "--pack", "ca-timely-access"];
  const { code, stdout } = await cancellog(args, { cwd });
  expect(code).toBe(0);
  const report = JSON.parse(stdout) as { packs: { id: string }[]; families: { id: string }[] };
  expect(report.packs.map(({ id }) => id)).toEqual(["own", "ca-timely-access"]);
  expect(report.families.map(({ id }) => id).slice(0, 2)).toEqual(["own", "ca.reschedule"]);
});
