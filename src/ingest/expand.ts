import { open, readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { failure } from "../model/failure.ts";
import { compareUtf8 } from "../model/utf8Order.ts";
import { type Converted, convertedFile, readManifest } from "./converted.ts";
import type { Input } from "./input.ts";

/** Standard input, as an argument and as the path in every report. */
export const STDIN = "-";

const EXPORT_NAME = /\.(csv|tsv|txt|psv)(\.gz)?$/i;
const ZIP_NAME = /\.zip$/i;

/** What the arguments come to: the sources in order, and the files that were left out. */
export interface Inputs {
  readonly inputs: readonly Input[];
  readonly ignored: readonly string[];
  /** A log converted before, which the inputs were read from; null where they are exports. */
  readonly converted: Converted | null;
}

const exportsOnly = (inputs: readonly Input[], ignored: readonly string[]): Inputs => ({
  inputs,
  ignored,
  converted: null,
});

/** The sources of a converted log, as they were called when it was converted. */
const convertedInputs = (converted: Converted): Inputs => {
  const file = convertedFile(converted, "records.parquet");
  return {
    inputs: converted.manifest.sources.map(({ path }) => ({ path, file, member: null })),
    ignored: [],
    converted,
  };
};

/** Forward slashes on every system, so that reports do not differ between them. */
const slashed = (path: string): string => path.replaceAll("\\", "/");
const isHidden = (path: string): boolean => path.split("/").some((part) => /^\.[^./]/.test(part));

const filesBelow = async (directory: string): Promise<string[]> => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const prefix = slashed(directory).replace(/\/?$/, "/");
  return entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => slashed(join(entry.parentPath, entry.name)).slice(prefix.length))
    .filter((path) => !isHidden(path))
    .sort(compareUtf8);
};

const HEAD = 64 * 1024;
/** The first bytes of a zip archive, and those of an empty one. */
const ZIP_MARKS = [Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.from([0x50, 0x4b, 0x05, 0x06])];

const headOf = async (file: string): Promise<Buffer> => {
  const handle = await open(file, "r").catch(() => null);
  // What cannot be opened, or not be read, is told where it is read for good.
  if (handle === null) return Buffer.alloc(0);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } catch {
    return Buffer.alloc(0);
  } finally {
    await handle.close();
  }
};

/** A zip archive is known by its first bytes; so is a workbook, which is refused where it is opened. */
const isArchive = async (file: string): Promise<boolean> => {
  const head = await headOf(file);
  const zipped = ZIP_MARKS.some((mark) => head.subarray(0, mark.length).equals(mark));
  return zipped && !head.includes("xl/") && !head.includes("[Content_Types].xml");
};

const expandZip = async (path: string, file: string): Promise<Inputs> => {
  const { zipMembers } = await import("./zip.ts");
  const members = [...(await zipMembers(file, path))].sort(compareUtf8);
  const isMeant = (name: string): boolean => EXPORT_NAME.test(name) && !isHidden(name) && !name.startsWith("__MACOSX/");
  const inputs = members.filter(isMeant).map((member) => ({ path: `${path}/${member}`, file, member }));
  if (inputs.length === 0) throw failure("zip-empty", { path });
  const twice = members.find((member, i) => isMeant(member) && member === members[i + 1]);
  if (twice !== undefined) throw failure("bad-zip", { path, cause: `two files are called ${twice}` });
  return exportsOnly(
    inputs,
    members.filter((name) => !isMeant(name)).map((name) => `${path}/${name}`),
  );
};

const expandFile = async (path: string, file: string): Promise<Inputs> =>
  !/\.xls[xmb]$/i.test(path) && (await isArchive(file))
    ? expandZip(path, file)
    : exportsOnly([{ path, file, member: null }], []);

const together = (each: readonly Inputs[]): Inputs => ({
  inputs: each.flatMap(({ inputs }) => inputs),
  ignored: each.flatMap(({ ignored }) => ignored),
  converted: each.find(({ converted }) => converted !== null)?.converted ?? null,
});

const expandOne = async (argument: string, cwd: string): Promise<Inputs> => {
  if (argument === "") throw failure("file-missing", { path: '""' });
  if (argument === STDIN) return exportsOnly([{ path: STDIN, file: null, member: null }], []);
  const path = slashed(argument);
  const absolute = resolve(cwd, argument);
  const found = await stat(absolute).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw failure("file-unreadable", { path, cause: error.code ?? error.message });
  });
  if (found === null) {
    const { glob, isDynamicPattern } = await import("tinyglobby");
    if (!isDynamicPattern(path)) throw failure("file-missing", { path });
    const matches = await glob(path, { cwd, dot: false, onlyFiles: true, expandDirectories: false });
    if (matches.length === 0) throw failure("glob-empty", { path });
    const files = matches.map(slashed).sort(compareUtf8);
    return together(await inOrder(files, (file) => expandFile(file, resolve(cwd, file))));
  }
  if (!found.isDirectory())
    return found.isFile()
      ? expandFile(path, absolute)
      : exportsOnly([{ path, file: absolute, member: null, once: true }], []);
  const converted = await readManifest(path, absolute);
  if (converted !== null) return convertedInputs(converted);
  const prefix = path.endsWith("/") ? path : `${path}/`;
  const files = await filesBelow(absolute);
  const meant = files.filter((file) => EXPORT_NAME.test(file) || ZIP_NAME.test(file));
  if (meant.length === 0) throw failure("directory-empty", { path });
  const expanded = together(await inOrder(meant, (file) => expandFile(prefix + file, join(absolute, file))));
  const left = files.filter((file) => !meant.includes(file)).map((file) => prefix + file);
  return exportsOnly(expanded.inputs, [...left, ...expanded.ignored]);
};

const inOrder = async <T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = [];
  for (const item of items) results.push(await act(item));
  return results;
};

/**
 * Lists the sources that the arguments name, in input order: arguments as given, files of a directory, glob or zip by
 * the bytes of their path. A converted log stands for the exports it was made of, and is read alone.
 * @throws Failure `file-missing`, `file-unreadable`, `glob-empty`, `directory-empty`, `zip-empty`, `bad-zip`,
 * `converted-damaged`, `converted-with-others`.
 */
export const expandInputs = async (files: readonly string[], cwd: string): Promise<Inputs> => {
  const each = await inOrder(files, (argument) => expandOne(argument, cwd));
  const converted = each.find((one) => one.converted !== null)?.converted ?? null;
  if (converted !== null && each.length > 1) throw failure("converted-with-others", { path: converted.path });
  return together(each);
};

/**
 * Lists the sources that the arguments name, for a command that has no use for a converted log.
 * @throws Failure of {@link expandInputs}, and `converted-not-exports`.
 */
export const expandExports = async (files: readonly string[], cwd: string, command: string): Promise<Inputs> => {
  const found = await expandInputs(files, cwd);
  if (found.converted !== null) throw failure("converted-not-exports", { path: found.converted.path, command });
  return found;
};
