/**
 * Characters that a terminal or an editor would act on instead of showing: controls and escapes, marks that turn the
 * direction of writing, invisible joiners and selectors, line separators, tags, halves of a pair, blank letters.
 */
const ACTING = /\p{C}|\p{Zl}|\p{Zp}|\p{Default_Ignorable_Code_Point}/gu;

const escaped = (character: string): string =>
  [...Array(character.length).keys()]
    .map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`)
    .join("");

/** Shows a text that came out of a file so that it can do nothing: `\u001b` in place of an escape. */
export const visible = (text: string): string => text.replace(ACTING, escaped);

/** Writes a JSON string, which is a YAML scalar too, in which nothing acts and nothing is lost. */
export const quotedScalar = (text: string): string => visible(JSON.stringify(text));
