import { join } from "node:path";
import { EMPTY, LOADED } from "./contenders.ts";
import type { Entry } from "./rounds.ts";

/** The names of what is measured beside the contenders. */
export const SIDE = {
  version: "cancellog --version",
  help: "cancellog --help",
  rules: "cancellog rules list",
  shipped: "cancellog report, the shipped fixture",
  inline: "cancellog report, inline links",
  linked: "cancellog report, linked records",
  clinic: "cancellog report, dates and notes as clinics write them",
  server: "cancellog report, offsets and NULL as servers write them",
  findings: "cancellog report --findings, a row a cancellation and rule",
  once: "cancellog report, as large as above",
  tenfold: "cancellog report, ten times as large",
  bounded: "cancellog report --memory 2GB, ten times as large",
} as const;

const runOf = (root: string, name: string, ...args: readonly string[]): Entry => ({
  name,
  argv: [process.execPath, join(root, "bin", "cancellog.js"), ...args],
});

const reportOf = (root: string, name: string, log: string, ...more: readonly string[]): Entry =>
  runOf(root, name, "report", log, "--engine", "duckdb", "--format", "json", "--no-progress", ...more);

/** Logs of one size. */
export interface SideLogs {
  readonly inline: string;
  readonly linked: string;
  readonly clinic: string;
  readonly server: string;
}

/**
 * Lists what tells how the program starts, and what more costs: links to other records, a log written otherwise, findings
 * written to a file.
 */
export const besides = (
  root: string,
  { inline, linked, clinic, server }: SideLogs,
  findings: string,
): readonly Entry[] => [
  { name: EMPTY, argv: [process.execPath, "-e", "0"] },
  runOf(root, SIDE.version, "--version"),
  runOf(root, SIDE.help, "--help"),
  runOf(root, SIDE.rules, "rules", "list"),
  { name: LOADED, argv: [process.execPath, join(root, "test", "bench", "load.mjs")] },
  reportOf(root, SIDE.shipped, join(root, "fixtures", "strike-2022.csv.gz")),
  reportOf(root, SIDE.inline, inline),
  reportOf(root, SIDE.linked, linked),
  reportOf(root, SIDE.clinic, clinic),
  reportOf(root, SIDE.server, server),
  reportOf(root, SIDE.findings, inline, "--findings", findings),
];

/** Lists what tells how time and memory grow with the log. */
export const growing = (root: string, log: string, tenfold: string): readonly Entry[] => [
  reportOf(root, SIDE.once, log),
  reportOf(root, SIDE.tenfold, tenfold),
  reportOf(root, SIDE.bounded, tenfold, "--memory", "2GB"),
];
