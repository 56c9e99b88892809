import { type FieldName, fieldSpec } from "../model/fields.ts";
import type { InspectedCodes } from "../model/inspect.ts";
import { compareUtf8 } from "../model/utf8Order.ts";
import { BOOLEAN, codeReader, type OwnWords } from "./codeBook.ts";

const WORDS_COUNTED = 5000;
/** Longer texts are sentences, and sentences speak of persons. */
const LONGEST_WORD = 60;
/** Distinct unmapped words from which on a column that the code book hardly knows holds names or free text. */
const MANY = 12;

type Word = InspectedCodes["words"][number];

/** Says that a text may name a person: an address, a number as long as an id; of who canceled, an account or a name. */
const isPersonal = (word: string, field: FieldName): boolean =>
  word.length > LONGEST_WORD || /@|\d{5}/.test(word) || (field === "canceled_by" && /[\d,]/.test(word));

/** The words of one code or boolean column, counted as they pass by. */
export class WordCount {
  readonly #words = new Map<string, number>();
  #beyond = 0;

  take(text: string): void {
    const count = this.#words.get(text);
    if (count !== undefined) this.#words.set(text, count + 1);
    else if (this.#words.size < WORDS_COUNTED) this.#words.set(text, 1);
    else this.#beyond++;
  }

  /** Reads each distinct word as the records were read, and keeps back those that may speak of persons. */
  tell(field: FieldName, columns: readonly string[], own: OwnWords): InspectedCodes {
    const read = wordReader(field, own);
    const words = [...this.#words].map(([word, count]): Word => ({ word, count, ...read(word) }));
    const unmapped = words.filter(({ state }) => state === "unmapped");
    const records = sum(unmapped);
    const freeText = unmapped.length > MANY && records * 2 > sum(words) && unmapped.length * 10 > records;
    const held = unmapped.filter(({ word }) => freeText || isPersonal(word, field));
    return {
      field,
      columns: [...columns],
      words: words.filter((word) => !held.includes(word)).sort(byImportance(field)),
      hidden: { words: held.length, records: sum(held) + this.#beyond },
    };
  }
}

const sum = (words: readonly { readonly count: number }[]): number => words.reduce((all, { count }) => all + count, 0);

/** Reads a word of a field by its code book, or as a boolean. */
export const wordReader = (field: FieldName, own: OwnWords): ((word: string) => Pick<Word, "state" | "code">) => {
  const read = codeReader(fieldSpec(field).codes ?? BOOLEAN, own);
  return (word) => {
    const reading = read(word);
    if (reading === "unmapped") return { state: "unmapped", code: null };
    return reading.code === undefined ? { state: "unknown", code: null } : { state: "mapped", code: reading.code };
  };
};

/** The words that a field's code may have, in the order of its book. */
export const allowedWords = (field: FieldName): readonly string[] => Object.keys(fieldSpec(field).codes ?? BOOLEAN);

/** The unmapped first, then those that say unknown, then by canonical value; the frequent before the rare. */
const byImportance = (field: FieldName): ((a: Word, b: Word) => number) => {
  const rank = { unmapped: 0, unknown: 1, mapped: 2 } as const;
  const order = allowedWords(field);
  return (a, b) =>
    rank[a.state] - rank[b.state] ||
    order.indexOf(a.code ?? "") - order.indexOf(b.code ?? "") ||
    b.count - a.count ||
    compareUtf8(a.word, b.word);
};
