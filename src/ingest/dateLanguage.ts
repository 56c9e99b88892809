import { bytesOf, CellDraft, type CellLanguage, DIGITS } from "./cellDraft.ts";
import type { DateShape, MomentShape, TimeShape } from "./momentShape.ts";

/** How many days the months have. A leap day is for the reader of records: whether it exists hangs on the year. */
const MONTHS = [
  { name: "jan", days: 31 },
  { name: "feb", days: 28 },
  { name: "mar", days: 31 },
  { name: "apr", days: 30 },
  { name: "may", days: 31 },
  { name: "jun", days: 30 },
  { name: "jul", days: 31 },
  { name: "aug", days: 31 },
  { name: "sep", days: 30 },
  { name: "oct", days: 31 },
  { name: "nov", days: 30 },
  { name: "dec", days: 31 },
] as const;
const LENGTHS = [28, 30, 31] as const;
type Length = (typeof LENGTHS)[number];

/** Words, each with what it stands for as far as what follows hangs on it. */
type Words<T> = ReadonlyMap<string, T>;

/** The spellings of a number: as it is, or with two digits; `strict` allows the latter only. */
const spelled = (n: number, strict: boolean): readonly string[] => {
  const two = String(n).padStart(2, "0");
  return strict ? [two] : [...new Set([two, String(n)])];
};

const numbers = <T>(
  first: number,
  last: number,
  strict: boolean,
  meaning: (n: number) => T | undefined,
): Map<string, T> => {
  const words = new Map<string, T>();
  for (let n = first; n <= last; n++) {
    const said = meaning(n);
    if (said !== undefined) for (const word of spelled(n, strict)) words.set(word, said);
  }
  return words;
};

/** The months that have a day of some number, by their numbers or their names. */
const monthsWith = (days: number, strict: boolean): Words<Length> =>
  numbers(1, 12, strict, (n) => {
    const own = MONTHS[n - 1]?.days ?? 28;
    return own >= days ? own : undefined;
  });
const namesWith = (days: number): Words<Length> =>
  new Map(MONTHS.flatMap(({ name, days: own }) => (own >= days ? [[name, own] as const] : [])));

/** The least length of a month that has a day. */
const lengthFor = (day: number): Length => LENGTHS.find((days) => day <= days) ?? 31;

/** Years that exports may speak of. Behind two digits stands a century that every reader takes for the same. */
const YEARS: Readonly<Record<DateShape["digits"], readonly (readonly string[])[]>> = {
  4: [
    ["1", "9", "9", DIGITS],
    ["2", "0", DIGITS, DIGITS],
  ],
  2: [
    ["012345", DIGITS],
    ["6", "012345678"],
    ["9", DIGITS],
  ],
};
/** Those of which no day lies outside them for a reader elsewhere. */
const YEARS_WITH_OFFSET: readonly (readonly string[])[] = [
  ["1", "9", "9", "123456789"],
  ["2", "0", "012345678", DIGITS],
];

/** The digits of minutes, and of seconds. */
const minutesOf = (nought: boolean): readonly [string, string] => (nought ? ["0", "0"] : ["012345", DIGITS]);

/** Draws the automaton of a date or a time. */
class Drawing extends CellDraft {
  /**
   * Leads from a state by any of some words, in either case; `enter` is told the state at which one has ended. Words that
   * mean the same and go no further end at the same: a table of few states is a fast one.
   */
  words<T>(from: number, words: Words<T>, enter: (state: number, meaning: T) => void): void {
    const ends = new Map<T, number>();
    for (const [word, meaning] of words) {
      const bytes = bytesOf(word);
      const goesOn = [...words.keys()].some((other) => other !== word && other.startsWith(word));
      let at = from;
      for (const [i, byte] of bytes.entries()) {
        const last = i === bytes.length - 1 && !goesOn;
        const known = last ? ends.get(meaning) : undefined;
        const next = known ?? this.step(at, byte, () => this.add(false));
        this.on(at, [byte], next);
        this.on(at, String.fromCharCode(byte).toUpperCase(), next);
        if (last && known === undefined) ends.set(meaning, next);
        if (i === bytes.length - 1 && known === undefined) enter(next, meaning);
        at = next;
      }
    }
  }

  end(state: number): void {
    const at = this.states[state];
    if (at !== undefined) at.mayEnd = true;
  }

