/**
 * The structural pass: where records begin and end, by bytes alone. It knows quotes, delimiters and line ends and
 * nothing else, and it is the authority on how many records a source holds, whatever reads them afterwards.
 *
 * A quote opens a field only as its first byte, white space aside; inside, a doubled quote is a quote; after the
 * closing one anything but a delimiter or a line end makes the field literal. A quote that would close a field lines
 * below, and does not end it, opens another: the first was never closed, and must not swallow the records between.
 * Where the source escapes with backslashes, one of them takes the meaning from the byte behind it. CR, LF and CRLF
 * each end a line.
 */
const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const BACKSLASH = 0x5c;

/** A quoted field longer than this, or over more lines, was never closed: the line it began on is given up, no more. */
export const MAX_QUOTED_BYTES = 64 * 1024;
export const MAX_QUOTED_LINES = 100;
/** No record of a scheduling export is as long as this. */
export const MAX_RECORD_BYTES = 1024 * 1024;

/** One record, by its place in the buffer handed out: `end` excludes the line end. */
export interface Span {
  readonly kind: "record" | "blank" | "unclosed-quote";
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** White space stands between a quote and the delimiter or line end on its outer side. */
  readonly spaced: boolean;
  /** A quote stands inside an unquoted field, or text behind a closing one: readers differ on what it says. */
  readonly literal: boolean;
}

/** Whole records and the bytes they stand in; `length` bytes belong to the spans, line ends included. */
export interface Stretch {
  readonly bytes: Buffer;
  readonly length: number;
  readonly spans: readonly Span[];
}

const isWhite = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0b || byte === 0x0c;

/** Finds the lines of a buffer that hold no quote, and no return but at their end. */
class PlainLines {
  #quote = -1;
  #return = -1;

  constructor(readonly bytes: Buffer) {}

