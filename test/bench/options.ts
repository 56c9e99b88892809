import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

/** How a benchmark was asked to run. */
export interface BenchOptions {
  readonly cancellations: number;
  /** Also ten times as many, for what grows with the log. */
  readonly large: boolean;
  readonly rounds: number;
  /** Of the runs with ten times as many; they take minutes each. */
  readonly largeRounds: number;
  readonly only: readonly string[];
  readonly stamp: string | null;
  readonly folder: string;
  readonly results: string | null;
}

const FULL = 1_000_000;
const QUICK = 100_000;

const countOf = (text: string | undefined, fallback: number): number => {
  const count = Number(text ?? fallback);
  if (!Number.isInteger(count) || count < 1) throw new Error(`"${text}" is no count`);
  return count;
};

/**
 * Reads the options of `npm run bench -- …`. A quick run or one of some contenders alone is no result to quote: it writes
 * its tables only where `--results` says so.
 */
export const readBenchOptions = (args: readonly string[]): BenchOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: "boolean", default: false },
      large: { type: "boolean", default: false },
      cancellations: { type: "string" },
      runs: { type: "string" },
      only: { type: "string", multiple: true, default: [] },
      stamp: { type: "string" },
      folder: { type: "string" },
      results: { type: "string" },
    },
  });
  const partial = values.quick || values.cancellations !== undefined || values.only.length > 0;
  return {
    cancellations: countOf(values.cancellations, values.quick ? QUICK : FULL),
    large: values.large,
    rounds: countOf(values.runs, 5),
    largeRounds: countOf(values.runs, 3),
    only: values.only,
    stamp: values.stamp ?? null,
    folder: values.folder ?? join(tmpdir(), "cancellog-bench"),
    results: values.results ?? (partial ? null : join("test", "bench", "results.md")),
  };
};
