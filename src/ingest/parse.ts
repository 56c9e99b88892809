import { CsvError, type Options, parse } from "csv-parse/sync";
import type { Stretch } from "./scan.ts";

/** The cells of one record, as csv-parse read them. */
export type Cells = readonly string[];

/**
 * Reads whole records with csv-parse. Quotes are relaxed to the same reading that the structural pass has, and cells
 * are counted by the caller; all line ends are known to it. Null where it gives up.
 */
const parseBytes = (bytes: Buffer, delimiter: string, escapedBy: string, rtrim: boolean): string[][] | null => {
  try {
    return parse(bytes, { ...optionsOf(delimiter, escapedBy), rtrim });
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
};

const optionsOf = (delimiter: string, escapedBy: string): Options => ({
  delimiter,
  quote: '"',
  escape: escapedBy,
  relax_quotes: true,
  // White space outside of the quotes is none of the field's; cells are trimmed anyway.
  ltrim: true,
  relax_column_count: true,
  skip_empty_lines: true,
  record_delimiter: ["\r\n", "\n", "\r"],
});

/**
 * Returns the cells of each record of a stretch, null where csv-parse does not see one record where the structural
 * pass does: such a record is refused by the caller, never guessed at. What a record says does not hang on those beside
 * it: where one of them has text behind a closing quote, each is read alone.
 */
export const parseStretch = (stretch: Stretch, delimiter: string, escapedBy: string): readonly (Cells | null)[] => {
  const records = stretch.spans.filter(({ kind }) => kind === "record");
  const plain = records.length === stretch.spans.filter(({ kind }) => kind !== "blank").length;
  if (plain) {
    const cells = parseBytes(stretch.bytes.subarray(0, stretch.length), delimiter, escapedBy, true);
    if (cells?.length === records.length) return cells;
  }
  return records.map(({ start, end }) => {
    const bytes = stretch.bytes.subarray(start, end);
    const cells = parseBytes(bytes, delimiter, escapedBy, true) ?? parseBytes(bytes, delimiter, escapedBy, false);
    // Nothing but white space that the structural pass does not know as such: one empty cell.
    if (cells?.length === 0) return [""];
    return cells?.length === 1 ? (cells[0] ?? null) : null;
  });
};
