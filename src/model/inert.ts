/** Control and format characters (bidi overrides among them), lone surrogates, line and paragraph separators. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** Printable ASCII, as nearly every text is. */
const PLAIN = /^[\x20-\x7e]*$/;
/** More marks than any script stacks on one letter; they would be drawn over the lines around. */
const STACKED = /(\p{M}{4})\p{M}+/gu;
/** Where Unicode pictures the control characters: ␀ for U+0000. */
const PICTURES = 0x2400;
const DELETE = 0x7f;

const shown = (hidden: string): string => {
  const code = hidden.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(PICTURES + code);
  return code === DELETE ? "␡" : `\\u{${code.toString(16)}}`;
};

/**
 * Makes a text out of the data harmless to a terminal: what would act, or hide, or turn the reading direction, is
 * shown instead. An escape reads ␛, a line break ␊, a right-to-left override \u{202e}.
 */
export const inert = (text: string): string =>
  PLAIN.test(text) ? text : text.replace(HIDDEN, shown).replace(STACKED, "$1…");

/**
 * Makes every text of a document harmless, keys included: done once at the door, so that no section can forget it.
 * Typed as what came in, since only texts change.
 */
export const inertDocument = <T>(document: T): T => inertValue(document) as T;

const inertValue = (value: unknown): unknown => {
  if (typeof value === "string") return inert(value);
  if (Array.isArray(value)) return value.map(inertValue);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [inert(key), inertValue(held)]));
};
