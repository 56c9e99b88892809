import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { failure } from "../model/failure.ts";
import type { RowProof } from "./rowProof.ts";
import { RecordScanner, type Span, type Stretch } from "./scan.ts";
import { INDEX_EVERY, type LineBreak, type OddRow, type Structure } from "./structure.ts";
import type { Understood } from "./understand.ts";

/** Rows that follow one another, by the number of the first in its source, counted from 0 without empty lines. */
export interface RowRun {
  readonly first: number;
  readonly stretch: Stretch;
}

/** The text of a source on disk, with the means to find any of its rows again. */
export interface IndexedText {
  readonly file: string;
  /** What to add to the places of the structural pass to find them in the file. */
  readonly shift: number;
  readonly structure: Structure;
  readonly understood: Understood;
}

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
 * Yields rows again, by number, ascending: odd ones one by one as they were kept, the others from the file, those that
 * follow one another together.
 * @throws Failure where the file cannot be read any more.
 */
export function* rowsAgain(text: IndexedText, rows: Iterable<number>): Generator<RowRun> {
  const { structure } = text;
  // Thousands of small reads, most of them of what was read a moment ago: waiting for each costs more than it does.
  const file = openSync(text.file, "r");
  try {
    const blocks = new Blocks(text, file);
    let run: number[] = [];
    for (const row of rows) {
      const last = run.at(-1);
      const odd = structure.odd.get(row);
      if (last !== undefined && (odd !== undefined || row !== last + 1 || row % INDEX_EVERY === 0)) {
        yield blocks.run(run);
        run = [];
      }
      if (odd === undefined) run.push(row);
      else yield { first: row, stretch: whole(odd) };
    }
    if (run.length > 0) yield blocks.run(run);
  } finally {
    closeSync(file);
  }
}

/** Lists the rows that a proof does not take, of those that another one did not. */
export const stillUnproven = (text: IndexedText, proof: RowProof): readonly number[] => {
  const { odd, unproven } = text.structure;
  const rows: number[] = [];
  for (const { first, stretch } of rowsAgain(text, unproven))
    for (const [i, { start, end }] of stretch.spans.entries())
      if (odd.has(first + i) || !proof.isRegular(stretch.bytes, start, end)) rows.push(first + i);
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
      first,
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
