import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "./temporary.ts";
import { expectRefusal } from "./transcript.ts";
import { cancellog } from "./world.ts";

const has = (shell: string): boolean => spawnSync(shell, ["-c", "exit 0"]).status === 0;

describe.skipIf(!has("bash"))("completion in bash", () => {
  const folder = temporaryFolder();
  beforeAll(async () => {
    const { stdout } = await cancellog(["completion", "bash"]);
    writeFileSync(join(folder, "completion.bash"), stdout);
    writeFileSync(join(folder, "log one.csv"), "");
  });

  /** What bash would offer after some words, the last of which is being typed. */
  const offered = (...words: readonly string[]): readonly string[] => {
    const script = `source ./completion.bash
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _cancellog; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const out = execFileSync("bash", ["-c", script, "bash", ...words], { cwd: folder, encoding: "utf8" });
    return out.split("\n").filter((line) => line !== "");
  };

  it.each([
    [["cancellog", "ch"], ["check"]],
    [["cancellog", "check", "--fail"], ["--fail-on"]],
    [
      ["cancellog", "check", "--format", "j"],
      ["json", "junit"],
    ],
    [["cancellog", "report", "--format", "ju"], []],
    [["cancellog", "report", "--link", "in"], ["inferred"]],
    [["cancellog", "report", "lo"], ["log one.csv"]],
    [["cancellog", "report", "--mapping", "log"], ["log one.csv"]],
    [["cancellog", "schema", "pa"], ["pack"]],
    [["cancellog", "generate", "s"], ["strike-2022"]],
  ])("offers for %j what goes on: %j", (words, expected) => {
    expect(offered(...words)).toEqual(expected);
  });

  it("knows every option that help knows", async () => {
    for (const command of ["report", "check", "inspect", "generate"]) {
      const { stdout } = await cancellog([command, "--help"]);
      const told = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, long]) => long);
      expect(told.length).toBeGreaterThan(4);
      expect(offered("cancellog", command, "-")).toEqual(expect.arrayContaining(told));
    }
  });
});

describe.skipIf(!has("zsh"))("completion in zsh", () => {
  it("is a script that zsh can read, and has every command and option", async () => {
    const { stdout } = await cancellog(["completion", "zsh"]);
    const { status, stderr } = spawnSync("zsh", ["-n"], { input: stdout, encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    for (const word of ["'check:", "--fail-on[", "--as-of[", ":(explicit series inferred)"])
      expect(stdout).toContain(word);
  });
});

describe("completion", () => {
  it("of another shell is refused", async () => {
    expectRefusal(await cancellog(["completion", "fish"]), ["fish", "bash and zsh"]);
    expectRefusal(await cancellog(["schema", "rapport"]), ["rapport", '"report"']);
  });
});

describe("help", () => {
  it("of every command has an example, and fits 100 columns", async () => {
    const { stdout } = await cancellog(["--help"]);
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) /gm)]
      .map(([, name = ""]) => name)
      .filter((name) => name !== "help");
    expect(commands).toEqual(
      expect.arrayContaining(["report", "check", "inspect", "generate", "schema", "completion"]),
    );
    for (const command of commands) {
      const help = (await cancellog([command, "--help"])).stdout;
      expect(help, command).toMatch(new RegExp(`^Examples?:\\n  cancellog ${command} `, "m"));
      expect(help.split("\n").filter((line) => line.length > 100)).toEqual([]);
    }
  });
});
