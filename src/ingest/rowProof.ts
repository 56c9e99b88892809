import { type CellLanguage, DEAD } from "./cellLanguage.ts";
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

/** The languages of a row's cells, of which those from `least` on may lack. */
export interface RowShape {
  readonly cells: readonly CellLanguage[];
  readonly least: number;
  readonly delimiter: string;
}

interface RowState {
  readonly next: Map<number, number>;
  otherwise: number;
}

/** The automaton of whole rows as it is drawn: the cells one behind the other, each bare or in quotes. */
class RowDraft {
  readonly states: RowState[] = Array.from({ length: ENDS }, () => ({ next: new Map(), otherwise: NOT }));
  /** States by those which a line end inside quotes leads to instead: a line more has begun there. */
  readonly breaks = new Map<number, number>();
  readonly #starts: readonly number[];
  readonly #returned: number;

  constructor(readonly shape: RowShape) {
    this.#starts = shape.cells.map(() => this.#add());
    this.#returned = this.#add();
    this.#on(this.#returned, LF, ENDED_WITH_RETURN);
    for (const [i, language] of shape.cells.entries()) {
      this.#bare(i, language);
      this.#quoted(i, language);
    }
    for (const [state, twin] of this.breaks) this.#copy(state, twin);
  }

  get start(): number {
    return this.#starts[0] ?? NOT;
  }

  #add(): number {
    return this.states.push({ next: new Map(), otherwise: NOT }) - 1;
  }

  #on(state: number, byte: number, to: number): void {
    this.states[state]?.next.set(byte, to);
  }

  #copy(from: number, to: number): void {
    const [source, target] = [this.states[from], this.states[to]];
    if (source === undefined || target === undefined) return;
    for (const [byte, next] of source.next) target.next.set(byte, next);
    target.otherwise = source.otherwise;
  }

  /** What may stand behind a cell where it may end. */
  #end(state: number, i: number): void {
    const { delimiter, least } = this.shape;
    this.#on(state, delimiter.charCodeAt(0), this.#starts[i + 1] ?? NOT);
    if (i + 1 < least) return;
    this.#on(state, LF, ENDED);
    this.#on(state, CR, this.#returned);
  }

  /** Lays a cell's language out; returns its states, with the way from one to the next by a byte. */
  #lay(language: CellLanguage): { states: readonly number[]; reach: (from: number, byte: number) => number } {
    const states = language.map(() => this.#add());
    const placed = (to: number): number => (to === DEAD ? NOT : (states[to] ?? NOT));
    for (const [s, { next, otherwise }] of language.entries()) {
      const at = states[s] ?? NOT;
      for (const [byte, to] of next) this.#on(at, byte, placed(to));
      const own = this.states[at];
      if (own !== undefined) own.otherwise = placed(otherwise);
    }
    return { states, reach: (s, byte) => placed(language[s]?.next.get(byte) ?? language[s]?.otherwise ?? DEAD) };
  }

  #bare(i: number, language: CellLanguage): void {
    const { states } = this.#lay(language);
    for (const [s, { mayEnd }] of language.entries()) {
      const at = states[s] ?? NOT;
      for (const byte of [QUOTE, LF, CR, this.shape.delimiter.charCodeAt(0)]) this.#on(at, byte, NOT);
      if (mayEnd) this.#end(at, i);
    }
    // A state of its own: a language may come back to its start, where a quote opens nothing any more.
    this.#copy(states[0] ?? NOT, this.#starts[i] ?? NOT);
  }

  #quoted(i: number, language: CellLanguage): void {
    const { states, reach } = this.#lay(language);
    for (const [s, { mayEnd }] of language.entries()) {
      const at = states[s] ?? NOT;
      const closed = this.#add();
      if (mayEnd) this.#end(closed, i);
      this.#on(closed, QUOTE, reach(s, QUOTE));
      this.#on(at, QUOTE, closed);
      this.#on(at, CR, NOT);
      this.#on(at, LF, this.#break(reach(s, LF)));
    }
    this.#on(this.#starts[i] ?? NOT, QUOTE, states[0] ?? NOT);
  }

  #break(state: number): number {
    if (state === NOT) return NOT;
    const twin = this.breaks.get(state) ?? this.#add();
    this.breaks.set(state, twin);
    return twin;
  }
}

