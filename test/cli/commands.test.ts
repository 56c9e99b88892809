import { describe, expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { LOG } from "./exports.ts";
import { describeRefusals, expectRefusal } from "./transcript.ts";
import { cancellog, folderOf } from "./world.ts";

describe("asking for help", () => {
  it.each(["--version", "-V"])("%s prints the version alone, and exits with 0", async (flag) => {
    expect(await cancellog([flag])).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: "" });
  });

  it.each([["--help"], ["-h"], ["help"]])(
    "%s tells the commands on standard output, and exits with 0",
    async (word) => {
      const { code, stdout, stderr } = await cancellog([word]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toMatch(/^Usage: cancellog /);
      expect(stdout).toMatch(/^ {2}report .*\n/m);
      expect(stdout).toMatch(/^ {2}generate .*\n/m);
    },
  );

  it.each([[["report", "--help"]], [["help", "report"]]])("%s tells options, examples and exit codes", async (args) => {
    const { code, stdout, stderr } = await cancellog(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Usage: cancellog report /);
    for (const word of ["--as-of <date>", "--findings <file>", "Examples:", "Exit codes:"])
      expect(stdout).toContain(word);
  });

  it("every line of help fits a terminal of 100 columns", async () => {
    for (const args of [["--help"], ["report", "--help"], ["generate", "--help"]]) {
      const { stdout } = await cancellog(args);
      expect(stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
    }
  });

  it("no command at all is told the same, and exits with 2", async () => {
    const { code, stdout, stderr } = await cancellog([]);
    expect(code).toBe(2);
    expect(stdout + stderr).toBe((await cancellog(["--help"])).stdout);
  });
});

describeRefusals({
  title: "Commands that cannot be understood",
  name: "commands",
  files: { "log.csv": LOG },
  attempts: [
    { what: "no file", args: ["report"], names: ["file"] },
    { what: "no scenario", args: ["generate"], names: ["scenario"] },
    { what: "an option that is none", args: ["report", "log.csv", "--wherever", "x"], names: ["--wherever"] },
    { what: "an option mistyped", args: ["report", "log.csv", "--as-fo", "2022-10-31"], names: ["--as-fo", "--as-of"] },
    { what: "an option without its value", args: ["report", "log.csv", "--as-of"], names: ["--as-of"] },
    { what: "a scenario and more", args: ["generate", "strike-2022", "strike-2022"], names: ["argument"] },
  ],
});

describe("a command that is none", () => {
  it.each([
    ["a command mistyped", ["reprot", "log.csv"], ["reprot", "report"]],
    ["a command of another program", ["analyze", "log.csv"], ["analyze"]],
    ["a file where the command belongs", ["log.csv"], ["log.csv", "report"]],
    ["an option mistyped", ["--verison"], ["--verison", "--version"]],
  ])("is named, with what was meant: %s", async (_, args, names) => {
    expectRefusal(await cancellog(args, { cwd: folderOf({ "log.csv": LOG }) }), names);
  });
});

describe("colors", () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for
  const COLOR = /\u001b\[/;
  const cwd = folderOf({ "log.csv": LOG });
  const report = async (env: Readonly<Record<string, string>>, terminal: boolean, ...more: readonly string[]) => {
    const world = { cwd, env, ...(terminal ? { terminal: 100 } : {}) };
    return (await cancellog(["report", "log.csv", "--no-progress", ...more], world)).stdout;
  };

  it.each([
    ["on a terminal", {}, true, []],
    ["asked for with FORCE_COLOR, also into a pipe", { FORCE_COLOR: "1" }, false, []],
    ["asked for with FORCE_COLOR, also on a dumb terminal", { FORCE_COLOR: "1", TERM: "dumb" }, true, []],
    ["with NO_COLOR empty, which says nothing", { NO_COLOR: "" }, true, []],
  ])("are there %s", async (_, env, terminal, more) => {
    expect(await report(env, terminal, ...more)).toMatch(COLOR);
  });

  it.each([
    ["into a pipe", {}, false, []],
    ["with NO_COLOR", { NO_COLOR: "1" }, true, []],
    ["with --no-color", {}, true, ["--no-color"]],
    ["with --no-color, whatever FORCE_COLOR says", { FORCE_COLOR: "1" }, true, ["--no-color"]],
    ["with FORCE_COLOR=0", { FORCE_COLOR: "0" }, true, []],
    ["on a dumb terminal", { TERM: "dumb" }, true, []],
    ["in JSON", { FORCE_COLOR: "1" }, true, ["-f", "json"]],
  ])("are not there %s", async (_, env, terminal, more) => {
    expect(await report(env, terminal, ...more)).not.toMatch(COLOR);
  });
});
