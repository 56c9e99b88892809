import type { Log, Notice } from "../../ingest/log.ts";
import type { Appointment } from "../../model/appointment.ts";
import { PROBLEM_CODES, type ProblemCode } from "../../model/problem.ts";
import type { ProblemSample, ProblemTally } from "../../model/tally.ts";
import { compareUtf8 } from "../../model/utf8Order.ts";

/** Samples shown of each problem. */
const SAMPLES = 5;

interface Kept {
  readonly detail: string;
  readonly key: string;
  readonly sample: ProblemSample;
}

/**
 * Counts problems and keeps a few samples of each. Which ones are kept depends on what they say and not on where they
 * stand, so that the order of the rows and the cutting of a log into files change no more than the places named.
 */
export class ProblemCollector {
  readonly #log: Log;
  readonly #counts = new Map<ProblemCode, number>();
  readonly #kept = new Map<ProblemCode, Kept[]>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** Counts a problem of an appointment; the detail must name no person and no appointment. */
  add(code: ProblemCode, of: Appointment, detail: string): void {
    const { source, record, line } = of.place;
    this.#keep(code, of.key, { path: this.#log.sources[source]?.path ?? "", record, line, detail });
  }

  /** Counts a problem of a whole source. */
  addSource(code: ProblemCode, path: string, detail: string): void {
    this.#keep(code, path, { path, record: null, line: null, detail });
  }

  /** Counts what ingest noticed of a source or a line. */
  addNotice({ code, source, line, detail }: Notice): void {
    const path = this.#log.sources[source]?.path ?? "";
    this.#keep(code, path, { path, record: null, line, detail });
  }

  /** Counts a problem of the whole log. */
  addLog(code: ProblemCode): void {
    this.#counts.set(code, 1);
  }

  tally(): readonly ProblemTally[] {
    return PROBLEM_CODES.flatMap((code) => {
      const count = this.#counts.get(code);
      return count === undefined
        ? []
        : [{ code, count, samples: (this.#kept.get(code) ?? []).map((one) => one.sample) }];
    });
  }

  #keep(code: ProblemCode, key: string, sample: ProblemSample): void {
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + 1);
    const kept = this.#kept.get(code) ?? [];
    this.#kept.set(code, kept);
    const one = { detail: sample.detail, key, sample };
    const at = kept.findIndex((other) => compareKept(one, other) < 0);
    if (at >= 0) kept.splice(at, 0, one);
    else if (kept.length < SAMPLES) kept.push(one);
    if (kept.length > SAMPLES) kept.pop();
  }
}

const compareKept = (a: Kept, b: Kept): number => compareUtf8(a.detail, b.detail) || compareUtf8(a.key, b.key);
