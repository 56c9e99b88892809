/** From a record on, records and lines of a source follow one another from these. */
export interface PlacePiece {
  readonly path: string;
  readonly firstSeq: number;
  readonly record: number;
  readonly line: number;
}
