/**
 * The benchmark: `npm run bench`, with `-- --quick` for a tenth of the log and `-- --large` for ten times as much besides.
 * See README.md beside it.
 */
import { rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Disagreement, requireAgreement, type Unavailable } from "./agree.ts";
import { answerIn, differences } from "./answers.ts";
import { bounds } from "./bounds.ts";
import { CONVERTED, type Contender, contendersOf, type Given, pythonOf } from "./contenders.ts";
import { clinicLog, generatedLog, holidaysFile, serverLog, shippedLog } from "./inputs.ts";
import { machineOf } from "./machine.ts";
import { measure } from "./measure.ts";
import { type BenchOptions, readBenchOptions } from "./options.ts";
import { resultsMarkdown } from "./results.ts";
import { type Entry, runInTurn, type Timing } from "./rounds.ts";
import { besides, growing } from "./sideEntries.ts";

/** Small enough for the slowest, large enough for every case that the generator makes. */
const CHECKED = 30_000;

class Bench {
  readonly root = process.cwd();
  readonly contenders: readonly Contender[];
  readonly holidays: string;
  readonly python = pythonOf(process.env);

  constructor(readonly options: BenchOptions) {
    this.contenders = contendersOf(this.root, this.python).filter(
      ({ name }) => options.only.length === 0 || options.only.some((part) => name.includes(part)),
    );
    this.holidays = holidaysFile(options.folder);
  }

  readonly tell = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };

  readonly outputOf = (name: string): string => join(this.options.folder, `${name.replaceAll(/[^\w]+/g, "-")}.out`);

  given(log: string): Given {
    return { log, converted: `${log}.converted`, holidays: this.holidays };
  }

  /** Converts a log; returns why it could not. */
  async convert({ log, converted }: Given): Promise<string | null> {
    rmSync(converted, { recursive: true, force: true });
    const argv = [process.execPath, join(this.root, "bin", "cancellog.js"), "convert", log, "-o", converted];
    const { failure } = await measure(argv, this.outputOf("convert"));
    return failure;
  }

  /** Has all contenders agree on both forms of a small log, and on the shipped one, before anything is timed. */
  async check(): Promise<Unavailable> {
    const { folder } = this.options;
    const unavailable = new Map<string, string>();
    for (const log of [
      generatedLog(this.root, folder, CHECKED, "inline"),
      generatedLog(this.root, folder, CHECKED, "linked"),
      shippedLog(this.root, folder),
    ]) {
      const given = this.given(log);
      this.tell(`checking on ${log}`);
      const failure = await this.convert(given);
      if (failure !== null) unavailable.set(CONVERTED, failure);
      const able = this.contenders.filter(({ name }) => !unavailable.has(name));
      for (const [name, why] of await requireAgreement(able, given, folder, this.tell)) unavailable.set(name, why);
    }
    return unavailable;
  }

  entry({ name, command }: Contender, given: Given): Entry {
    return { name, argv: command(given) };
  }

  /** Holds what was printed while timing against each other: the large log too must be told alike. */
  requireSame(timings: readonly Timing[]): void {
    const ended = new Set(timings.filter((timing) => "seconds" in timing).map(({ name }) => name));
    const told = this.contenders.flatMap(({ name, answers }) =>
      answers !== null && ended.has(name) ? [{ name, answer: answerIn(this.outputOf(name), answers) }] : [],
    );
    const [first] = told;
    for (const { name, answer } of told) {
      const [found] = first === undefined ? [] : differences(first.answer, answer);
      if (found !== undefined)
        throw new Disagreement(`${name} disagrees with ${first?.name} on the timed log: ${found}`);
    }
  }

  async run(): Promise<string> {
    const { options, root, tell, outputOf } = this;
    const unavailable = await this.check();
    const log = generatedLog(root, options.folder, options.cancellations, "inline");
    const given = this.given(log);
    if (!unavailable.has(CONVERTED)) await this.convert(given);
    const able = this.contenders.filter(({ name }) => !unavailable.has(name));
    const timings = await runInTurn(
      able.map((one) => this.entry(one, given)),
      options.rounds,
      outputOf,
      tell,
    );
    this.requireSame(timings);
    const missing = [...unavailable].map(([name, failure]): Timing => ({ name, failure }));
    const all = this.contenders.flatMap(({ name }) => [...timings, ...missing].filter((one) => one.name === name));
    const linked = generatedLog(root, options.folder, options.cancellations, "linked");
    const logs = { inline: log, linked, clinic: await clinicLog(log), server: await serverLog(log) };
    const findings = join(options.folder, "findings.csv");
    const small = await runInTurn(besides(root, logs, findings), options.rounds, outputOf, tell);
    const large = options.large
      ? await runInTurn(
          growing(root, log, generatedLog(root, options.folder, options.cancellations * 10, "inline")),
          options.largeRounds,
          outputOf,
          tell,
        )
      : [];
    return resultsMarkdown({
      stamp: options.stamp,
      machine: machineOf(root, this.python),
      log: { path: log, bytes: statSync(log).size, cancellations: options.cancellations },
      timings: all,
      small: [...small, ...large],
      ...bounds([...all, ...small, ...large]),
    });
  }
}

/** Runs the benchmark, prints its tables and writes them to the file that is quoted; 1 where contenders disagree. */
export const main = async (args: readonly string[]): Promise<number> => {
  const options = readBenchOptions(args);
  try {
    const markdown = await new Bench(options).run();
    process.stdout.write(markdown);
    if (options.results !== null) writeFileSync(options.results, markdown);
    return 0;
  } catch (error) {
    if (!(error instanceof Disagreement)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
};
