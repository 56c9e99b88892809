import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { openSource } from "../../src/ingest/open.ts";
import { buildProgram } from "./built.ts";
import { HEADER, LOG } from "./exports.ts";
import { cancellog, folderOf } from "./world.ts";

interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

const ended = (child: ChildProcess): Promise<Ended> =>
  new Promise((resolve, reject) => {
    let stderr = "";
    child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stderr }));
  });

const record = (i: number): string => `B${i},E${i % 999},2022-08-26,canceled,2022-08-25,plan\n`;
const LARGE = `${HEADER}\n${Array.from({ length: 150_000 }, (_, i) => record(i)).join("")}`;
const CHECK = ["check", "log.csv", "--fail-on", "resolution:unverified>0"];

describe("a file that is written to while it is read", () => {
  const read = async (change: (file: string) => void): Promise<void> => {
    const file = join(folderOf({ "large.csv": LARGE }), "large.csv");
    const world = { stdin: Readable.from([]), maxBytes: 1e9, onRead: () => {} };
    let first = true;
    for await (const chunk of openSource({ path: "large.csv", file, member: null }, world).chunks) {
      expect(chunk.length).toBeGreaterThan(0);
      if (first) change(file);
      first = false;
    }
  };

  it.each([
    ["grows", (file: string) => appendFileSync(file, record(-1))],
    ["shrinks", (file: string) => truncateSync(file, 2_000_000)],
    ["shrinks to nothing", (file: string) => truncateSync(file, 0)],
    [
      "is overwritten, as long as before",
      (file: string) => {
        writeFileSync(file, LARGE.replaceAll("plan", "none"), { flag: "r+" });
        utimesSync(file, 1, 1);
      },
    ],
  ])("is refused where it %s", async (_, change) => {
    await expect(read(change)).rejects.toMatchObject({ code: "changed-while-read" });
  });

  it("is read where nobody touches it", async () => {
    await read(() => {});
  });
});

