import { describe, expect, it } from "vitest";
import { DOCUMENT_NAMES } from "../../src/model/documents.ts";
import { shippedPackIds, shippedPackSource } from "../../src/rules/shipped.ts";
import { LOG } from "./exports.ts";
import { describeRefusals, transcriptOf } from "./transcript.ts";
import { cancellog, folderOf } from "./world.ts";

const PACK = `schema: cancellog.pack/1
id: own
version: 1.0.0
title: A pack of one's own
timezone: America/Los_Angeles
calendar: ./days.csv
families:
  - id: own
    title: Own
    asks: that should have been rescheduled within the week
rules:
  - id: own.week
    family: own
    title: Rescheduled within the week
    basis: commitment
    citation: { law: Our charter, text: Within a week., grade: V }
    applies: { canceled_by: plan }
    clock: { starts: scheduled_at, within: 5 business days }
examples:
  - title: Five business days from Monday, August 15, with Friday off
    as_of: 2022-12-01
    csv: |
      appointment_id,enrollee_id,status,scheduled_at,canceled_by,rescheduled_to
      a1,p1,canceled,2022-08-15,plan,2022-08-23
      a2,p2,canceled,2022-08-15,plan,2022-08-24
    expect:
      a1: { own.week: met }
      a2: { own.week: missed }
`;

/** The pack with one or more texts of it written otherwise. */
const changed = (...changes: readonly (readonly [string, string])[]): string =>
  changes.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, PACK);

const FILES = {
  "log.csv": LOG,
  "own.yaml": PACK,
  "days.csv": "date,name,law\n2022-08-19,Founders' Day,Our charter\n",
  "days.yaml":
    "schema: cancellog.calendar/1\nid: our-days\ntitle: Our days\nholidays:\n  - { date: 2022-08-19, name: Founders' Day }\n",
  "faults.yaml": changed(
    ["version: 1.0.0", "version: 1"],
    ["title: A pack of one's own\n", ""],
    ["America/Los_Angeles", "America/Los_Angles"],
    ["    basis: commitment", "    basis: commitement\n    author: me"],
    ["canceled_by: plan }", "canceld_by: plan, column: Plan Type }"],
    ["5 business days", "a week"],
    ["a1: { own.week: met }", "a1: { own.weak: mett }"],
  ),
  "zone.yaml": changed(["America/Los_Angeles", "America/Los_Angles"], ["2022-12-01", "2022-02-30"]),
  "otherwise.yaml": changed(["2022-08-23", "2022-08-24"], ["a2: { own.week: missed }", "a3: { own.week: missed }"]),
  "broken-example.yaml": changed([",status,scheduled_at,", ",status,when,"]),
  "none.yaml": PACK.replace(/examples:[\s\S]*/, ""),
  "no-days.yaml": changed(["./days.csv", "./missing.csv"]),
  "extends.yaml": "schema: cancellog.pack/1\nid: a\nversion: 1.0.0\ntitle: A\nextends: ca-timely-acess\n",
  "change.yaml":
    "schema: cancellog.pack/1\nid: a\nversion: 1.0.0\ntitle: A\nextends: ca-timely-access\nchange:\n  ca.reschedule.mh-10db: { within: 5 business days }\n  ca.like-for-like: { within: 5 business days }\ndrop: [ca.notice.mh]\n",
  "bad-date.csv": "date,name\n2022-02-30,Leap\n",
  "us-date.csv": "date,name\n7/4/2022,Independence Day\n",
  "twice.csv": "date,name\n2022-07-04,Independence Day\n2022-07-04,Fourth of July\n",
  "headless.csv": "2022-07-04,Independence Day\n",
  "only-header.csv": "date,name\n",
  "bad-days.yaml":
    "schema: cancellog.calendar/1\nid: our-days\ntitle: Our days\nholidays:\n  - { date: 2022-08-19, nam: Founders' Day }\n",
};

