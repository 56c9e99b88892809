import type { RawOptions } from "../../src/cli/settle.ts";
import type { FailureCode } from "../../src/model/failure.ts";
import { HEADER, line, lines, ROWS, type Row, text } from "./cleanLog.ts";

/**
 * The pollutions of the clean log, one at a time, in the manner of the Pollock benchmark for CSV readers (Vitagliano et
 * al., VLDB 2023). Each says what a careful reader makes of it: which records it refuses, and that all others keep
 * their values.
 */
export interface Pollution {
  readonly group: string;
  readonly name: string;
  /** Files by name; several are read as one log, in this order. */
  readonly files: Readonly<Record<string, Buffer>>;
  readonly options?: RawOptions;
  /** Indexes of the records that must be refused. */
  readonly refused?: readonly number[];
  /** The truth, where the pollution changes a value that is still readable. */
  readonly rows?: readonly Row[];
  /** Where nobody could decide: the run must end with this. */
  readonly failure?: FailureCode;
}

const LAST = ROWS.length - 1;
export const MIDDLE = 30;
export const PLACES = { first: 0, middle: MIDDLE, last: LAST } as const;

export const utf8 = (written: string): Buffer => Buffer.from(written, "utf8");
export const log = (written: string): Readonly<Record<string, Buffer>> => ({ "log.csv": utf8(written) });
export const withRow = (index: number, change: (cells: string[]) => string[], write = line): string =>
  text([line(HEADER), ...ROWS.map((row, i) => (i === index ? write(change([...row])) : line(row)))]);
export const withLine = (index: number, change: (written: string) => string): string =>
  text([line(HEADER), ...ROWS.map((row, i) => (i === index ? change(line(row)) : line(row)))]);
/** Puts lines before one of the log's; 0 is the header, 1 the first record. */
export const inserted = (at: number, added: readonly string[]): string => {
  const all = lines();
  return text([...all.slice(0, at), ...added, ...all.slice(at)]);
};

export const AFTER_LAST = ROWS.length + 1;
