import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { HEADER, LOG } from "./exports.ts";
import { describeRefusals, expectRefusal } from "./transcript.ts";
import { cancellog, folderOf } from "./world.ts";

const UNDATED = `appointment_id,enrollee_id,scheduled_at,status\nA1,E1,2022-08-26,canceled\n`;

describeRefusals({
  title: "Outputs that cannot be written",
  name: "outputs",
  files: { "log.csv": LOG, "data.json": LOG, "taken.json/inside.txt": "", "notes.txt": "a file, not a folder" },
  attempts: [
    {
      what: "a report over its input",
      args: ["report", "data.json", "-o", "data.json"],
      names: ["data.json", "input"],
    },
    {
      what: "a report over its input, by another spelling of its path",
      args: ["report", "data.json", "-o", "./taken.json/../data.json"],
      names: ["data.json", "input"],
    },
    {
      what: "a report over its input, the format named",
      args: ["report", "log.csv", "-o", "json=log.csv"],
      names: ["log.csv", "input"],
    },
    {
      what: "findings over an input",
      args: ["report", "log.csv", "--findings", "log.csv"],
      names: ["log.csv", "input"],
    },
    { what: "rejects over an input", args: ["report", "log.csv", "--rejects", "log.csv"], names: ["log.csv", "input"] },
    {
      what: "a report into a folder that is a file",
      args: ["report", "log.csv", "-o", "notes.txt/report.json"],
      names: ["notes.txt/report.json", "written"],
    },
    {
      what: "findings into a folder that is a file",
      args: ["report", "log.csv", "--findings", "notes.txt/findings.csv"],
      names: ["notes.txt/findings.csv", "written"],
    },
    {
      what: "a report over a folder",
      args: ["report", "log.csv", "-o", "taken.json"],
      names: ["taken.json", "written"],
    },
    {
      what: "a report without an ending",
      args: ["report", "log.csv", "-o", "report"],
      names: ["-o report", "text, json"],
    },
    {
      what: "a report in no such format",
      args: ["report", "log.csv", "-o", "sheet=report.xlsx"],
      names: ["sheet=report.xlsx", "text, json"],
    },
  ],
});

describe("a file that a run writes", () => {
  it("is whole: the report that standard output would have had", async () => {
    const cwd = folderOf({ "log.csv": LOG });
    const { stdout } = await cancellog(["report", "log.csv", "-f", "json"], { cwd });
    const written = await cancellog(["report", "log.csv", "-o", "new/folder/report.json", "-o", "text=report"], {
      cwd,
    });
    expect(written).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(readFileSync(join(cwd, "new/folder/report.json"), "utf8")).toBe(stdout);
    expect(readdirSync(cwd).sort()).toEqual(["log.csv", "new", "report"]);
  });

  it.each([
    ["the log cannot be assessed", UNDATED],
    ["the log is cut off", gzipSync(LOG.repeat(500)).subarray(0, 100)],
    ["the log holds a header alone", `${HEADER}\n`],
  ])("is absent, and the one before it untouched, where %s", async (_, log) => {
    const cwd = folderOf({ "log.csv": log, "report.json": "the one before", "findings.csv": "the ones before" });
    const args = ["report", "log.csv", "-o", "report.json", "-o", "new.json", "--findings", "findings.csv"];
    expectRefusal(await cancellog(args, { cwd }), []);
    expect(readdirSync(cwd).sort()).toEqual(["findings.csv", "log.csv", "report.json"]);
    expect(readFileSync(join(cwd, "report.json"), "utf8")).toBe("the one before");
    expect(readFileSync(join(cwd, "findings.csv"), "utf8")).toBe("the ones before");
  });

  it("leaves nothing beside it where its name is taken by a folder", async () => {
    const cwd = folderOf({ "log.csv": LOG });
    mkdirSync(join(cwd, "report.json"));
    expectRefusal(await cancellog(["report", "log.csv", "-o", "report.json"], { cwd }), ["report.json"]);
    expect(readdirSync(cwd).sort()).toEqual(["log.csv", "report.json"]);
  });

  it.skipIf(process.platform === "win32")("never replaces an input that a link leads to", async () => {
    const cwd = folderOf({ "log.csv": LOG });
    symlinkSync("log.csv", join(cwd, "link.csv"));
    await cancellog(["report", "log.csv", "--findings", "link.csv"], { cwd });
    expect(readFileSync(join(cwd, "log.csv"), "utf8")).toBe(LOG);
  });

  it("is refused a name that another file of the run has, in words", async () => {
    const cwd = folderOf({ "log.csv": LOG });
    const ran = await cancellog(["report", "log.csv", "--findings", "rows.csv", "--rejects", "rows.csv"], { cwd });
    expectRefusal(ran, ["rows.csv"]);
    expect(ran.stderr).not.toMatch(/EEXIST/);
  });
});

