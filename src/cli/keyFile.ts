import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { LEAST_KEY } from "../engine/pseudonym.ts";
import { failure } from "../model/failure.ts";

/** Permissions of anybody but the owner. */
const OTHERS = 0o077;
const LINE_END = /\r?\n$/;

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

/** Looks at the file that was opened, not at the name: what is behind a name may change. */
const readOpen = (path: string, file: number, isPosix: boolean): Buffer => {
  if (isPosix && (fstatSync(file).mode & OTHERS) !== 0) throw failure("key-exposed", { path });
  return readFileSync(file);
};

/**
 * Reads the key of pseudonyms: the bytes of the file, but for one line end that an editor may have added. No message
 * holds any of it.
 * @throws Failure `file-missing`, `file-unreadable`, `key-exposed`, `key-short`.
 */
export const readKey = (path: string, cwd: string, isPosix: boolean = process.platform !== "win32"): Buffer => {
  let file: number;
  try {
    file = openSync(resolve(cwd, path), "r");
  } catch (error) {
    throw codeOf(error) === "ENOENT"
      ? failure("file-missing", { path })
      : failure("file-unreadable", { path, cause: codeOf(error) });
  }
  try {
    const bytes = readOpen(path, file, isPosix);
    const end = LINE_END.exec(bytes.subarray(-2).toString("latin1"))?.[0].length ?? 0;
    const key = bytes.subarray(0, bytes.length - end);
    if (key.length < LEAST_KEY) throw failure("key-short", { path, bytes: key.length, least: LEAST_KEY });
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw failure("file-unreadable", { path, cause: codeOf(error) });
  } finally {
    closeSync(file);
  }
};
