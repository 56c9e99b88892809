import { createHash } from "node:crypto";
import { failure } from "../model/failure.ts";
import type { Mapping } from "../model/mapping.ts";
import type { Dialect } from "../model/source.ts";
import { looksLikeData } from "./dataRow.ts";
import { wallsOf } from "./dateForms.ts";
import type { Head } from "./head.ts";
import { type FieldColumns, lackingColumns, mapHeader, requireColumns } from "./header.ts";
import { bestHeader, type Candidate, detectMapping, trimmedWidth, type Understanding } from "./headerCandidate.ts";
import type { Cells } from "./parse.ts";
import { MAX_RECORD_BYTES } from "./scan.ts";
import { type Layout, layoutsOf, sepLine } from "./scanLayout.ts";

/** What the head of a source tells, and where its first record starts. */
export interface Understood {
  readonly dialect: Dialect;
  readonly mapping: Mapping | null;
  /** Bytes of the decoded source up to the end of the header. */
  readonly bodyStart: number;
  /** The physical line there. */
  readonly bodyLine: number;
  /** Lines before the header that are no records, and what they are. */
  readonly skipped: readonly { readonly line: number; readonly kind: SkipKind }[];
}

/** Lines that are no records (semantics.md, section 3). */
export type SkipKind = "blank" | "title" | "total" | "repeated-header" | "sep";

/**
 * Understands a source that can be assessed: what {@link survey} finds, with every column that no record can do without.
 * @throws Failure `no-header`, `missing-column`, `ambiguous-column`, and those of the survey.
 */
export const understand = (head: Head, given: Understanding, sibling: Dialect | null): Understood => {
  const found = survey(head, given, sibling);
  const { columns, headerLine } = found.dialect;
  const place = { path: head.input.path, line: headerLine ?? 1 };
  const lacking = lackingColumns(found.dialect.mapped, given.keyFields);
  // A line that would be quoted as the columns seen must not be somebody's record.
  if (lacking.length > 0 && looksLikeData(columns)) throw failure("no-header", place);
  requireColumns(columns, mapHeader(columns, found.mapping, place), given.keyFields, place);
  return found;
};

/**
 * Finds delimiter, quoting and header in the first bytes of a source. The way to read it is the one under which most
 * of the columns are known by name. A source without a header takes that of another one in the log, if it fits.
 * @throws Failure `line-too-long`, `file-empty`.
 */
export const survey = (head: Head, given: Understanding, sibling: Dialect | null): Understood => {
  const { path } = head.input;
  const sep = sepLine(head.text);
  const layouts = layoutsOf(head.text, head.whole, given.delimiter ?? sep?.delimiter);
  const skip = sep === null ? 0 : 1;
  const readable = layouts.map((one) => ({ ...one, rows: one.rows.slice(skip) })).filter(({ rows }) => rows.length > 0);
  if (readable.length === 0) {
    if (head.whole) throw failure("file-empty", { path });
    throw failure("line-too-long", { path, line: 1, limit: `${MAX_RECORD_BYTES / 1024} KiB` });
  }
  const best = bestHeader(readable, given);
  if (best === undefined) throw failure("file-empty", { path });
  if (best.lacking > 0 && sibling !== null) {
    const borrowed = borrowHeader(head, readable, sibling, skip, given);
    if (borrowed !== null) return borrowed;
  }
  return understoodOf(head, best, skip);
};

const understoodOf = (head: Head, best: Candidate, skip: number): Understood => {
  const { layout, row, depth, columns, mapping, mapped } = best;
  const last = layout.rows[row + depth - 1]?.span;
  const bodyStart = last === undefined ? 0 : afterLineEnd(head.text, last.end);
  const before = layout.spans.filter(({ start }) => start < (layout.rows[row]?.span.start ?? 0));
  return {
    dialect: {
      encoding: head.encoding,
      delimiter: layout.delimiter,
      escapedBy: layout.escapedBy,
      headerLine: layout.rows[row]?.span.line ?? 1,
      headerRows: layout.rows.slice(row, row + depth).map(({ cells }) => cells),
      columns,
      width: widthOf(
        columns,
        layout.rows.slice(row + depth).map(({ cells }) => cells),
      ),
      mapped,
      mapping: { id: mapping?.id ?? "header", sha256: mappingHash(mapped, columns, mapping) },
      titles: layout.rows.slice(0, row).map(({ span }) => head.text.toString("utf8", span.start, span.end)),
    },
    mapping,
    bodyStart,
    bodyLine: (last?.line ?? 1) + 1 + lineEndsIn(head.text.subarray(last?.start ?? 0, last?.end ?? 0)),
    skipped: before.map(({ kind, line }, i) => ({
      line,
      kind: kind === "blank" ? "blank" : i === 0 && skip === 1 ? "sep" : "title",
    })),
  };
};

/** Takes another source's header for a source that has none: as many cells, and a date where it has the appointment's. */
const borrowHeader = (
  head: Head,
  layouts: readonly Layout[],
  sibling: Dialect,
  skip: number,
  given: Understanding,
): Understood | null => {
  const [date = -1] = sibling.mapped.get("scheduled_at") ?? [];
  const layout = layouts.find(({ delimiter, rows }) => {
    const cells = rows[0]?.cells;
    const fits = delimiter === sibling.delimiter && cells?.length === sibling.columns.length;
    return fits && wallsOf(cells[date] ?? "") !== null;
  });
  const first = layout?.rows[0];
  if (layout === undefined || first === undefined) return null;
  const mapping = given.mapping ?? detectMapping(sibling.columns, given.presets);
  return {
    dialect: { ...sibling, encoding: head.encoding, escapedBy: layout.escapedBy, headerLine: null, titles: [] },
    mapping,
    bodyStart: first.span.start,
    bodyLine: first.span.line,
    skipped: layout.spans
      .filter(({ start }) => start < first.span.start)
      .map(({ line, kind }, i) => ({ line, kind: kind === "blank" || i >= skip ? "blank" : "sep" })),
  };
};

/**
 * Says how many cells a record may have: blank columns at the end of the header may be left out, and where most rows
 * end with a delimiter more than the header does, that is a blank column too. Any other number is a wrong one.
 */
const widthOf = (columns: readonly string[], rows: readonly Cells[]): Dialect["width"] => {
  const least = Math.max(1, trimmedWidth(columns));
  const over = rows.filter((cells) => cells.length > columns.length && trimmedWidth(cells) <= columns.length);
  const usual = over[0]?.length ?? columns.length;
  const trailing = rows.length > 1 && over.filter((cells) => cells.length === usual).length * 2 > rows.length;
  return { least, most: trailing ? usual : columns.length };
};

const afterLineEnd = (bytes: Buffer, at: number): number =>
  bytes[at] === 0x0d && bytes[at + 1] === 0x0a ? at + 2 : Math.min(at + 1, bytes.length);

const lineEndsIn = (bytes: Buffer): number => bytes.toString("latin1").split(/\r\n|\n|\r/).length - 1;

const mappingHash = (mapped: FieldColumns, columns: readonly string[], mapping: Mapping | null): string => {
  const lines = [...mapped].map(([field, at]) => `${field} ${at.map((i) => columns[i]).join(" + ")}\n`).sort();
  return createHash("sha256")
    .update(lines.join("") + (mapping?.sha256 ?? ""))
    .digest("hex");
};
