import { type CodeBook, UNKNOWN_CODE } from "../model/codes.ts";
import { codeSpelling } from "./cell.ts";

/** What a code cell says: a canonical code, nothing (unknown), or a word that no code book knows. */
export type CodeReading = { readonly code: string | undefined } | "unmapped";

/** Makes the reader of a code book; each distinct text is looked up once. */
export const codeReader = (book: CodeBook): ((text: string) => CodeReading) => {
  const canonical = new Map<string, string>();
  for (const [code, synonyms] of Object.entries(book)) for (const word of synonyms) canonical.set(word, code);
  for (const code of Object.keys(book)) canonical.set(code, code);
  const seen = new Map<string, CodeReading>();
  return (text) => {
    const known = seen.get(text);
    if (known !== undefined) return known;
    const spelling = codeSpelling(text);
    const code = canonical.get(spelling);
    const reading: CodeReading =
      code !== undefined
        ? { code }
        : spelling === UNKNOWN_CODE && !("unknown" in book)
          ? { code: undefined }
          : "unmapped";
    // A column of free text must not grow the cache without end.
    if (seen.size < 10_000) seen.set(text, reading);
    return reading;
  };
};

const BOOLEANS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  t: true,
  y: true,
  "1": true,
  false: false,
  no: false,
  f: false,
  n: false,
  "0": false,
};

/** Reads a boolean; undefined where the text is none. */
export const readBoolean = (text: string): boolean | undefined => {
  const word = text.length <= 5 ? text.toLowerCase() : "";
  return Object.hasOwn(BOOLEANS, word) ? BOOLEANS[word] : undefined;
};
