import { closeSync, openSync, readSync } from "node:fs";
import { dirname, join } from "node:path";
import type { EngineName, FindingsFormat, Outlets } from "../engine/contract.ts";
import { rejectRow } from "../engine/rows.ts";
import { failure } from "../model/failure.ts";
import type { Reject } from "../model/source.ts";
import { FINDING_COLUMNS, type Finding, type FindingRow, REJECT_COLUMNS } from "../model/verdict.ts";
import { csvCell, type RowFormat, rowsHead, rowText } from "../render/rows.ts";
import { OutputFile } from "./outputFile.ts";
import { makeScratch } from "./scratch.ts";

/** Bytes that are copied at a time: a findings file may be larger than any text. */
const COPIED = 1024 * 1024;

type PathOf = (source: number) => string;

const formatOf = (option: string, path: string): RowFormat => {
  if (/\.csv$/i.test(path)) return "csv";
  if (/\.(ndjson|jsonl)$/i.test(path)) return "ndjson";
  throw failure("bad-option", { option, value: path, expected: "a file that ends in .csv or .ndjson" });
};

const findingsFormatOf = (path: string): FindingsFormat =>
  /\.parquet$/i.test(path)
    ? "parquet"
    : /\.(csv|ndjson|jsonl)$/i.test(path)
      ? formatOf("--findings", path)
      : fail("--findings", path, "a file that ends in .csv, .ndjson or .parquet");

const fail = (option: string, value: string, expected: string): never => {
  throw failure("bad-option", { option, value, expected });
};

const CELLS: Readonly<Record<FindingsFormat, (value: string) => string>> = {
  csv: csvCell,
  ndjson: JSON.stringify,
  parquet: (value) => value,
};

/** One row a cancellation and rule: written by an engine that can, or finding by finding as it hands them out. */
export class FindingsFile {
  readonly #path: string;
  readonly #file: OutputFile;
  readonly #format: FindingsFormat;
  /** Where the engine writes what is taken over then. */
  #part: string | null = null;

  constructor(path: string, cwd: string, engine: EngineName) {
    this.#path = path;
    this.#format = findingsFormatOf(path);
    if (this.#format === "parquet" && engine === "reference")
      fail("--findings", path, "a file that ends in .csv or .ndjson with --engine reference");
    this.#file = new OutputFile(path, cwd);
    if (this.#format === "parquet" && this.#file.writtenAt === null)
      fail("--findings", path, "a regular file for Parquet, which is not written from one end to the other");
  }

  /** How the engine gets at it. */
  outlets(engine: EngineName, tell: (finding: Finding) => void): Pick<Outlets, "finding" | "findingsFile"> {
    if (engine === "duckdb") {
      const [format, own] = [this.#format, this.#file.writtenAt];
      const part = format === "parquet" && own !== null ? null : join(makeScratch(), "findings");
      this.#part = part;
      const taken = (): void => (part === null ? undefined : this.#takeOver(part));
      return { findingsFile: { path: part ?? own ?? "", format, cell: CELLS[format], taken } };
    }
    this.#file.write(rowsHead(FINDING_COLUMNS, this.#rowFormat));
    return { finding: tell };
  }

  /** The form of rows that are handed over one by one; Parquet is none. */
  get #rowFormat(): RowFormat {
    return this.#format === "parquet" ? "csv" : this.#format;
  }

  /** Writes a finding that an engine hands over. */
  write(row: FindingRow): void {
    this.#file.write(rowText(row, FINDING_COLUMNS, this.#rowFormat));
  }

  /** Takes over what the engine has written elsewhere. */
  #takeOver(path: string): void {
    const part = openSync(path, "r");
    try {
      const buffer = Buffer.alloc(COPIED);
      for (let n = readSync(part, buffer); n > 0; n = readSync(part, buffer)) this.#file.copy(buffer.subarray(0, n));
    } finally {
      closeSync(part);
    }
  }

  finish(): void {
    this.#file.finish();
  }

  /** Tells of a file that the engine could not write as of any other. */
  told(error: unknown): unknown {
    const message = error instanceof Error ? error.message : "";
    const [line = ""] = message.split("\n");
    const cause = line.slice(line.lastIndexOf(": ") + 2);
    const isOf = (path: string | null): path is string =>
      path !== null && message.startsWith("IO Error") && message.includes(path);
    if (isOf(this.#part)) return failure("scratch-failed", { path: dirname(this.#part), cause });
    return isOf(this.#file.writtenAt) ? failure("output-failed", { path: this.#path, cause }) : error;
  }
}

/** The records refused, each with its place, reason and raw text. */
export class RejectsFile {
  readonly #path: string;
  readonly #cwd: string;
  readonly #format: RowFormat;
  readonly #pathOf: PathOf;

  constructor(path: string, cwd: string, pathOf: PathOf) {
    this.#format = formatOf("--rejects", path);
    this.#path = path;
    this.#cwd = cwd;
    this.#pathOf = pathOf;
  }

  writeAll(rejects: readonly Reject[]): void {
    const file = new OutputFile(this.#path, this.#cwd);
    file.write(rowsHead(REJECT_COLUMNS, this.#format));
    for (const reject of rejects) file.write(rowText(rejectRow(reject, this.#pathOf), REJECT_COLUMNS, this.#format));
    file.finish();
  }
}
