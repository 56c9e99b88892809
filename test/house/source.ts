import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** One file of the house, by its path from the root with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Reads every file below a folder of the house, in the order of their paths. */
export const filesOf = (folder: string): readonly SourceFile[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      path: path.slice(ROOT.length).replaceAll("\\", "/").replace(/^\//, ""),
      text: readFileSync(path, "utf8"),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));

export const isCode = ({ path }: SourceFile): boolean => /\.(ts|mts|mjs|js)$/.test(path);

/** Names a place in a file the way an editor opens it. */
export const placeIn = ({ path, text }: SourceFile, offset: number): string =>
  `${path}:${text.slice(0, offset).split("\n").length}`;

/** After these a slash begins a regular expression; after anything else it divides. */
const REGEX_MAY_FOLLOW = /(?:^|[=(,:;!&|?{}[+*%<>~^-]|\b(?:return|typeof|case|in|of))\s*$/;

const spaces = (text: string): string => text.replace(/[^\n]/g, " ");

/**
 * Blanks comments and the insides of strings and regular expressions, so that what is left is code alone, every
 * character where it was. Expressions inside templates are code.
 */
export const codeOf = (text: string): string => {
  let out = "";
  let at = 0;
  /** For each template being read, how many braces are open in the expression inside it. */
  const templates: number[] = [];
  const blankTo = (end: number, kept = 0): void => {
    const stop = end < 0 ? text.length : end;
    out += text.slice(at, at + kept) + spaces(text.slice(at + kept, stop - kept)) + text.slice(stop - kept, stop);
    at = stop;
  };
  const endOf = (pattern: RegExp): number => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    return found === null ? -1 : found.index + found[0].length;
  };
  /** Reads template text from its backtick, or from the brace that closes an expression. */
  const template = (): void => {
    const end = endOf(/[`}](?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{)/gy);
    if (text.slice(at, end).endsWith("${")) templates.push(0);
    blankTo(end, 1);
  };
  while (at < text.length) {
    const char = text[at];
    const two = text.slice(at, at + 2);
    const depth = templates.at(-1);
    if (two === "//") blankTo(text.indexOf("\n", at));
    else if (two === "/*") blankTo(endOf(/\*\//g));
    else if (char === '"' || char === "'") blankTo(endOf(/(["'])(?:(?!\1)[^\\\n]|\\[\s\S])*\1/gy), 1);
    else if (char === "`") template();
    else if (char === "}" && depth === 0) {
      templates.pop();
      template();
    } else if (char === "/" && REGEX_MAY_FOLLOW.test(out.slice(-40)))
      blankTo(endOf(/\/(?:[^\\/[\n]|\\.|\[(?:[^\\\]\n]|\\.)*\])+\//gy), 1);
    else {
      if (depth !== undefined && char === "{") templates[templates.length - 1] = depth + 1;
      if (depth !== undefined && char === "}") templates[templates.length - 1] = depth - 1;
      out += char;
      at++;
    }
  }
  return out;
};
