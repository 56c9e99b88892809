import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { describeRefusals } from "./transcript.ts";
import { cancellog, folderOf } from "./world.ts";

const HEADER = "appointment_id,enrollee_id,scheduled_at,status,canceled_at,canceled_by,service,replaced_by,facility";
/** A log of cancellations by the plan, `late` of them never made good. */
const log = (id: string, day: string, inTime: number, late: number): string => {
  const rows: string[] = [];
  for (let i = 0; i < inTime; i++) {
    const key = `${id}${i}`;
    rows.push(`${key},E${key},${day},canceled,${day},plan,individual-therapy,R${key},North`);
    rows.push(`R${key},E${key},${day},booked,,,individual-therapy,,North`);
  }
  for (let i = 0; i < late; i++)
    rows.push(`L${id}${i},EL${id}${i},${day},canceled,${day},plan,individual-therapy,,North`);
  return `${HEADER}\n${rows.join("\n")}\n`;
};
const JUNE = log("A", "2022-06-06", 40, 10);
const JULY = log("B", "2022-07-11", 30, 20);
const RUN = ["--engine", "reference", "--as-of", "2022-08-31"];

const saved = async (): Promise<string> => {
  const cwd = folderOf({ "june.csv": JUNE, "july.csv": JULY, "both.csv": JUNE + JULY.split("\n").slice(1).join("\n") });
  for (const month of ["june", "july"])
    expect(await cancellog(["report", `${month}.csv`, ...RUN, "-o", `${month}.json`], { cwd })).toMatchObject({
      code: 0,
    });
  return cwd;
};
const figures = (stdout: string) => {
  const { families, counts } = JSON.parse(stdout);
  return { late: families[0].late, robust: families[0].robust, counts };
};

describe("two reports", () => {
  it("are compared in the same figures, whether saved, exports, or two periods of one export", async () => {
    const cwd = await saved();
    const json = async (...args: readonly string[]) => {
      const ran = await cancellog(["compare", ...args, "-f", "json"], { cwd });
      expect(ran).toMatchObject({ code: 0, stderr: "" });
      return figures(ran.stdout);
    };
    const ofSaved = await json("june.json", "july.json");
    expect(ofSaved).toMatchObject({
      late: {
        base: { numerator: 10, denominator: 50 },
        current: { numerator: 20, denominator: 50 },
        ratio: 2,
        move: "worse",
      },
      robust: true,
    });
    expect(await json("june.csv", "july.csv", ...RUN)).toEqual(ofSaved);
    expect(await json("june.json", "july.csv", ...RUN)).toEqual(ofSaved);
    const periods = [
      "--base-from",
      "2022-06-01",
      "--base-to",
      "2022-06-30",
      "--from",
      "2022-07-01",
      "--to",
      "2022-07-31",
    ];
    expect(await json("both.csv", "both.csv", ...periods, ...RUN)).toEqual(ofSaved);
  });

  it("are written in every form, and the text says the same figures as the page", async () => {
    const cwd = await saved();
    const forms = ["c.txt", "c.md", "c.html", "c.json"];
    const ran = await cancellog(["compare", "june.json", "july.json", ...forms.flatMap((path) => ["-o", path])], {
      cwd,
    });
    expect(ran).toEqual({ code: 0, stdout: "", stderr: "" });
    for (const path of forms.slice(0, 3)) {
      const text = readFileSync(join(cwd, path), "utf8")
        .replaceAll("\u00a0", " ")
        .replaceAll(/<\/?strong>|\*\*/g, "")
        .replaceAll(/\s+/g, " ");
      for (const part of [
        "40.0 % missed or overdue, up from 20.0 %",
        "20 (40.0 %) of 50 rated",
        "+20.0 pp (×2.00), worse",
      ])
        expect(text, path).toContain(part);
      expect(text, path).toContain("Other weeks: the base has one week");
    }
    expect(JSON.parse(readFileSync(join(cwd, "c.json"), "utf8"))).toMatchObject({
      base: { path: "june.json", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      differences: [{ code: "weeks" }],
    });
  });

  it("exit with 0 whatever got worse: the gate is check --baseline", async () => {
    const cwd = await saved();
    expect((await cancellog(["compare", "july.json", "june.json"], { cwd })).code).toBe(0);
    expect((await cancellog(["compare", "june.json", "july.json"], { cwd })).code).toBe(0);
  });

  it("take their options from the configuration, which says nothing of saved ones", async () => {
    const cwd = await saved();
    const config = `${cwd}/cancellog.yaml`;
    const { writeFileSync } = await import("node:fs");
    writeFileSync(config, "as-of: 2022-08-31\nengine: reference\noutput: report.json\n");
    expect(await cancellog(["compare", "june.json", "july.json"], { cwd })).toMatchObject({ code: 0, stderr: "" });
    const { stdout } = await cancellog(["compare", "june.csv", "july.csv", "-f", "json"], { cwd });
    expect(figures(stdout).late.move).toBe("worse");
  });
});

const REPORT = await (async () => {
  const cwd = await saved();
  return readFileSync(join(cwd, "june.json"), "utf8");
})();

describeRefusals({
  title: "Reports that cannot be compared",
  name: "compare",
  files: {
    "june.csv": JUNE,
    "june.json": REPORT,
    "assumed.json": JSON.stringify({ ...JSON.parse(REPORT), options: { assume: ["urgency=urgent"] } }),
    "where.json": JSON.stringify({ ...JSON.parse(REPORT), scope: { from: null, to: null, where: ["facility=North"] } }),
    "real.json": JSON.stringify({ ...JSON.parse(REPORT), synthetic: true }),
    "other.json": '{"schema": "cancellog.check/1"}',
  },
  attempts: [
    { what: "one report alone", args: ["compare", "june.json"], names: ["current"] },
    { what: "no such report", args: ["compare", "june.json", "july.json"], names: ["july.json", "no such file"] },
    { what: "another document", args: ["compare", "other.json", "june.json"], names: ["other.json", "schema"] },
    { what: "other assumptions", args: ["compare", "june.json", "assumed.json"], names: ["assumed.json", "options"] },
    { what: "other conditions", args: ["compare", "june.json", "where.json"], names: ["where.json", "--where"] },
    { what: "real and synthetic data", args: ["compare", "june.json", "real.json"], names: ["synthetic"] },
    {
      what: "another pack",
      args: ["compare", "june.json", "june.csv", ...RUN, "--pack", "nhs-cancelled-operations", "--timezone", "UTC"],
      names: ["june.csv", "rule packs"],
    },
    {
      what: "a period for saved reports",
      args: ["compare", "june.json", "june.json", "--from", "2022-06-01"],
      names: ["--from", "saved"],
    },
    {
      what: "a period of its own for a saved base",
      args: ["compare", "june.json", "june.csv", "--base-to", "2022-06-01"],
      names: ["--base-to", "june.json"],
    },
    {
      what: "a comparison over one of its sides",
      args: ["compare", "june.json", "june.json", "-o", "june.json"],
      names: ["june.json", "input"],
    },
    { what: "tables", args: ["compare", "june.json", "june.json", "-o", "tables/"], names: ["tables/", "text, json"] },
    { what: "a format", args: ["compare", "june.json", "june.json", "-f", "junit"], names: ["junit", "text, json"] },
  ],
});
