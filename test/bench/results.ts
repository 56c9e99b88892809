import { basename } from "node:path";
import { EMPTY, LOADED } from "./contenders.ts";
import type { Timing } from "./rounds.ts";

/** One bound of the project, as a ratio of two commands of the same run; or a peak in bytes. */
export interface Ratio {
  readonly what: string;
  readonly of: Timing | undefined;
  readonly to: Timing | undefined;
  readonly bound: string;
}

/** A peak of memory that is bounded. */
export interface Peak {
  readonly what: string;
  readonly of: Timing | undefined;
  readonly bound: string;
}

/** All that a benchmark found. */
export interface Results {
  readonly stamp: string | null;
  readonly machine: readonly string[];
  readonly log: { readonly path: string; readonly bytes: number; readonly cancellations: number };
  readonly floor: Timing | undefined;
  readonly timings: readonly Timing[];
  readonly small: readonly Timing[];
  readonly ratios: readonly Ratio[];
  readonly peaks: readonly Peak[];
}

const MB = 1_000_000;
/** Contenders that do not look at the log have no throughput. */
const READS_NOTHING: ReadonlySet<string> = new Set([EMPTY, LOADED]);

const secondsText = (seconds: number): string => (seconds < 1 ? seconds.toFixed(3) : seconds.toFixed(2));
const peakText = (peak: number | null): string => (peak === null ? "n/a" : (peak / MB).toFixed(0));
const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("`", "'");

/** Returns how many times as long one command took as another; null where either has no figures. */
export const ratioOf = (of: Timing | undefined, to: Timing | undefined): number | null =>
  of === undefined || to === undefined || "failure" in of || "failure" in to ? null : of.seconds / to.seconds;

const whyNot = (...timings: readonly (Timing | undefined)[]): string => {
  const failed = timings.find((timing) => timing !== undefined && "failure" in timing);
  return failed !== undefined && "failure" in failed ? `not available: ${cell(failed.failure)}` : "not measured";
};

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
  return line(heads) + line(heads.map((_, i) => (i === 0 ? "---" : "---:"))) + rows.map(line).join("");
};

const contenderRow = (timing: Timing, floor: Timing | undefined, bytes: number): readonly string[] => {
  if ("failure" in timing) return [timing.name, `not available: ${cell(timing.failure)}`, "", "", "", ""];
  const ratio = ratioOf(timing, floor);
  return [
    timing.name,
    secondsText(timing.seconds),
    ratio === null ? "" : ratio.toFixed(2),
    READS_NOTHING.has(timing.name) ? "" : (bytes / MB / timing.seconds).toFixed(0),
    peakText(timing.peak),
    String(timing.runs),
  ];
};

const smallRow = (timing: Timing): readonly string[] =>
  "failure" in timing
    ? [timing.name, `not available: ${cell(timing.failure)}`, ""]
    : [timing.name, secondsText(timing.seconds), peakText(timing.peak)];

const ratioRow = ({ what, of, to, bound }: Ratio): readonly string[] => [
  what,
  ratioOf(of, to)?.toFixed(2) ?? whyNot(of, to),
  bound,
];

const peakRow = ({ what, of, bound }: Peak): readonly string[] => [
  what,
  of === undefined || "failure" in of ? whyNot(of) : `${peakText(of.peak)} MB`,
  bound,
];

/** Writes what a benchmark found as Markdown: no date but the one it was handed. */
export const resultsMarkdown = ({ stamp, machine, log, floor, timings, small, ratios, peaks }: Results): string => {
  const bounded = [...ratios.map(ratioRow), ...peaks.map(peakRow)];
  return [
    `# What it takes\n\nMeasured by \`npm run bench\`${stamp === null ? "" : `, ${stamp}`}: each command whole, in a process of its own, all in turn; medians. MB are millions of bytes; the peak is the most of any run.\n`,
    machine.map((line) => `- ${line}\n`).join(""),
    `## ${log.cancellations.toLocaleString("en-US")} cancellations, ${(log.bytes / MB).toFixed(0)} MB (\`${basename(log.path)}\`)\n`,
    table(
      ["command", "seconds", "× floor", "MB/s", "peak MB", "runs"],
      timings.map((timing) => contenderRow(timing, floor, log.bytes)),
    ),
    "## Starting\n",
    table(["command", "seconds", "peak MB"], small.map(smallRow)),
    "## Against what was aimed at\n",
    table(["what", "measured", "bound"], bounded),
  ].join("\n");
};
