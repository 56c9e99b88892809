/** Mixes two words into one, so that neighbouring seeds and places give unrelated streams (the finalizer of MurmurHash3). */
const mixed = (a: number, b: number): number => {
  let h = (a ^ Math.imul(b, 0x9e3779b9)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

const WARM_UP = 8;

/** Draws numbers by sfc32 (Doty-Humphrey): 32-bit integers only, so that a seed gives the same bytes on every engine. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #count = 1;

  /** Starts the stream of one place of a seed; `stream` keeps streams of different use apart. */
  constructor(seed: number, stream: number, place: number) {
    const high = Math.floor(seed / 0x1_0000_0000);
    this.#a = mixed(seed >>> 0, high >>> 0);
    this.#b = mixed(this.#a, place >>> 0);
    this.#c = mixed(this.#b, (stream + Math.imul(Math.floor(place / 0x1_0000_0000), 0x10001)) >>> 0);
    for (let i = 0; i < WARM_UP; i++) this.#next();
  }

  #next(): number {
    const sum = (this.#a + this.#b + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** Returns a whole number from 0 up to, and not including, `limit`; products stay below 2^53 for limits up to 2^21. */
  below(limit: number): number {
    return Math.floor((this.#next() * limit) / 0x1_0000_0000);
  }

  /** Returns a whole number between two, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** Says yes in so many cases of a hundred. */
  percent(cases: number): boolean {
    return this.below(100) < cases;
  }

  /** Picks one of the items, each as likely as the next. */
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }
}
