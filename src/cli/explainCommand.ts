import { type Command, Option } from "commander";
import { collect } from "./collect.ts";
import type { ExplainOptions } from "./commands/explain.ts";
import type { CliWorld } from "./world.ts";

/** Adds `explain`, which has the options of every run and the ids asked for. */
export const addExplain = (
  program: Command,
  addRunOptions: (command: Command) => Command,
  world: CliWorld,
  finish: (code: number) => void,
): void => {
  const explain = program
    .command("explain")
    .description("one appointment, step by step: its record, what followed, each rule's days counted one by one");
  addRunOptions(explain.argument("<file...>", "exports: files, globs, directories, .gz, .zip, or - for standard input"))
    .option("--appointment <id>", "its appointment_id, as the export writes it; repeatable", collect)
    .option("-f, --format <name>", "text, json or markdown (default: text)")
    .option("-o, --output <file>", "write to a file; its ending gives the format (.txt .json .md)")
    .option("-q, --quiet", "no notes and no progress")
    .option("--no-color", "no colors")
    .option("--no-progress", "no progress line")
    // Told nowhere, and refused with what to do instead: unknown, a reader might look for another spelling.
    .addOption(new Option("--publish").hideHelp())
    .addHelpText(
      "after",
      `
Examples:
  cancellog explain export.csv --appointment A-1017
  cancellog explain exports/ --as-of 2022-10-31 --appointment A-1017 --appointment A-2044 -o why.md

Give the options of the run that is to be explained: the verdicts are those of its findings.
It is told by the reference engine, whatever --engine says.
An explanation holds ids and dates of a person; handle it as you would the export.
Exit codes: 0 found and explained; 2 not found, refused, or the log could not be assessed.`,
    )
    .action(async (files: string[], options: ExplainOptions) =>
      finish(await (await import("./commands/explain.ts")).explainCommand(files, options, world)),
    );
};