  /** Where the line that begins at `start` ends, if it is plain; -1 where it is not, or its end is still to come. */
  endOf(start: number): number {
    const end = this.bytes.indexOf(LF, start);
    if (end < 0) return -1;
    if (this.#quote < start) this.#quote = this.#next(QUOTE, start);
    if (this.#quote < end) return -1;
    if (this.#return < start) this.#return = this.#next(CR, start);
    return this.#return < end - 1 ? -1 : end;
  }

  #next(byte: number, start: number): number {
    const found = this.bytes.indexOf(byte, start);
    return found < 0 ? this.bytes.length : found;
  }
}

/** A record that has ended. */
export interface Ended {
  readonly span: Span;
  /** Where the next record starts. */
  readonly next: number;
  /** Line ends within the record and the one that closes it. */
  readonly lines: number;
}

export class RecordScanner {
  readonly #delimiter: number;
  readonly #backslash: boolean;
  #rest: Buffer = Buffer.alloc(0);
  #line: number;

  constructor(delimiter: string, escapedBy: '"' | "\\", firstLine: number) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#backslash = escapedBy === "\\";
    this.#line = firstLine;
  }

  /** The physical line at which the next record starts. */
  get line(): number {
    return this.#line;
  }

  /** Takes the next bytes and hands out the records that are complete; `last` says that no more will come. */
  push(chunk: Buffer, last: boolean): Stretch {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const spans: Span[] = [];
    const plain = new PlainLines(bytes);
    let at = 0;
    while (at < bytes.length) {
      const end = plain.endOf(at);
      if (end >= 0 && !isWhite(bytes[at])) {
        spans.push(this.#plain(bytes, at, end));
        at = end + 1;
        continue;
      }
      const ended = this.next(bytes, at, last);
      if (ended === null) break;
      spans.push(ended.span);
      at = ended.next;
    }
    this.#rest = bytes.subarray(at);
    return { bytes, length: at, spans };
  }

  /** Hands out the record that starts at `start`; null where the bytes at hand do not tell its end. */
  next(bytes: Buffer, start: number, last: boolean): Ended | null {
    const ended = this.#record(bytes, start, last);
    if (ended !== null) this.#line += ended.lines;
    return ended;
  }

  /** Takes a line that holds no quote, and no return but at its end: its bytes need no look one by one. */
  #plain(bytes: Buffer, start: number, lineEnd: number): Span {
    const end = lineEnd > start && bytes[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd;
    const span = this.#span(end === start ? "blank" : "record", start, end, false, false);
    this.#line++;
    return span;
  }

  /** Steps over lines that were found without looking at their bytes one by one. */
  stepOver(lines: number): void {
    this.#line += lines;
  }

  /** The size of the record that has not ended yet, for the caller to bound. */
  get pending(): number {
    return this.#rest.length;
  }

  /** Finds the end of the record that starts at `start`; null where the bytes at hand do not tell. */
  #record(bytes: Buffer, start: number, last: boolean): Ended | null {
    const length = bytes.length;
    let at = start;
    let lines = 0;
    let blank = true;
    let fieldStart = true;
    let spaced = false;
    let literal = false;
    while (at < length) {
      const byte = bytes[at];
      if (byte === LF || byte === CR) {
        if (byte === CR && at + 1 === length && !last) return null;
        const next = byte === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
        return { span: this.#span(blank ? "blank" : "record", start, at, spaced, literal), next, lines: lines + 1 };
      }
      if (byte === QUOTE && fieldStart) {
        const closed = this.#quoted(bytes, at, last);
        if (closed === null) return null;
        if (closed === "unclosed") return this.#giveUp(bytes, start, at, lines, last);
        spaced ||= (at > start && this.#isSpace(bytes[at - 1])) || this.#isSpace(bytes[closed.next]);
        literal ||= !this.#endsField(bytes[closed.next]);
        blank = false;
        fieldStart = false;
        lines += closed.lines;
        at = closed.next;
        continue;
      }
      if (byte === QUOTE) literal = true;
      if (!this.#isSpace(byte)) {
        blank = false;
        fieldStart = byte === this.#delimiter;
      }
      at++;
    }
    return last
      ? { span: this.#span(blank ? "blank" : "record", start, length, spaced, literal), next: length, lines }
      : null;
  }

  /** Steps over a quoted field from its opening quote; null where its end may still come. */
  #quoted(bytes: Buffer, open: number, last: boolean): { next: number; lines: number } | "unclosed" | null {
    let lines = 0;
    let at = open + 1;
    for (; at < bytes.length; at++) {
      if (at - open > MAX_QUOTED_BYTES) return "unclosed";
      const byte = bytes[at];
      if (byte === QUOTE) {
        if (at + 1 === bytes.length && !last) return null;
        if (this.#backslash || bytes[at + 1] !== QUOTE)
          return lines > 0 && !this.#endsField(bytes[at + 1]) ? "unclosed" : { next: at + 1, lines };
        at++;
      } else if (byte === BACKSLASH && this.#backslash && bytes[at + 1] !== LF && bytes[at + 1] !== CR) {
        if (at + 1 === bytes.length && !last) return null;
        at++;
      } else if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) {
        if (byte === CR && at + 1 === bytes.length && !last) return null;
        if (++lines >= MAX_QUOTED_LINES) return "unclosed";
      }
    }
    return last ? "unclosed" : null;
  }

  /** Says whether a field may end before this byte, or the white space that it begins. */
  #endsField(byte: number | undefined): boolean {
    return byte === undefined || byte === this.#delimiter || byte === LF || byte === CR || byte === 0 || isWhite(byte);
  }

  #isSpace(byte: number | undefined): boolean {
    return byte !== this.#delimiter && isWhite(byte);
  }

  /** Gives up the record whose quote was never closed: it ends with the line on which that quote stands. */
  #giveUp(bytes: Buffer, start: number, quote: number, lines: number, last: boolean): Ended | null {
    let at = quote;
    while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at++;
    if (at + 1 >= bytes.length && !last) return null;
    const next = bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
    return {
      span: this.#span("unclosed-quote", start, at, false, false),
      next: Math.min(next, bytes.length),
      lines: lines + 1,
    };
  }

  #span(kind: Span["kind"], start: number, end: number, spaced: boolean, literal: boolean): Span {
    return { kind, start, end, line: this.#line, spaced, literal };
  }
}
