import { parse } from "csv-parse/sync";
import type { Span, Stretch } from "./scan.ts";

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
  const cells = parseBytes(bytes.subarray(first.start, last.end), delimiter, escapedBy);
  if (cells.length === run.length) return cells;
  if (run.length === 1) return [null];
  const half = run.length >> 1;
  return [
    ...parseRun(bytes, run.slice(0, half), delimiter, escapedBy),
    ...parseRun(bytes, run.slice(half), delimiter, escapedBy),
  ];
};

/**
 * Returns the cells of each record of a stretch, null where csv-parse does not see one record where the structural
 * pass does: such a record is refused by the caller, never guessed at.
 */
export const parseStretch = (stretch: Stretch, delimiter: string, escapedBy: string): readonly (Cells | null)[] => {
  const cells: (Cells | null)[] = [];
  let run: Span[] = [];
  const close = (): void => {
    for (const one of parseRun(stretch.bytes, run, delimiter, escapedBy)) cells.push(one);
    run = [];
  };
  for (const span of stretch.spans) {
    // What stands between two runs is not csv-parse's to see: a line given up, or one of white space.
    if (span.kind === "record") run.push(span);
    else if (span.kind === "unclosed-quote" || span.end > span.start) close();
  }
  close();
  return cells;
};
