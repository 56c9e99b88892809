import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { failure } from "../model/failure.ts";
import type { RowProof } from "./rowProof.ts";
import { RecordScanner, type Span, type Stretch } from "./scan.ts";
import { INDEX_EVERY, type LineBreak, type OddRow, type Structure } from "./structure.ts";
import type { Understood } from "./understand.ts";

/** Some rows, by their numbers in the source, counted from 0 without empty lines: each is one span of the stretch. */
export interface RowRun {
  readonly rows: readonly number[];
  readonly stretch: Stretch;
}

/** As much of kept rows is read together. */
const TOGETHER = 256 * 1024;

/** The text of a source on disk, with the means to find any of its rows again. */
export interface IndexedText {
  readonly file: string;
  /** What to add to the places of the structural pass to find them in the file. */
  readonly shift: number;
  readonly structure: Structure;
  readonly understood: Understood;
}

const LINE_END = Buffer.from("\n");

/** Finds the physical line on which a row begins. */
export const lineOf = (lines: readonly LineBreak[], firstLine: number, row: number): number => {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.row ?? 0) <= row) low = middle + 1;
    else high = middle;
  }
  const found = lines[low - 1];
  return found === undefined ? firstLine + row : found.line + row - found.row;
};

/** A row on its own: nothing of its neighbours is looked at with it. */
const whole = ({ bytes, line, kind, spaced }: OddRow): Stretch => ({
  bytes,
  length: bytes.length,
  spans: [{ kind, line, spaced, literal: true, start: 0, end: bytes.length }],
});

/**
 * Yields rows again, by number, ascending: odd ones one by one, those that were kept together, the others from the file,
 * as far as they follow one another.
 * @throws Failure where the file cannot be read any more.
 */
export function* rowsAgain(text: IndexedText, rows: Iterable<number>): Generator<RowRun> {
  const { structure } = text;
  // Thousands of small reads, most of them of what was read a moment ago: waiting for each costs more than it does.
  const file = openSync(text.file, "r");
  const blocks = new Blocks(text, file);
  const kept = new KeptRows(text);
  try {
    let run: number[] = [];
    for (const row of rows) {
      const odd = structure.odd.get(row);
      const own = odd === undefined ? structure.kept.get(row) : undefined;
      const goesOn = odd === undefined && own === undefined && row - 1 === run.at(-1) && row % INDEX_EVERY !== 0;
      if (run.length > 0 && !goesOn) {
        yield blocks.run(run);
        run = [];
      }
      if (kept.rows.length > 0 && (own === undefined || kept.bytes > TOGETHER)) yield kept.take();
      if (odd !== undefined) yield { rows: [row], stretch: whole(odd) };
      else if (own !== undefined) kept.add(row, own);
      else run.push(row);
    }
    if (run.length > 0) yield blocks.run(run);
    if (kept.rows.length > 0) yield kept.take();
  } finally {
    closeSync(file);
  }
}

/** Gathers rows whose text was kept: each on a line of its own, whatever stood between them in the source. */
class KeptRows {
  rows: number[] = [];
  bytes = 0;
  #parts: Buffer[] = [];

  constructor(readonly text: IndexedText) {}

  add(row: number, bytes: Buffer): void {
    this.rows.push(row);
    this.#parts.push(bytes, LINE_END);
    this.bytes += bytes.length + LINE_END.length;
  }

  take(): RowRun {
    const { rows, text } = this;
    const { structure, understood } = text;
    let start = 0;
    const spans = rows.map((row, i): Span => {
      const end = start + (this.#parts[2 * i]?.length ?? 0);
      const line = lineOf(structure.lines, understood.bodyLine, row);
      const span: Span = { kind: "record", line, spaced: false, literal: false, start, end };
      start = end + LINE_END.length;
      return span;
    });
    const bytes = Buffer.concat(this.#parts);
    this.rows = [];
    this.#parts = [];
    this.bytes = 0;
    return { rows, stretch: { bytes, length: bytes.length, spans } };
  }
}

/** Lists the rows that a proof does not take, of those that another one did not. */
export const stillUnproven = (text: IndexedText, proof: RowProof): readonly number[] => {
  const { odd, unproven } = text.structure;
  const rows: number[] = [];
  for (const { rows: own, stretch } of rowsAgain(text, unproven))
    for (const [i, row] of own.entries()) {
      const { start = 0, end = 0 } = stretch.spans[i] ?? {};
      if (odd.has(row) || !proof.isRegular(stretch.bytes, start, end)) rows.push(row);
    }
  return rows;
};

/** Reads a text block by block: the rows between two known places. */
class Blocks {
  #block = -1;
  #bytes: Buffer = Buffer.alloc(0);
  #spans: readonly Span[] = [];

  constructor(
    readonly text: IndexedText,
    readonly file: number,
  ) {}

  /** Returns rows of one block that follow one another. */
  run(rows: readonly number[]): RowRun {
    const first = rows[0] ?? 0;
    this.#load(Math.floor(first / INDEX_EVERY));
    const { structure, understood } = this.text;
    const at = first % INDEX_EVERY;
    const spans = this.#spans.slice(at, at + rows.length);
    if (spans.length < rows.length) throw failure("changed-while-read", { path: structure.path });
    const start = spans[0]?.start ?? 0;
    const end = spans.at(-1)?.end ?? 0;
    return {
      rows,
      stretch: {
        bytes: this.#bytes.subarray(start, end),
        length: end - start,
        spans: spans.map((span, i) => ({
          ...span,
          start: span.start - start,
          end: span.end - start,
          line: lineOf(structure.lines, understood.bodyLine, first + i),
        })),
      },
    };
  }

  #load(block: number): void {
    if (block === this.#block) return;
    const { structure, understood, shift } = this.text;
    const start = (structure.index[block] ?? 0) + shift;
    const next = structure.index[block + 1];
    const size = (next === undefined ? fstatSync(this.file).size : next + shift) - start;
    const bytes = Buffer.alloc(Math.max(0, size));
    for (let at = 0; at < size; ) {
      const bytesRead = readSync(this.file, bytes, at, size - at, start + at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
    const { delimiter, escapedBy } = understood.dialect;
    const { spans } = new RecordScanner(delimiter, escapedBy, 0).push(bytes, true);
    this.#bytes = bytes;
    this.#spans = spans.filter((span) => span.kind !== "blank" || span.end > span.start);
    this.#block = block;
  }
}
