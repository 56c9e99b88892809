import { describe, expect, it } from "vitest";
import { transcriptOf } from "../cli/transcript.ts";
import { cancellog, folderOf } from "../cli/world.ts";
import { faultsOf } from "../schema/validate.ts";
import { SITUATIONS, type Situation } from "./situations.ts";

const ran = ({ csv, pack, args }: Pick<Situation, "csv" | "pack" | "args">, ...more: readonly string[]) =>
  cancellog(["explain", "log.csv", ...args, ...more], {
    cwd: folderOf({ "log.csv": csv, ...(pack === undefined ? {} : { "own.yaml": pack }) }),
  });

const read = (text: string): string => text.replaceAll(/\s+/g, " ");

describe.each(SITUATIONS)("$what", ({ what, name, says, code = 0, ...asked }) => {
  it(`reads as in transcripts/${name}.md`, async () => {
    const told = await ran(asked);
    expect(told).toMatchObject({ code, stderr: "" });
    for (const sentence of says) expect(read(told.stdout)).toContain(read(sentence));
    for (const line of told.stdout.split("\n")) expect([...line].length, line).toBeLessThanOrEqual(80);
    const { args } = asked;
    const transcript = transcriptOf({ what, args: ["explain", "log.csv", ...args] }, told);
    await expect(`# ${what}\n\n${transcript}`).toMatchFileSnapshot(`transcripts/${name}.md`);
  });

  it("tells the same as JSON and as Markdown", async () => {
    const json = await ran(asked, "-f", "json");
    expect(json).toMatchObject({ code, stderr: "" });
    const document = JSON.parse(json.stdout);
    expect(faultsOf("explain", document)).toEqual([]);
    const markdown = await ran(asked, "-f", "markdown");
    expect(markdown).toMatchObject({ code, stderr: "" });
    for (const { id, verdict } of document.rules)
      if (verdict !== "not-applicable") expect(markdown.stdout).toContain(`### ${verdict.toUpperCase()}  ${id}`);
  });
});

describe("an id", () => {
  const [{ csv }] = SITUATIONS as readonly [Situation];
  it("that no record has is told with the nearest, and with nothing else", async () => {
    const told = await ran({ csv, args: ["--appointment", "A-11"] });
    expect(told).toEqual({
      code: 2,
      stdout: "",
      stderr: 'cancellog: --appointment: no record of 3 has the id "A-11". Did you mean "A-1"?\n',
    });
  });
  it("that is found is explained beside one that is not", async () => {
    const told = await ran({ csv, args: ["--appointment", "zebra", "--appointment", "A-3", "--as-of", "2022-10-31"] });
    expect(told).toMatchObject({ code: 2, stdout: expect.stringContaining("Appointment A-3") });
    expect(told.stderr).toContain('no record of 3 has the id "zebra". Ids are compared letter by letter');
  });
  it("is found among the refused though it holds commas and quotes", async () => {
    const csv =
      'appointment_id,enrollee_id,status,scheduled_at,canceled_at\n"x,""y""",P1,canceled,sometime,2022-08-15\nb,P1,canceled,2022-08-15,2022-08-15\n';
    const told = await ran({ csv, args: ["--appointment", 'x,"y"'] });
    expect(told).toMatchObject({ code: 2, stderr: "", stdout: expect.stringContaining("unreadable:scheduled_at") });
  });
  it("is asked for", async () => {
    expect(await ran({ csv, args: [] })).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("--appointment ID"),
    });
  });
  it("is explained once, however often it is asked for, and at each site that has it", async () => {
    const twice = await ran({ csv, args: ["--appointment", "A-1", "--appointment", " A-1"] }, "-f", "json");
    expect(JSON.parse(twice.stdout).appointments).toHaveLength(1);
    const sites =
      "facility,appointment_id,enrollee_id,status,scheduled_at,canceled_at\nN,1,P1,canceled,2022-08-15,2022-08-15\nS,1,P2,canceled,2022-08-16,2022-08-15\n";
    const both = await ran(
      { csv: sites, args: ["--appointment", "1", "--key", "facility,appointment_id"] },
      "-f",
      "json",
    );
    expect(JSON.parse(both.stdout).appointments.map(({ line }: { line: number }) => line)).toEqual([2, 3]);
  });
});

