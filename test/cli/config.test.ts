import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { HEADER, RECORD } from "./exports.ts";
import { expectRefusal } from "./transcript.ts";
import { cancellog, folderOf } from "./world.ts";

const LOG = `${HEADER},language\n${RECORD},es\n`;
const folder = (config: string, more: Readonly<Record<string, string>> = {}): string =>
  folderOf({ "log.csv": LOG, "cancellog.yaml": config, ...more });
const report = async (cwd: string, ...args: readonly string[]) => {
  const ran = await cancellog(["report", join(cwd, "log.csv"), "-f", "json", ...args], { cwd });
  expect(ran.stderr).toBe("");
  return JSON.parse(ran.stdout);
};

describe("a configuration", () => {
  it("gives options by their long names, and is named in the report with its hash", async () => {
    const cwd = folder(
      "schema: cancellog.config/1\nas-of: 2022-10-31\nassume: urgency=urgent\nwhere: [language=es, status=canceled]\nby: [language, week]\n",
    );
    expect(await report(cwd)).toMatchObject({
      asOf: "2022-10-31T23:59:59",
      asOfFrom: "option",
      scope: { where: ["language=es", "status=canceled"] },
      options: { assume: ["urgency=urgent"] },
      breakdowns: [{ by: "language" }, { by: "week" }],
      config: { path: "cancellog.yaml", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it("is found upward, and told as it is found", async () => {
    const cwd = folder("as-of: 2022-10-31\n");
    mkdirSync(join(cwd, "a/b"), { recursive: true });
    const { stdout } = await cancellog(["report", "../../log.csv", "-f", "json"], { cwd: join(cwd, "a/b") });
    expect(JSON.parse(stdout)).toMatchObject({ asOfFrom: "option", config: { path: "../../cancellog.yaml" } });
  });

  it("is the one that --config names, or none with --no-config", async () => {
    const cwd = folder("as-of: 2022-10-31\n", { "other.yaml": "as-of: 2022-11-30\n" });
    expect(await report(cwd, "--config", "other.yaml")).toMatchObject({
      asOf: "2022-11-30T23:59:59",
      config: { path: "other.yaml" },
    });
    expect(await report(cwd, "--no-config")).toMatchObject({ asOfFrom: "canceled_at", config: null });
  });

  it("gives way to the command line", async () => {
    const cwd = folder("as-of: 2022-10-31\nassume: [urgency=urgent]\n");
    expect(await report(cwd, "--as-of", "2022-12-31", "--assume", "prior_auth=false")).toMatchObject({
      asOf: "2022-12-31T23:59:59",
      options: { assume: ["prior_auth=false"] },
    });
  });

  it("gives way to the environment, which has a word about colors", async () => {
    const cwd = folder("no-color: true\n");
    const colored = async (env: Record<string, string>) =>
      (await cancellog(["report", "log.csv"], { cwd, env, terminal: 80 })).stdout.includes("\u001b[");
    expect(await colored({})).toBe(false);
    expect(await colored({ FORCE_COLOR: "1" })).toBe(true);
  });

  it("has sections of the commands, which go before what is for all", async () => {
    const cwd = folder(
      "as-of: 2022-10-31\ncheck:\n  as-of: 2022-11-30\n  fail-on:\n    - rejected>0\n    - problems>5\n",
    );
    expect(await report(cwd)).toMatchObject({ asOf: "2022-10-31T23:59:59" });
    const { stdout } = await cancellog(["check", "log.csv", "-f", "json"], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      asOf: "2022-11-30T23:59:59",
      gates: [{ expression: "rejected>0" }, { expression: "problems>5" }],
      config: { path: "cancellog.yaml" },
    });
  });

  it("names files from where it stands", async () => {
    const mapping = "schema: cancellog.mapping/1\nid: own\n";
    const cwd = folder("mapping: maps/own.yaml\nreport:\n  output: [out/report.json]\n", { "maps/own.yaml": mapping });
    mkdirSync(join(cwd, "a"));
    const ran = await cancellog(["report", "../log.csv"], { cwd: join(cwd, "a") });
    expect(ran).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(JSON.parse(readFileSync(join(cwd, "out/report.json"), "utf8")).options).toEqual({
      mapping: "../maps/own.yaml",
    });
  });

  it("tells inspect how to read, and not what to write", async () => {
    const cwd = folder("mapping: epic\noutput: [report.json]\nformat: json\n");
    const { code, stdout } = await cancellog(["inspect", "log.csv"], { cwd });
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/^\{/);
  });

  it("is no business of other commands", async () => {
    const cwd = folder("output: [report.json]\nnonsense: 1\n");
    expect((await cancellog(["generate", "strike-2022", "--cancellations", "5"], { cwd })).code).toBe(0);
    expect((await cancellog(["report", "--help"], { cwd })).code).toBe(0);
  });
});

/** Each line ten times the one before it. */
const BILLIONS = `a: &a [x]\n${[..."bcdefghij"].map((name, i) => `${name}: &${name} [${Array(10).fill(`*${"abcdefghij"[i]}`).join(", ")}]\n`).join("")}`;

describe("a fault in a configuration is told by its line and column", () => {
  it.each([
    ["an option mistyped", "by: week\nasof: 2022-10-31\n", "cancellog.yaml:2:1", ['"as-of"']],
    ["an option of a section", "check:\n  fail_on: rejected>0\n", "cancellog.yaml:2:3", ['"fail-on"']],
    [
      "an option of no such command",
      "report:\n  fail-on: rejected>0\n",
      "cancellog.yaml:2:3",
      ['"fail-on" is no option'],
    ],
    ["what is no YAML", "by: [week\n", "cancellog.yaml:", []],
    ["a list of what is one", "as-of: [2022-10-31]\n", "cancellog.yaml:1:1", ["a text or a number"]],
    ["a flag that is none", "quiet: yes please\n", "cancellog.yaml:1:1", ["true or false"]],
    ["a date that is none", "by: week\nas-of: 2022-02-30\n", "cancellog.yaml:2:1", ["--as-of"]],
    ["one of several", "assume:\n  - urgency=urgent\n  - urgency=rush\n", "cancellog.yaml:3:5", ["--assume"]],
    ["a column that is none", "by: [week, langage]\n", "cancellog.yaml:1:1", ['"language"']],
    ["a pack", "pack: ca-timely-acces\n", "cancellog.yaml:1:1", ['"ca-timely-access"']],
    ["aliases that stand for billions", BILLIONS, "cancellog.yaml:1:1", ["aliases"]],
    ["an alias of nothing", "by: *none\n", "cancellog.yaml:1:", []],
    ["a list in place of a name", "? [a, b]\n: c\n", "cancellog.yaml:1:1", ["is no option"]],
    ["a name of the language's own", "__proto__: { quiet: true }\n", "cancellog.yaml:1:1", ["is no option"]],
    ["more than all of the memory", "memory: 101%\n", "cancellog.yaml:1:1", ["--memory", "75%"]],
    ["no memory at all", "memory: 0GB\n", "cancellog.yaml:1:1", ["--memory"]],
    ["no threads", "threads: 0\n", "cancellog.yaml:1:1", ["--threads", "1 to 1024"]],
    ["a schema", "schema: cancellog.config/2\n", "cancellog.yaml:1:1", ["cancellog.config/1"]],
  ])("%s", async (_, config, place, names) => {
    const cwd = folder(config);
    expectRefusal(await cancellog(["report", "log.csv"], { cwd }), [place, ...names]);
  });

  it("a gate too, with the mark still under its character", async () => {
    const cwd = folder("check:\n  fail-on:\n    - rejected>0\n    - ca.reschedule:mised>0\n");
    const ran = await cancellog(["check", "log.csv"], { cwd });
    expectRefusal(ran, ["cancellog.yaml:4:7", '"missed"']);
    const [first = "", second = ""] = ran.stderr.split("\n");
    expect(first.slice(second.indexOf("^"))).toBe("mised>0");
  });

  it("but what the command line says is told as its own", async () => {
    const cwd = folder("as-of: 2022-10-31\n");
    const { stderr } = await cancellog(["report", "log.csv", "--as-of", "yesterday"], { cwd });
    expect(stderr).toMatch(/^cancellog: --as-of: "yesterday"/);
  });

  it("a file that is named and missing is missing", async () => {
    expectRefusal(await cancellog(["report", "log.csv", "--config", "none.yaml"], { cwd: folder("") }), ["none.yaml"]);
  });
});
