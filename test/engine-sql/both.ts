import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type RawOptions, settle } from "../../src/cli/settle.ts";
import type { Engine, EngineRun, Outlets } from "../../src/engine/contract.ts";
import { settleDimensions } from "../../src/engine/dimensions.ts";
import { duckdbEngine } from "../../src/engine/duckdb/engine.ts";
import { referenceEngine } from "../../src/engine/reference/engine.ts";
import { findingRow } from "../../src/engine/rows.ts";
import { expandInputs } from "../../src/ingest/expand.ts";
import { openLog } from "../../src/ingest/openLog.ts";
import { Failure } from "../../src/model/failure.ts";
import { FINDING_COLUMNS } from "../../src/model/verdict.ts";
import { csvCell, rowsHead, rowText } from "../../src/render/rows.ts";

const tool = { name: "cancellog", version: "0.0.0" } as const;

/** What an engine came to, with its findings as the bytes of a file; a failure of the user's is a result too. */
type Result = (EngineRun & { readonly findings: string }) | { readonly failure: string };

const runOf = async (
  engine: Engine,
  paths: readonly string[],
  raw: RawOptions,
  cwd: string,
  outlets: Outlets,
  findings: () => string,
): Promise<Result> => {
  try {
    const { inputs } = await expandInputs(paths, cwd);
    const { request, maxBytes } = await settle(inputs, raw, tool, cwd);
    const log = await openLog(inputs, request.reading, { stdin: Readable.from([]), maxBytes, onRead: () => {} });
    const plan = { ...request.plan, dimensions: settleDimensions(request.by, log.mapped) };
    const done = await engine.run(log, plan, outlets);
    return { ...done, findings: findings() };
  } catch (error) {
    if (error instanceof Failure) return { failure: error.code };
    throw error;
  }
};

/** What both engines make of the same files. */
export const both = async (
  paths: readonly string[],
  raw: RawOptions,
  cwd: string,
): Promise<{ readonly reference: Result; readonly duckdb: Result }> => {
  const scratch = mkdtempSync(join(tmpdir(), "cancellog-test-"));
  try {
    const { inputs } = await expandInputs(paths, cwd);
    const lines = [rowsHead(FINDING_COLUMNS, "csv")];
    const pathOf = (source: number): string => inputs[source]?.path ?? "";
    const reference = await runOf(
      referenceEngine("0.0.0"),
      paths,
      raw,
      cwd,
      { finding: (one) => void lines.push(rowText(findingRow(one, pathOf), FINDING_COLUMNS, "csv")) },
      () => lines.join(""),
    );
    const path = join(scratch, "findings.csv");
    const engine = duckdbEngine("0.0.0", { memory: "1GB", threads: null, scratch: () => scratch });
    const target = { path, format: "csv", cell: csvCell } as const;
    const duckdb = await runOf(engine, paths, raw, cwd, { findingsFile: target }, () => readFileSync(path, "utf8"));
    return { reference, duckdb };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

/** What both engines make of a log that is one text. */
export const bothOfText = async (csv: string, raw: RawOptions) => {
  const folder = mkdtempSync(join(tmpdir(), "cancellog-test-"));
  try {
    writeFileSync(join(folder, "log.csv"), csv);
    return await both(["log.csv"], raw, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
