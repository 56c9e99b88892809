import { parse } from "csv-parse/sync";
import type { Stretch } from "./scan.ts";

/** The cells of one record, as csv-parse read them. */
export type Cells = readonly string[];

/**
 * Reads whole records with csv-parse. Quotes are relaxed to the same reading that the structural pass has, and cells
 * are counted by the caller; all line ends are known to it.
 */
const parseBytes = (bytes: Buffer, delimiter: string, escapedBy: string): string[][] =>
  parse(bytes, {
    delimiter,
    quote: '"',
    escape: escapedBy,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ["\r\n", "\n", "\r"],
  });

/**
 * Returns the cells of each record of a stretch, null where csv-parse does not see one record where the structural
 * pass does: such a record is refused by the caller, never guessed at.
 */
export const parseStretch = (stretch: Stretch, delimiter: string, escapedBy: string): readonly (Cells | null)[] => {
  const records = stretch.spans.filter(({ kind }) => kind === "record");
  const plain = records.length === stretch.spans.filter(({ kind }) => kind !== "blank").length;
  if (plain) {
    const cells = parseBytes(stretch.bytes.subarray(0, stretch.length), delimiter, escapedBy);
    if (cells.length === records.length) return cells;
  }
  return records.map(({ start, end }) => {
    const cells = parseBytes(stretch.bytes.subarray(start, end), delimiter, escapedBy);
    return cells.length === 1 ? (cells[0] ?? null) : null;
  });
};
