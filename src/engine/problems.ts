import { PROBLEM_CODES, type ProblemCode } from "../model/problem.ts";
import type { ProblemSample, ProblemTally } from "../model/tally.ts";
import { compareUtf8 } from "../model/utf8Order.ts";

/** Samples shown of each problem. */
export const SAMPLES = 5;

interface Kept {
  readonly detail: string;
  readonly key: string;
  readonly sample: ProblemSample;
}

/**
 * Counts problems and keeps a few samples of each. Which ones are kept depends on what they say and not on where they
 * stand, so that the order of the rows and the cutting of a log into files change no more than the places named.
 */
export class ProblemCount {
  readonly #counts = new Map<ProblemCode, number>();
  readonly #kept = new Map<ProblemCode, Kept[]>();

  /** Counts one problem; `key` orders the samples and is not shown. */
  add(code: ProblemCode, key: string, sample: ProblemSample): void {
    this.addMany(code, 1);
    this.keep(code, key, sample);
  }

  /** Counts problems whose samples are kept on their own. */
  addMany(code: ProblemCode, n: number): void {
    if (n > 0) this.#counts.set(code, (this.#counts.get(code) ?? 0) + n);
  }

  /** Says that a problem concerns the whole log. */
  set(code: ProblemCode): void {
    this.#counts.set(code, 1);
  }

  /** Keeps a sample, if it is among the first by what it says. */
  keep(code: ProblemCode, key: string, sample: ProblemSample): void {
    const kept = this.#kept.get(code) ?? [];
    this.#kept.set(code, kept);
    const one = { detail: sample.detail, key, sample };
    const at = kept.findIndex((other) => compareKept(one, other) < 0);
    if (at >= 0) kept.splice(at, 0, one);
    else if (kept.length < SAMPLES) kept.push(one);
    if (kept.length > SAMPLES) kept.pop();
  }

  tally(): readonly ProblemTally[] {
    return PROBLEM_CODES.flatMap((code) => {
      const count = this.#counts.get(code);
      return count === undefined
        ? []
        : [{ code, count, samples: (this.#kept.get(code) ?? []).map((one) => one.sample) }];
    });
  }
}

const compareKept = (a: Kept, b: Kept): number => compareUtf8(a.detail, b.detail) || compareUtf8(a.key, b.key);
