import type { Markup } from "../html/markup.ts";
import type { DataTable } from "../tables/table.ts";

/** A piece of a sentence: as it is, marked, to be typed, or an address. Texts are not escaped yet; each form of output does that. */
export type Run = string | { readonly strong: string } | { readonly code: string } | { readonly link: string };

/** What a document is made of, whatever form it takes. */
export type DocBlock =
  | { readonly kind: "paragraph"; readonly tone: "plain" | "lede" | "note"; readonly runs: readonly Run[] }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly (readonly Run[])[] }
  | { readonly kind: "terms"; readonly entries: readonly (readonly [string, readonly Run[]])[] }
  | { readonly kind: "table"; readonly table: DataTable; readonly folded: boolean }
  /** Drawn where there is something to draw on; elsewhere the table behind it stands for it. */
  | {
      readonly kind: "chart";
      readonly draw: () => Markup;
      readonly table: DataTable | null;
      /** The same in fewer columns, for a terminal; null where all of them fit. */
      readonly brief: DataTable | null;
    }
  /** Charts beside one another; elsewhere the tables behind them stand for them. */
  | { readonly kind: "panels"; readonly draw: () => Markup; readonly tables: readonly DataTable[] };

export interface DocSection {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly DocBlock[];
}

/** A document that is written as Markdown, HTML or text of one description, so that no form says another thing. */
export interface Doc {
  readonly synthetic: boolean;
  readonly title: string;
  /** Stands small above the title; empty for nothing. */
  readonly kicker: string;
  readonly head: readonly DocBlock[];
  readonly sections: readonly DocSection[];
  readonly foot: DocSection;
  /** Printed on one sheet. */
  readonly onePage?: boolean;
}

/** What stands before any figure of a generated log. */
export const SYNTHETIC = "SYNTHETIC DATA: generated; no real appointments or persons.";

/** Makes a paragraph. */
export const say = (...runs: readonly Run[]): DocBlock => ({ kind: "paragraph", tone: "plain", runs });
/** Makes the sentence that says what stands below, or what to see in it. */
export const lead = (...runs: readonly Run[]): DocBlock => ({ kind: "paragraph", tone: "lede", runs });
/** Makes a remark on how to read what stands above. */
export const remark = (...runs: readonly Run[]): DocBlock => ({ kind: "paragraph", tone: "note", runs });
/** Makes a heading inside of a section. */
export const heading = (text: string): DocBlock => ({ kind: "heading", text });
/** Makes a list. */
export const bullets = (items: readonly (string | readonly Run[])[]): DocBlock => ({
  kind: "list",
  items: items.map((item) => (typeof item === "string" ? [item] : item)),
});
/** Makes a list of terms. */
export const glossary = (entries: readonly (readonly [string, string | readonly Run[]])[]): DocBlock => ({
  kind: "terms",
  entries: entries.map(([term, told]) => [term, typeof told === "string" ? [told] : told] as const),
});
/** Makes a table that stands open. */
export const open = (table: DataTable): DocBlock => ({ kind: "table", table, folded: false });
/** Makes a table that a page folds away. */
export const folded = (table: DataTable): DocBlock => ({ kind: "table", table, folded: true });
