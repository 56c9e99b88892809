import { rejectRow } from "../engine/rows.ts";
import { failure } from "../model/failure.ts";
import type { Reject } from "../model/source.ts";
import { FINDING_COLUMNS, type FindingRow, REJECT_COLUMNS } from "../model/verdict.ts";
import { type RowFormat, rowsHead, rowText } from "../render/rows.ts";
import { OutputFile } from "./outputFile.ts";

type PathOf = (source: number) => string;

const formatOf = (option: string, path: string): RowFormat => {
  if (/\.csv$/i.test(path)) return "csv";
  if (/\.(ndjson|jsonl)$/i.test(path)) return "ndjson";
  throw failure("bad-option", { option, value: path, expected: "a file that ends in .csv or .ndjson" });
};

/** One row a cancellation and rule, as the engine finds them. */
export class FindingsFile {
  readonly #file: OutputFile;
  readonly #format: RowFormat;

  constructor(path: string, cwd: string) {
    this.#format = formatOf("--findings", path);
    this.#file = new OutputFile(path, cwd);
    this.#file.write(rowsHead(FINDING_COLUMNS, this.#format));
  }

  write(row: FindingRow): void {
    this.#file.write(rowText(row, FINDING_COLUMNS, this.#format));
  }

  finish(): void {
    this.#file.finish();
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
