import { isUtf8 } from "node:buffer";
import { failure } from "../model/failure.ts";
import type { RowProof } from "./rowProof.ts";
import { MAX_RECORD_BYTES, RecordScanner } from "./scan.ts";
import type { Understood } from "./understand.ts";

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const REPLACEMENT = Buffer.from("\uFFFD", "utf8");

/** Rows between two known places: near enough to find a row quickly, far enough to hold few of them. */
export const INDEX_EVERY = 64;

/** Rows that are not proven are kept up to this much, to be read again without looking for them. */
const MOST_KEPT_BYTES = 32 * 1024 * 1024;

/** A row that only csv-parse is trusted with: odd quotes, bytes that are no text, a quote never closed. */
export interface OddRow {
  readonly bytes: Buffer;
  readonly line: number;
  readonly kind: "record" | "blank" | "unclosed-quote";
  readonly spaced: boolean;
}

/** From a row on, rows stand on lines that follow one another from this one. */
export interface LineBreak {
  readonly row: number;
  readonly line: number;
}

/** What stands in a stretch of whole rows: text to read, or an odd row to leave out. */
export type Piece =
  | { readonly kind: "rows"; readonly bytes: Buffer }
  | { readonly kind: "odd"; readonly row: OddRow; readonly lineEnd: Buffer };

const hasLoneReturn = (bytes: Buffer): boolean => {
  for (let at = bytes.indexOf(CR); at >= 0; at = bytes.indexOf(CR, at + 1)) if (bytes[at + 1] !== LF) return true;
  return false;
};

/**
 * The structural pass for engines with a reader of their own: where rows begin, on which line, and which of them only
 * csv-parse is to be trusted with. A row is whatever is not an empty line. It steps from line end to line end where no
 * quote stands between, and byte by byte where one does; the count of rows owes nothing to any CSV library. With a proof,
 * it proves the rows on the way, and lists those that are not proven.
 */
export class Structure {
  rows = 0;
  /** Empty lines, which are no rows. */
  blanks = 0;
  /** Lone carriage returns, or line ends of both kinds: nothing but the structural pass itself reads such a source. */
  mixedLineEnds = false;
  readonly odd = new Map<number, OddRow>();
  /** Rows that are not proven, ascending. */
  readonly unproven: number[] = [];
  /** The text of those, without their line ends; of very many, the first ones. */
  readonly kept = new Map<number, Buffer>();
  readonly lines: LineBreak[] = [];
  /** Where every {@link INDEX_EVERY}th row begins, in bytes of the source's text. */
  readonly index: number[] = [];
  readonly #scanner: RecordScanner;
  #rest: Buffer = Buffer.alloc(0);
  #keptBytes = 0;
  #offset: number;
  #line: number;
  #returns: boolean | null = null;

  constructor(
    readonly path: string,
    understood: Understood,
    readonly onPiece: ((piece: Piece) => void) | null,
    readonly proof: RowProof | null,
  ) {
    this.#scanner = new RecordScanner(understood.dialect.delimiter, understood.dialect.escapedBy, understood.bodyLine);
    this.#offset = understood.bodyStart;
    this.#line = understood.bodyLine - 1;
  }

  /** The line ends are CR and LF; null while no line has ended. */
  get carriageReturns(): boolean | null {
    return this.#returns;
  }

  /**
   * Takes the next bytes of the body; `last` says that no more will come.
   * @throws Failure `line-too-long`.
   */
  push(chunk: Buffer, last: boolean): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const wholeLines = last ? bytes.length : bytes.lastIndexOf(LF) + 1;
    const clean = this.#isClean(bytes, wholeLines);
    let at = 0;
    let told = 0;
    let quote = bytes.indexOf(QUOTE);
    while (at < bytes.length) {
      const proven = clean && this.proof !== null ? this.proof.stepOver(bytes, at) : 0;
      if (proven < 0 && !last) break;
      if (proven > 0) {
        this.#proven(at);
        at = proven;
        continue;
      }
      const end = bytes.indexOf(LF, at);
      if (quote >= 0 && quote < at) quote = bytes.indexOf(QUOTE, at);
      const plain = clean && (quote < 0 || (end >= 0 && quote > end));
      if (plain && end < 0 && !last) break;
      const before = at;
      if (plain) at = this.#plainLine(bytes, at, end < 0 ? bytes.length : end);
      else {
        const next = this.#record(bytes, at, last, told);
        if (next === null) break;
        at = next.at;
        if (next.told) told = at;
      }
      if (at === before) break;
    }
    if (at > told) this.onPiece?.({ kind: "rows", bytes: bytes.subarray(told, at) });
    this.#offset += at;
    this.#rest = bytes.subarray(at);
    if (this.#rest.length > MAX_RECORD_BYTES)
      throw failure("line-too-long", {
        path: this.path,
        line: this.#scanner.line,
        limit: `${MAX_RECORD_BYTES / 1024} KiB`,
      });
  }

