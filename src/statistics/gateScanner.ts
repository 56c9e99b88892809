import { failure } from "../model/failure.ts";
import { nearest } from "../model/nearest.ts";

/** Letters, digits, dots, underscores and hyphens; anything else is put between quotation marks. */
const BARE = /[\p{L}\p{N}_][\p{L}\p{N}_.-]*/uy;
const QUOTED = /"((?:[^"]|"")*)"/y;
const SPACE = /\s*/y;

/** A word of a gate, and the offset that it begins at. */
export interface Word {
  readonly text: string;
  readonly at: number;
}

/** Reads a gate from left to right, and points at the character where it can go no further. */
export class GateScanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#skip();
  }

  /** Offset of the next character that is no space. */
  get at(): number {
    return this.#at;
  }

  /** A quotation mark is next, and none closes it. */
  get isUnclosed(): boolean {
    return this.#text[this.#at] === '"';
  }

  get done(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Takes what a sticky pattern finds here; null where it finds nothing. */
  match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return null;
    this.#at += found[0].length;
    this.#skip();
    return found;
  }

  /** Takes one of some marks; null where none of them is next. */
  mark<M extends string>(marks: readonly M[]): M | null {
    const found = marks.find((mark) => this.#text.startsWith(mark, this.#at));
    if (found === undefined) return null;
    this.#at += found.length;
    this.#skip();
    return found;
  }

  /** Takes a word, bare or between quotation marks (a mark inside is doubled); null where none is next. */
  word(): Word | null {
    const at = this.#at;
    const quoted = this.match(QUOTED);
    if (quoted !== null) return { text: (quoted[1] ?? "").replaceAll('""', '"'), at };
    const bare = this.match(BARE);
    return bare === null ? null : { text: bare[0], at };
  }

  /** Takes a bare word if it is this one, and a space, a quotation mark or the end follows it. */
  keyword(word: string): boolean {
    const after = this.#text[this.#at + word.length] ?? " ";
    if (!this.#text.startsWith(word, this.#at) || !/[\s"]/.test(after)) return false;
    this.#at += word.length;
    this.#skip();
    return true;
  }

  /** Makes the failure that points at an offset. */
  fault(at: number, message: string): Error {
    const [before, rest] = [this.#text.slice(0, at), this.#text.slice(at)];
    return failure("gate-error", { value: this.#text, before, rest, message });
  }

  /** The same for a word that is none of those known, with the one that may have been meant. */
  unknown(word: Word | null, what: string, known: readonly string[], listed = known): Error {
    if (word === null) return this.fault(this.#at, `${what} expected: ${listed.join(", ")}`);
    const near = nearest(word.text, known);
    const advice = near === null ? `known are ${listed.join(", ")}` : `did you mean "${near}"?`;
    return this.fault(word.at, `"${word.text}" is no ${what}; ${advice}`);
  }

  #skip(): void {
    SPACE.lastIndex = this.#at;
    this.#at += SPACE.exec(this.#text)?.[0].length ?? 0;
  }
}
