import { lowerAscii } from "./cell.ts";

/** Words that databases and spreadsheets write where there is no value. */
export const NULL_WORDS: ReadonlySet<string> = new Set([
  "null",
  "(null)",
  "<null>",
  "n/a",
  "#n/a",
  "nan",
  "\\n",
  "-",
  "--",
]);

/** Says whether a cell's text stands for no value at all. */
export const isNullWord = (text: string): boolean => text.length <= 6 && NULL_WORDS.has(lowerAscii(text));

/** An id that a spreadsheet took for a number and wrote as `1.2E+11`: its last digits are lost for good. */
export const isScientific = (text: string): boolean => /^\d(\.\d+)?E\+?\d+$/i.test(text) && /\.|E\+/i.test(text);
