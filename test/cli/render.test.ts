import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { LOG } from "./exports.ts";
import { describeRefusals } from "./transcript.ts";
import { cancellog, folderOf } from "./world.ts";

const OUTPUTS = ["report.html", "report.md", "report.txt", "report.json", "tables/"] as const;
const toAll = (prefix: string): readonly string[] => OUTPUTS.flatMap((path) => ["-o", join(prefix, path)]);

const filesBelow = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]),
  );

describe("several outputs of one run", () => {
  it("are all written, each in the format of its ending, and nothing goes to standard output", async () => {
    const cwd = folderOf({ "log.csv": LOG });
    expect(await cancellog(["report", "log.csv", ...toAll("out")], { cwd })).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
    const files = filesBelow(join(cwd, "out"));
    expect(files["report.html"]).toMatch(/^<!doctype html>\n/);
    expect(files["report.md"]).toMatch(/^# \d+ appointments? canceled, affecting/m);
    expect(files["report.txt"]).toMatch(/appointments? canceled, affecting/);
    expect(JSON.parse(files["report.json"] ?? "")).toMatchObject({ schema: "cancellog.report/1" });
    expect(files["tables/contents.csv"]).toMatch(/^file,title,rows\n/);
    expect(files["tables/rules.csv"]).toContain("ca.reschedule.mh-10bd,ca.reschedule,");
  });

  it.each([["html"], ["markdown"], ["json"], ["text"]])(
    "%s comes to standard output when asked for",
    async (format) => {
      const cwd = folderOf({ "log.csv": LOG });
      await cancellog(["report", "log.csv", "-o", `${format}=file`], { cwd });
      const { stdout, code } = await cancellog(["report", "log.csv", "-f", format], { cwd });
      expect(code).toBe(0);
      const written = readFileSync(join(cwd, "file"), "utf8");
      // A terminal's own width is the text's only difference.
      if (format !== "text") expect(stdout).toBe(written);
      expect(written.length).toBeGreaterThan(1000);
    },
  );

  it("of tables begin with a byte order mark where it is asked for", async () => {
    const cwd = folderOf({ "log.csv": LOG });
    await cancellog(["report", "log.csv", "-f", "csv", "-o", "plain", "-o", "csv=named"], { cwd });
    await cancellog(["report", "log.csv", "--bom", "-o", "marked/"], { cwd });
    const plain = filesBelow(join(cwd, "plain"));
    expect(filesBelow(join(cwd, "named"))).toEqual(plain);
    const marked = Object.entries(plain).map(([path, text]) => [path, `\ufeff${text}`]);
    expect(filesBelow(join(cwd, "marked"))).toEqual(Object.fromEntries(marked));
  });
});

describe("a saved report", () => {
  it.each([
    ["a log", LOG, []],
    ["a log seen with other options", LOG, ["--as-of", "2022-10-31", "--by", "week", "--link", "inferred"]],
    ["a log with every row asked for", LOG, ["-v"]],
    [
      "rows of the full-size log",
      gunzipSync(readFileSync("fixtures/strike-2022.csv.gz")).toString("utf8").split("\n").slice(0, 4000).join("\n"),
      ["--as-of", "2022-10-31"],
    ],
  ] as const)("renders to the bytes that the run itself wrote: %s", async (_, log, options) => {
    const cwd = folderOf({ "log.csv": log });
    expect((await cancellog(["report", "log.csv", ...options, ...toAll("run")], { cwd })).code).toBe(0);
    const verbose = options.filter((option) => option === "-v");
    const again = await cancellog(["render", "run/report.json", ...verbose, ...toAll("again")], { cwd });
    expect(again).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(filesBelow(join(cwd, "again"))).toEqual(filesBelow(join(cwd, "run")));
  });

  it("comes from standard input, and goes to standard output", async () => {
    const cwd = folderOf({ "log.csv": LOG });
    const saved = await cancellog(["report", "log.csv", "-f", "json"], { cwd });
    const text = await cancellog(["report", "log.csv"], { cwd });
    expect(await cancellog(["render", "-"], { cwd, stdin: saved.stdout })).toEqual(text);
    expect(await cancellog(["render", "-", "-f", "json"], { cwd, stdin: saved.stdout })).toEqual(saved);
  });

  it("may hold what a later version added", async () => {
    const cwd = folderOf({ "log.csv": LOG });
    const saved = await cancellog(["report", "log.csv", "-f", "json"], { cwd });
    writeFileSync(join(cwd, "later.json"), JSON.stringify({ ...JSON.parse(saved.stdout), later: { more: 1 } }));
    expect((await cancellog(["render", "later.json", "-f", "json"], { cwd })).stdout).toBe(saved.stdout);
  });
});

describeRefusals({
  title: "Reports that cannot be rendered, and tables without a folder",
  name: "render",
  files: {
    "log.csv": LOG,
    "exports/log.csv": LOG,
    "broken.json": '{"schema": "cancellog.report/1",',
    "other.json": '{"schema": "cancellog.inspect/1"}',
    "half.json": '{"schema": "cancellog.report/1", "tool": {"name": "cancellog", "version": "1.0.0"}}',
    "list.json": "[]",
  },
  attempts: [
    { what: "no such file", args: ["render", "none.json"], names: ["none.json", "no such file"] },
    { what: "a folder", args: ["render", "exports"], names: ["exports", "cannot be read"] },
    { what: "a log in place of a report", args: ["render", "log.csv"], names: ["log.csv", "no JSON"] },
    { what: "a report that was cut off", args: ["render", "broken.json"], names: ["broken.json", "no JSON"] },
    { what: "another document", args: ["render", "other.json"], names: ["other.json", "schema"] },
    { what: "half a report", args: ["render", "half.json"], names: ["half.json", "engine"] },
    { what: "a list", args: ["render", "list.json"], names: ["list.json"] },
    {
      what: "a report over the one it is made of",
      args: ["render", "half.json", "-o", "./half.json"],
      names: ["half.json", "input"],
    },
    { what: "tables to standard output", args: ["report", "log.csv", "-f", "csv"], names: ["-f csv", "-o tables/"] },
    {
      what: "tables to a file",
      args: ["report", "log.csv", "-o", "report.csv"],
      names: ["report.csv", "-o report/", "--findings"],
    },
    {
      what: "tables beside the log",
      args: ["report", "exports/log.csv", "-o", "exports/"],
      names: ["exports/", "inputs"],
    },
    {
      what: "tables above the log",
      args: ["report", "exports/log.csv", "-o", "./"],
      names: ["-o ./", "inputs"],
    },
    {
      what: "tables and findings in one folder",
      args: ["report", "log.csv", "-o", "out/", "--findings", "out/rules.csv"],
      names: ["rules.csv", "twice"],
    },
    { what: "a format misspelled", args: ["report", "log.csv", "-f", "htm"], names: ["htm", "html"] },
  ],
});
