import { measure, median, type Run } from "./measure.ts";

/** A command with the name its figures stand under. */
export interface Entry {
  readonly name: string;
  readonly argv: readonly string[];
}

/** What a command took, or why it has no figures. */
export type Timing =
  | { readonly name: string; readonly seconds: number; readonly peak: number | null; readonly runs: number }
  | { readonly name: string; readonly failure: string };

/** Sums up the runs of one command: a command that failed once has no figures. */
export const timingOf = (name: string, runs: readonly Run[]): Timing => {
  const failure = runs.find((run) => run.failure !== null)?.failure;
  const seconds = median(runs.map((run) => run.seconds));
  if (failure != null || seconds === null) return { name, failure: failure ?? "not run" };
  const peaks = runs.flatMap(({ peak }) => (peak === null ? [] : [peak]));
  return { name, seconds, peak: peaks.length === 0 ? null : Math.max(...peaks), runs: runs.length };
};

/**
 * Runs commands in turn, round after round, so that a busy minute of the machine is shared by all; one that fails is not
 * run again. `outputOf` names the file that holds a command's latest output.
 */
export const runInTurn = async (
  entries: readonly Entry[],
  rounds: number,
  outputOf: (name: string) => string,
  tell: (line: string) => void,
): Promise<readonly Timing[]> => {
  const runs = new Map<string, Run[]>(entries.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round++)
    for (const { name, argv } of entries) {
      const held = runs.get(name) ?? [];
      if (held.some(({ failure }) => failure !== null)) continue;
      const run = await measure(argv, outputOf(name));
      held.push(run);
      tell(`${round}/${rounds} ${name}: ${run.failure ?? `${run.seconds.toFixed(2)} s`}`);
    }
  return [...runs].map(([name, held]) => timingOf(name, held));
};
