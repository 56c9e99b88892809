import { existsSync } from "node:fs";
import { join } from "node:path";

/** What a contender reads: the log as an export, as `convert` left it, and the calendar's holidays as a CSV. */
export interface Given {
  readonly log: string;
  readonly converted: string;
  readonly holidays: string;
}

/** A whole command, run in a fresh process. */
export interface Contender {
  readonly name: string;
  readonly command: (given: Given) => readonly string[];
  /** Where its answer is told: cancellog's own report, or the JSON that the scripts agree on; null for no answer. */
  readonly answers: "report" | "script" | null;
}

/** The name of the bare load that ratios are told to. */
export const FLOOR = "floor: DuckDB loads all columns, typed";
/** The name of the contender whose families all others must give. */
export const ORACLE = "cancellog --engine reference";
export const DEFAULT_ENGINE = "cancellog --engine duckdb";
export const CONVERTED = "cancellog, converted input";
export const EMPTY = "node -e 0";
export const LOADED = "Node starting and loading DuckDB";
export const ANALYST = "analyst's SQL in DuckDB";
export const COMPETENT = "csv-parse and date-fns";
export const PANDAS = "pandas";
export const POLARS = "polars";

/** Lists the contenders of a checkout; `python` is the interpreter asked to run the scripts for pandas and polars. */
export const contendersOf = (root: string, python: string): readonly Contender[] => {
  const node = process.execPath;
  const script = (name: string): string => join(root, "test", "bench", name);
  const cancellog = join(root, "bin", "cancellog.js");
  const report = (input: string, ...more: readonly string[]) => [
    node,
    cancellog,
    "report",
    input,
    "--format",
    "json",
    "--no-progress",
    ...more,
  ];
  return [
    { name: FLOOR, command: ({ log }) => [node, script("floor.mjs"), log], answers: null },
    { name: EMPTY, command: () => [node, "-e", "0"], answers: null },
    { name: LOADED, command: () => [node, script("load.mjs")], answers: null },
    { name: DEFAULT_ENGINE, command: ({ log }) => report(log, "--engine", "duckdb"), answers: "report" },
    { name: CONVERTED, command: ({ converted }) => report(converted, "--engine", "duckdb"), answers: "report" },
    { name: ORACLE, command: ({ log }) => report(log, "--engine", "reference"), answers: "report" },
    {
      name: ANALYST,
      command: ({ log, holidays }) => [node, script("analyst.mjs"), log, holidays],
      answers: "script",
    },
    {
      name: COMPETENT,
      command: ({ log, holidays }) => [node, script("competent.mjs"), log, holidays],
      answers: "script",
    },
    {
      name: PANDAS,
      command: ({ log, holidays }) => [python, script("pandas_rules.py"), log, holidays],
      answers: "script",
    },
    {
      name: POLARS,
      command: ({ log, holidays }) => [python, script("polars_rules.py"), log, holidays],
      answers: "script",
    },
  ];
};

/** Finds the Python asked for by the environment; `python3` of the path else. */
export const pythonOf = (environment: Readonly<Record<string, string | undefined>>): string => {
  const asked = environment.PYTHON;
  if (asked?.includes("/") && !existsSync(asked)) throw new Error(`PYTHON=${asked}: no such file`);
  return asked ?? "python3";
};