  /** A date from a state on; `finish` is told the states at which it has ended. */
  date(
    start: number,
    { order, separator }: DateShape,
    years: readonly (readonly string[])[],
    finish: (state: number) => void,
  ): void {
    const strict = order === "ymd" && separator === "-";
    const behind = (state: number, to: number): void => this.on(state, separator, to);
    const byLength = (draw: (days: Length, start: number) => void): Map<Length, number> =>
      new Map(
        LENGTHS.map((days) => {
          const at = this.add(false);
          draw(days, at);
          return [days, at];
        }),
      );
    const year = (from: number, then: (state: number) => void): void => {
      const end = this.add(false);
      for (const parts of years) this.lead(from, parts, end);
      then(end);
    };
    if (order === "dmy" || order === "dby") {
      const last = this.add(false);
      const months = byLength((days, at) =>
        this.words(at, order === "dby" ? namesWith(days) : monthsWith(days, strict), (state) => behind(state, last)),
      );
      this.words(start, numbers(1, 31, strict, lengthFor), (state, days) => behind(state, months.get(days) ?? last));
      year(last, finish);
      return;
    }
    const last = this.add(false);
    const days = byLength((length, at) =>
      this.words(
        at,
        numbers(1, length, strict, () => true),
        (state) => (order === "ymd" ? finish(state) : behind(state, last)),
      ),
    );
    const months = order === "ymd" ? this.add(false) : start;
    this.words(months, monthsWith(1, strict), (state, length) => behind(state, days.get(length) ?? last));
    if (order === "ymd") year(start, (state) => behind(state, months));
    else year(last, finish);
  }

  /** A time of day from a state on. */
  time(start: number, { hours, seconds, half, fraction, strict, offset }: TimeShape): void {
    const [minutes, end] = [this.add(false), this.add(false)];
    const midnight = offset === "midnight";
    const [from, to] = hours === 12 ? [1, 12] : [0, midnight ? 0 : 23];
    const [tens, ones] = minutesOf(midnight);
    this.words(
      start,
      numbers(from, to, strict, () => true),
      (state) => this.on(state, ":", minutes),
    );
    const minute = this.add(false);
    this.lead(minutes, [tens, ones], minute);
    const second = this.add(false);
    if (seconds !== "never") this.lead(minute, [":", tens, ones], second);
    const last = seconds === "never" ? [minute] : seconds === "always" ? [second] : [minute, second];
    if (fraction) {
      const digits = this.add(false);
      this.lead(second, [".", DIGITS], digits);
      this.on(digits, DIGITS, digits);
      last.push(digits);
    }
    const signed = offset === "none" ? end : this.#offset(midnight, end);
    for (const state of last) {
      if (half !== null) this.lead(state, [...half, "AaPp", "Mm"], end);
      else if (offset === "none") this.end(state);
      else {
        this.on(state, "Z", end);
        this.on(state, "+-", signed);
      }
    }
    this.end(end);
  }

  /** How far from UTC, behind its sign and less than 14 hours; returns the state at which it starts. */
  #offset(nought: boolean, end: number): number {
    const [start, hour, minutes, last] = [this.add(false), this.add(false), this.add(false), this.add(false)];
    const hours = nought
      ? [["0", "0"]]
      : [
          ["0", DIGITS],
          ["1", "0123"],
        ];
    for (const digits of hours) this.lead(start, digits, hour);
    this.on(hour, ":", minutes);
    const [tens, ones] = minutesOf(nought);
    for (const state of [hour, minutes]) this.on(state, tens, last);
    this.on(last, ones, end);
    return start;
  }
}

/** A date, with its time of day behind it where there is any. */
export const moment = ({ date, time }: MomentShape, mayBeEmpty: boolean): CellLanguage => {
  const draft = new Drawing();
  const start = draft.add(mayBeEmpty);
  const between = draft.add(false);
  const withOffset = time !== null && time.offset !== "none";
  draft.date(start, date, withOffset ? YEARS_WITH_OFFSET : YEARS[date.digits], (state) => {
    if (time?.offset !== "midnight") draft.end(state);
    if (time !== null) draft.on(state, time.behind, between);
  });
  if (time !== null) draft.time(between, time);
  return draft.states;
};

/** A date alone, whose time of day stands in a column of its own. */
export const dateAlone = ({ date }: MomentShape, mayBeEmpty: boolean): CellLanguage =>
  moment({ date, time: null }, mayBeEmpty);

/** A time of day alone, or nothing. */
export const timeAlone = ({ time }: MomentShape): CellLanguage => {
  const draft = new Drawing();
  const start = draft.add(true);
  if (time !== null) draft.time(start, time);
  return draft.states;
};
