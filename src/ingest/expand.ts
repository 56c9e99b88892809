import { readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { failure } from "../model/failure.ts";
import { compareUtf8 } from "../model/utf8Order.ts";

/** Standard input, as an argument and as the path in every report. */
export const STDIN = "-";

const EXPORT_NAME = /\.(csv|tsv|txt|psv)(\.gz)?$/i;

/** What the arguments come to: the sources in order, and the files of a directory that were left out. */
export interface Inputs {
  readonly paths: readonly string[];
  readonly ignored: readonly string[];
}

/** Forward slashes on every system, so that reports do not differ between them. */
const slashed = (path: string): string => path.replaceAll("\\", "/");

const filesBelow = async (directory: string): Promise<string[]> => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => slashed(join(entry.parentPath, entry.name)))
    .filter((path) => !path.split("/").some((part) => part.startsWith(".") && part.length > 2))
    .sort(compareUtf8);
};

const expandOne = async (argument: string, cwd: string): Promise<Inputs> => {
  if (argument === STDIN) return { paths: [STDIN], ignored: [] };
  const path = slashed(argument);
  const absolute = resolve(cwd, argument);
  const found = await stat(absolute).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw failure("file-unreadable", { path, cause: error.code ?? error.message });
  });
  if (found === null) {
    if (!isDynamicPattern(path)) throw failure("file-missing", { path });
    const matches = await glob(path, { cwd, dot: false, onlyFiles: true, expandDirectories: false });
    if (matches.length === 0) throw failure("glob-empty", { path });
    return { paths: matches.map(slashed).sort(compareUtf8), ignored: [] };
  }
  if (!found.isDirectory()) return { paths: [path], ignored: [] };
  const prefix = path.endsWith("/") ? path : `${path}/`;
  const files = (await filesBelow(absolute)).map(
    (file) => prefix + file.slice(slashed(absolute).replace(/\/?$/, "/").length),
  );
  const paths = files.filter((file) => EXPORT_NAME.test(file));
  if (paths.length === 0) throw failure("directory-empty", { path });
  return { paths, ignored: files.filter((file) => !EXPORT_NAME.test(file)) };
};

/**
 * Lists the sources that the arguments name, in input order: arguments as given, files of a directory or glob by the
 * bytes of their path.
 * @throws Failure `file-missing`, `file-unreadable`, `glob-empty`, `directory-empty`.
 */
export const expandInputs = async (files: readonly string[], cwd: string): Promise<Inputs> => {
  const each: Inputs[] = [];
  for (const argument of files) each.push(await expandOne(argument, cwd));
  return { paths: each.flatMap(({ paths }) => paths), ignored: each.flatMap(({ ignored }) => ignored) };
};
