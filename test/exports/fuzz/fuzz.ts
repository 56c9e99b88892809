import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Random } from "../../../src/generate/random.ts";
import { run } from "../run.ts";
import { type Format, faultsOf } from "./check.ts";
import type { Files } from "./corpus.ts";
import { mutate, noise } from "./mutate.ts";

/** One made-up run: files, and what is asked about them. */
interface Case {
  readonly files: Files;
  readonly args: readonly string[];
  readonly format: Format;
  /** The first file comes by standard input. */
  readonly piped: boolean;
}

/** A case that did what it must not, kept where it can be looked at. */
export interface Finding {
  readonly number: number;
  readonly faults: readonly string[];
  readonly folder: string;
}

const OPTIONS: readonly (readonly string[])[] = [
  ["--encoding", "utf-8"],
  ["--encoding", "utf-16le"],
  ["--encoding", "windows-1252"],
  ["--delimiter", ";"],
  ["--delimiter", "tab"],
  ["--date-order", "mdy"],
  ["--date-order", "dmy"],
  ["--as-of", "2022-10-01"],
  ["--from", "2022-09-01"],
  ["--mapping", "epic"],
  ["--mapping", "fhir"],
  ["--key", "facility,appointment_id"],
  ["--by", "facility,service"],
  ["--by", "note"],
  ["--where", "status=canceled"],
  ["--timezone", "UTC"],
  ["--max-bytes", "2000"],
];

/** Makes case `number` of a seed: the same one every time. */
export const caseOf = (seed: number, number: number, corpus: readonly Files[]): Case => {
  const random = new Random(seed, 0, number);
  const [base, splice] = [random.pick(corpus), random.pick(corpus)];
  const other = random.pick(Object.values(splice));
  const files = random.percent(5)
    ? { "noise.csv": noise(random.below(random.pick([4, 400, 40_000])) + 1, random) }
    : Object.fromEntries(
        Object.entries(base).map(([name, bytes]) => [name, random.percent(80) ? mutate(bytes, other, random) : bytes]),
      );
  const args = Array.from({ length: random.pick([0, 0, 0, 1, 2]) }, () => random.pick(OPTIONS)).flat();
  return { files, args, piped: random.percent(5), format: random.percent(20) ? "text" : "json" };
};

export interface FuzzPlan {
  readonly seed: number;
  readonly first: number;
  /** Says whether to go on with case `number`. */
  readonly goOn: (number: number) => boolean;
  /** A case that takes longer is a finding, ms. */
  readonly slow: number;
  readonly corpus: readonly Files[];
  /** Told of each case before it runs, with the folder that holds it. */
  readonly starting?: (number: number, folder: string) => void;
  /** Told of each exit code. */
  readonly ended?: (code: number) => void;
}

/** Runs case after case in one temporary folder; one that fails is kept in a folder of its own. */
export const fuzz = async (plan: FuzzPlan): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  for (let number = plan.first; plan.goOn(number); number++) {
    const folder = mkdtempSync(join(tmpdir(), `cancellog-fuzz-${plan.seed}-${number}-`));
    plan.starting?.(number, folder);
    const faults = await tried(caseOf(plan.seed, number, plan.corpus), folder, plan);
    if (faults.length === 0) rmSync(folder, { recursive: true, force: true });
    else findings.push({ number, faults, folder });
  }
  return findings;
};

const tried = async (
  { files, args, piped, format }: Case,
  folder: string,
  { slow, ended }: FuzzPlan,
): Promise<string[]> => {
  mkdirSync(join(folder, "log"));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, "log", name), bytes);
  const rejects = join(folder, "rejects.ndjson");
  const [first = Buffer.alloc(0)] = Object.values(files);
  const names = Object.keys(files).map((name) => `log/${name}`);
  const given = piped ? ["-"] : names.length > 1 ? ["log"] : names;
  const words = ["report", ...given, ...args, "--format", format, "--rejects", rejects];
  writeFileSync(join(folder, "command.txt"), `cancellog ${words.join(" ")}${piped ? ` < ${names[0]}` : ""}\n`);
  const started = performance.now();
  try {
    const ran = await run(words, folder, piped ? first : undefined);
    const took = performance.now() - started;
    ended?.(ran.code);
    writeFileSync(join(folder, "stderr.txt"), ran.stderr);
    const rows = existsSync(rejects) ? readFileSync(rejects, "utf8").split("\n").length - 1 : 0;
    return [...faultsOf(ran, rows, format), ...(took > slow ? [`slow: ${Math.round(took)} ms`] : [])];
  } catch (error) {
    // Nothing may come out of `main` but an exit code.
    return [`thrown: ${error instanceof Error ? error.stack : String(error)}`];
  }
};
