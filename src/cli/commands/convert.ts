import { manifestSeal, sealOf } from "../../ingest/converted.ts";
import { expandExports } from "../../ingest/expand.ts";
import { openLog } from "../../ingest/openLog.ts";
import { CONVERTED_FILES, CONVERTED_SCHEMA, type ConvertedManifest, MANIFEST_NAME } from "../../model/converted.ts";
import { failure } from "../../model/failure.ts";
import { readingOf } from "../convertedReading.ts";
import { boundsOfEngine, type EngineOptions } from "../engineOf.ts";
import { OutputFolder } from "../outputFolder.ts";
import { progressOn } from "../progress.ts";
import { makeScratch, sweepScratch } from "../scratch.ts";
import { type RawOptions, settle } from "../settle.ts";
import { TOOL } from "../tool.ts";
import { type CliWorld, EXIT, write } from "../world.ts";

export interface ConvertOptions extends RawOptions, EngineOptions {
  readonly output?: string;
  readonly quiet?: boolean;
  readonly progress?: boolean;
}

/** The options that decided how the exports were read, as they were given. */
const optionsOf = ({ mapping, encoding, delimiter, dateOrder, key, timezone }: ConvertOptions) =>
  Object.fromEntries(
    Object.entries({ "date-order": dateOrder, delimiter, encoding, key, mapping, timezone }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );

const whole = new Intl.NumberFormat("en-US");

const summaryOf = ({ counts, sources }: ConvertedManifest, output: string): string => {
  const read = `${whole.format(counts.read)} records of ${sources.length} ${sources.length === 1 ? "source" : "sources"}`;
  return `${output}: ${read} converted; ${whole.format(counts.accepted)} accepted, ${whole.format(counts.rejected)} rejected, ${whole.format(counts.duplicates)} duplicates, ${whole.format(counts.superseded)} superseded.\n`;
};

/** A separator that no line reader takes for the end of a line. */
const lineOf = (row: unknown): string =>
  `${JSON.stringify(row).replace(/[\u2028\u2029]/g, (one) => (one === "\u2028" ? "\\u2028" : "\\u2029"))}\n`;

/** Runs `cancellog convert`: reads exports as a run would, and keeps what that came to in a folder. */
export const convertCommand = async (
  files: readonly string[],
  options: ConvertOptions,
  world: CliWorld,
): Promise<number> => {
  const cwd = world.cwd();
  const { output } = options;
  if (output === undefined)
    throw failure("bad-option", { option: "--output", value: "", expected: "a folder to convert into: -o FOLDER" });
  const { inputs, ignored } = await expandExports(files, cwd, "convert");
  const { request, maxBytes } = await settle(inputs, options, TOOL, cwd);
  const folder = await OutputFolder.create(output, cwd);
  const quiet = options.quiet === true;
  const progress = progressOn(world, inputs, quiet || options.progress === false);
  try {
    const log = await openLog(inputs, request.reading, { stdin: world.stdin, maxBytes, onRead: progress.read });
    const { convertLog } = await import("../../engine/duckdb/convert.ts");
    const target = { folder: folder.path, path: folder.pathOf("records.parquet") };
    const duck = { ...boundsOfEngine(options), scratch: makeScratch };
    const done = await folder.guard(() => convertLog(log, target, duck, { stage: progress.stage }));
    for (const [name, rows] of Object.entries(done.rows)) folder.write(name, rows, lineOf);
    const seals: ConvertedManifest["files"] = [];
    for (const name of CONVERTED_FILES) seals.push({ name, ...(await sealOf(folder.pathOf(name))) });
    const unsealed: Omit<ConvertedManifest, "seal"> = {
      schema: CONVERTED_SCHEMA,
      tool: TOOL,
      reading: { ...readingOf(request), options: optionsOf(options) },
      sources: done.sources.map(({ path, bytes, sha256, dialect, records, skipped }) => ({
        path,
        bytes,
        sha256,
        encoding: dialect.encoding,
        delimiter: dialect.delimiter,
        escapedBy: dialect.escapedBy,
        headerLine: dialect.headerLine,
        mapping: dialect.mapping,
        records,
        skipped,
        columns: [...dialect.columns],
        mapped: Object.fromEntries([...dialect.mapped].map(([field, columns]) => [field, [...columns]])),
      })),
      ...done.manifest,
      files: seals,
    };
    const manifest: ConvertedManifest = { ...unsealed, seal: manifestSeal(unsealed) };
    folder.write(MANIFEST_NAME, [manifest], (one) => `${JSON.stringify(one, null, 2)}\n`);
    folder.finish();
    progress.clear();
    await write(world.stdout, summaryOf(manifest, output));
  } finally {
    progress.clear();
    sweepScratch();
  }
  if (!quiet && ignored.length > 0)
    await write(world.stderr, `note: not read, since they do not end like an export: ${ignored.join(", ")}\n`);
  if (!quiet)
    await write(world.stderr, `note: ${output} holds ids and dates of persons; handle it as you would the export.\n`);
  return EXIT.done;
};
