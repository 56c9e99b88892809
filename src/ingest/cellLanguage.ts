import { bytesOf, CellDraft, type CellLanguage, DEAD, DIGITS } from "./cellDraft.ts";

/**
 * What a cell may say so that nothing about it needs the closer look of a reader of records, as automata over the bytes
 * of its value. Each takes a cell at its plainest: whatever else may be well written is left to the reader of records.
 */

/** Bytes that are white space at the end of a cell, and U+00A0 as UTF-8 writes it. */
const BLANKS = [0x20, 0x09, 0x0a, 0x0b, 0x0c, 0x0d];
const [NBSP_FIRST, NBSP_SECOND] = [0xc2, 0xa0];

/** Any text at all, as in columns that nobody reads. */
export const anything = (): CellLanguage => [{ mayEnd: true, next: new Map(), otherwise: 0 }];

/** Nothing: the cells that stand behind the last column. */
export const nothing = (): CellLanguage => [{ mayEnd: true, next: new Map(), otherwise: DEAD }];

/** One of certain words, as it stands, or nothing. */
export const wordsOf = (words: Iterable<string>, mayBeEmpty: boolean): CellLanguage =>
  withWords([{ mayEnd: mayBeEmpty, next: new Map(), otherwise: DEAD }], words);

/** What a language has, and certain words besides, as they stand; none begins with a byte that begins one of its own. */
export const withWords = (language: CellLanguage, words: Iterable<string>): CellLanguage => {
  const draft = new CellDraft(language);
  const start = 0;
  for (const word of words) {
    let at = start;
    for (const byte of bytesOf(word)) at = draft.step(at, byte, () => draft.add(false));
    const end = draft.states[at];
    if (end !== undefined && at !== start) end.mayEnd = true;
  }
  return draft.states;
};

/**
 * A text that stands for itself: no white space at either end, none of the words for no value but one that is `taken` as it
 * is written, not the form of an id that a spreadsheet took for a number.
 */
export const plainText = (
  mayBeEmpty: boolean,
  nullWords: Iterable<string>,
  ownWords: Iterable<string>,
  taken: string | null = null,
): CellLanguage => {
  const draft = new CellDraft();
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
  const spell = (word: string, eitherCase = false): void => {
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
    if (end !== undefined && at !== start) end.mayEnd = word === taken;
  };
  scientific(draft, start, inside);
  for (const word of nullWords) {
    // Each spelling is on its own only where one of them is told from the others.
    if (taken === null) spell(word, true);
    else for (const spelling of inEitherCase(word)) spell(spelling);
  }
  for (const word of ownWords) spell(word);
  return draft.states;
};

/** The spellings of a word whose letters may be small or capital. */
const inEitherCase = (word: string): readonly string[] =>
  [...word].reduce<readonly string[]>(
    (spellings, letter) =>
      spellings.flatMap((spelling) =>
        [...new Set([letter.toLowerCase(), letter.toUpperCase()])].map((one) => spelling + one),
      ),
    [""],
  );

/** `1.2E+11`: a digit, a fraction that may lack, an exponent. */
const scientific = (draft: CellDraft, start: number, inside: (mayEnd?: boolean) => number): void => {
  const [digit, point, fraction, e, sign, exponent] = [inside(), inside(), inside(), inside(), inside(), inside(false)];
  draft.on(start, DIGITS, digit);
  draft.on(digit, ".", point);
  draft.on(point, DIGITS, fraction);
  draft.on(fraction, DIGITS, fraction);
  for (const state of [digit, fraction]) draft.on(state, "eE", e);
  draft.on(e, "+", sign);
  for (const state of [e, sign, exponent]) draft.on(state, DIGITS, exponent);
};
