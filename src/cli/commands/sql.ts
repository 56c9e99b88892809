import { Readable } from "node:stream";
import { dimensionsOf } from "../../audit.ts";
import { requireScope } from "../../engine/dimensions.ts";
import { openConverted } from "../../ingest/converted.ts";
import { expandInputs } from "../../ingest/expand.ts";
import { openLog } from "../../ingest/openLog.ts";
import { failure } from "../../model/failure.ts";
import { settleConverted, withConverted } from "../convertedReading.ts";
import { boundsOfEngine, type EngineOptions } from "../engineOf.ts";
import { exampleLog } from "../exampleLog.ts";
import { OutputFile } from "../outputFile.ts";
import { progressOn } from "../progress.ts";
import { makeScratch, sweepScratch } from "../scratch.ts";
import { type RawOptions, settle } from "../settle.ts";
import { TOOL } from "../tool.ts";
import { type CliWorld, EXIT, write } from "../world.ts";

export interface SqlOptions extends RawOptions, EngineOptions {
  readonly output?: string;
  readonly quiet?: boolean;
  readonly progress?: boolean;
}

const EXAMPLE = { path: "example.csv", file: null, member: null } as const;

const headOf = (sources: readonly string[]): string =>
  `-- cancellog ${TOOL.version}: the SQL of a run, for DuckDB.
-- ${sources.length === 0 ? "Written for a log with every canonical field; name files for theirs, and --as-of for the day." : `Written for ${JSON.stringify(sources).slice(1, -1)}.`}
-- Times are stamps: four times the local second since 1970-01-01, the last two bits for what that cannot tell.
`;

/** Runs `cancellog sql`: runs the log, and prints the statements in place of the report. */
export const sqlCommand = async (files: readonly string[], options: SqlOptions, world: CliWorld): Promise<number> => {
  const cwd = world.cwd();
  if (options.engine !== undefined && options.engine !== "duckdb")
    throw failure("bad-option", {
      option: "--engine",
      value: options.engine,
      expected: "duckdb, which alone runs SQL",
    });
  const found = files.length === 0 ? null : await expandInputs(files, cwd);
  const inputs = found?.inputs ?? [EXAMPLE];
  const converted = found?.converted ?? null;
  const { output } = options;
  const given = converted === null ? options : withConverted(options, converted);
  const settled = await settle(inputs, given, TOOL, cwd);
  const request = converted === null ? settled.request : settleConverted(settled.request, converted, given);
  const progress = progressOn(world, inputs, options.quiet === true || options.progress === false);
  const stdin = found === null ? Readable.from([Buffer.from(exampleLog())]) : world.stdin;
  try {
    const log =
      converted === null
        ? await openLog(inputs, request.reading, { stdin, maxBytes: settled.maxBytes, onRead: progress.read })
        : await openConverted(converted, request.reading);
    requireScope(request.plan.scope, log.mapped);
    const plan = { ...request.plan, dimensions: dimensionsOf(request, log) };
    const { scriptOf } = await import("../../engine/duckdb/script.ts");
    const duck = { ...boundsOfEngine(options), scratch: makeScratch };
    const text = headOf(files) + (await scriptOf(log, plan, duck, found === null));
    progress.clear();
    if (output === undefined) await write(world.stdout, text);
    else {
      const file = new OutputFile(output, cwd);
      file.write(text);
      file.finish();
    }
  } finally {
    progress.clear();
    sweepScratch();
  }
  return EXIT.done;
};
