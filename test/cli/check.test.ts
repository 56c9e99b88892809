import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { describeRefusals, expectRefusal, transcriptOf } from "./transcript.ts";
import { cancellog, folderOf, type Ran } from "./world.ts";

const HEADER = "appointment_id,enrollee_id,scheduled_at,status,canceled_at,canceled_by,service,rescheduled_to,facility";
/** Twenty records of a facility, of which some were made good within a week and the others never. */
const records = (facility: string, met: number, none: number, by = "plan"): string =>
  Array.from({ length: met + none }, (_, i) => {
    const id = `${facility.slice(0, 1)}${i}`;
    const care = i < met ? "2022-09-02" : "";
    return `${id},E-${id},2022-08-26,canceled,2022-08-25,${by},individual-therapy,${care},${facility}\n`;
  }).join("");
/** One appointment that was kept, to date the export well past every limit. */
const LATER = "Z1,E-Z1,2022-11-01,fulfilled,,,individual-therapy,,North\n";

const FILES = {
  "good.csv": `${HEADER}\n${records("North", 40, 0)}${LATER}`,
  "bad.csv": `${HEADER}\n${records("North", 39, 1)}${records("South", 20, 20)}${LATER}`,
  "better.csv": `${HEADER}\n${records("North", 40, 0)}${records("South", 22, 18)}${LATER}`,
  "no-canceled-by.csv": `${HEADER.replace("canceled_by", "by_whom")}\n${records("North", 40, 0)}`,
  "statuses.csv": `${HEADER}\n${records("North", 40, 0)}${records("West", 40, 0).replaceAll(",canceled,", ",vanished,")}`,
  "half-open.csv": `${HEADER}\n${records("North", 40, 0)}${records("South", 5, 5, "")}`,
  "rejected.csv": `${HEADER}\n${records("North", 3, 0).replaceAll("2022-08-26", "someday")}`,
  "one-open.csv": `${HEADER}\n${records("North", 40, 0)}${records("South", 3, 1, "")}`,
  "not-json.json": "{",
  "other.json": '{"schema":"cancellog.inspect/1"}',
};
const AS_OF = ["--as-of", "2022-11-30"];

interface Case {
  readonly what: string;
  readonly args: readonly string[];
  readonly code: 0 | 1 | 2;
}

const CASES: readonly Case[] = [
  { what: "nobody was left without care beyond the limit", args: ["good.csv"], code: 0 },
  { what: "somebody was", args: ["bad.csv"], code: 1 },
  { what: "a rate that is good enough", args: ["bad.csv", "--fail-on", "ca.reschedule:rate<70%"], code: 0 },
  {
    what: "a group past the threshold that the whole log is not past",
    args: ["bad.csv", "--fail-on", "by facility ca.reschedule:missed+overdue>40% min 30"],
    code: 1,
  },
  {
    what: "several gates, by field and by rule",
    args: [
      ...["bad.csv", "--fail-on", "resolution:none>20", "--fail-on", "ca.reschedule.mh-10bd:missed+overdue>50"],
      ...["--fail-on", "problems>0", "--fail-on", "by week resolution:none>50%"],
    ],
    code: 1,
  },
  { what: "an export without canceled_by decides nothing", args: ["no-canceled-by.csv"], code: 2 },
  { what: "an export of unknown statuses", args: ["statuses.csv"], code: 2 },
  { what: "the same, and half of them may be refused", args: ["statuses.csv", "--max-rejected", "50%"], code: 0 },
  { what: "more open than 10 %", args: ["half-open.csv"], code: 2 },
  { what: "the same, and more may be open", args: ["half-open.csv", "--max-undetermined", "25%"], code: 0 },
  { what: "a rate of nothing", args: ["good.csv", "--fail-on", "ca.followup:rate<90%"], code: 2 },
  {
    what: "a group of which nothing was decided",
    args: ["one-open.csv", "--fail-on", "by facility ca.reschedule:missed+overdue>5%"],
    code: 2,
  },
  {
    what: "what cannot be decided goes before what fails",
    args: ["bad.csv", "--fail-on", "resolution:none>0", "--fail-on", "ca.followup:rate<90%"],
    code: 2,
  },
];

