import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readManifest } from "../ingest/converted.ts";
import { Failure, failure } from "../model/failure.ts";
import { besideNames, OutputFile, registerTemporary, settleTemporary } from "./outputFile.ts";

/**
 * A folder that is there whole or not at all: written beside its name, and renamed when it is done. What stood there
 * before is replaced only if it was a converted log too.
 */
export class OutputFolder {
  readonly path: string;
  readonly #output: string;
  readonly #target: string;

  private constructor(output: string, target: string, path: string) {
    this.#output = output;
    this.#target = target;
    this.path = path;
  }

  /** @throws Failure `folder-taken` where the name is that of a file, or of a folder with something else in it. */
  static async create(output: string, cwd: string): Promise<OutputFolder> {
    const target = resolve(cwd, output);
    await requireFree(output, target);
    const path = guarded(output, () => {
      mkdirSync(dirname(target), { recursive: true });
      return makeBeside(target);
    });
    registerTemporary(path);
    return new OutputFolder(output, target, path);
  }

  pathOf(name: string): string {
    return join(this.path, name);
  }

  /** Writes a file of the folder, row by row. */
  write<T>(name: string, rows: readonly T[], lineOf: (row: T) => string): void {
    const file = new OutputFile(this.pathOf(name), this.path);
    for (const row of rows) file.write(lineOf(row));
    file.finish();
  }

  /** Tells of a file that the database could not write as of any other. */
  async guard<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      const message = error instanceof Error ? error.message : "";
      if (error instanceof Failure || !message.startsWith("IO Error")) throw error;
      throw failure("output-failed", { path: this.#output, cause: message.split("\n")[0] ?? "" });
    }
  }

  /** Brings everything onto the disk and gives the folder its name. */
  finish(): void {
    guarded(this.#output, () => {
      for (const name of readdirSync(this.path)) sync(join(this.path, name));
      const before = this.path.replace(/\.part$/, "-before.part");
      const stood = existsSync(this.#target);
      if (stood) renameSync(this.#target, before);
      try {
        renameSync(this.path, this.#target);
      } catch (error) {
        if (stood) renameSync(before, this.#target);
        throw error;
      }
      settleTemporary(this.path);
      if (stood) rmSync(before, { recursive: true, force: true });
    });
  }
}

/** Makes a folder beside a name, of its own and for nobody else to look into before it is whole. */
const makeBeside = (target: string): string =>
  besideNames(target, (path) => {
    mkdirSync(path, { mode: 0o700 });
    return path;
  });

const sync = (path: string): void => {
  const file = openSync(path, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

const guarded = <T>(output: string, act: () => T): T => {
  try {
    return act();
  } catch (error) {
    throw failure("output-failed", { path: output, cause: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
};

const requireFree = async (output: string, target: string): Promise<void> => {
  if (!existsSync(target)) return;
  const isEmpty = guarded(output, () => readdirSync(target).length === 0);
  // One that is damaged is one all the same, and converting again is how it is mended.
  const holdsOne = await readManifest(output, target).then(
    (found) => found !== null,
    () => true,
  );
  if (!isEmpty && !holdsOne) throw failure("folder-taken", { path: output });
};
