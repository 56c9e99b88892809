import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { audit } from "../../src/audit.ts";
import { type RawOptions, settle } from "../../src/cli/settle.ts";
import { TOOL } from "../../src/cli/tool.ts";
import { referenceEngine } from "../../src/engine/reference/engine.ts";
import { findingRow } from "../../src/engine/rows.ts";
import { expandInputs } from "../../src/ingest/expand.ts";
import type { Failure } from "../../src/model/failure.ts";
import type { Report } from "../../src/model/report.ts";
import type { Reject } from "../../src/model/source.ts";
import type { Finding, FindingRow } from "../../src/model/verdict.ts";

export const FIXTURES = fileURLToPath(new URL("../../fixtures", import.meta.url));

/** All that one run of the real pipeline hands out. */
export interface Run {
  readonly report: Report;
  readonly findings: readonly Finding[];
  readonly rows: readonly FindingRow[];
  readonly rejects: readonly Reject[];
}

/** Runs files, named as on the command line from `cwd`, through reading, reconciliation, linking and assessment. */
export const runFiles = async (paths: readonly string[], options: RawOptions = {}, cwd = FIXTURES): Promise<Run> => {
  const { inputs } = await expandInputs(paths, cwd);
  const { request, maxBytes } = await settle(inputs, options, TOOL, cwd);
  const findings: Finding[] = [];
  const world = { stdin: Readable.from([]), maxBytes, onRead: () => {} };
  const { report, rejects } = await audit(request, referenceEngine(TOOL.version), world, {
    finding: (one) => void findings.push(one),
  });
  return { report, rejects, findings, rows: findings.map((one) => findingRow(one, (source) => paths[source] ?? "")) };
};

/** Runs logs that a test writes itself, by file name in input order. */
export const runTexts = async (
  texts: Readonly<Record<string, string | Uint8Array>>,
  options: RawOptions = {},
): Promise<Run> => {
  const folder = mkdtempSync(join(tmpdir(), "cancellog-"));
  try {
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
    return await runFiles(Object.keys(texts), options, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Runs one log written as lines. */
export const runLines = (lines: readonly string[], options: RawOptions = {}): Promise<Run> =>
  runTexts({ "log.csv": `${lines.join("\n")}\n` }, options);

/** The code of the failure in which a run ends; "none" where it ends well. */
export const failureOf = async (run: Promise<unknown>): Promise<string> => {
  try {
    await run;
    return "none";
  } catch (error) {
    const { name, code } = error as Failure;
    if (name !== "Failure") throw error;
    return code;
  }
};

/** One row of a fixture: its cells by header, and the physical line on which it stands. */
export type Row = Readonly<Record<string, string>> & { readonly line: number };

/** Reads a fixture whose records keep to one line each; blank lines part its sections. */
export const readFixture = (path: string): readonly Row[] => {
  const lines = readFileSync(join(FIXTURES, path), "utf8").split("\n");
  const [header] = parse(lines[0] ?? "") as string[][];
  return lines.flatMap((text, i) => {
    if (i === 0 || text.trim() === "") return [];
    const [cells] = parse(text) as string[][];
    return [{ ...Object.fromEntries((header ?? []).map((name, j) => [name, cells?.[j] ?? ""])), line: i + 1 } as Row];
  });
};
