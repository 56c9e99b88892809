/** No further byte makes a plain cell of what was read. */
export const DEAD = -1;

/** One state of a cell's automaton: whether the cell may end here, and where each next byte leads. */
export interface CellState {
  readonly mayEnd: boolean;
  readonly next: ReadonlyMap<number, number>;
  /** Where bytes lead that `next` does not name. */
  readonly otherwise: number;
}

/** The automaton of a cell; state 0 is its start. */
export type CellLanguage = readonly CellState[];

/** The bytes of a text in UTF-8. */
export const bytesOf = (text: string): readonly number[] => [...Buffer.from(text, "utf8")];

export const DIGITS = "0123456789";

/** The automaton of a cell as it is drawn. */
export class CellDraft {
  readonly states: { mayEnd: boolean; next: Map<number, number>; otherwise: number }[];

  /** @param language What it begins with. */
  constructor(language: CellLanguage = []) {
    this.states = language.map(({ mayEnd, next, otherwise }) => ({ mayEnd, next: new Map(next), otherwise }));
  }

  add(mayEnd: boolean, otherwise = DEAD): number {
    this.states.push({ mayEnd, next: new Map(), otherwise });
    return this.states.length - 1;
  }

  on(state: number, bytes: string | readonly number[], to: number): void {
    const at = this.states[state];
    for (const byte of typeof bytes === "string" ? bytesOf(bytes) : bytes) at?.next.set(byte, to);
  }

  /** Leads from one state to another by bytes one after the other, each any of some. */
  lead(from: number, bytes: readonly string[], to: number): void {
    let at = from;
    for (const [i, any] of bytes.entries()) {
      const next = i === bytes.length - 1 ? to : this.add(false);
      this.on(at, any, next);
      at = next;
    }
  }

  /** Where a byte leads from a state that names it, made where it leads nowhere yet. */
  step(state: number, byte: number, make: () => number): number {
    const known = this.states[state]?.next.get(byte);
    if (known !== undefined) return known;
    const made = make();
    this.states[state]?.next.set(byte, made);
    return made;
  }
}
