import { codeOf, isCode, placeIn, type SourceFile } from "./source.ts";

const MOST_LINES = 250;

/** Data may be as long as the world is. */
const DATA = [/\.json$/, /^src\/rules\/packs\//, /^src\/model\/(fields|codes|failure)\.ts$/];

const TOP_LEVEL: ReadonlySet<string> = new Set([
  "src",
  "bin",
  "fixtures",
  "test",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "README.md",
  "LICENSE",
]);

/** Says of a file that it is too long to hold one idea. */
export const lengthFaults = ({ path, text }: SourceFile): readonly string[] => {
  const lines = text.replace(/\n$/, "").split("\n").length;
  return lines <= MOST_LINES || DATA.some((data) => data.test(path))
    ? []
    : [`${path}:${MOST_LINES + 1} the file goes on to line ${lines}; one idea takes ${MOST_LINES} at the most`];
};

/** Says of a path that it stands where nothing of it was asked, or is named for nothing. */
export const pathFaults = (path: string): readonly string[] => {
  const parts = path.split("/");
  const [top = ""] = parts;
  const nameless = parts.find((part) => /^(utils?|helpers?|common)(\.\w+)?$/i.test(part));
  return [
    ...(TOP_LEVEL.has(top) || top.startsWith(".") ? [] : [`${path}:1 the top level has no place for ${top}`]),
    ...(nameless === undefined ? [] : [`${path}:1 "${nameless}" names no idea`]),
  ];
};

const EXPORTED = /^export (?:async )?(?:function\b|const (\w+)(?::[^=]+)? = (?:async )?(?=<|\(|function\b|\w+ =>))/gm;

/** Finds the end of the brackets that open at an offset. */
const closing = (code: string, open: number): number => {
  let depth = 0;
  for (let at = open; at < code.length; at++) {
    if ("(<".includes(code[at] ?? "")) depth++;
    else if (code[at] === ")" || (code[at] === ">" && code[at - 1] !== "=")) depth--;
    if (depth === 0) return at + 1;
  }
  return code.length;
};

/** Tells an arrow function from an expression in brackets. */
const isFunction = (code: string, at: number): boolean => {
  let end = at;
  while (code[end] === "(" || code[end] === "<") end = closing(code, end);
  return end === at || /^\s*(=>|:)/.test(code.slice(end));
};

/** A doc comment stands right above, or above the first of some one-line exports that share it. */
const isDocumented = (lines: readonly string[], line: number): boolean => {
  let above = line - 1;
  while (/^export const .*;$/.test(lines[above] ?? "")) above--;
  return /\*\/$/.test(lines[above] ?? "");
};

/** Lists the exported functions of a file that say nothing of what they do. */
export const docFaults = (file: SourceFile): readonly string[] => {
  const code = codeOf(file.text);
  const lines = file.text.split("\n");
  return [...code.matchAll(EXPORTED)].flatMap((match) => {
    const { index } = match;
    if (!isFunction(code, index + match[0].length)) return [];
    const line = code.slice(0, index).split("\n").length - 1;
    const name = /(?:function\*?|const) (\w+)/.exec(lines[line] ?? "")?.[1] ?? "";
    return isDocumented(lines, line) ? [] : [`${placeIn(file, index)} exports ${name} without a doc comment`];
  });
};

/** All that is to be said of one file of src. */
export const shapeFaults = (file: SourceFile): readonly string[] => [
  ...lengthFaults(file),
  ...(isCode(file) ? docFaults(file) : []),
];
