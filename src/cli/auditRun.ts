import { type Audit, audit, type Request } from "../audit.ts";
import { expandInputs } from "../ingest/expand.ts";
import { settleConverted, withConverted } from "./convertedReading.ts";
import { type EngineOptions, engineOf } from "./engineOf.ts";
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

/** Looks at what would be written before anything is read; `rowFiles` are findings and rejects. */
type Refuse = (inputs: readonly string[], rowFiles: readonly string[]) => void;

/**
 * Reads and assesses a log: what `report` and `check` share, so that a gate is judged by the very figures of a report.
 * `refuse` looks at what would be overwritten, and `ask` may ask more of the run than the options do.
 * @throws Failure where the log cannot be assessed.
 */
export const runAudit = async (
  files: readonly string[],
  options: AuditOptions,
  world: CliWorld,
  refuse: Refuse,
  ask: (request: Request) => Request | Promise<Request> = (request) => request,
): Promise<AuditRun> => {
  const cwd = world.cwd();
  const { inputs, ignored, converted } = await expandInputs(files, cwd);
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
  const engine = await engineOf(options, TOOL.version);
  const findings = options.findings === undefined ? null : new FindingsFile(options.findings, cwd, pathOf, engine.name);
  const rejects = options.rejects === undefined ? null : new RejectsFile(options.rejects, cwd, pathOf);
  const done = await audit(
    wanted,
    engine,
    { stdin: world.stdin, maxBytes, onRead: progress.read },
    {
      rejects: (all) => rejects?.writeAll(all),
      ...findings?.outlets(engine.name),
      progress: progress.assessed,
      stage: progress.stage,
    },
  )
    .then((assessed) => {
      findings?.takeOver();
      return assessed;
    })
    .finally(() => {
      progress.clear();
      sweepScratch();
    });
  return { audit: done, ignored, finishFindings: () => findings?.finish() };
};
