import {
  ANALYST,
  COMPETENT,
  CONVERTED,
  DEFAULT_ENGINE,
  EMPTY,
  FLOOR,
  LOADED,
  ORACLE,
  PANDAS,
  POLARS,
} from "./contenders.ts";
import type { Peak, Ratio, Results } from "./results.ts";
import type { Timing } from "./rounds.ts";
import { SIDE } from "./sideEntries.ts";

/** What was aimed at: which command to which, and the bound. Commands measured twice are taken from their own round. */
const RATIOS: readonly (readonly [what: string, of: string, to: string, bound: string])[] = [
  ["whole command : the floor", DEFAULT_ENGINE, FLOOR, "≤ 2.5"],
  ["whole command : the analyst's SQL", DEFAULT_ENGINE, ANALYST, "< 1"],
  ["csv-parse and date-fns : whole command", COMPETENT, DEFAULT_ENGINE, "≥ 15"],
  ["pandas : whole command", PANDAS, DEFAULT_ENGINE, "≥ 5"],
  ["polars : whole command", POLARS, DEFAULT_ENGINE, "≥ 1.5"],
  ["exports : converted input", DEFAULT_ENGINE, CONVERTED, "several times"],
  ["reference engine : whole command", ORACLE, DEFAULT_ENGINE, ""],
  ["shipped fixture : Node starting and loading DuckDB", SIDE.shipped, LOADED, "≤ 3"],
  ["linked log : inline log", SIDE.linked, SIDE.inline, "≤ 2"],
  ["written as clinics do : canonically", SIDE.clinic, SIDE.inline, ""],
  ["written as servers do : canonically", SIDE.server, SIDE.inline, ""],
  ["with findings : without", SIDE.findings, SIDE.inline, ""],
  ["ten times as large : once", SIDE.tenfold, SIDE.once, "≤ 11"],
  ["--version : node -e 0", SIDE.version, EMPTY, "≤ 1.5"],
  ["--help : node -e 0", SIDE.help, EMPTY, "≤ 1.5"],
  ["rules list : node -e 0", SIDE.rules, EMPTY, "≤ 2.5"],
];

const PEAKS: readonly (readonly [what: string, of: string, bound: string])[] = [
  ["peak with --memory 2GB, ten times as large", SIDE.bounded, "≤ 3000 MB"],
];

/** Puts what was measured against what was aimed at; the latest timing of a name counts. */
export const bounds = (timings: readonly Timing[]): Pick<Results, "floor" | "ratios" | "peaks"> => {
  const byName = new Map(timings.map((timing) => [timing.name, timing]));
  return {
    floor: byName.get(FLOOR),
    ratios: RATIOS.map(([what, of, to, bound]): Ratio => ({ what, of: byName.get(of), to: byName.get(to), bound })),
    peaks: PEAKS.map(([what, of, bound]): Peak => ({ what, of: byName.get(of), bound })),
  };
};
