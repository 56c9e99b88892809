/**
 * What a cell may say so that nothing about it needs the closer look of a reader of records, as automata over the bytes
 * of its value. Each takes a cell at its plainest: whatever else may be well written is left to the reader of records.
 */

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

/** Bytes that are white space at the end of a cell, and U+00A0 as UTF-8 writes it. */
const BLANKS = [0x20, 0x09, 0x0a, 0x0b, 0x0c, 0x0d];
const [NBSP_FIRST, NBSP_SECOND] = [0xc2, 0xa0];

const bytesOf = (text: string): readonly number[] => [...Buffer.from(text, "utf8")];

class Draft {
  readonly states: { mayEnd: boolean; next: Map<number, number>; otherwise: number }[] = [];

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

/** Any text at all, as in columns that nobody reads. */
export const anything = (): CellLanguage => [{ mayEnd: true, next: new Map(), otherwise: 0 }];

/** Nothing: the cells that stand behind the last column. */
export const nothing = (): CellLanguage => [{ mayEnd: true, next: new Map(), otherwise: DEAD }];

/** One of certain words, as it stands, or nothing. */
export const wordsOf = (words: Iterable<string>, mayBeEmpty: boolean): CellLanguage => {
  const draft = new Draft();
  const start = draft.add(mayBeEmpty);
  for (const word of words) {
    let at = start;
    for (const byte of bytesOf(word)) at = draft.step(at, byte, () => draft.add(false));
    const end = draft.states[at];
    if (end !== undefined && at !== start) end.mayEnd = true;
  }
  return draft.states;
};

const DIGITS = "0123456789";

/** A time of day from a state on, to the minute or the second. */
const timeOfDay = (draft: Draft, start: number): void => {
  const hour = draft.add(false);
  draft.lead(start, ["01", DIGITS], hour);
  draft.lead(start, ["2", "0123"], hour);
  const [minute, second] = [draft.add(true), draft.add(true)];
  draft.lead(hour, [":", "012345", DIGITS], minute);
  draft.lead(minute, [":", "012345", DIGITS], second);
};

/** The days that months of one kind have: what the tens of a day may be followed by. */
const MONTHS: readonly { readonly months: readonly string[]; readonly last: string }[] = [
  { months: ["01", "03", "05", "07", "08", "10", "12"], last: "31" },
  { months: ["04", "06", "09", "11"], last: "30" },
  // A leap day is for the reader of records: whether it exists hangs on the year.
  { months: ["02"], last: "28" },
];

/** Years that exports may speak of, a month and a day that exist; returns the state at which the date has ended. */
const date = (draft: Draft, start: number, mayEnd: boolean): number => {
  const [end, year, dash] = [draft.add(mayEnd), draft.add(false), draft.add(false)];
  draft.lead(start, ["1", "9", "9", DIGITS], year);
  draft.lead(start, ["2", "0", DIGITS, DIGITS], year);
  draft.lead(year, ["-"], dash);
  for (const { months, last } of MONTHS) {
    const [month, day] = [draft.add(false), draft.add(false)];
    for (const name of months) {
      const [tens = 0, units = 0] = bytesOf(name);
      const first = draft.step(dash, tens, () => draft.add(false));
      draft.on(first, [units], month);
    }
    draft.lead(month, ["-"], day);
    const [tens = "", units = ""] = last;
    draft.lead(day, ["0", "123456789"], end);
    draft.lead(day, [DIGITS.slice(1, Number(tens)), DIGITS], end);
    draft.lead(day, [tens, DIGITS.slice(0, Number(units) + 1)], end);
  }
  return end;
};

/** A timestamp in its canonical form, to the day, the minute or the second, without an offset. */
export const timestamp = (mayBeEmpty: boolean): CellLanguage => {
  const draft = new Draft();
  const start = draft.add(mayBeEmpty);
  const between = draft.add(false);
  draft.on(date(draft, start, true), " T", between);
  timeOfDay(draft, between);
  return draft.states;
};

/** A date alone, whose time of day stands in a column of its own. */
export const dateAlone = (mayBeEmpty: boolean): CellLanguage => {
  const draft = new Draft();
  date(draft, draft.add(mayBeEmpty), true);
  return draft.states;
};

/** A time of day alone, or nothing. */
export const timeAlone = (): CellLanguage => {
  const draft = new Draft();
  timeOfDay(draft, draft.add(true));
  return draft.states;
};

/**
 * A text that stands for itself: no white space at either end, none of the words for no value, not the form of an id that
 * a spreadsheet took for a number.
 */
export const plainText = (
  mayBeEmpty: boolean,
  nullWords: Iterable<string>,
  ownWords: Iterable<string>,
): CellLanguage => {
  const draft = new Draft();
  const start = draft.add(mayBeEmpty);
  const plain = draft.add(true);
  const tail = draft.add(false, plain);
  const half = draft.add(false, plain);
  const startHalf = draft.add(false, plain);
  const inside = (mayEnd = true): number => {
    const state = draft.add(mayEnd, plain);
    draft.on(state, BLANKS, tail);
    draft.on(state, [NBSP_FIRST], half);
    return state;
  };
  const opens = draft.states[start];
  const goesOn = draft.states[plain];
  if (opens !== undefined) opens.otherwise = plain;
  if (goesOn !== undefined) goesOn.otherwise = plain;
  for (const state of [plain, tail, half]) draft.on(state, BLANKS, tail);
  for (const state of [plain, tail, half, startHalf]) draft.on(state, [NBSP_FIRST], half);
  draft.on(half, [NBSP_SECOND], tail);
  draft.on(start, BLANKS, DEAD);
  draft.on(start, [NBSP_FIRST], startHalf);
  draft.on(startHalf, BLANKS, tail);
  draft.on(startHalf, [NBSP_SECOND], DEAD);
  const shared = new Set([plain, tail, half]);
  const spell = (word: string, eitherCase: boolean): void => {
    let at = start;
    for (const byte of bytesOf(word)) {
      const known = draft.states[at]?.next.get(byte);
      const next = known === undefined || shared.has(known) ? inside(!BLANKS.includes(byte)) : known;
      draft.on(at, [byte], next);
      const upper = String.fromCharCode(byte).toUpperCase();
      if (eitherCase && upper.charCodeAt(0) !== byte) draft.on(at, upper, next);
      at = next;
    }
    const end = draft.states[at];
    if (end !== undefined && at !== start) end.mayEnd = false;
  };
  scientific(draft, start, inside);
  for (const word of nullWords) spell(word, true);
  for (const word of ownWords) spell(word, false);
  return draft.states;
};

/** `1.2E+11`: a digit, a fraction that may lack, an exponent. */
const scientific = (draft: Draft, start: number, inside: (mayEnd?: boolean) => number): void => {
  const [digit, point, fraction, e, sign, exponent] = [inside(), inside(), inside(), inside(), inside(), inside(false)];
  draft.on(start, DIGITS, digit);
  draft.on(digit, ".", point);
  draft.on(point, DIGITS, fraction);
  draft.on(fraction, DIGITS, fraction);
  for (const state of [digit, fraction]) draft.on(state, "eE", e);
  draft.on(e, "+", sign);
  for (const state of [e, sign, exponent]) draft.on(state, DIGITS, exponent);
};
