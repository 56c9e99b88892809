import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { totalmem } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildProgram } from "./built.ts";
import { HEADER } from "./exports.ts";
import { folderOf } from "./world.ts";

/** Large enough to be at work for a while, and to leave no room under a bound on the size of files. */
const logOf = (records: number): string =>
  `${HEADER}\n${Array.from({ length: records }, (_, i) => `B${i},E${i % 999},2022-08-26,canceled,2022-08-25,plan\n`).join("")}`;
const LARGE = logOf(40_000);
const SMALL = `${HEADER}\nA,E,2022-08-26,canceled,2022-08-25,plan\n`;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe.skipIf(process.platform === "win32")("the private directory of a run", () => {
  let script = "";
  beforeAll(() => {
    script = buildProgram();
  });
  const place = (csv: string) => {
    const cwd = folderOf({ "log.csv": csv });
    const tmp = folderOf({});
    return { cwd, tmp, env: { ...process.env, TMPDIR: tmp } };
  };
  const run = (args: readonly string[], cwd: string, env: NodeJS.ProcessEnv) =>
    spawnSync(process.execPath, [script, ...args], { cwd, env, encoding: "utf8" });

  const RUNS = [
    ["report", ["report", "log.csv", "-o", "r.json", "--findings", "f.csv"]],
    ["check", ["check", "log.csv", "-o", "c.json", "--findings", "f.ndjson"]],
    ["convert", ["convert", "log.csv", "-o", "kept"]],
    ["compare", ["compare", "log.csv", "log.csv", "-o", "c.json"]],
  ] as const;

  it.each(RUNS)("is nobody else's to look into, and gone once the run is done: %s", async (_, args) => {
    const { cwd, tmp, env } = place(LARGE);
    const modes = new Set<string>();
    const child = spawn(process.execPath, [script, ...args], { cwd, env, stdio: "ignore" });
    const ended = new Promise((resolve) => child.on("close", resolve));
    while (child.exitCode === null) {
      for (const name of readdirSync(tmp)) {
        const mode = statSync(join(tmp, name), { throwIfNoEntry: false })?.mode;
        if (mode !== undefined) modes.add((mode & 0o777).toString(8));
      }
      await wait(5);
    }
    expect([0, 1, 2]).toContain(await ended);
    expect([...modes]).toEqual(["700"]);
    expect(readdirSync(tmp)).toEqual([]);
  });

  it.each(RUNS)(
    "is left by a kill, and swept at the next start, with nothing but .part beside: %s",
    async (_, args) => {
      const { cwd, tmp, env } = place(LARGE);
      const child = spawn(process.execPath, [script, ...args], { cwd, env, stdio: "ignore" });
      const ended = new Promise((resolve) => child.on("close", (_code, signal) => resolve(signal)));
      while (readdirSync(tmp).length === 0) await wait(5);
      child.kill("SIGKILL");
      expect(await ended).toBe("SIGKILL");
      expect(readdirSync(tmp)).toHaveLength(1);
      const left = readdirSync(cwd).filter((name) => name !== "log.csv");
      expect(left.filter((name) => !name.endsWith(".part"))).toEqual([]);
      writeFileSync(join(cwd, "log.csv"), SMALL);
      expect(run(["report", "log.csv", "-q"], cwd, env).status).toBe(0);
      expect(readdirSync(tmp)).toEqual([]);
    },
  );

  it("of a run in another container, whose number means nothing here, is left alone", () => {
    const { cwd, tmp, env } = place(SMALL);
    const others = ["cancellog-999999999-00000000-AbCdEf", "cancellog-999999999", "cancellog-test-AbCdEf"];
    for (const name of others) mkdirSync(join(tmp, name));
    expect(run(["report", "log.csv", "-q"], cwd, env).status).toBe(0);
    expect(readdirSync(tmp).sort()).toEqual([...others].sort());
  });

  it.each([
    ["is not there", "missing"],
    ["is a file", "log.csv"],
  ])("cannot be made where TMPDIR %s, and the user is told", (_, name) => {
    const { cwd } = place(SMALL);
    const told = run(["report", "log.csv"], cwd, { ...process.env, TMPDIR: join(cwd, name) });
    expect(told.status).toBe(2);
    expect(told.stderr).toMatch(/^cancellog: [^\n]*TMPDIR[^\n]*\n$/);
  });

  it.each([
    ["findings of the database", "report log.csv --findings f.csv", "TMPDIR", ""],
    ["findings of the database as JSON", "check log.csv --findings f.ndjson", "TMPDIR", ""],
    ["findings of the database as Parquet", "report log.csv --findings f.parquet", "TMPDIR", ""],
    ["findings of the reference engine", "report log.csv --findings f.csv --engine reference", "f.csv", ""],
    ["the text of standard input", "report -", "TMPDIR", "cat log.csv |"],
    ["a converted log", "convert log.csv -o kept", "kept", ""],
    ["a generated log", "generate strike-2022 --cancellations 5000 -o g.csv", "g.csv", ""],
  ])(
    "and outputs: a disk that is too small for %s is told in a line, and nothing is left",
    (_, args, named, before) => {
      const { cwd, tmp, env } = place(LARGE);
      // A bound on the size of files fails as a full disk does, and needs no disk.
      const line = `trap '' XFSZ; ${before} (ulimit -f 64; exec '${process.execPath}' '${script}' ${args})`;
      const told = spawnSync("bash", ["-c", line], { cwd, env, encoding: "utf8" });
      expect(told.stderr).toMatch(/^cancellog: [^\n]*\n$/);
      expect(told.stderr).toContain(named);
      expect(told.status).toBe(2);
      expect(readdirSync(cwd)).toEqual(["log.csv"]);
      expect(readdirSync(tmp)).toEqual([]);
    },
  );

  it.each(["1MB", "2MB", "10MB"])("does not help where --memory is %s, and the user is told", (memory) => {
    const { cwd, tmp, env } = place(LARGE);
    const told = run(["report", "log.csv", "--memory", memory], cwd, env);
    expect(told.status).toBe(2);
    expect(told.stderr).toMatch(/^cancellog: the engine ran out of memory [^\n]*--memory[^\n]*\n$/);
    expect(readdirSync(tmp)).toEqual([]);
  });

  it("does not change a byte of the report, nor does any bound of the machine", () => {
    const { cwd, env } = place(LARGE);
    const share = `${Math.max(1, Math.ceil((1e9 / totalmem()) * 100))}%`;
    const bounds = [[], ["--threads", "1"], ["--threads", "999"], ["--memory", "1GB"], ["--memory", share]];
    const reports = bounds.map((some) => run(["report", "log.csv", "-f", "json", ...some], cwd, env));
    expect(reports.map(({ status, stderr }) => ({ status, stderr }))).toEqual(
      bounds.map(() => ({ status: 0, stderr: "" })),
    );
    expect(new Set(reports.map(({ stdout }) => stdout)).size).toBe(1);
  });
});

