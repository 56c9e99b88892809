/**
 * The long fuzz: `npm run fuzz -- --minutes 5 --seed 7`, or one case again with `--case 123`. A watchdog beside it ends
 * the process where a case does not come back, and names the folder that holds it.
 */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { corpusOf } from "./fuzz/corpus.ts";
import { fuzz } from "./fuzz/fuzz.ts";

const SLOW_MS = 5_000;
const HUNG_MS = 60_000;

/** Ends the process when the counter has stood still for too long; a loop that never yields cannot stop it. */
const WATCHDOG = `
  const { parentPort, workerData } = require("node:worker_threads");
  const { writeSync } = require("node:fs");
  const beat = new Int32Array(workerData.beat);
  let seen = -1, since = Date.now(), folder = "";
  parentPort.on("message", (text) => { folder = text; });
  setInterval(() => {
    const now = Atomics.load(beat, 0);
    if (now !== seen) { seen = now; since = Date.now(); }
    else if (Date.now() - since > workerData.limit) {
      writeSync(2, "case " + now + " hangs; kept in " + folder + "\\n");
      process.kill(process.pid, "SIGKILL");
    }
  }, 500);
`;

const numberOf = (args: readonly string[], name: string, fallback: number): number => {
  const at = args.indexOf(name);
  const value = at < 0 ? fallback : Number(args[at + 1]);
  if (!Number.isFinite(value) || value < 0) throw new Error(`${name} takes a number`);
  return value;
};

/** Runs until the time is over; returns 1 where a case failed. */
export const main = async (args: readonly string[]): Promise<number> => {
  const minutes = numberOf(args, "--minutes", 5);
  const seed = numberOf(args, "--seed", 1);
  const only = args.includes("--case") ? numberOf(args, "--case", 0) : null;
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const beat = new SharedArrayBuffer(4);
  const watchdog = new Worker(WATCHDOG, { eval: true, workerData: { beat, limit: HUNG_MS } });
  const until = performance.now() + minutes * 60_000;
  let cases = 0;
  let reports = 0;
  let memory = 0;
  const findings = await fuzz({
    seed,
    first: only ?? 0,
    goOn: (number) => (only === null ? performance.now() < until : number === only),
    slow: SLOW_MS,
    corpus: corpusOf(join("fixtures", "exports")),
    ended: (code) => {
      if (code === 0) reports++;
    },
    starting: (number, folder) => {
      cases++;
      memory = Math.max(memory, process.memoryUsage.rss());
      Atomics.store(new Int32Array(beat), 0, number);
      watchdog.postMessage(folder);
    },
  });
  await watchdog.terminate();
  for (const { number, faults, folder } of findings) say(`case ${number}: ${faults.join("; ")}\n  ${folder}`);
  say(
    `${cases} cases of seed ${seed}, ${reports} ended in a report, ${findings.length} failed; at most ${Math.round(memory / 1e6)} MB of memory`,
  );
  return findings.length === 0 ? 0 : 1;
};
