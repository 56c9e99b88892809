import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { failure } from "../model/failure.ts";

const BUFFER = 64 * 1024;

/** Files begun and not finished, to be swept away if the run does not finish. */
const unfinished = new Set<string>();

/**
 * A file that is there whole or not at all: written beside its name, and renamed when it is done.
 * @throws Failure `output-failed`.
 */
export class OutputFile {
  readonly #path: string;
  readonly #target: string;
  readonly #temporary: string;
  readonly #file: number;
  #pending: string[] = [];
  #size = 0;

  constructor(path: string, cwd: string) {
    this.#path = path;
    this.#target = resolve(cwd, path);
    this.#temporary = `${this.#target}.${process.pid}.part`;
    this.#file = this.#guard(() => {
      mkdirSync(dirname(this.#target), { recursive: true });
      // One of our own number can only be left over from a run that was killed.
      return openSync(this.#temporary, "w");
    });
    registerTemporary(this.#temporary);
  }

  write(text: string): void {
    this.#pending.push(text);
    this.#size += text.length;
    if (this.#size >= BUFFER) this.#flush();
  }

  /** Finishes the file and gives it its name. */
  finish(): void {
    this.#flush();
    this.#guard(() => {
      closeSync(this.#file);
      renameSync(this.#temporary, this.#target);
    });
    settleTemporary(this.#temporary);
  }

  #flush(): void {
    const bytes = Buffer.from(this.#pending.join(""), "utf8");
    this.#pending = [];
    this.#size = 0;
    this.#guard(() => {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    });
  }

  #guard<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw failure("output-failed", {
        path: this.#path,
        cause: (error as NodeJS.ErrnoException).code ?? String(error),
      });
    }
  }
}

/** Says that a file is begun, or that it got its name. */
export const registerTemporary = (path: string): void => void unfinished.add(path);
export const settleTemporary = (path: string): void => void unfinished.delete(path);

/** Removes what was begun and not finished. */
export const sweepOutputs = (): void => {
  for (const path of unfinished) {
    try {
      rmSync(path, { force: true });
    } catch {
      // It never came to be: its folder is none, or is gone.
    }
  }
  unfinished.clear();
};
