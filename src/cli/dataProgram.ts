import type { Command } from "commander";
import type { ConvertOptions } from "./commands/convert.ts";
import type { SqlOptions } from "./commands/sql.ts";
import { addReadingOptions, addRunOptions } from "./runOptions.ts";
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

The folder holds every record (records.parquet), what was refused (rejects.ndjson), and
manifest.json with the hashes of the exports and of its own files.
Reports on it are those of the exports, byte for byte.
Exit codes: 0 done, 2 could not read (the message says why).`,
    )
    .action(async (files: string[], options: ConvertOptions) =>
      finish(await (await import("./commands/convert.ts")).convertCommand(files, options, world)),
    );
};

/** Adds `sql`. */
export const addSql = (program: Command, world: CliWorld, finish: (code: number) => void): void => {
  const sql = program.command("sql").description("print the SQL that a run executes, with the rules named in comments");
  addRunOptions(sql.argument("[file...]", `${FILES}; none: as for a log with every field`))
    .option("-o, --output <file>", "write to a file")
    .option("-q, --quiet", "no progress")
    .option("--no-progress", "no progress line")
    .addHelpText(
      "after",
      `
Examples:
  cancellog sql --as-of 2022-10-31
  cancellog sql log.csv --by county -o run.sql

With files the log is run, and the script is what that took.
The tables records and days are filled by the program.
Exit codes: 0 done, 2 could not run (the message says why).`,
    )
    .action(async (files: string[], options: SqlOptions) =>
      finish(await (await import("./commands/sql.ts")).sqlCommand(files, options, world)),
    );
};
