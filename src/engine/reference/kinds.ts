import type { Appointment } from "../../model/appointment.ts";
import { zeros } from "../../model/tally.ts";
import { compareKeys } from "../../model/utf8Order.ts";

/** Counts things of a closed set of kinds, over all and by facility. */
export class KindCounter<K extends string> {
  readonly counts: Record<K, number>;
  readonly #byFacility = new Map<string | null, Record<K, number>>();

  /** `splits` says that the log has a column for the facility; without one there is nothing to split by. */
  constructor(
    readonly kinds: readonly K[],
    readonly splits: boolean,
  ) {
    this.counts = zeros(kinds);
  }

  add(kind: K, { facility = null }: { readonly facility?: Appointment["facility"] | null }): void {
    this.counts[kind]++;
    if (!this.splits) return;
    const held = this.#byFacility.get(facility) ?? zeros(this.kinds);
    held[kind]++;
    this.#byFacility.set(facility, held);
  }

  /** The facilities in the order of their names, the unknown last. */
  get byFacility(): readonly { readonly key: string | null; readonly counts: Record<K, number> }[] {
    return [...this.#byFacility].sort(([a], [b]) => compareKeys(a, b)).map(([key, counts]) => ({ key, counts }));
  }
}

/** Counts how many have how much of something: one bin for each number that occurs, ascending. */
export const histogramOf = (numbers: Iterable<number>): readonly (readonly [number: number, count: number])[] => {
  const bins = new Map<number, number>();
  for (const n of numbers) bins.set(n, (bins.get(n) ?? 0) + 1);
  return [...bins].sort(([a], [b]) => a - b);
};