describe("what is said beside the report", () => {
  it("is that findings hold persons, and nothing with --quiet", async () => {
    const cwd = folderOf({ "log.csv": LOG });
    const args = ["report", "log.csv", "-f", "json", "--findings", "findings.csv"];
    const loud = await cancellog(args, { cwd });
    const quiet = await cancellog([...args, "--quiet"], { cwd });
    expect(loud.stderr).toMatch(/^note: findings\.csv .*persons.*\n$/);
    expect(quiet).toEqual({ ...loud, stderr: "" });
  });

  it("is no progress, unless on a terminal that nobody silenced", async () => {
    const cwd = folderOf({ "log.csv": LOG });
    const progress = async (env: Record<string, string>, terminal: number | undefined, ...more: readonly string[]) => {
      const world = { cwd, env, ...(terminal === undefined ? {} : { terminal }) };
      return (await cancellog(["report", "log.csv", "-f", "json", ...more], world)).stderr;
    };
    expect(await progress({}, 80)).toContain("\r");
    expect(await progress({}, undefined)).toBe("");
    expect(await progress({}, 80, "--no-progress")).toBe("");
    expect(await progress({}, 80, "--quiet")).toBe("");
    expect(await progress({ TERM: "dumb" }, 80)).toBe("");
  });
});

// Last, since a fault here must not spoil what is written above.
describe("a generated log", () => {
  it.each([
    ["a folder that is a file", "notes.txt/log.csv"],
    ["a name that a folder has", "taken.csv"],
  ])("is refused %s, in one message", async (_, path) => {
    const cwd = folderOf({ "notes.txt": "", "taken.csv/inside.txt": "" });
    const args = ["generate", "strike-2022", "--cancellations", "10", "-o", path];
    expectRefusal(await cancellog(args, { cwd }), [path, "written"]);
    expect(readdirSync(cwd).sort()).toEqual(["notes.txt", "taken.csv"]);
  });

  it("makes the folders it is to stand in, as a report does", async () => {
    const cwd = folderOf({});
    const args = ["generate", "strike-2022", "--cancellations", "10", "-o", "new/log.csv"];
    expect(await cancellog(args, { cwd })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(readdirSync(join(cwd, "new"))).toEqual(["log.csv"]);
  });
});

describe("a report told to write to -", () => {
  it("prints it in the form that is named, and writes the files beside", async () => {
    const cwd = folderOf({ "log.csv": LOG });
    const json = await cancellog(["report", "log.csv", "-f", "json"], { cwd });
    expect(await cancellog(["report", "log.csv", "-o", "json=-"], { cwd })).toEqual(json);
    expect(await cancellog(["report", "log.csv", "-o", "-", "-f", "json", "-o", "r.html"], { cwd })).toEqual(json);
    const text = await cancellog(["report", "log.csv"], { cwd });
    expect(await cancellog(["report", "log.csv", "-o", "-"], { cwd })).toEqual(text);
    expect(readdirSync(cwd).sort()).toEqual(["log.csv", "r.html"]);
    expectRefusal(await cancellog(["report", "log.csv", "-o", "json=-", "-o", "-"], { cwd }), ["-", "twice"]);
    expectRefusal(await cancellog(["report", "log.csv", "-o", "csv=-"], { cwd }), ["folder"]);
  });
});
