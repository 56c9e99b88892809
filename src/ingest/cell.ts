/** Reading of one cell: trimming, and the spelling under which codes are compared (semantics.md, section 2). */

const isBlank = (unit: number): boolean => unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || unit === 0xa0;

/** Trims ASCII white space and U+00A0, and nothing else. */
export const trimCell = (text: string): string => {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return end - start === text.length ? text : text.slice(start, end);
};

/** Lowers ASCII letters and no others, so that no locale and no Unicode table decides what a code is. */
export const lowerAscii = (text: string): string => text.replace(/[A-Z]+/g, (run) => run.toLowerCase());

/** Spells a code the one way in which code books are searched: ASCII case, space, underscore and hyphen alike. */
export const codeSpelling = (text: string): string => lowerAscii(text).replace(/[ \t-\r_\u00a0-]+/g, "-");

const BETWEEN_WORDS = /[\0-/:-@[-`{-\x7f\u00a0\ufeff]+/g;

/**
 * Spells a header by its letters and digits alone: `PAT_ENC_CSN_ID`, `Pat Enc CSN ID` and `patEncCsnId` are one.
 * Letters beyond ASCII stay: what they mean is not known here.
 */
export const headerSpelling = (text: string): string => lowerAscii(text).replace(BETWEEN_WORDS, "");
