import { isUtf8 } from "node:buffer";
import type { CanonicalRecord, Flaw, Place } from "../model/appointment.ts";
import { failure } from "../model/failure.ts";
import type { Reject, RejectReason } from "../model/source.ts";
import { fromWindows1252 } from "./encoding.ts";
import type { Body } from "./head.ts";
import { noRecord, noRecordAfterAll } from "./notLine.ts";
import { type Cells, parseStretch } from "./parse.ts";
import { type Proofs, type ReadPlan, RecordReader } from "./readRecord.ts";
import { MAX_RECORD_BYTES, RecordScanner, type Span, type Stretch } from "./scan.ts";
import type { SkipKind, Understood } from "./understand.ts";

/** What came of reading one source. */
export interface SourceRead {
  readonly bytes: number;
  readonly sha256: string;
  readonly records: number;
  readonly skipped: number;
}

/** Where records, refusals and lines that are no records go, as they come. */
export interface Sinks {
  readonly record: (record: CanonicalRecord) => void;
  readonly reject: (reject: Reject) => void;
  readonly skip: (kind: SkipKind, source: number, line: number) => void;
  /** The cells of each record that csv-parse could read, refused or not: what `inspect` counts. */
  readonly cells?: (cells: Cells, place: Place) => void;
  /** Says that a source has been read far enough; asked before each record. */
  readonly enough?: () => boolean;
}

/**
 * Reads one source from its first byte to its last.
 * @throws Failure where the source as a whole cannot be read; bad records are data, and go to the sinks.
 */
export const readSource = async (
  path: string,
  index: number,
  understood: Understood,
  body: Body,
  plan: ReadPlan,
  proofs: Proofs,
  sinks: Sinks,
): Promise<SourceRead> => {
  const source = new SourceBody(
    path,
    index,
    understood,
    new RecordReader(understood.dialect, understood.mapping, plan, proofs),
    sinks,
  );
  let head = understood.bodyStart;
  for await (const chunk of body.chunks) {
    const skip = Math.min(head, chunk.length);
    head -= skip;
    if (chunk.length > skip) source.push(chunk.subarray(skip), false);
    if (source.enough) break;
  }
  if (!source.enough) source.push(Buffer.alloc(0), true);
  return { ...body.seal(), records: source.records, skipped: source.skipped };
};

/** The records of a source, after its header. */
export class SourceBody {
  /** Records so far; whoever takes rows out of turn sets it to those before the next one. */
  records = 0;
  skipped = 0;
  readonly #scanner: RecordScanner;

  constructor(
    readonly path: string,
    readonly index: number,
    readonly understood: Understood,
    readonly reader: RecordReader,
    readonly sinks: Sinks,
  ) {
    const { delimiter, escapedBy } = understood.dialect;
    this.#scanner = new RecordScanner(delimiter, escapedBy, understood.bodyLine);
    for (const { kind, line } of understood.skipped) this.#skip(kind, line);
  }

  get enough(): boolean {
    return this.sinks.enough?.() === true;
  }

  push(chunk: Buffer, last: boolean): void {
    const stretch = this.#scanner.push(chunk, last);
    if (this.#scanner.pending > MAX_RECORD_BYTES)
      throw failure("line-too-long", {
        path: this.path,
        line: this.#scanner.line,
        limit: `${MAX_RECORD_BYTES / 1024} KiB`,
      });
    this.take(stretch);
  }

  /** Takes the records of a stretch; `before` is told each by its place there, and may set how many came before it. */
  take(stretch: Stretch, before?: (index: number) => void): void {
    const valid = isUtf8(stretch.bytes.subarray(0, stretch.length));
    const { delimiter, escapedBy } = this.understood.dialect;
    const cells = valid ? parseStretch(stretch, delimiter, escapedBy)[Symbol.iterator]() : null;
    for (const [i, span] of stretch.spans.entries()) {
      if (this.enough) return;
      before?.(i);
      if (span.kind === "blank") this.#skip("blank", span.line);
      else if (span.kind === "unclosed-quote")
        this.#refuse(this.#nextPlace(span), "unclosed-quote", textOf(span, stretch));
      else if (cells !== null) this.#takeCells(cells.next().value ?? null, span.line, textOf(span, stretch), []);
      else this.#takeDoubtful(span, stretch);
    }
  }

  /** Takes a record of a stretch in which some bytes are not UTF-8. */
  #takeDoubtful(span: Span, { bytes }: Stretch): void {
    const own = bytes.subarray(span.start, span.end);
    const valid = isUtf8(own);
    const mended = valid ? own : fromWindows1252(own);
    const { delimiter, escapedBy } = this.understood.dialect;
    const alone = { bytes: mended, length: mended.length, spans: [{ ...span, start: 0, end: mended.length }] };
    const cells = parseStretch(alone, delimiter, escapedBy)[0] ?? null;
    const flaws: Flaw[] = valid ? [] : [{ code: "invalid-bytes", field: null, text: firstInvalid(own) }];
    this.#takeCells(cells, span.line, mended.toString("utf8"), flaws);
  }

  #takeCells(read: Cells | null, line: number, raw: string, flaws: Flaw[]): void {
    if (raw.includes("\uFFFD")) flaws.push({ code: "invalid-bytes", field: null, text: "U+FFFD" });
    const nuls = raw.includes("\0");
    if (nuls) flaws.push({ code: "nul-bytes", field: null, text: "NUL" });
    const cells = nuls ? (read?.map((cell) => cell.replaceAll("\0", "")) ?? null) : read;
    const skip = cells === null ? null : noRecord(cells, this.understood.dialect);
    if (skip !== null) {
      this.#skip(skip, line);
      return;
    }
    const place = { source: this.index, record: this.records + 1, line };
    const record = cells === null ? "field-count" : this.reader.read(cells, place, raw, flaws);
    if (typeof record === "string") {
      const after =
        cells === null || !/^(field-count|missing:)/.test(record)
          ? null
          : noRecordAfterAll(cells, raw, this.understood.dialect);
      if (after !== null) {
        this.#skip(after, line);
        return;
      }
      this.records++;
      if (cells !== null) this.sinks.cells?.(cells, place);
      this.#refuse(place, record, raw);
    } else {
      this.records++;
      if (cells !== null) this.sinks.cells?.(cells, place);
      this.sinks.record(record);
    }
  }

  #nextPlace({ line }: Span): Place {
    return { source: this.index, record: ++this.records, line };
  }

  #refuse(place: Place, reason: RejectReason, raw: string): void {
    this.sinks.reject({ place, reason, raw });
  }

  #skip(kind: SkipKind, line: number): void {
    this.skipped++;
    this.sinks.skip(kind, this.index, line);
  }
}

const textOf = ({ start, end }: Span, { bytes }: Stretch): string => bytes.toString("utf8", start, end);

/** Names the first byte of a record that is no UTF-8, and its column. */
const firstInvalid = (bytes: Buffer): string => {
  let at = 0;
  let column = 1;
  for (; at < bytes.length; column++) {
    const size = [1, 2, 3, 4].find((n) => at + n <= bytes.length && isUtf8(bytes.subarray(at, at + n)));
    if (size === undefined) break;
    at += size;
  }
  return `byte 0x${(bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, "0")} in column ${column}`;
};
