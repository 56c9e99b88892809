import { spawn } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildProgram } from "./built.ts";
import { LOG } from "./exports.ts";
import { folderOf } from "./world.ts";

interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

/** Runs the built program and closes its standard output, its standard error, or both, before it can write. */
const withoutReader = (script: string, args: readonly string[], cwd: string, gone: "stdout" | "both"): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let stderr = "";
    child.stdout.destroy();
    if (gone === "both") child.stderr.destroy();
    else child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stderr }));
  });

/** A log large enough to be still at work when a signal comes. */
const LARGE =
  LOG + Array.from({ length: 150_000 }, (_, i) => `B${i},E${i % 999},2022-08-26,canceled,2022-08-25,plan\n`).join("");

describe.skipIf(process.platform === "win32")("a program", () => {
  let script = "";
  const cwd = folderOf({ "log.csv": LOG, "large.csv": LARGE });
  beforeAll(() => {
    script = buildProgram();
  });

  it.each([
    ["report", ["report", "log.csv", "-f", "json"]],
    ["generated log", ["generate", "strike-2022", "--cancellations", "20000"]],
    ["help", ["report", "--help"]],
    ["version", ["--version"]],
  ])("whose reader is gone ends with 141 and says nothing: a %s", async (_, args) => {
    expect(await withoutReader(script, args, cwd, "stdout")).toEqual({ code: 141, stderr: "" });
  });

  it("that cannot even tell its error still does not end with 0 or 1", async () => {
    const { code } = await withoutReader(script, ["report", "missing.csv"], cwd, "both");
    expect([2, 141]).toContain(code);
  });

  it.skipIf(!existsSync("/dev/full"))("whose disk is full says so, and takes no blame", async () => {
    const shell = spawn("sh", ["-c", `"${process.execPath}" "${script}" report log.csv -f json > /dev/full`], { cwd });
    let stderr = "";
    shell.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    const code = await new Promise((resolve) => shell.on("close", resolve));
    expect(code).toBe(2);
    expect(stderr).toMatch(/^cancellog: [^\n]*ENOSPC[^\n]*\n$/);
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("that is told to stop by %s ends with %i and leaves nothing half-written", async (signal, expected) => {
    const folder = folderOf({});
    writeFileSync(join(folder, "large.csv"), LARGE);
    const child = spawn(process.execPath, [script, "report", "large.csv", "--findings", "findings.csv"], {
      cwd: folder,
      stdio: "ignore",
    });
    const ended = new Promise((resolve) => child.on("close", resolve));
    while (readdirSync(folder).length === 1) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill(signal);
    expect(await ended).toBe(expected);
    expect(readdirSync(folder)).toEqual(["large.csv"]);
  });
});
