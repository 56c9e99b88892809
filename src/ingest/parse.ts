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

/** Reads records that follow one another; where csv-parse counts otherwise, half by half, down to the one at fault. */
const parseRun = (
  bytes: Buffer,
  run: readonly Span[],
  delimiter: string,
  escapedBy: string,
): readonly (Cells | null)[] => {
  const [first] = run;
  const last = run.at(-1);
  if (first === undefined || last === undefined) return [];
  const cells = parseBytes(bytes.subarray(first.start, last.end), delimiter, escapedBy, "no");
  if (cells?.length === run.length) return cells;
  if (run.length === 1) return [null];
  const half = run.length >> 1;
  return [
    ...parseRun(bytes, run.slice(0, half), delimiter, escapedBy),
    ...parseRun(bytes, run.slice(half), delimiter, escapedBy),
  ];
};

/**
 * Returns the cells of each record of a stretch, null where csv-parse does not see one record where the structural
 * pass does: such a record is refused by the caller, never guessed at. What is not plain breaks a run, so that what a
 * record says does not hang on those beside it: a line given up, one of white space (csv-parse trims by another
 * alphabet), a record with white space outside of its quotes.
 */
export const parseStretch = (
  { bytes, spans }: Pick<Stretch, "bytes" | "spans">,
  delimiter: string,
  escapedBy: string,
): readonly (Cells | null)[] => {
  const cells: (Cells | null)[] = [];
  let run: Span[] = [];
  const close = (): void => {
    for (const one of parseRun(bytes, run, delimiter, escapedBy)) cells.push(one);
    run = [];
  };
  for (const span of spans) {
    if (span.kind === "record" && !span.spaced) run.push(span);
    else if (span.kind !== "blank" || span.end > span.start) close();
    if (span.kind !== "record" || !span.spaced) continue;
    const alone = parseSpaced(bytes.subarray(span.start, span.end), delimiter, escapedBy);
    cells.push(alone?.length === 1 ? (alone[0] ?? null) : null);
  }
  close();
  return cells;
};