  /** Says that bytes are text in UTF-8 without NULs or replacement characters, and their line ends of one kind. */
  #isClean(bytes: Buffer, length: number): boolean {
    const part = bytes.subarray(0, length);
    return isUtf8(part) && !part.includes(0) && !part.includes(REPLACEMENT) && !part.includes(CR)
      ? true
      : this.#isCleanWithReturns(part);
  }

  /** As above, for text whose lines end in CR and LF. */
  #isCleanWithReturns(part: Buffer): boolean {
    return isUtf8(part) && !part.includes(0) && !part.includes(REPLACEMENT) && !hasLoneReturn(part);
  }

  /** Takes a row that the proof has stepped over. */
  #proven(start: number): void {
    const { lines = 0, returned = false } = this.proof ?? {};
    this.#note(returned);
    this.#row(start, this.#scanner.line);
    this.#scanner.stepOver(lines + 1);
  }

  /** Takes a line without quotes; returns where the next one begins. */
  #plainLine(bytes: Buffer, start: number, end: number): number {
    const line = this.#scanner.line;
    const ended = end < bytes.length;
    const returns = bytes[end - 1] === CR && end > start;
    if (ended) this.#note(returns);
    this.#scanner.stepOver(1);
    if (end - start - (returns ? 1 : 0) === 0) this.blanks++;
    else {
      this.#prove(bytes, start, returns ? end - 1 : end);
      this.#row(start, line);
    }
    return ended ? end + 1 : end;
  }

  /** Takes a record with quotes or odd bytes; null where its end is still to come. */
  #record(bytes: Buffer, start: number, last: boolean, told: number): { at: number; told: boolean } | null {
    const line = this.#scanner.line;
    const ended = this.#scanner.next(bytes, start, last);
    if (ended === null) return null;
    const { span, next } = ended;
    if (next > span.end) this.#note(bytes[span.end] === CR && bytes[next - 1] === LF, bytes[next - 1] === CR);
    if (span.kind === "blank" && span.end === span.start) {
      this.blanks++;
      return { at: next, told: false };
    }
    const own = bytes.subarray(span.start, span.end);
    const isOdd =
      span.kind === "unclosed-quote" ||
      span.spaced ||
      span.literal ||
      !isUtf8(own) ||
      own.includes(0) ||
      own.includes(REPLACEMENT) ||
      hasLoneReturn(own);
    if (!isOdd) {
      this.#prove(bytes, span.start, span.end);
      this.#row(start, line);
      return { at: next, told: false };
    }
    const row: OddRow = { bytes: Buffer.from(own), line, kind: span.kind, spaced: span.spaced };
    this.odd.set(this.rows, row);
    this.unproven.push(this.rows);
    this.#row(start, line);
    if (start > told) this.onPiece?.({ kind: "rows", bytes: bytes.subarray(told, start) });
    this.onPiece?.({ kind: "odd", row, lineEnd: bytes.subarray(span.end, next) });
    return { at: next, told: true };
  }

  #prove(bytes: Buffer, start: number, end: number): void {
    if (this.proof === null || this.proof.isRegular(bytes, start, end)) return;
    this.unproven.push(this.rows);
    this.#keptBytes += end - start;
    if (this.#keptBytes <= MOST_KEPT_BYTES) this.kept.set(this.rows, Buffer.from(bytes.subarray(start, end)));
  }

  #row(start: number, line: number): void {
    if (this.rows % INDEX_EVERY === 0) this.index.push(this.#offset + start);
    if (line !== this.#line + 1) this.lines.push({ row: this.rows, line });
    this.#line = line;
    this.rows++;
  }

  #note(returns: boolean, lone = false): void {
    this.#returns ??= returns;
    if (lone || returns !== this.#returns) this.mixedLineEnds = true;
  }
}
