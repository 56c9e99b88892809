import type { Cell } from "../rows.ts";

/** What a column holds: it decides how a figure is written, and on which side it stands. */
export type ColumnKind = "text" | "prose" | "time" | "count" | "share" | "number" | "signed" | "points" | "ratio";

export interface TableColumn {
  /** Its name in a file: snake_case, stable. */
  readonly key: string;
  /** Its name for a reader. */
  readonly head: string;
  readonly kind: ColumnKind;
}

/**
 * A tidy table: one row an observation, one column a variable. Every chart has one behind it, and every form of output
 * that has tables writes these; so a figure is the same wherever it is read. Shares are 0 to 1, null where there is none.
 */
export interface DataTable {
  /** Names the file it is written to, without an ending. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Names a column of texts. */
export const texts = (key: string, head: string): TableColumn => ({ key, head, kind: "text" });
/** Names a column of dates, with or without a time of day. */
export const times = (key: string, head: string): TableColumn => ({ key, head, kind: "time" });
/** Names a column of counts. */
export const counts = (key: string, head: string): TableColumn => ({ key, head, kind: "count" });
/** Names a column of shares. */
export const shares = (key: string, head: string): TableColumn => ({ key, head, kind: "share" });
/** Names a column of other numbers. */
export const numbers = (key: string, head: string): TableColumn => ({ key, head, kind: "number" });
/** Names a column of sentences. */
export const sentences = (key: string, head: string): TableColumn => ({ key, head, kind: "prose" });
/** Names a column of differences between counts. */
export const signed = (key: string, head: string): TableColumn => ({ key, head, kind: "signed" });
/** Names a column of differences between shares, kept as shares and shown in percentage points. */
export const points = (key: string, head: string): TableColumn => ({ key, head, kind: "points" });
/** Names a column of ratios. */
export const ratios = (key: string, head: string): TableColumn => ({ key, head, kind: "ratio" });

const LONGEST = 60;

/** Makes a name that any file system takes of a text that may be anything. */
export const fileName = (text: string): string => {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, "");
  return plain === "" ? "column" : plain;
};
