import { LINKS, RESOLUTIONS } from "../../model/cancellation.ts";
import { CANCELED_BY } from "../../model/codes.ts";
import { code } from "./columns.ts";
import { type Question, STATES } from "./questions.ts";

/** A small whole number, unknown as 0, and the bits that hold it. */
export interface Part {
  readonly name: string;
  readonly sql: string;
  readonly bits: number;
}

/** A part's place: the word it stands in, and its lowest bit there. */
interface Placed extends Part {
  readonly word: number;
  readonly shift: number;
}

/** Bits of a word: as many as a small whole number holds, which is added up faster than a large one. */
const WORD = 30;
const CLASS_BITS = 20;

export const CANCELERS = Object.keys(CANCELED_BY) as readonly (keyof typeof CANCELED_BY)[];

const bitsFor = (values: number): number => Math.ceil(Math.log2(values + 1));

/**
 * Everything that is counted of a cancellation, in a few whole numbers: cancellations of one signature count alike, so
 * that one grouping serves every figure, and breakdowns add up in TypeScript from groups.
 */
export interface Signature {
  /** The words, as SQL. */
  readonly words: readonly string[];
  /** Reads a part of a row's words. */
  readonly read: (words: readonly number[], name: string) => number;
}

/** Packs small whole numbers into as few words as hold them. */
export const packed = (parts: readonly Part[]): Signature => {
  const placed: Placed[] = [];
  let word = 0;
  let shift = 0;
  for (const part of parts) {
    if (shift + part.bits > WORD) {
      word++;
      shift = 0;
    }
    placed.push({ ...part, word, shift });
    shift += part.bits;
  }
  const byName = new Map(placed.map((part) => [part.name, part]));
  return {
    words: Array.from({ length: parts.length === 0 ? 0 : word + 1 }, (_, i) =>
      placed
        .filter((part) => part.word === i)
        .map((part) => (part.shift === 0 ? part.sql : `(${part.sql}) * ${2 ** part.shift}`))
        .join(" + "),
    ),
    read: (words, name) => {
      const part = byName.get(name);
      if (part === undefined) throw new Error(`a signature has no ${name}`);
      return Math.floor((words[part.word] ?? 0) / 2 ** part.shift) % 2 ** part.bits;
    },
  };
};

/** What a question found, under some name. */
export const statePart = (name: string): Part => ({ name, sql: `${name}_state`, bits: bitsFor(STATES.length) });

/** Lays out the signature of a run: class, outcome, and what each question found. */
export const signatureOf = (questions: readonly Question[], ahead: string): Signature => {
  const canceler = `case ${CANCELERS.map((by, i) => `when canceled_by = ${code("canceled_by", by)} then ${i + 1}`).join(" ")} else 0 end`;
  return packed([
    { name: "class", sql: "class", bits: CLASS_BITS },
    { name: "resolution", sql: "resolution", bits: bitsFor(RESOLUTIONS.length) },
    { name: "linkedBy", sql: "coalesce(linked_by + 1, 0)", bits: bitsFor(LINKS.length + 1) },
    { name: "canceledBy", sql: canceler, bits: bitsFor(CANCELERS.length + 1) },
    { name: "ahead", sql: `case when ${ahead} then 1 else 0 end`, bits: 1 },
    ...questions.map((_, i) => statePart(`q${i}`)),
  ]);
};

/** The most classes that a signature can tell apart. */
export const MOST_CLASSES = 2 ** CLASS_BITS;

/** The class of a judged cancellation: the first part of its signature. */
export const classOfJudged = (judged: string): string => `${judged}.sig_0 % ${MOST_CLASSES}`;
