import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  CONVERTED_FILES,
  CONVERTED_ROWS,
  CONVERTED_SCHEMA,
  type ConvertedFile,
  type ConvertedManifest,
  type ConvertedRows,
  convertedSchema,
  MANIFEST_NAME,
} from "../model/converted.ts";
import { failure } from "../model/failure.ts";
import type { FieldName } from "../model/fields.ts";
import type { Dialect } from "../model/source.ts";
import { type OpenLog, requireAskedColumns, type SourcePlan } from "./openLog.ts";

/** A log that was converted before: the folder as named and as found, and its manifest. */
export interface Converted {
  readonly path: string;
  readonly folder: string;
  readonly manifest: ConvertedManifest;
}

/** One file of a converted log, on disk. */
export const convertedFile = ({ folder }: Pick<Converted, "folder">, name: ConvertedFile): string => join(folder, name);

/**
 * Reads the manifest of a converted log; null where the folder holds none.
 * @throws Failure `converted-damaged` where it holds one that cannot be read.
 */
export const readManifest = async (path: string, folder: string): Promise<Converted | null> => {
  const text = await readFile(join(folder, MANIFEST_NAME), "utf8").catch(() => null);
  // A manifest of somebody else's says nothing about the exports beside it.
  const [version] = /cancellog\.converted\/\d+/.exec(text ?? "") ?? [];
  if (text === null || version === undefined) return null;
  if (version !== CONVERTED_SCHEMA) throw failure("converted-version", { path, version, known: CONVERTED_SCHEMA });
  const read = parsed(text);
  if (read === null)
    throw failure("converted-damaged", { path, cause: `${MANIFEST_NAME} is not what its schema says` });
  if (read.manifest.seal !== manifestSeal(read.written))
    throw failure("converted-damaged", { path, cause: `${MANIFEST_NAME} is not as it was written` });
  return { path, folder, manifest: read.manifest };
};

const parsed = (text: string): { readonly manifest: ConvertedManifest; readonly written: object } | null => {
  try {
    const written: unknown = JSON.parse(text);
    return { manifest: convertedSchema.parse(written), written: written as object };
  } catch {
    return null;
  }
};

/** Works out what seals a manifest: a byte changed in it may change a figure, as one changed in a file may. */
export const manifestSeal = (manifest: object): string =>
  createHash("sha256")
    .update(JSON.stringify({ ...manifest, seal: undefined }))
    .digest("hex");

const causeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

/** Works out the SHA-256 of a file and its size. */
export const sealOf = async (file: string): Promise<{ readonly bytes: number; readonly sha256: string }> => {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { bytes, sha256: hash.digest("hex") };
};

/** Every file is the one that was written, byte for byte. */
const requireUnchanged = async (converted: Converted): Promise<void> => {
  const { path, manifest } = converted;
  for (const name of CONVERTED_FILES) {
    const listed = manifest.files.find((one) => one.name === name);
    const found = await sealOf(convertedFile(converted, name)).catch((error: unknown) => {
      throw failure("converted-damaged", { path, cause: `${name}: ${causeOf(error)}` });
    });
    if (listed?.sha256 !== found.sha256)
      throw failure("converted-damaged", { path, cause: `${name} is not the file that its manifest names` });
  }
};

const rowsOf = async <F extends keyof ConvertedRows>(converted: Converted, name: F): Promise<ConvertedRows[F]> => {
  const schema = CONVERTED_ROWS[name];
  const rows: unknown[] = [];
  const handle = await open(convertedFile(converted, name), "r");
  try {
    for await (const line of handle.readLines()) rows.push(schema.parse(JSON.parse(line)));
  } catch (error) {
    if (error instanceof Error && "code" in error) throw error;
    throw failure("converted-damaged", { path: converted.path, cause: `${name}, row ${rows.length + 1}` });
  } finally {
    await handle.close();
  }
  return rows as unknown as ConvertedRows[F];
};

/** Reads what a converted log holds beside its records. */
export const readConvertedRows = async (converted: Converted): Promise<ConvertedRows> => ({
  "rejects.ndjson": await rowsOf(converted, "rejects.ndjson"),
  "flaws.ndjson": await rowsOf(converted, "flaws.ndjson"),
  "places.ndjson": await rowsOf(converted, "places.ndjson"),
  "collisions.ndjson": await rowsOf(converted, "collisions.ndjson"),
});

/** How the sources were understood when they were converted; what only reading needs is left out. */
export const convertedDialects = ({ manifest }: Converted): readonly Dialect[] =>
  manifest.sources.map(({ encoding, delimiter, escapedBy, headerLine, mapping, columns, mapped }) => ({
    encoding,
    delimiter,
    escapedBy,
    headerLine,
    headerRows: [],
    columns,
    width: { least: columns.length, most: columns.length },
    mapped: new Map(Object.entries(mapped) as [FieldName, number[]][]),
    mapping,
    titles: [],
  }));

/**
 * Opens a converted log in place of its exports.
 * @throws Failure `converted-damaged` where a file is not the one that was written; `unknown-column` and
 * `converted-column` where a column is asked for that it does not hold.
 */
export const openConverted = async (converted: Converted, plan: SourcePlan): Promise<OpenLog> => {
  const dialects = convertedDialects(converted);
  requireAskedColumns(plan, dialects);
  const kept = new Set(converted.manifest.columns.map(({ header }) => header));
  const lost = plan.columns.find((name) => !kept.has(name));
  if (lost !== undefined) throw failure("converted-column", { path: converted.path, name: lost });
  await requireUnchanged(converted);
  return { sources: [], plan, mapped: new Set(dialects.flatMap(({ mapped }) => [...mapped.keys()])), converted };
};