describe.skipIf(process.platform === "win32")("a named pipe", () => {
  let script = "";
  beforeAll(() => {
    script = buildProgram();
  });
  const withPipe = () => {
    const cwd = folderOf({ "log.csv": LARGE, "small.csv": SMALL, "log.csv.gz": "" });
    expect(spawnSync("sh", ["-c", "gzip -c log.csv > log.csv.gz; mkfifo pipe.csv"], { cwd }).status).toBe(0);
    return cwd;
  };
  const program = (args: string) => `'${process.execPath}' '${script}' ${args}`;

  it.each(["duckdb", "reference"])("is read once, as the file behind it would be: %s", (engine) => {
    const cwd = withPipe();
    for (const file of ["small.csv", "log.csv.gz"]) {
      const shell = `cat ${file} > pipe.csv & ${program(`report pipe.csv -f json --engine ${engine}`)}`;
      const piped = spawnSync("bash", ["-c", shell], { cwd, encoding: "utf8", maxBuffer: 1e8 });
      expect(piped.stderr).toBe("");
      const direct = spawnSync("bash", ["-c", program(`report ${file} -f json --engine ${engine}`)], {
        cwd,
        encoding: "utf8",
        maxBuffer: 1e8,
      });
      const [a, b] = [piped, direct].map(({ stdout }) => JSON.parse(stdout));
      expect(a.inputs).toEqual([{ ...b.inputs[0], path: "pipe.csv" }]);
      expect({ ...a, inputs: null, problems: null }).toEqual({ ...b, inputs: null, problems: null });
    }
  });

  it("is inspected", () => {
    const cwd = withPipe();
    const shell = `cat small.csv > pipe.csv & ${program("inspect pipe.csv")}`;
    const { status, stdout } = spawnSync("bash", ["-c", shell], { cwd, encoding: "utf8" });
    expect(status).toBe(0);
    expect(stdout).toContain("appointment_id");
  });

  it("that nobody writes to does not keep the program from ending when it is told to", async () => {
    const cwd = withPipe();
    const child = spawn(process.execPath, [script, "check", "pipe.csv"], { cwd, stdio: "ignore" });
    const ended = new Promise((resolve) => child.on("close", resolve));
    await wait(1500);
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), 5000);
    expect(await ended).toBe(143);
    clearTimeout(late);
  });
});

describe.skipIf(process.platform === "win32")("the reference engine", () => {
  it("hears a signal while it judges", async () => {
    const script = buildProgram();
    const cwd = folderOf({ "log.csv": logOf(200_000) });
    const args = ["report", "log.csv", "--engine", "reference", "--findings", "f.csv", "-o", "r.json"];
    const child = spawn(process.execPath, [script, ...args], { cwd, stdio: "ignore" });
    const ended = new Promise((resolve) => child.on("close", resolve));
    const judging = () =>
      readdirSync(cwd).some((name) => /^f\.csv\..*\.part$/.test(name) && statSync(join(cwd, name)).size > 0);
    while (!judging() && child.exitCode === null) await wait(2);
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(readdirSync(cwd)).toEqual(["log.csv"]);
  });
});

describe.skipIf(process.platform === "win32" || process.getuid?.() === 0)("a file that may not be read", () => {
  it("is told in a line", () => {
    const script = buildProgram();
    const cwd = folderOf({ "log.csv": SMALL });
    chmodSync(join(cwd, "log.csv"), 0);
    const told = spawnSync(process.execPath, [script, "report", "log.csv"], { cwd, encoding: "utf8" });
    expect(told.status).toBe(2);
    expect(told.stderr).toBe("cancellog: log.csv: cannot be read (EACCES).\n");
  });
});
