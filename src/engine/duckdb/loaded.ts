import type { Collector } from "../../ingest/collect.ts";
import type { OpenLog, UnderstoodInput } from "../../ingest/openLog.ts";
import { type IndexedText, lineOf, rowsAgain } from "../../ingest/rowText.ts";
import type { Passed } from "../../ingest/spool.ts";
import type { CanonicalRecord } from "../../model/appointment.ts";
import type { LoadedLog } from "../sql/loaded.ts";
import type { NullWords } from "../sql/nullWords.ts";
import { type PlacePiece, placeIn } from "../sql/places.ts";

/** One source as the database holds it: rows from `base` on in the order of the log. */
export interface LoadedSource {
  readonly input: UnderstoodInput;
  readonly text: IndexedText;
  readonly passed: Passed;
  readonly base: number;
  readonly noRecords: readonly number[];
  readonly skipped: number;
}

/** A loaded log, with the way back from a record to its place and its raw text. */
export class Loaded {
  constructor(
    readonly open: OpenLog,
    readonly sources: readonly LoadedSource[],
    readonly collector: Collector,
    readonly salvaged: readonly (readonly [number, CanonicalRecord])[],
    readonly stamps: LoadedLog["stamps"],
    readonly nullWords: NullWords | null,
  ) {}

  get log(): LoadedLog {
    const places = this.#places;
    return {
      sources: this.sources.map(({ input, passed, noRecords, skipped }) => ({
        path: input.open.head.input.path,
        bytes: passed.bytes,
        sha256: passed.sha256,
        dialect: input.understood.dialect,
        records: passed.structure.rows - noRecords.length,
        skipped,
      })),
      rejects: this.collector.rejects,
      notices: this.collector.notices,
      flaws: new Map(
        this.salvaged.flatMap(([seq, { key, flaws }]) => (flaws === undefined ? [] : [[seq, { key, flaws }]])),
      ),
      nullWords: this.nullWords,
      mapped: this.open.mapped,
      stamps: this.stamps,
      places,
      placeOf: placeIn(places),
      rawOf: (seqs) => this.#rawOf(seqs),
    };
  }

  get #places(): readonly PlacePiece[] {
    return this.sources.flatMap(({ base, input, noRecords, passed }, source) => {
      const { path } = input.open.head.input;
      const starts = [0, ...passed.structure.lines.map(({ row }) => row), ...noRecords.map((row) => row + 1)];
      const rows = [...new Set(starts)].filter((row) => row < passed.structure.rows).sort((a, b) => a - b);
      let before = 0;
      return rows.map((row): PlacePiece => {
        while (before < noRecords.length && (noRecords[before] ?? 0) < row) before++;
        const line = lineOf(passed.structure.lines, input.understood.bodyLine, row);
        return { path, source, firstSeq: base + row, record: row + 1 - before, line };
      });
    });
  }

  async #rawOf(seqs: readonly number[]): Promise<readonly string[]> {
    const raws: string[] = [];
    for (const source of this.sources) {
      const { rows } = source.passed.structure;
      const own = seqs.filter((seq) => seq >= source.base && seq < source.base + rows).map((seq) => seq - source.base);
      if (own.length === 0) continue;
      for (const { stretch } of rowsAgain(source.text, own))
        for (const { start, end } of stretch.spans) raws.push(stretch.bytes.toString("utf8", start, end));
    }
    return raws;
  }
}
