import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { momentText } from "../../src/calendar/momentText.ts";
import { CaseCollector } from "../../src/cli/caseCollector.ts";
import { type RawOptions, settle } from "../../src/cli/settle.ts";
import type { Engine, EngineRun, Outlets } from "../../src/engine/contract.ts";
import { settleDimensions } from "../../src/engine/dimensions.ts";
import { duckdbEngine } from "../../src/engine/duckdb/engine.ts";
import { referenceEngine } from "../../src/engine/reference/engine.ts";
import { findingRow } from "../../src/engine/rows.ts";
import { expandInputs } from "../../src/ingest/expand.ts";
import { openLog } from "../../src/ingest/openLog.ts";
import type { Cases } from "../../src/model/cases.ts";
import { Failure } from "../../src/model/failure.ts";
import { FINDING_COLUMNS } from "../../src/model/verdict.ts";
import { csvCell, rowsHead, rowText } from "../../src/render/rows.ts";

const tool = { name: "cancellog", version: "0.0.0" } as const;

/** What an engine came to, with its findings as the bytes of a file; a failure of the user's is a result too. */
type Result = (EngineRun & { readonly findings: string; readonly cases: Cases }) | { readonly failure: string };

/** Of the longest cases, so many are told. */
const CASES = 3;

const runOf = async (
  engine: Engine,
  paths: readonly string[],
  raw: RawOptions,
  cwd: string,
  outletsFor: (cases: CaseCollector) => Outlets,
  findings: () => string,
): Promise<Result> => {
  try {
    const { inputs } = await expandInputs(paths, cwd);
    const { request, maxBytes } = await settle(inputs, raw, tool, cwd);
    const log = await openLog(inputs, request.reading, { stdin: Readable.from([]), maxBytes, onRead: () => {} });
    const plan = { ...request.plan, dimensions: settleDimensions(request.by, log.mapped) };
    const cases = new CaseCollector(plan.packs[0]?.pack.families[0]?.id ?? "", CASES);
    const done = await engine.run(log, plan, outletsFor(cases));
    return { ...done, findings: findings(), cases: cases.cases(momentText(done.tally.asOf)) };
  } catch (error) {
    if (error instanceof Failure) return { failure: error.code };
    throw error;
  }
};

/** What both engines make of the same files; `part` is of how many cancellations the default one makes findings at a time. */
export const both = async (
  paths: readonly string[],
  raw: RawOptions,
  cwd: string,
  part?: number,
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
      (cases) => ({
        finding: (one) => {
          const row = findingRow(one, pathOf);
          lines.push(rowText(row, FINDING_COLUMNS, "csv"));
          cases.add(row);
        },
      }),
      () => lines.join(""),
    );
    const path = join(scratch, "findings.csv");
    const engine = duckdbEngine("0.0.0", {
      memory: "1GB",
      threads: null,
      scratch: () => scratch,
      ...(part === undefined ? {} : { part }),
    });
    const target = {
      path: `${path}.part`,
      format: "csv",
      cell: csvCell,
      taken: () => appendFileSync(path, readFileSync(`${path}.part`)),
    } as const;
    const duckdb = await runOf(
      engine,
      paths,
      raw,
      cwd,
      (longest) => ({ findingsFile: target, longest }),
      () => readFileSync(path, "utf8"),
    );
    return { reference, duckdb };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

/** What both engines make of a log that is one text. */
export const bothOfText = async (csv: string, raw: RawOptions, part?: number) => {
  const folder = mkdtempSync(join(tmpdir(), "cancellog-test-"));
  try {
    writeFileSync(join(folder, "log.csv"), csv);
    return await both(["log.csv"], raw, folder, part);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
