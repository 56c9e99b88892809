import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { failure } from "../model/failure.ts";
import { ReaderGone } from "./world.ts";

const BUFFER = 64 * 1024;
/** A name that others of our kind hold is passed over this often; then something else is wrong. */
const MOST_NAMES = 100;

/** Files begun and not finished, to be swept away if the run does not finish. */
const unfinished = new Set<string>();

/** A terminal, a pipe or `/dev/null` is written to as it is: a file by its name would take its place. */
export const isSpecial = (path: string): boolean => {
  // Links to what the process has open: a rename would put a file where the system's own link was.
  if (/^\/(dev\/(stdout|stderr|fd\/)|proc\/)/.test(path)) return true;
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
};

/** Tries names beside another one, each this run's own even where a run of the same number writes in another container. */
export const besideNames = <T>(target: string, make: (path: string) => T): T => {
  for (let n = 0; ; n++) {
    try {
      return make(`${target}.${process.pid}${n === 0 ? "" : `-${n}`}.part`);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || n === MOST_NAMES) throw error;
    }
  }
};

/** Opens a file beside a name. */
export const openBeside = (target: string): { readonly path: string; readonly file: number } =>
  besideNames(target, (path) => ({ path, file: openSync(path, "wx") }));

/**
 * A file that is there whole or not at all: written beside its name, and renamed when it is done.
 * @throws Failure `output-failed`.
 */
export class OutputFile {
  readonly #path: string;
  readonly #target: string;
  /** Null where the target is no regular file. */
  readonly #temporary: string | null;
  readonly #file: number;
  #pending: string[] = [];
  #size = 0;
  #closed = false;

  constructor(path: string, cwd: string) {
    this.#path = path;
    this.#target = resolve(cwd, path);
    const opened = this.#guard(() => {
      if (isSpecial(this.#target)) return { path: null, file: openSync(this.#target, "w") };
      mkdirSync(dirname(this.#target), { recursive: true });
      return openBeside(this.#target);
    });
    this.#temporary = opened.path;
    this.#file = opened.file;
    if (this.#temporary !== null) registerTemporary(this.#temporary);
  }

  write(text: string): void {
    this.#pending.push(text);
    this.#size += text.length;
    if (this.#size >= BUFFER) this.#flush();
  }

  /** Writes bytes as they are. */
  copy(bytes: Buffer): void {
    this.#flush();
    this.#put(bytes);
  }

  /** Brings all that was written onto the disk, still without its name. */
  close(): void {
    if (this.#closed) return;
    this.#flush();
    this.#guard(() => {
      // A rename that a crash keeps, of bytes that it does not keep, would leave an empty file.
      if (this.#temporary !== null) fsyncSync(this.#file);
      closeSync(this.#file);
    });
    this.#closed = true;
  }

  /** Where somebody else may write the file, in place of `write`; null where the target is no regular file. */
  get writtenAt(): string | null {
    return this.#temporary;
  }

  /** Finishes the file and gives it its name. */
  finish(): void {
    this.close();
    const temporary = this.#temporary;
    if (temporary === null) return;
    this.#guard(() => renameSync(temporary, this.#target));
    settleTemporary(temporary);
  }

  #flush(): void {
    const bytes = Buffer.from(this.#pending.join(""), "utf8");
    this.#pending = [];
    this.#size = 0;
    this.#put(bytes);
  }

  #put(bytes: Buffer): void {
    this.#guard(() => {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    });
  }

  #guard<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EPIPE") throw new ReaderGone();
      throw failure("output-failed", { path: this.#path, cause: code ?? String(error) });
    }
  }
}

/**
 * Finishes several files: none gets its name before all are on the disk, so that a full one leaves those of the run
 * before as they were.
 * @throws Failure `output-failed`.
 */
export const finishAll = (files: readonly OutputFile[]): void => {
  for (const file of files) file.close();
  for (const file of files) file.finish();
};

/** Says that a file is begun, or that it got its name. */
export const registerTemporary = (path: string): void => void unfinished.add(path);
export const settleTemporary = (path: string): void => void unfinished.delete(path);

/** Removes what was begun and not finished. */
export const sweepOutputs = (): void => {
  for (const path of unfinished) {
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      // It never came to be: its folder is none, or is gone.
    }
  }
  unfinished.clear();
};