/** Commands that do what they are asked, in words, and the exit code. */
const DONE: readonly (readonly [what: string, args: readonly string[], code: number])[] = [
  ["every rule", ["rules", "list"], 0],
  ["the rules of a pack of one's own", ["rules", "list", "--pack", "./own.yaml"], 0],
  ["a rule by business days", ["rules", "show", "ca.notice.mh-10bd"], 0],
  ["a rule by hours", ["rules", "show", "ca.reschedule.urgent-48h"], 0],
  ["a rule by calendar days, with postponements", ["rules", "show", "nhs.cancelled.28d"], 0],
  ["a commitment, and no law", ["rules", "show", "strike.waitlist.14d"], 0],
  ["a rule without a limit", ["rules", "show", "ca.like-for-like"], 0],
  ["a rule either of two", ["rules", "show", "ca.request.specialist-15bd"], 0],
  ["a pack", ["rules", "show", "strike-contingency-commitments"], 0],
  ["a pack of one's own", ["rules", "show", "./own.yaml"], 0],
  ["a rule for scripts", ["rules", "show", "own.week", "--pack", "./own.yaml", "-f", "json"], 0],
  ["a pack with nothing wrong", ["rules", "validate", "./own.yaml"], 0],
  ["a pack with much that is wrong", ["rules", "validate", "./faults.yaml"], 2],
  ["names that nobody knows", ["rules", "validate", "./zone.yaml"], 2],
  ["changes of what is not there", ["rules", "validate", "./change.yaml"], 2],
  ["a pack without examples", ["rules", "validate", "./none.yaml"], 0],
  ["examples that hold", ["rules", "test", "./own.yaml"], 0],
  ["an example that comes out otherwise", ["rules", "test", "./otherwise.yaml"], 1],
  ["a year of the default calendar", ["calendar", "2022"], 0],
  ["a year worked out from the rules", ["calendar", "2031", "--calendar", "england-and-wales"], 0],
  ["a list of one's own", ["calendar", "2022", "--calendar", "./days.yaml"], 0],
  ["a year that the list does not know", ["calendar", "2023", "--calendar", "./days.csv"], 0],
];

describe("rules and calendars", () => {
  const cwd = folderOf(FILES);

  it("read as in transcripts/rules.md", async () => {
    const told: string[] = [];
    for (const [what, args, code] of DONE) {
      const ran = await cancellog(args, { cwd });
      expect({ what, code: ran.code, stderr: ran.stderr }).toEqual({ what, code, stderr: "" });
      expect(ran.stdout.endsWith("\n")).toBe(true);
      told.push(transcriptOf({ what, args }, ran));
    }
    await expect(["# Rules and calendars\n", ...told].join("\n")).toMatchFileSnapshot("transcripts/rules.md");
  });

  it.each(shippedPackIds())("export prints %s as it is written, or saves it", async (id) => {
    const folder = folderOf({});
    expect(await cancellog(["rules", "export", id], { cwd })).toEqual({
      code: 0,
      stdout: shippedPackSource(id),
      stderr: "",
    });
    expect(await cancellog(["rules", "export", id, "-o", "pack.yaml"], { cwd: folder })).toMatchObject({
      code: 0,
      stdout: "",
    });
    expect((await cancellog(["rules", "validate", "./pack.yaml"], { cwd: folder })).code).toBe(0);
  });

  it("list tells scripts the same as show does", async () => {
    const packs = JSON.parse((await cancellog(["rules", "list", "-f", "json"], { cwd })).stdout) as {
      id: string;
      rules: { id: string }[];
    }[];
    expect(packs.map(({ id }) => id)).toEqual(shippedPackIds());
    for (const { rules } of packs)
      for (const rule of rules) {
        const { stdout } = await cancellog(["rules", "show", rule.id, "-f", "json"], { cwd });
        const { pack: _, ...shown } = JSON.parse(stdout) as Record<string, unknown>;
        expect(shown).toEqual(rule);
      }
  });

  it("a calendar for scripts names every business day", async () => {
    const { stdout } = await cancellog(["calendar", "2022", "-f", "json"], { cwd });
    const sheet = JSON.parse(stdout) as { businessDays: number; months: { month: string; businessDays: string[] }[] };
    expect(sheet.businessDays).toBe(250);
    expect(sheet.months.map(({ businessDays }) => businessDays.length)).toEqual([
      20, 19, 22, 21, 21, 22, 20, 23, 21, 21, 19, 21,
    ]);
    expect(sheet.months[8]?.businessDays.slice(0, 3)).toEqual(["2022-09-01", "2022-09-02", "2022-09-06"]);
  });

  it.each(["./days.csv", "./days.yaml"])("report counts by a list of one's own: %s", async (calendar) => {
    const args = ["report", "log.csv", "--calendar", calendar, "-f", "json", "-q"];
    const { code, stdout } = await cancellog(args, { cwd });
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as { packs: { calendar: { id: string; title: string } }[]; options: object };
    expect(report.packs[0]?.calendar.title).toContain("1 day listed, 2022; no holidays in other years");
    expect(report.options).toEqual({ calendar });
  });

  it.each(DOCUMENT_NAMES)("schema %s is JSON Schema", async (name) => {
    const { code, stdout } = await cancellog(["schema", name], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      title: `cancellog.${name}/1`,
    });
  });

  it("the schema of packs knows every field of a condition, and its values", async () => {
    const { stdout } = await cancellog(["schema", "pack"], { cwd });
    const schema = JSON.parse(stdout) as { $defs: { condition: { properties: Record<string, unknown> } } };
    const { properties } = schema.$defs.condition;
    expect(properties.canceled_by).toMatchObject({ anyOf: [{ enum: ["plan", "enrollee", "other"] }, {}] });
    expect(Object.keys(properties)).toEqual(
      expect.arrayContaining(["column", "is", "all", "any", "not", "cancellation_day"]),
    );
    expect(Object.keys(properties)).not.toContain("scheduled_at");
  });
});

