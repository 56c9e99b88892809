/** What chalk writes around a colored text; the only escapes there are, since all others were made inert. */
const COLOR = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, "g");
const PLAIN = /^[\x20-\x7e]*$/;
/** Combining marks as the library that lays out the tables knows them; others count as a column, one too many. */
const MARK = /^[\u0300-\u036f]$/;
const EMOJI_FOLLOWS = 0xfe0f;

/** Drawn as pictures, two columns wide, wherever they stand. */
const PICTURE = /^[\p{Emoji_Presentation}\p{Emoji_Modifier_Base}]$/u;

/** Further ranges that a terminal draws two columns wide (Unicode Standard Annex #11, W and F), in plain blocks. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3040, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x1b2ff],
  [0x1f000, 0x1faff],
  [0x20000, 0x3fffd],
];

const widthOfCharacter = (character: string): number => {
  const code = character.codePointAt(0) ?? 0;
  if (code === EMOJI_FOLLOWS) return 1;
  if (MARK.test(character)) return 0;
  return PICTURE.test(character) || WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
};

/** Returns how many columns a text takes; rather one too many than one too few. */
export const displayWidth = (text: string): number => {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const character of text.replace(COLOR, "")) width += widthOfCharacter(character);
  return width;
};

/** Takes as many whole characters from the start as fit into `width` columns, marks with their letter. */
export const takeWidth = (text: string, width: number): string => {
  let taken = 0;
  let end = 0;
  for (const character of text) {
    const next = widthOfCharacter(character);
    if (taken + next > width) break;
    taken += next;
    end += character.length;
  }
  return text.slice(0, end);
};

const ELLIPSIS = "…";

/** Cuts a text without colors to `width` columns; an ellipsis says that there was more. */
export const clip = (text: string, width: number): string =>
  displayWidth(text) <= width ? text : `${takeWidth(text, Math.max(0, width - 1))}${ELLIPSIS}`;

/** Cuts a path at its start: its end tells more. */
export const clipStart = (text: string, width: number): string => {
  if (displayWidth(text) <= width) return text;
  let taken = 0;
  let kept = "";
  for (const character of [...text].reverse()) {
    taken += widthOfCharacter(character);
    if (taken > width - 1) break;
    kept = character + kept;
  }
  return `${ELLIPSIS}${kept}`;
};

/** Fills a text up with spaces on the right. */
export const padEnd = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - displayWidth(text)));
