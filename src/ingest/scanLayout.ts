import type { Dialect } from "../model/source.ts";
import { trimCell } from "./cell.ts";
import { type Cells, parseStretch } from "./parse.ts";
import { RecordScanner, type Span } from "./scan.ts";

export const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = Dialect["delimiter"];
export type Escape = Dialect["escapedBy"];

/** Records and lines of the head that are looked at. */
const LOOKED_AT = 60;

/** The first lines of a source, read one way: the way is right if they make sense. */
export interface Layout {
  readonly delimiter: Delimiter;
  readonly escapedBy: Escape;
  readonly rows: readonly { readonly span: Span; readonly cells: Cells }[];
  /** All spans of the head, blank lines and given-up ones included. */
  readonly spans: readonly Span[];
}

/** Reads the head of a source under one delimiter and one way to write a quote. */
export const layoutOf = (head: Buffer, last: boolean, delimiter: Delimiter, escapedBy: Escape): Layout => {
  const scanner = new RecordScanner(delimiter, escapedBy, 1);
  const { spans } = scanner.push(head, last);
  const looked = spans.slice(0, LOOKED_AT);
  const cells = parseStretch({ bytes: head, spans: looked }, delimiter, escapedBy);
  const records = looked.filter(({ kind }) => kind === "record");
  const rows = records.flatMap((span, i) => {
    const read = cells[i];
    return read === null || read === undefined ? [] : [{ span, cells: read.map(trimCell) }];
  });
  return { delimiter, escapedBy, rows, spans };
};

const SEP_LINE = /^"?sep=(.)"?\s*$/i;

/** The delimiter that a first line `sep=;` names, as spreadsheets write it; null where there is none. */
export const sepLine = (head: Buffer): { readonly delimiter: Delimiter } | null => {
  const end = head.subarray(0, 64).findIndex((byte) => byte === 0x0a || byte === 0x0d);
  const named = SEP_LINE.exec(head.toString("utf8", 0, end < 0 ? Math.min(64, head.length) : end))?.[1];
  const delimiter = DELIMITERS.find((one) => one === named);
  return delimiter === undefined ? null : { delimiter };
};

/** Ways to read the head: each delimiter, and backslashes before quotes where there are any. */
export const layoutsOf = (head: Buffer, last: boolean, asked: Delimiter | undefined): readonly Layout[] => {
  const delimiters = asked === undefined ? DELIMITERS : [asked];
  const escapes: readonly Escape[] = head.includes('\\"') ? ['"', "\\"] : ['"'];
  return delimiters.flatMap((delimiter) => escapes.map((escapedBy) => layoutOf(head, last, delimiter, escapedBy)));
};
