import { type CellLanguage, DEAD } from "./cellDraft.ts";
import { MAX_QUOTED_BYTES, MAX_QUOTED_LINES } from "./scan.ts";

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const BYTES = 256;

/** The first states of a row's automaton: it is not regular; it has ended, by LF or by CR and LF. */
const NOT = 0;
const ENDED = 1;
const ENDED_WITH_RETURN = 2;
const ENDS = 3;
/** States of a cell besides those of its language: its start, where a quote has closed it. */
const MOST_AROUND = 8;

/** The languages of a row's cells, of which those from `least` on may lack. */
export interface RowShape {
  readonly cells: readonly CellLanguage[];
  readonly least: number;
  readonly delimiter: string;
}

/** What most bytes of an export are: they stand together in a state's ways, so that a step finds them near. */
const FREQUENT = [...Buffer.from("0123456789-: ,\nTA")];

/** Bytes that no cell tells apart are of one class: a table of classes is a fifth of one of bytes. */
const classesOf = ({ cells, delimiter }: RowShape): { of: Uint8Array; count: number } => {
  const named = new Set<number>([...FREQUENT, LF, CR, QUOTE, delimiter.charCodeAt(0)]);
  for (const language of new Set(cells))
    for (const { next } of language) for (const byte of next.keys()) named.add(byte);
  const of = new Uint8Array(BYTES);
  for (const [i, byte] of [...named].entries()) of[byte] = i + 1;
  return { of, count: named.size + 1 };
};

/** The automaton of whole rows as it is drawn: the cells one behind the other, each bare or in quotes. */
class RowDraft {
  /** Where each state leads, by class, one state behind the other. */
  readonly ways: Uint32Array;
  size = 0;
  readonly #starts: readonly number[];
  readonly #returned: number;

  constructor(
    readonly shape: RowShape,
    readonly classes: { readonly of: Uint8Array; readonly count: number },
  ) {
    // Bare and in quotes, and a few to begin and to end.
    const most = shape.cells.reduce((sum, language) => sum + 2 * language.length + MOST_AROUND, ENDS + 1);
    this.ways = new Uint32Array(most * classes.count);
    for (let i = 0; i < ENDS; i++) this.#add();
    this.#starts = shape.cells.map(() => this.#add());
    this.#returned = this.#add();
    this.#on(this.#returned, LF, ENDED_WITH_RETURN);
    for (const [i, language] of shape.cells.entries()) {
      this.#bare(i, language);
      this.#quoted(i, language);
    }
  }

  get start(): number {
    return this.#starts[0] ?? NOT;
  }

