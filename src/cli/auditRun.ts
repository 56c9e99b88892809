import { type Audit, audit, type Request } from "../audit.ts";
import { pseudonymOf, pseudonymousRow } from "../engine/pseudonym.ts";
import { findingRow } from "../engine/rows.ts";
import { expandInputs } from "../ingest/expand.ts";
import { failure } from "../model/failure.ts";
import type { Finding } from "../model/verdict.ts";
import type { CaseCollector } from "./caseCollector.ts";
import { settleConverted, withConverted } from "./convertedReading.ts";
import { type EngineOptions, engineOf } from "./engineOf.ts";
import { readKey } from "./keyFile.ts";
import { progressOn } from "./progress.ts";
import { FindingsFile, RejectsFile } from "./rowFiles.ts";
import { sweepScratch } from "./scratch.ts";
import { type RawOptions, settle } from "./settle.ts";
import { TOOL } from "./tool.ts";
import type { CliWorld } from "./world.ts";

/** The options that every command which assesses a log has, as commander hands them over. */
export interface AuditOptions extends RawOptions, EngineOptions {
  readonly findings?: string;
  readonly rejects?: string;
  readonly pseudonymize?: string;
  readonly cases?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color?: boolean;
  readonly progress?: boolean;
}

/** A log assessed, and what is still to be finished or said of it. */
export interface AuditRun {
  readonly audit: Audit;
  /** Files that were not read, since they do not end like an export. */
  readonly ignored: readonly string[];
  /** Gives the findings file its name; to be called once nothing speaks against the run any more. */
  readonly finishFindings: () => void;
}

/** Reads the key before anything else is: a run that could not hide what it finds finds nothing. */
const keyFor = ({ pseudonymize, findings, cases }: AuditOptions, cwd: string): Uint8Array | null => {
  if (pseudonymize === undefined) return null;
  if (findings === undefined && cases === undefined) throw failure("pseudonymize-nothing", { path: pseudonymize });
  return readKey(pseudonymize, cwd);
};

/** Looks at what would be written before anything is read; `rowFiles` are findings and rejects. */
type Refuse = (inputs: readonly string[], rowFiles: readonly string[]) => void;

/**
 * Reads and assesses a log: what `report` and `check` share, so that a gate is judged by the very figures of a report.
 * `refuse` looks at what would be overwritten, `ask` may ask more of the run than the options do, and `casesOf` hands out who
 * gathers cases from findings as they may be written.
 * @throws Failure where the log cannot be assessed.
 */
export const runAudit = async (
  files: readonly string[],
  options: AuditOptions,
  world: CliWorld,
  refuse: Refuse,
  ask: (request: Request) => Request | Promise<Request> = (request) => request,
  casesOf: () => CaseCollector | null = () => null,
): Promise<AuditRun> => {
  const cwd = world.cwd();
  const { inputs, ignored, converted } = await expandInputs(files, cwd);
  const key = keyFor(options, cwd);
  const paths = inputs.map(({ path }) => path);
  refuse(
    inputs.flatMap(({ file }) => file ?? []),
    [options.findings, options.rejects].filter((path) => path !== undefined),
  );
  const given = converted === null ? options : withConverted(options, converted);
  const { request, maxBytes } = await settle(inputs, given, TOOL, cwd);
  const wanted = await ask(converted === null ? request : settleConverted(request, converted, given));
  const progress = progressOn(world, inputs, options.quiet === true || options.progress === false);
  const pathOf = (source: number): string => paths[source] ?? "";
  const cases = casesOf();
  const engine = await engineOf(options, TOOL.version);
  const findings = options.findings === undefined ? null : new FindingsFile(options.findings, cwd, engine.name);
  const rejects = options.rejects === undefined ? null : new RejectsFile(options.rejects, cwd, pathOf);
  const pseudonym = key === null ? null : pseudonymOf(key);
  const tell = (finding: Finding): void => {
    const found = findingRow(finding, pathOf);
    const row = pseudonym === null ? found : pseudonymousRow(found, pseudonym);
    findings?.write(row);
    cases?.add(row);
  };
  const done = await audit(
    wanted,
    engine,
    { stdin: world.stdin, maxBytes, onRead: progress.read },
    {
      rejects: (all) => rejects?.writeAll(all),
      ...(findings === null ? {} : findings.outlets(engine.name, tell)),
      ...(cases === null ? {} : engine.name === "duckdb" ? { longest: cases } : { finding: tell }),
      ...(key === null ? {} : { pseudonymKey: key }),
      progress: progress.assessed,
      stage: progress.stage,
    },
  )
    .catch((error: unknown) => {
      throw findings?.told(error) ?? error;
    })
    .finally(() => {
      progress.clear();
      sweepScratch();
    });
  return { audit: done, ignored, finishFindings: () => findings?.finish() };
};
