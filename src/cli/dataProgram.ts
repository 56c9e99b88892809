import type { Command } from "commander";
import type { ConvertOptions } from "./commands/convert.ts";
import { addReadingOptions } from "./runOptions.ts";
import type { CliWorld } from "./world.ts";

const FILES = "exports: files, globs, directories, .gz, .zip, or - for standard input";

/** Adds `convert`. */
export const addConvert = (program: Command, world: CliWorld, finish: (code: number) => void): void => {
  const convert = program
    .command("convert")
    .description("understand exports once, and keep them as Parquet: report and check read the folder in their place");
  addReadingOptions(convert.argument("<file...>", FILES))
    .option("-o, --output <folder>", "the folder to make; an earlier conversion in it is replaced")
    .option("-q, --quiet", "no notes and no progress")
    .option("--no-progress", "no progress line")
    .addHelpText(
      "after",
      `
Examples:
  cancellog convert exports/ -o october/
  cancellog report october/ --by county
  cancellog convert log.csv --mapping epic --timezone America/Denver -o log/

The folder holds every record (records.parquet), what was refused (rejects.ndjson) and manifest.json, with the hashes
of the exports and of its own files. Reports on it are those of the exports, byte for byte.
Exit codes: 0 done, 2 could not read (the message says why).`,
    )
    .action(async (files: string[], options: ConvertOptions) =>
      finish(await (await import("./commands/convert.ts")).convertCommand(files, options, world)),
    );
};