  #add(otherwise = NOT): number {
    const at = this.size++;
    if (this.size * this.classes.count > this.ways.length) throw new Error("a row has more states than were counted");
    if (otherwise !== NOT) this.ways.fill(otherwise, at * this.classes.count, this.size * this.classes.count);
    return at;
  }

  #copy(from: number, to: number): void {
    const { count } = this.classes;
    this.ways.copyWithin(to * count, from * count, (from + 1) * count);
  }

  #on(state: number, byte: number, to: number): void {
    this.ways[state * this.classes.count + (this.classes.of[byte] ?? 0)] = to;
  }

  /** What may stand behind a cell where it may end. */
  #end(state: number, i: number): void {
    const { delimiter, least } = this.shape;
    this.#on(state, delimiter.charCodeAt(0), this.#starts[i + 1] ?? NOT);
    if (i + 1 < least) return;
    this.#on(state, LF, ENDED);
    this.#on(state, CR, this.#returned);
  }

  /** Lays a cell's language out, its states one behind the other; returns the first. */
  #lay(language: CellLanguage): number {
    const first = this.size;
    const placed = (to: number): number => (to === DEAD ? NOT : first + to);
    for (const { next, otherwise } of language) {
      const at = this.#add(placed(otherwise));
      for (const [byte, to] of next) this.#on(at, byte, placed(to));
    }
    return first;
  }

  #bare(i: number, language: CellLanguage): void {
    const first = this.#lay(language);
    for (const [s, { mayEnd }] of language.entries()) {
      for (const byte of [QUOTE, LF, CR, this.shape.delimiter.charCodeAt(0)]) this.#on(first + s, byte, NOT);
      if (mayEnd) this.#end(first + s, i);
    }
    // A state of its own: a language may come back to its start, where a quote opens nothing any more.
    this.#copy(first, this.#starts[i] ?? NOT);
  }

  #quoted(i: number, language: CellLanguage): void {
    const first = this.#lay(language);
    const reach = (s: number, byte: number): number => {
      const to = language[s]?.next.get(byte) ?? language[s]?.otherwise ?? DEAD;
      return to === DEAD ? NOT : first + to;
    };
    // Where a quote has closed the cell, or is the first of two: it hangs on no more than what may come then.
    const closed = new Map<string, number>();
    const closing = (mayEnd: boolean, doubled: number): number => {
      if (!mayEnd && doubled === NOT) return NOT;
      const known = closed.get(`${mayEnd} ${doubled}`);
      if (known !== undefined) return known;
      const made = this.#add();
      closed.set(`${mayEnd} ${doubled}`, made);
      if (mayEnd) this.#end(made, i);
      this.#on(made, QUOTE, doubled);
      return made;
    };
    for (const [s, { mayEnd }] of language.entries()) {
      this.#on(first + s, QUOTE, closing(mayEnd, reach(s, QUOTE)));
      this.#on(first + s, CR, NOT);
    }
    this.#on(this.#starts[i] ?? NOT, QUOTE, first);
  }
}

/**
 * Proves rows regular, byte by byte: a table of states that holds the whole grammar of a row, one step a byte. What it
 * takes is read alike by every reader of CSV and says canonical values; of what it does not take, it says nothing.
 */
export class RowProof {
  /** Line ends inside the row that was stepped over last. */
  lines = 0;
  /** The row that was stepped over last ended in CR and LF. */
  returned = false;
  readonly #classes: Uint8Array;
  readonly #table: Uint32Array;
  readonly #width: number;
  readonly #start: number;

  constructor(shape: RowShape) {
    const classes = classesOf(shape);
    const draft = new RowDraft(shape, classes);
    const width = classes.count;
    // States are told by where their ways begin: a step is one addition and one look.
    this.#table = draft.ways.slice(0, draft.size * width).map((to) => to * width);
    this.#classes = classes.of;
    this.#width = width;
    this.#start = draft.start * width;
  }

  /**
   * Steps over the row that begins at `start`; returns where the next one begins, 0 where the row is not proven, and -1
   * where it does not end in these bytes.
   */
  stepOver(bytes: Buffer, start: number): number {
    const table = this.#table;
    const classes = this.#classes;
    let state = this.#start;
    let at = start;
    this.lines = 0;
    for (;;) {
      // What is not regular stays so: it is enough to look where a line ends.
      const end = bytes.indexOf(LF, at);
      if (end < 0) return bytes.length - start > MAX_QUOTED_BYTES ? NOT : -1;
      while (at <= end) state = table[state + (classes[bytes[at++] as number] as number)] as number;
      if (state === NOT) return NOT;
      if (state < ENDS * this.#width) break;
      if (++this.lines >= MAX_QUOTED_LINES) return NOT;
    }
    // Quotes that go on for so long were never closed, for the structural pass to say.
    if (at - start > MAX_QUOTED_BYTES) return NOT;
    this.returned = state === ENDED_WITH_RETURN * this.#width;
    return at;
  }

  /** Says whether the row between two places, without its line end, is proven. */
  isRegular(bytes: Buffer, start: number, end: number): boolean {
    let state = this.#start;
    for (let at = start; at < end && state !== NOT; at++) state = this.#step(state, bytes[at] ?? 0);
    return state >= ENDS * this.#width && this.#step(state, LF) === ENDED * this.#width;
  }

  #step(state: number, byte: number): number {
    return this.#table[state + (this.#classes[byte] ?? 0)] ?? NOT;
  }
}
