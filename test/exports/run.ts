import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { main } from "../../src/cli/main.ts";
import { type RawOptions, settle } from "../../src/cli/settle.ts";
import { TOOL } from "../../src/cli/tool.ts";
import { expandInputs } from "../../src/ingest/expand.ts";
import type { Log } from "../../src/ingest/log.ts";
import { openLog } from "../../src/ingest/openLog.ts";
import { readLog } from "../../src/ingest/readLog.ts";
import { Failure, type FailureCode } from "../../src/model/failure.ts";
import { FIELD_NAMES } from "../../src/model/fields.ts";
import { type Report, reportSchema } from "../../src/model/report.ts";

/** What a run of the whole program came to. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

class Sink extends Writable {
  readonly #chunks: Buffer[] = [];
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }
  get text(): string {
    return Buffer.concat(this.#chunks).toString("utf8");
  }
}

/** Runs the program in a world of its own: no terminal, no environment, its working directory given. */
export const run = async (args: readonly string[], cwd: string, stdin: Buffer = Buffer.alloc(0)): Promise<Ran> => {
  const stdout = new Sink();
  const stderr = new Sink();
  const code = await main({
    argv: ["node", "cancellog", ...args],
    env: {},
    cwd: () => cwd,
    stdin: Readable.from(stdin.length === 0 ? [] : [stdin]),
    stdout,
    stderr,
  });
  return { code, stdout: stdout.text, stderr: stderr.text };
};

/** Makes a folder for the time of an action. */
export const inFolder = async <T>(act: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), "cancellog-test-"));
  try {
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The values of one record as text, field by field; null where unknown. */
export type Values = Readonly<Record<string, string | null>>;

const two = (n: number): string => String(n).padStart(2, "0");

/** Writes one canonical value; a moment by its instant, so that the test does not use the program's own formatting. */
const valueText = (value: unknown, second: number | null, day: string | null): string | null =>
  value === undefined ? null : day === null ? String(value) : second === null ? day : `${day}T${clock(second)}`;
const clock = (s: number): string => `${two(Math.floor(s / 3600))}:${two(Math.floor((s % 3600) / 60))}:${two(s % 60)}`;

/** The canonical values of a log's readable records, in input order. */
export const valuesOf = (log: Log): readonly Values[] =>
  log.records.map((record) =>
    Object.fromEntries(
      FIELD_NAMES.map((field) => {
        const value = record[field];
        if (typeof value !== "object") return [field, valueText(value, null, null)];
        const day = new Date(value.day * 86_400_000).toISOString().slice(0, 10);
        return [field, valueText(value, value.dateOnly ? null : value.second, day)];
      }),
    ),
  );

/** Reads exports as a run does, up to the canonical records; or the failure. */
export const readExports = async (
  files: readonly string[],
  options: RawOptions,
  cwd: string,
): Promise<Log | { readonly failure: FailureCode; readonly message: string }> => {
  try {
    const { inputs } = await expandInputs(files, cwd);
    const { request, maxBytes } = await settle(inputs, options, TOOL, cwd);
    return await readLog(
      await openLog(inputs, request.reading, { stdin: Readable.from([]), maxBytes, onRead: () => {} }),
    );
  } catch (error) {
    if (error instanceof Failure) return { failure: error.code, message: error.message };
    throw error;
  }
};

/** A report with its rejects, as `path:line reason`. */
export interface Reported extends Ran {
  readonly report: Report | null;
  readonly rejects: readonly string[];
}

/** Runs `cancellog report` and reads what it wrote. */
export const report = (args: readonly string[], cwd: string): Promise<Reported> =>
  inFolder(async (folder) => {
    const file = join(folder, "rejects.ndjson");
    const ran = await run(["report", ...args, "--format", "json", "--rejects", file], cwd);
    if (ran.code !== 0) return { ...ran, report: null, rejects: [] };
    const rejects = readFileSync(file, "utf8").split("\n").slice(0, -1);
    return {
      ...ran,
      report: reportSchema.parse(JSON.parse(ran.stdout)),
      rejects: rejects.map((line) => {
        const row = JSON.parse(line) as { source: string; line: number; reason: string };
        return `${row.source}:${row.line} ${row.reason}`;
      }),
    };
  });