describe("a check", () => {
  const runs = new Map<Case, Ran>();
  beforeAll(async () => {
    const cwd = folderOf(FILES);
    for (const one of CASES) runs.set(one, await cancellog(["check", ...one.args, ...AS_OF], { cwd }));
  });

  for (const one of CASES)
    it(`ends with ${one.code}: ${one.what}`, () => {
      const { code, stdout, stderr } = runs.get(one)!;
      expect({ code, stderr }).toEqual({ code: one.code, stderr: "" });
      expect(stdout.trimEnd().split("\n").at(-1)).toMatch(/^check (passed|failed|undecided): .*\.$/);
    });

  it("reads as in transcripts/check.md", async () => {
    const all = CASES.map((one) =>
      transcriptOf({ what: one.what, args: ["check", ...one.args, ...AS_OF] }, runs.get(one)!),
    );
    await expect(["# Checks\n", ...all].join("\n")).toMatchFileSnapshot("transcripts/check.md");
  });
});

describe("what a check is judged by", () => {
  it("are the figures of the report", async () => {
    const cwd = folderOf(FILES);
    await cancellog(["check", "bad.csv", ...AS_OF, "-o", "report=check.json"], { cwd });
    const { stdout } = await cancellog(["report", "bad.csv", ...AS_OF, "-f", "json"], { cwd });
    expect(readFileSync(join(cwd, "check.json"), "utf8")).toBe(stdout);
  });

  it("holds a breakdown more where a gate asks for one", async () => {
    const cwd = folderOf(FILES);
    const gate = ["--fail-on", "by status resolution:none>0"];
    await cancellog(["check", "bad.csv", ...AS_OF, ...gate, "-o", "report=check.json"], { cwd });
    const { breakdowns } = JSON.parse(readFileSync(join(cwd, "check.json"), "utf8"));
    expect(breakdowns.map(({ by }: { by: string }) => by)).toEqual([
      "week",
      "facility",
      "service",
      "canceled_by",
      "status",
    ]);
  });
});