describeRefusals({
  title: "Rules and calendars that cannot be told",
  name: "rules-refused",
  files: FILES,
  attempts: [
    { what: "a rule mistyped", args: ["rules", "show", "ca.reschedule.mh-10db"], names: ['"ca.reschedule.mh-10bd"'] },
    {
      what: "a pack mistyped",
      args: ["rules", "show", "nhs-canceled-operations"],
      names: ['"nhs-cancelled-operations"'],
    },
    { what: "nothing like it", args: ["rules", "show", "medicaid"], names: ["rules list"] },
    { what: "a format that is none", args: ["rules", "list", "-f", "yaml"], names: ["--format", "markdown"] },
    { what: "a pack to list that is none", args: ["rules", "list", "--pack", "ca"], names: ['"ca"'] },
    { what: "a command of rules mistyped", args: ["rules", "lsit"], names: ["lsit", "list"] },
    {
      what: "a pack to export that is none",
      args: ["rules", "export", "ca-timely-acess"],
      names: ['"ca-timely-access"'],
    },
    { what: "a file that is not there", args: ["rules", "validate", "./mine.yaml"], names: ["./mine.yaml"] },
    {
      what: "a pack whose holidays are not there",
      args: ["rules", "test", "./no-days.yaml"],
      names: ["no-days.yaml:6:1", "missing.csv"],
    },
    {
      what: "a base that is none",
      args: ["rules", "validate", "./extends.yaml"],
      names: ["extends.yaml:5:1", '"ca-timely-access"'],
    },
    { what: "no examples to run", args: ["rules", "test", "./none.yaml"], names: ["./none.yaml", "examples:"] },
    {
      what: "an example that cannot be read",
      args: ["rules", "test", "./broken-example.yaml"],
      names: ["scheduled_at"],
    },
    { what: "a pack that cannot be read", args: ["rules", "test", "./faults.yaml"], names: ["faults.yaml:"] },
    { what: "a year that is none", args: ["calendar", "22"], names: ["1990 to 2100"] },
    { what: "a year out of reach", args: ["calendar", "2101"], names: ["1990 to 2100"] },
    {
      what: "a calendar mistyped",
      args: ["calendar", "2022", "--calendar", "england-and-whales"],
      names: ["england-and-wales"],
    },
    {
      what: "a date that does not exist",
      args: ["calendar", "2022", "--calendar", "./bad-date.csv"],
      names: ["bad-date.csv:2:"],
    },
    {
      what: "a date in another form",
      args: ["calendar", "2022", "--calendar", "./us-date.csv"],
      names: ["us-date.csv:2:", "YYYY-MM-DD"],
    },
    { what: "a date listed twice", args: ["calendar", "2022", "--calendar", "./twice.csv"], names: ["twice.csv:3:"] },
    {
      what: "a list without a header",
      args: ["calendar", "2022", "--calendar", "./headless.csv"],
      names: ["headless.csv:1:", "date and name"],
    },
    {
      what: "a list of nothing",
      args: ["calendar", "2022", "--calendar", "./only-header.csv"],
      names: ["only-header.csv:1:"],
    },
    {
      what: "a key mistyped in a list",
      args: ["report", "log.csv", "--calendar", "./bad-days.yaml"],
      names: ["bad-days.yaml:5:", '"name"'],
    },
    { what: "a document that is none", args: ["schema", "pakc"], names: ['"pack"'] },
  ],
});
