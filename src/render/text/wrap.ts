import { displayWidth, takeWidth } from "./width.ts";

/** A space at which no line is broken, such as that of "35.6 %"; printed as a plain one. */
export const GLUE = "\u00a0";

/** Keeps a phrase on one line. */
export const glued = (text: string): string => text.replaceAll(" ", GLUE);

/** Where an address or a path is best broken. */
const JOINT = /[/?&=;,:\\]/;

/** Takes the start of a word that no line can hold: up to a joint in its second half, else as much as fits. */
const pieceOf = (word: string, width: number): string => {
  const most = takeWidth(word, width);
  for (let end = most.length; end > most.length / 2; end--)
    if (JOINT.test(most[end - 1] ?? "")) return most.slice(0, end);
  return most;
};

/** Cuts a word that no line can hold; words with colors are short, and are never cut. */
const pieces = (word: string, width: number): string[] => {
  const cut: string[] = [];
  let rest = word;
  while (displayWidth(rest) > width) {
    const piece = pieceOf(rest, width);
    if (piece === "") break;
    cut.push(piece);
    rest = rest.slice(piece.length);
  }
  return [...cut, rest];
};

/** Breaks a text into lines of at most `width` columns, at its spaces. */
export const wrap = (text: string, width: number): string[] => {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((one) => pieces(one, width))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (displayWidth(longer) <= width) {
      line = longer;
      continue;
    }
    lines.push(line);
    line = word;
  }
  return [...lines, line];
};

/** Puts `mark` before a text and keeps its further lines behind it. */
export const hang = (mark: string, text: string, width: number): string[] => {
  const indent = displayWidth(mark);
  return wrap(text, width - indent).map((line, i) => `${i === 0 ? mark : " ".repeat(indent)}${line}`.trimEnd());
};
