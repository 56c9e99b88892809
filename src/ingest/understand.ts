import { createHash } from "node:crypto";
import { failure } from "../model/failure.ts";
import type { FieldName } from "../model/fields.ts";
import type { Dialect } from "../model/source.ts";
import { trimCell } from "./cell.ts";
import { mapHeader, requireColumns } from "./header.ts";
import { parseStretch } from "./parse.ts";
import { MAX_RECORD_BYTES, RecordScanner } from "./scan.ts";

const DELIMITERS = [",", ";", "\t", "|"] as const;
type Delimiter = Dialect["delimiter"];
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** What the head of a source tells, and where its first record starts. */
export interface Understood {
  readonly dialect: Dialect;
  /** Bytes up to the end of the header. */
  readonly headerEnd: number;
  /** The physical line after the header. */
  readonly nextLine: number;
  /** Blank lines before the header. */
  readonly skipped: number;
}

interface Candidate {
  readonly delimiter: Delimiter;
  readonly columns: readonly string[];
  readonly line: number;
  readonly headerEnd: number;
  readonly nextLine: number;
  readonly skipped: number;
}

/** Reads the first line that is not blank as a header, under one delimiter. */
const tryDelimiter = (head: Buffer, last: boolean, delimiter: Delimiter): Candidate | null => {
  const scanner = new RecordScanner(delimiter, 1);
  const { spans } = scanner.push(head, last);
  const index = spans.findIndex(({ kind }) => kind === "record");
  const span = spans[index];
  if (span === undefined) return null;
  const bytes = head.subarray(span.start, span.end);
  const cells = parseStretch(
    { bytes, length: bytes.length, spans: [{ ...span, start: 0, end: bytes.length }] },
    delimiter,
  )[0];
  if (cells === null || cells === undefined) return null;
  const next = spans[index + 1];
  const headerEnd = next?.start ?? afterLineEnd(head, span.end);
  const breaks = next === undefined ? 1 + lineEndsIn(bytes) : next.line - span.line;
  return {
    delimiter,
    columns: cells.map(trimCell),
    line: span.line,
    headerEnd,
    nextLine: span.line + breaks,
    skipped: index,
  };
};

const afterLineEnd = (bytes: Buffer, at: number): number =>
  bytes[at] === 0x0d && bytes[at + 1] === 0x0a ? at + 2 : Math.min(at + 1, bytes.length);

const lineEndsIn = (bytes: Buffer): number => bytes.toString("latin1").split(/\r\n|\n|\r/).length - 1;

/**
 * Finds delimiter and header in the first bytes of a source. The delimiter is the one under which most columns are
 * known by name; where none is, the one that makes most columns.
 * @throws Failure `header-only`, `missing-column`, `ambiguous-column`, `line-too-long`.
 */
export const understand = (
  head: Buffer,
  last: boolean,
  path: string,
  keyFields: readonly FieldName[],
  asked: Delimiter | undefined,
): Understood => {
  const bom = head.subarray(0, 3).equals(BOM);
  const text = bom ? head.subarray(3) : head;
  const candidates = (asked === undefined ? DELIMITERS : [asked]).flatMap((delimiter) => {
    const found = tryDelimiter(text, last, delimiter);
    return found === null ? [] : [found];
  });
  const known = (c: Candidate): number => mapped(c, path).size;
  const [best] = candidates.sort((a, b) => known(b) - known(a) || b.columns.length - a.columns.length);
  if (best === undefined) {
    if (!last) throw failure("line-too-long", { path, line: 1, limit: `${MAX_RECORD_BYTES / 1024} KiB` });
    throw failure("file-empty", { path });
  }
  const place = { path, line: best.line };
  const fields = mapHeader(best.columns, place);
  requireColumns(best.columns, fields, keyFields, place);
  const { delimiter, columns, line, nextLine, skipped } = best;
  return {
    dialect: {
      encoding: bom ? "utf-8-bom" : "utf-8",
      delimiter,
      headerLine: line,
      columns,
      mapped: fields,
      mapping: { id: "header", sha256: mappingHash(fields, columns) },
    },
    headerEnd: best.headerEnd + (bom ? 3 : 0),
    nextLine,
    skipped,
  };
};

const mappingHash = (fields: ReadonlyMap<FieldName, number>, columns: readonly string[]): string => {
  const lines = [...fields].map(([field, index]) => `${field} ${columns[index]}\n`).join("");
  return createHash("sha256").update(lines).digest("hex");
};

/** The fields a candidate knows; an ambiguity counts as none here, and is told once the delimiter is chosen. */
const mapped = (candidate: Candidate, path: string): ReadonlyMap<FieldName, number> => {
  try {
    return mapHeader(candidate.columns, { path, line: candidate.line });
  } catch {
    return new Map();
  }
};