/** Numbers the states that a row can come to: the ends, those that begin a line more, then all others. */
const numbered = ({ states, start, breaks }: RowDraft): { order: readonly number[]; firstInside: number } => {
  const seen = new Set([start]);
  for (const at of seen) {
    const state = states[at];
    if (state !== undefined) for (const to of [...state.next.values(), state.otherwise]) seen.add(to);
  }
  const twins = new Set(breaks.values());
  const reached = [...seen].filter((one) => one >= ENDS).sort((a, b) => a - b);
  const own = reached.filter((one) => twins.has(one));
  return {
    order: [NOT, ENDED, ENDED_WITH_RETURN, ...own, ...reached.filter((one) => !twins.has(one))],
    firstInside: ENDS + own.length,
  };
};

/** What most bytes of an export are: they stand together in a state's ways, so that a step finds them near. */
const FREQUENT = [...Buffer.from("0123456789-: ,\nTA")];

/** Bytes that no state tells apart are of one class: a table of classes is a tenth of one of bytes. */
const classesOf = (states: readonly RowState[], order: readonly number[]): { of: Uint8Array; stride: number } => {
  const named = new Set<number>(FREQUENT);
  for (const at of order) for (const byte of states[at]?.next.keys() ?? []) named.add(byte);
  const of = new Uint8Array(BYTES);
  for (const [i, byte] of [...named].entries()) of[byte] = i + 1;
  return { of, stride: named.size + 1 };
};

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
  readonly #stride: number;
  readonly #start: number;
  readonly #firstInside: number;

  constructor(shape: RowShape) {
    const draft = new RowDraft(shape);
    const { order, firstInside } = numbered(draft);
    const { of, stride } = classesOf(draft.states, order);
    const place = new Map(order.map((state, i) => [state, i * stride]));
    this.#table = new Uint32Array(order.length * stride);
    for (const [i, at] of order.entries()) {
      const { next, otherwise } = draft.states[at] ?? { next: new Map<number, number>(), otherwise: NOT };
      const row = i * stride;
      this.#table.fill(place.get(otherwise) ?? NOT, row, row + stride);
      for (const [byte, to] of next) this.#table[row + (of[byte] ?? 0)] = place.get(to) ?? NOT;
    }
    this.#classes = of;
    this.#start = place.get(draft.start) ?? NOT;
    this.#firstInside = firstInside * stride;
    this.#stride = stride;
  }

  /**
   * Steps over the row that begins at `start`; returns where the next one begins, 0 where the row is not proven, and -1
   * where it does not end in these bytes.
   */
  stepOver(bytes: Buffer, start: number): number {
    const table = this.#table;
    const classes = this.#classes;
    const firstInside = this.#firstInside;
    const end = bytes.length;
    let state = this.#start;
    let at = start;
    this.lines = 0;
    for (;;) {
      do {
        if (at === end) return at - start > MAX_QUOTED_BYTES ? NOT : -1;
        state = table[state + (classes[bytes[at++] as number] as number)] as number;
      } while (state >= firstInside);
      if (state === NOT) return NOT;
      if (state < ENDS * this.#stride) break;
      if (++this.lines >= MAX_QUOTED_LINES) return NOT;
    }
    // Quotes that go on for so long were never closed, for the structural pass to say.
    if (at - start > MAX_QUOTED_BYTES) return NOT;
    this.returned = state === ENDED_WITH_RETURN * this.#stride;
    return at;
  }

  /** Says whether the row between two places, without its line end, is proven. */
  isRegular(bytes: Buffer, start: number, end: number): boolean {
    let state = this.#start;
    for (let at = start; at < end && state !== NOT; at++) state = this.#step(state, bytes[at] ?? 0);
    return state >= ENDS * this.#stride && this.#step(state, LF) === ENDED * this.#stride;
  }

  #step(state: number, byte: number): number {
    return this.#table[state + (this.#classes[byte] ?? 0)] ?? NOT;
  }
}
