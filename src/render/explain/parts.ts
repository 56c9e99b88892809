/** A piece of what is told, before it is laid out for a terminal or written as Markdown. */
export type Part =
  | { readonly kind: "title"; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  /** Things and what is said of each, beside one another. */
  | { readonly kind: "pairs"; readonly rows: readonly (readonly [label: string, text: string])[] }
  | { readonly kind: "list"; readonly items: readonly string[] }
  /** Lines that keep their spaces. */
  | { readonly kind: "drawing"; readonly lines: readonly string[] }
  /** What follows is of another appointment. */
  | { readonly kind: "break" };

/** Makes a title. */
export const title = (level: 1 | 2 | 3, text: string): Part => ({ kind: "title", level, text });
/** Makes a paragraph; of no text, nothing. */
export const paragraph = (text: string | null): readonly Part[] =>
  text === null || text === "" ? [] : [{ kind: "paragraph", text }];
/** Makes pairs; of none, nothing. */
export const pairs = (rows: readonly (readonly [string, string])[]): readonly Part[] =>
  rows.length === 0 ? [] : [{ kind: "pairs", rows }];
/** Makes a list; of nothing, nothing. */
export const list = (items: readonly string[]): readonly Part[] =>
  items.length === 0 ? [] : [{ kind: "list", items }];
/** Makes a drawing; of nothing, nothing. */
export const drawing = (lines: readonly string[]): readonly Part[] =>
  lines.length === 0 ? [] : [{ kind: "drawing", lines }];
