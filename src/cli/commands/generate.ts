import { createWriteStream, mkdirSync, renameSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createGzip } from "node:zlib";
import { STRIKE_2022, strike2022 } from "../../generate/strike2022.ts";
import { failure } from "../../model/failure.ts";
import { GENERATE_OPTIONS } from "../../model/runOptions.ts";
import { isSpecial, openBeside, registerTemporary, settleTemporary } from "../outputFile.ts";
import { readOption } from "../readOption.ts";
import { type CliWorld, EXIT, write } from "../world.ts";

export interface GenerateOptions {
  readonly seed: string;
  readonly cancellations?: string;
  readonly form: string;
  readonly output?: string;
}

const SCENARIOS = { "strike-2022": strike2022 } as const;
const SCENARIO_NAMES = Object.keys(SCENARIOS) as readonly (keyof typeof SCENARIOS)[];

const toFile = async (chunks: Iterable<string>, path: string, cwd: string): Promise<void> => {
  const target = resolve(cwd, path);
  let temporary: string | null = null;
  try {
    mkdirSync(dirname(target), { recursive: true });
    const beside = isSpecial(target) ? null : openBeside(target);
    temporary = beside?.path ?? null;
    if (temporary !== null) registerTemporary(temporary);
    const file = createWriteStream(target, beside === null ? { flags: "w" } : { fd: beside.file });
    if (/\.gz$/i.test(path))
      await pipeline(Readable.from(chunks), createGzip({ level: constants.Z_BEST_COMPRESSION }), file);
    else await pipeline(Readable.from(chunks), file);
    if (temporary !== null) renameSync(temporary, target);
  } catch (error) {
    throw failure("output-failed", { path, cause: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
  if (temporary !== null) settleTemporary(temporary);
};

/** Runs `cancellog generate`: streams a synthetic export, so that tens of millions of rows take no memory. */
export const generateCommand = async (name: string, options: GenerateOptions, world: CliWorld): Promise<number> => {
  const scenario = SCENARIO_NAMES.find((known) => known === name);
  if (scenario === undefined) throw failure("unknown-scenario", { scenario: name, known: SCENARIO_NAMES });
  const chunks = SCENARIOS[scenario]({
    seed: readOption("--seed", GENERATE_OPTIONS["--seed"], options.seed),
    form: readOption("--form", GENERATE_OPTIONS["--form"], options.form),
    cancellations:
      options.cancellations === undefined
        ? STRIKE_2022.cancellations
        : readOption("--cancellations", GENERATE_OPTIONS["--cancellations"], options.cancellations),
  });
  if (options.output === undefined) for (const chunk of chunks) await write(world.stdout, chunk);
  else await toFile(chunks, options.output, world.cwd());
  return EXIT.done;
};