describe.skipIf(process.platform === "win32")("a check", () => {
  let script = "";
  beforeAll(() => {
    script = buildProgram();
  });
  const start = (args: readonly string[], cwd: string, stdio: "ignore" | "pipe" = "pipe"): ChildProcess =>
    spawn(process.execPath, [script, ...args], { cwd, stdio: ["ignore", stdio, "pipe"] });

  it("whose reader is gone ends with 141, not with what the gates say", async () => {
    const child = start(CHECK, folderOf({ "log.csv": LOG }));
    child.stdout?.destroy();
    expect(await ended(child)).toEqual({ code: 141, stderr: "" });
  });

  it.skipIf(!existsSync("/dev/stdout"))("whose reader is gone ends with 141 by whatever name it has", async () => {
    const line = `'${process.execPath}' '${script}' check log.csv -o json=/dev/stdout | true; exit \${PIPESTATUS[0]}`;
    const shell = spawn("bash", ["-c", line], { cwd: folderOf({ "log.csv": LOG }) });
    expect(await ended(shell)).toEqual({ code: 141, stderr: "" });
  });

  it.skipIf(!existsSync("/dev/full")).each([
    ["on standard output", [...CHECK, "-f", "json"], "> /dev/full"],
    ["in a file", [...CHECK, "-o", "json=/dev/full"], ""],
    ["of a report", ["report", "log.csv", "-o", "json=/dev/full"], ""],
    ["of a job summary", [...CHECK, "-f", "github"], "> github.out"],
  ])("whose disk is full %s ends with 2", async (_, args, redirection) => {
    const cwd = folderOf({ "log.csv": LOG });
    const line = [process.execPath, script, ...args].map((word) => `'${word}'`).join(" ");
    const env = { ...process.env, GITHUB_STEP_SUMMARY: "/dev/full" };
    const told = await ended(spawn("sh", ["-c", `${line} ${redirection}`], { cwd, env }));
    expect(told.code).toBe(2);
    expect(told.stderr).toMatch(/^cancellog: [^\n]*\(ENOSPC\)\.\n$/);
    expect(statSync("/dev/full").isCharacterDevice()).toBe(true);
  });

  it("writes to a device, and does not take its place", async () => {
    const cwd = folderOf({ "log.csv": LOG });
    const outputs = ["-o", "json=/dev/null", "-o", "text=/dev/stdout"];
    const shell = spawn(
      "sh",
      ["-c", `'${process.execPath}' '${script}' ${CHECK.join(" ").replace(">", "\\>")} ${outputs.join(" ")} > out.txt`],
      { cwd },
    );
    expect((await ended(shell)).code).toBe(1);
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
    expect(readFileSync(join(cwd, "out.txt"), "utf8")).toContain("check failed: 1 of 1 gate crossed.");
    const generated = await cancellog(["generate", "strike-2022", "--cancellations", "5", "-o", "/dev/null"]);
    expect(generated.code).toBe(0);
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  it("gives no file its name where one of them cannot be written", async () => {
    const cwd = folderOf({ "log.csv": LOG, "a.json": "the one before", "notes.txt": "" });
    const { code, stderr } = await ended(start([...CHECK, "-o", "a.json", "-o", "notes.txt/b.xml"], cwd));
    expect(code).toBe(2);
    expect(stderr).toContain("notes.txt/b.xml");
    expect(readFileSync(join(cwd, "a.json"), "utf8")).toBe("the one before");
    expect(readdirSync(cwd).sort()).toEqual(["a.json", "log.csv", "notes.txt"]);
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("told to stop by %s ends with %i, and the outputs are those of the run before", async (signal, code) => {
    const cwd = folderOf({ "large.csv": LARGE, "check.json": "the one before" });
    const args = ["check", "large.csv", "-o", "check.json", "--findings", "findings.csv"];
    const child = start(args, cwd);
    const end = ended(child);
    while (readdirSync(cwd).length === 2) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill(signal);
    expect((await end).code).toBe(code);
    expect(readdirSync(cwd).sort()).toEqual(["check.json", "large.csv"]);
    expect(readFileSync(join(cwd, "check.json"), "utf8")).toBe("the one before");
  });

  it("runs beside another one that writes the same files, and both are whole", async () => {
    const cwd = folderOf({ "log.csv": LOG });
    const args = [...CHECK, "-o", "check.json", "-o", "report=report.json", "--findings", "findings.csv"];
    const runs = await Promise.all(Array.from({ length: 4 }, () => ended(start(args, cwd))));
    expect(runs.map(({ code }) => code)).toEqual([1, 1, 1, 1]);
    expect(readdirSync(cwd).sort()).toEqual(["check.json", "findings.csv", "log.csv", "report.json"]);
    expect(JSON.parse(readFileSync(join(cwd, "check.json"), "utf8"))).toMatchObject({ verdict: "failed" });
    expect(JSON.parse(readFileSync(join(cwd, "report.json"), "utf8"))).toMatchObject({ schema: "cancellog.report/1" });
  });

  it("passes over what a killed run of its own number left", async () => {
    const cwd = folderOf({ "log.csv": LOG, [`check.json.${process.pid}.part`]: "half" });
    expect((await cancellog([...CHECK, "-o", "check.json"], { cwd })).code).toBe(1);
    expect(readFileSync(join(cwd, `check.json.${process.pid}.part`), "utf8")).toBe("half");
  });

  it("that was never built ends with 2, where Node would say 1", async () => {
    const cwd = folderOf({});
    const bin = fileURLToPath(new URL("../../bin/cancellog.js", import.meta.url));
    mkdirSync(join(cwd, "bin"));
    copyFileSync(bin, join(cwd, "bin/cancellog.mjs"));
    const { code, stderr } = await ended(spawn(process.execPath, ["bin/cancellog.mjs", "check"], { cwd }));
    expect(code).toBe(2);
    expect(stderr).toMatch(/^cancellog: the program cannot be loaded/);
  });

  it("that fails where nobody catches it ends with 2", async () => {
    const folder = dirname(script);
    const hurt = join(folder, "hurt.mjs");
    writeFileSync(
      hurt,
      'import { main } from "./main.js";\nsetTimeout(() => { throw new Error("nobody catches this"); }, 0);\nprocess.exitCode = await main(process);\n',
    );
    const cwd = folderOf({ "large.csv": LARGE });
    const { code, stderr } = await ended(
      spawn(process.execPath, [hurt, "check", "large.csv", "--findings", "f.csv"], { cwd }),
    );
    expect(code).toBe(2);
    expect(stderr).toContain("nobody catches this");
    expect(readdirSync(cwd)).toEqual(["large.csv"]);
  });

  it("reads from a pipe", () => {
    const cwd = folderOf({ "log.csv": LOG });
    const out = execFileSync(
      "sh",
      ["-c", `cat log.csv | '${process.execPath}' '${script}' check - --fail-on 'rejected>0'`],
      { cwd, encoding: "utf8" },
    );
    expect(out).toMatch(/check passed: 1 gate, none crossed\.\n$/);
  });
});
