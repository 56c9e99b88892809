import { totalmem } from "node:os";
import { ENGINES, type Engine } from "../engine/contract.ts";
import { failure } from "../model/failure.ts";
import { nearest } from "../model/nearest.ts";
import { RUN_OPTIONS } from "../model/runOptions.ts";
import { readOptional } from "./readOption.ts";
import { makeScratch } from "./scratch.ts";

/** Options that say who computes, and with how much of the machine. */
export interface EngineOptions {
  readonly engine?: string;
  readonly memory?: string;
  readonly threads?: string;
}

/**
 * Makes the engine that was asked for; none of them is loaded but that one.
 * @throws Failure for an engine that is none, or a bound that is none.
 */
export const engineOf = async (options: EngineOptions, version: string): Promise<Engine> => {
  const name = options.engine ?? "duckdb";
  const engine = ENGINES.find((known) => known === name);
  if (engine === undefined)
    throw failure("unknown-option-value", {
      option: "--engine",
      value: name,
      allowed: `Engines are ${ENGINES.join(", ")}.`,
      nearest: nearest(name, ENGINES),
    });
  const duck = { ...boundsOfEngine(options), scratch: makeScratch };
  if (engine === "reference")
    return (await import("../engine/reference/engine.ts")).referenceEngine(version, async (log, converted) =>
      (await import("../engine/duckdb/readConverted.ts")).readConverted(log, converted, duck),
    );
  const { duckdbEngine } = await import("../engine/duckdb/engine.ts");
  return duckdbEngine(version, duck);
};

/** A share of the machine's memory, or of what a container leaves of it, as a size: the database takes no shares. */
const sizeOf = (memory: string): string => {
  const share = /^([\d.]+) ?%$/.exec(memory)?.[1];
  if (share === undefined) return memory;
  const held = process.constrainedMemory();
  const total = held > 0 ? Math.min(held, totalmem()) : totalmem();
  return `${Math.max(1, Math.floor((total * Number(share)) / 100 / 1e6))}MB`;
};

const DEFAULT_MEMORY = "75%";

/**
 * Reads how much of the machine the database may use.
 * @throws Failure for a bound that is none.
 */
export const boundsOfEngine = (options: EngineOptions): { memory: string; threads: number | null } => {
  const memory = readOptional("--memory", RUN_OPTIONS["--memory"], options.memory);
  return {
    memory: sizeOf(memory ?? DEFAULT_MEMORY),
    threads: readOptional("--threads", RUN_OPTIONS["--threads"], options.threads) ?? null,
  };
};
