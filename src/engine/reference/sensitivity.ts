import type { Outcome } from "../../model/cancellation.ts";
import type { Family } from "../../model/rule.ts";
import type { SensitivityTally } from "../../model/sensitivityTally.ts";
import type { Assessment } from "../../model/verdict.ts";
import { AS_RUN, type Variant } from "../variants.ts";
import type { PackAssessor } from "./assessor.ts";
import { isLate, Reading, Total, type Worked } from "./reading.ts";
import type { Subject } from "./subject.ts";

/** Judges every cancellation under every reading (see `SensitivityTally`). */
export class SensitivityCounter {
  readonly #assessors: readonly PackAssessor[];
  readonly #families: readonly Family[];
  readonly #own: readonly Total[];
  readonly #inEvery: number[];
  readonly #readings: readonly Reading[];

  constructor(variants: readonly Variant[], assessors: readonly PackAssessor[], worked: Worked) {
    this.#assessors = assessors;
    this.#families = assessors.flatMap(({ pack }) => pack.families);
    this.#own = this.#families.map(() => new Total());
    this.#inEvery = this.#families.map(() => 0);
    this.#readings = variants.map((variant) => new Reading(variant, assessors, worked));
  }

  /** Takes a cancellation with the run's own assessment of each family of each pack. */
  add(subject: Subject, outcome: Outcome, spoken: readonly (readonly Assessment[])[]): void {
    const packs = this.#assessors.map(({ applicability }, i) => ({
      applicability: applicability(subject.judged),
      spoken: spoken[i] ?? [],
    }));
    const late = packs.flatMap((own) => own.spoken.map(({ verdict }) => isLate(verdict)));
    packs
      .flatMap((own) => own.spoken)
      .forEach(({ verdict }, i) => {
        this.#own[i]?.add(verdict);
      });
    for (const reading of this.#readings) reading.judge(subject, outcome, packs, late);
    late.forEach((stays, i) => {
      if (stays) this.#inEvery[i] = (this.#inEvery[i] ?? 0) + 1;
    });
  }

  get tally(): SensitivityTally {
    const nothing = new Total();
    const own = { ...AS_RUN, families: this.#byFamily((i) => this.#own[i]?.plus(nothing) ?? nothing.counts) };
    const others = this.#readings.map(({ variant: { id, title }, apart }) => ({
      id,
      title,
      families: this.#byFamily((i) => this.#own[i]?.plus(apart[i] ?? nothing) ?? nothing.counts),
    }));
    return { readings: [own, ...others], inEvery: this.#byFamily((i) => this.#inEvery[i] ?? 0) };
  }

  #byFamily<T>(of: (index: number) => T): Readonly<Record<string, T>> {
    return Object.fromEntries(this.#families.map(({ id }, i) => [id, of(i)]));
  }
}
