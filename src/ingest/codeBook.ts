import { type CodeBook, UNKNOWN_CODE } from "../model/codes.ts";
import { codeSpelling } from "./cell.ts";

/** What a code cell says: a canonical code, nothing (unknown), or a word that no code book knows. */
export type CodeReading = { readonly code: string | undefined } | "unmapped";

/** Words of a mapping for one field: the text as exported → the canonical code, null for unknown. */
export type OwnWords = Readonly<Record<string, string | null>> | undefined;

/** Says whether a mapping names a word of a field: it then means what the mapping says, and nothing else. */
export const namesWord = (own: OwnWords): ((text: string) => boolean) => {
  const words = new Set(Object.keys(own ?? {}).map(codeSpelling));
  return (text) => words.size > 0 && words.has(codeSpelling(text));
};

/** Makes the reader of a code book; a mapping's own words go first. Each distinct text is looked up once. */
export const codeReader = (book: CodeBook, own?: OwnWords): ((text: string) => CodeReading) => {
  const canonical = new Map<string, string>();
  for (const [code, synonyms] of Object.entries(book)) for (const word of synonyms) canonical.set(word, code);
  for (const code of Object.keys(book)) canonical.set(code, code);
  const words = new Map(Object.entries(own ?? {}).map(([word, code]) => [codeSpelling(word), code]));
  const seen = new Map<string, CodeReading>();
  const read = (spelling: string): CodeReading => {
    const mapped = words.get(spelling);
    if (mapped !== undefined) return { code: mapped ?? undefined };
    const code = canonical.get(spelling);
    if (code !== undefined) return { code };
    return spelling === UNKNOWN_CODE ? { code: undefined } : "unmapped";
  };
  return (text) => {
    const known = seen.get(text);
    if (known !== undefined) return known;
    const reading = read(codeSpelling(text));
    // A column of free text must not grow the cache without end.
    if (seen.size < 10_000) seen.set(text, reading);
    return reading;
  };
};

/** The words for true and false, as a code book. */
export const BOOLEAN: CodeBook = { true: ["yes", "t", "y", "1"], false: ["no", "f", "n", "0"] };

const plainBoolean = codeReader(BOOLEAN);

/** Reads a boolean; undefined where the text is none. */
export const readBoolean = (text: string): boolean | undefined => {
  const reading = plainBoolean(text);
  return reading === "unmapped" || reading.code === undefined ? undefined : reading.code === "true";
};
