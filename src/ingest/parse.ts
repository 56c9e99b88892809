import { CsvError, parse } from "csv-parse/sync";
import type { Span, Stretch } from "./scan.ts";

/** The cells of one record, as csv-parse read them. */
export type Cells = readonly string[];

/** How white space is taken: the field's own, or none of it, on the left side of its quotes or on both. */
type Trim = "no" | "left" | "both";

/**
 * Reads whole records with csv-parse. Quotes are relaxed to the same reading that the structural pass has, and cells
 * are counted by the caller; all line ends are known to it. Null where it gives up.
 */
const parseBytes = (bytes: Buffer, delimiter: string, escapedBy: string, trim: Trim): string[][] | null => {
  try {
    return parse(bytes, {
      delimiter,
      quote: '"',
      escape: escapedBy,
      relax_quotes: true,
      ltrim: trim !== "no",
      rtrim: trim === "both",
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ["\r\n", "\n", "\r"],
    });
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
};

/** Where there is white space outside of quotes, csv-parse must trim; it then has no patience for text behind them. */
const parseSpaced = (bytes: Buffer, delimiter: string, escapedBy: string): string[][] | null =>
  parseBytes(bytes, delimiter, escapedBy, "both") ?? parseBytes(bytes, delimiter, escapedBy, "left");

/** Says whether csv-parse sees a span as the structural pass does, without being told: it trims by another alphabet. */
const isPlain = ({ kind, start, end, spaced }: Span): boolean =>
  kind === "blank" ? start === end : kind === "record" && !spaced;

/**
 * Returns the cells of each record of a stretch, null where csv-parse does not see one record where the structural
 * pass does: such a record is refused by the caller, never guessed at. What a record says does not hang on those
 * beside it: where one of them is not plain, each is read alone.
 */
export const parseStretch = (stretch: Stretch, delimiter: string, escapedBy: string): readonly (Cells | null)[] => {
  const records = stretch.spans.filter(({ kind }) => kind === "record");
  if (stretch.spans.every(isPlain)) {
    const cells = parseBytes(stretch.bytes.subarray(0, stretch.length), delimiter, escapedBy, "no");
    if (cells?.length === records.length) return cells;
  }
  return records.map(({ start, end, spaced }) => {
    const bytes = stretch.bytes.subarray(start, end);
    const cells = spaced ? parseSpaced(bytes, delimiter, escapedBy) : parseBytes(bytes, delimiter, escapedBy, "no");
    return cells?.length === 1 ? (cells[0] ?? null) : null;
  });
};
