import { clip } from "../text/width.ts";

/** Characters that mean something to Markdown as GitHub reads it, math and mentions included. */
const ACTIVE = /[\\`*_[\]<>#|~$&!{}@]/g;
/** What begins a list, a line across or a heading below, where it stands first. */
const LINE_BEGINS = /^(\s*\d*)([-+=.)])/;
/** What GitHub makes a link of by itself. */
const LINK_BEGINS = /(https?|ftp|mailto|xmpp)(?=:)|www(?=\.)/gi;
/** Names that can stand as they are. */
const PLAIN = /^[\p{L}\p{N}\p{M} ,'()/%–—-]+(\. ?[\p{L}\p{N}\p{M} ,'()/%–—-]+)*$/u;
const LONGEST = { name: 80, prose: 2000 } as const;

/** Writes a sentence that came from a pack or from us: every character of it stands for itself. */
export const prose = (text: string): string => inline(text).replace(LINE_BEGINS, "$1\\$2");

/** The same where it does not begin a line. */
export const inline = (text: string): string =>
  clip(text, LONGEST.prose)
    .replace(ACTIVE, "\\$&")
    // A mention or an issue's number would be looked for in the text as it is shown: an empty comment parts it.
    .replace(/(\\[@#])(?=[\p{L}\p{N}])/gu, "$1<!-- -->")
    .replace(LINK_BEGINS, "$&<!-- -->");

/** Writes a name out of the data: as it is if it is nothing but a name, else as code, in which nothing acts. */
export const name = (text: string, longest: number = LONGEST.name): string => {
  const short = clip(text, longest);
  return PLAIN.test(short) && !/www\./i.test(short) ? short : code(short);
};

/**
 * Writes code: fenced by more backticks than there are inside. A bar ends a table's cell even in code, and behind a
 * backslash cannot be kept from it there: such a text is escaped instead.
 */
export const code = (text: string): string => {
  if (text.includes("|")) return prose(text);
  const runs = text.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1);
  const pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return text === "" ? "–" : `${fence}${pad}${text}${pad}${fence}`;
};

/** Writes an address as a link if it can be opened over the network, else as code. */
export const address = (url: string): string =>
  /^https?:\/\/[\w.~:/?#@!$&()*+,;=%-]+$/i.test(url) ? `<${url}>` : code(clip(url, LONGEST.prose));

export type Align = "left" | "right";

/** Writes a table; cells are Markdown already. */
export const table = (
  columns: readonly (readonly [head: string, align: Align])[],
  rows: readonly (readonly string[])[],
): string => {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(columns.map(([head]) => head)),
    line(columns.map(([, align]) => (align === "right" ? "---:" : "---"))),
    ...rows.map(line),
  ].join("\n");
};

/** Writes a list. */
export const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join("\n");
