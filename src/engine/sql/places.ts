import type { Place } from "../../model/appointment.ts";

/** From a record on, records and lines of a source follow one another from these. */
export interface PlacePiece {
  readonly path: string;
  readonly source: number;
  readonly firstSeq: number;
  readonly record: number;
  readonly line: number;
}

/** Finds where a record stands, by its place in the log; pieces are in the order of their first records. */
export const placeIn =
  (pieces: readonly Omit<PlacePiece, "path">[]) =>
  (seq: number): Place => {
    let low = 0;
    let high = pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pieces[middle]?.firstSeq ?? 0) <= seq) low = middle + 1;
      else high = middle;
    }
    const piece = pieces[low - 1];
    if (piece === undefined) throw new Error(`no source holds record ${seq}`);
    const { source, record, line, firstSeq } = piece;
    return { source, record: record + seq - firstSeq, line: line + seq - firstSeq };
  };