describe("a baseline", () => {
  const saved = async () => {
    const cwd = folderOf(FILES);
    await cancellog(["report", "bad.csv", ...AS_OF, "-o", "base.json"], { cwd });
    return (...args: readonly string[]) => cancellog(["check", ...args, "--baseline", "base.json"], { cwd });
  };

  it("lets pass what is no worse, and says what got better", async () => {
    const check = await saved();
    const { code, stdout } = await check("better.csv", ...AS_OF);
    expect(code).toBe(0);
    expect(stdout).toMatch(/better than the\s+baseline's 21/);
    expect((await check("bad.csv", ...AS_OF)).stdout).toMatch(/the same as in the\s+baseline/);
  });

  it("lets fail what is worse, in a group too", async () => {
    const check = await saved();
    const gate = ["--fail-on", "by facility resolution:none>0"];
    expect((await check("bad.csv", ...AS_OF, ...gate)).code).toBe(0);
    const cwd = folderOf(FILES);
    await cancellog(["report", "better.csv", ...AS_OF, "-o", "base.json"], { cwd });
    const worse = await cancellog(["check", "bad.csv", ...AS_OF, ...gate, "--baseline", "base.json"], { cwd });
    expect(worse.code).toBe(1);
    expect(worse.stdout).toMatch(/worse than the\s+baseline's 18/);
  });

  it.each([
    ["another calendar", ["--calendar", "ca-legal-holidays"], "calendars"],
    ["another scope", ["--from", "2022-08-01"], "scope"],
    ["another option", ["--assume", "urgency=urgent"], "options"],
    ["a breakdown that it has not", ["--fail-on", "by status resolution:none>0"], "breakdown by status"],
  ])("of %s is refused", async (_, args, word) => {
    const check = await saved();
    expectRefusal(await check("bad.csv", ...AS_OF, ...args), ["base.json", word]);
  });
});

describeRefusals({
  title: "Checks that cannot be begun",
  name: "check-refused",
  files: FILES,
  attempts: [
    {
      what: "a family mistyped",
      args: ["check", "good.csv", "--fail-on", "ca.rescedule:missed>0"],
      names: ["ca.reschedule"],
    },
    {
      what: "a rule of no pack",
      args: ["check", "good.csv", "--fail-on", "ca.reschedule.mh-11bd:missed>0"],
      names: ["ca.reschedule.mh-10bd"],
    },
    { what: "a verdict mistyped", args: ["check", "good.csv", "--fail-on", "ca.notice:mised>0"], names: ["missed"] },
    {
      what: "a column mistyped",
      args: ["check", "good.csv", "--fail-on", "by facilty ca.notice:missed>0"],
      names: ["facilty", "facility"],
    },
    {
      what: "a field that the log has no column for",
      args: ["check", "good.csv", "--fail-on", "by county ca.notice:missed>0"],
      names: ["--fail-on", "county"],
    },
    {
      what: "groups of persons",
      args: ["check", "good.csv", "--fail-on", "by enrollee_id resolution:none>0"],
      names: ["enrollee_id"],
    },
    { what: "a format", args: ["check", "good.csv", "-f", "junti"], names: ["junit"] },
    { what: "an output's ending", args: ["check", "good.csv", "-o", "check.pdf"], names: ["check.pdf", "junit"] },
    { what: "a bound", args: ["check", "good.csv", "--max-rejected", "some"], names: ["--max-rejected"] },
    {
      what: "a bound in numbers",
      args: ["check", "good.csv", "--max-undetermined", "5"],
      names: ["--max-undetermined", "10%"],
    },
    {
      what: "a baseline that is missing",
      args: ["check", "good.csv", "--baseline", "none.json"],
      names: ["none.json"],
    },
    {
      what: "a baseline that is no JSON",
      args: ["check", "good.csv", "--baseline", "not-json.json"],
      names: ["not-json.json"],
    },
    {
      what: "a baseline of another kind",
      args: ["check", "good.csv", "--baseline", "other.json"],
      names: ["other.json"],
    },
    { what: "nothing accepted", args: ["check", "rejected.csv"], names: ["3 records", "unreadable:scheduled_at"] },
    {
      what: "a report with too many records refused",
      args: ["report", "statuses.csv", "--max-rejected", "1%"],
      names: ["40 of 80", "--max-rejected 1%"],
    },
    {
      what: "a report with too much open",
      args: ["report", "half-open.csv", ...AS_OF, "--max-undetermined", "10%"],
      names: ["ca.reschedule", "10 of 50", "--max-undetermined 10%"],
    },
  ],
});

describe("groups of persons", () => {
  it("are refused by whatever name the export has for their ids", async () => {
    const cwd = folderOf({ "log.csv": FILES["good.csv"].replace("enrollee_id", "PAT_ID") });
    const ran = await cancellog(["check", "log.csv", ...AS_OF, "--fail-on", "by PAT_ID resolution:none>0"], { cwd });
    expectRefusal(ran, ["PAT_ID", "enrollee_id"]);
  });

  it("are in no output", async () => {
    const cwd = folderOf(FILES);
    const gates = ["--fail-on", "by facility resolution:none>0", "--fail-on", "problems>0"];
    const outputs = ["check.json", "check.xml", "check.txt", "github=check.out"].flatMap((name) => ["-o", name]);
    const env = { GITHUB_STEP_SUMMARY: join(cwd, "summary.md") };
    expect((await cancellog(["check", "bad.csv", ...AS_OF, ...gates, ...outputs], { cwd, env })).code).toBe(1);
    for (const name of ["check.json", "check.xml", "check.txt", "check.out", "summary.md"])
      expect(readFileSync(join(cwd, name), "utf8")).not.toMatch(/E-[NSZ]\d|\b[NSZ]\d+\b/);
  });
});

describe("a check that writes files", () => {
  it("says its verdict on standard error, and nothing with --quiet", async () => {
    const cwd = folderOf(FILES);
    const args = ["check", "bad.csv", ...AS_OF, "-o", "check.xml"];
    expect(await cancellog(args, { cwd })).toEqual({
      code: 1,
      stdout: "",
      stderr: "check failed: 1 of 1 gate crossed.\n",
    });
    expect(await cancellog([...args, "-q"], { cwd })).toEqual({ code: 1, stdout: "", stderr: "" });
  });

  it("writes none where it cannot be begun, or not be assessed", async () => {
    const cwd = folderOf(FILES);
    await cancellog(["check", "rejected.csv", "-o", "check.xml", "--findings", "findings.csv"], { cwd });
    expect(readdirSync(cwd).sort()).toEqual(Object.keys(FILES).sort());
  });
});

describe("a check told to write to -", () => {
  it("prints it, and writes the files beside", async () => {
    const cwd = folderOf(FILES);
    const plain = await cancellog(["check", "bad.csv", ...AS_OF, "-f", "junit"], { cwd });
    const ran = await cancellog(["check", "bad.csv", ...AS_OF, "-o", "junit=-", "-o", "check.json"], { cwd });
    expect(ran).toEqual({ code: 1, stdout: plain.stdout, stderr: "" });
    expect(readdirSync(cwd)).not.toContain("-");
    expectRefusal(await cancellog(["check", "bad.csv", "-o", "junit=-", "-o", "json=-"], { cwd }), ["twice"]);
  });
});