describe("an explanation", () => {
  const [{ csv, args }] = SITUATIONS as readonly [Situation];
  it("goes to a file in the form of its ending, and never over an input", async () => {
    const cwd = folderOf({ "log.csv": csv });
    const run = (...more: readonly string[]) => cancellog(["explain", "log.csv", ...args, ...more], { cwd });
    expect(await run("-o", "why.md")).toEqual({ code: 0, stdout: "", stderr: "" });
    expect((await run("-o", "log.csv")).stderr).toContain("is one of the inputs");
    expect((await run("-f", "html")).stderr).toContain("text, json or markdown");
  });

  it("says what would change a verdict, and the log with that change says so", async () => {
    const told = JSON.parse((await ran({ csv, args }, "-f", "json")).stdout);
    const rule = (document: typeof told, id: string) => document.rules.find((one: { id: string }) => one.id === id);
    const [care] = rule(told, "ca.reschedule.mh-10bd").changes;
    expect(care).toEqual({ kind: "care-by", at: "2022-09-12", fields: [], verdict: "met" });
    for (const [day, verdict] of [
      ["2022-09-12", "met"],
      ["2022-09-13", "missed"],
    ] as const) {
      const changed = csv.replace("2022-09-14 10:00", `${day} 10:00`);
      const { stdout } = await ran({ csv: changed, args }, "-f", "json");
      expect(rule(JSON.parse(stdout), "ca.reschedule.mh-10bd").verdict).toBe(verdict);
    }
    const unknown = csv.replaceAll("non-urgent", "");
    const before = JSON.parse((await ran({ csv: unknown, args }, "-f", "json")).stdout);
    const urgent = before.appointments[0].ifKnown.find((one: { value: string }) => one.value === "urgent");
    const after = JSON.parse((await ran({ csv: csv.replaceAll("non-urgent", "urgent"), args }, "-f", "json")).stdout);
    expect(urgent.rules.length).toBeGreaterThan(2);
    for (const { id, from, to, due } of urgent.rules) {
      expect(rule(before, id).verdict).toBe(from);
      expect(rule(after, id)).toMatchObject({ verdict: to, due_at: due });
    }
  });

  it("quotes no words that were not read in their source", async () => {
    const pack = `schema: cancellog.pack/1
id: own
version: 1.0.0
title: Own
timezone: America/Los_Angeles
calendar: ca-state-offices
families: [{ id: own, title: Own, asks: that were lost }]
rules:
  - id: own.week
    family: own
    title: Within the week
    basis: commitment
    citation: { law: A charter, text: 'It says "within a week" of the plan.', grade: GRADE }
    applies: { canceled_by: plan }
    clock: { starts: scheduled_at, within: 5 business days }
`;
    const told = (grade: string) =>
      cancellog(["explain", "log.csv", "--appointment", "A-1", "--pack", "./own.yaml"], {
        cwd: folderOf({ "log.csv": csv, "own.yaml": pack.replace("GRADE", grade) }),
      });
    expect(read((await told("V")).stdout)).toContain('its words It says "within a week" of the plan.');
    for (const grade of ["V2", "M"])
      expect(await told(grade)).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("own.yaml:13:") });
  });

  it("takes the run's options from a configuration, and not where its report goes", async () => {
    const cwd = folderOf({ "log.csv": csv, "cancellog.yaml": "as-of: 2022-08-20\noutput: [report.html]\n" });
    const { stdout, code } = await cancellog(["explain", "log.csv", "--appointment", "A-1"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain("It was canceled only after");
  });

  it("shows what a hostile record holds, and acts on none of it", async () => {
    const hostile = `appointment_id,enrollee_id,status,scheduled_at,canceled_at,canceled_by,facility,replaced_by\n"<b>|x|",P1,canceled,2022-08-15,2022-08-15,plan,"\u001b[31m=1+1\u202e",\`\`\`\n`;
    for (const format of ["text", "markdown", "json"]) {
      const { stdout, code } = await ran({ csv: hostile, args: ["--appointment", "<b>|x|"] }, "-f", format);
      expect(code).toBe(0);
      expect(stdout.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      if (format === "markdown") expect(stdout.replace(/(`{3,})text\n.*?\n\1/gs, "")).not.toMatch(/(?<!\\)</);
    }
  });
});
