import { type Command, Option } from "commander";
import { collect } from "./collect.ts";
import type { CheckOptions } from "./commands/check.ts";
import type { CliWorld } from "./world.ts";

const addOutcomes = (command: Command, outputs: string): Command =>
  command
    .option("-o, --output <[name=]file>", outputs, collect)
    .option("--findings <file>", "one row a cancellation and rule (.csv, .ndjson)")
    .option("--pseudonymize <keyfile>", "ids in findings as keyed hashes; a file of 32 bytes or more, yours alone")
    .option("--rejects <file>", "the records refused (.csv, .ndjson)")
    .option("--max-rejected <n|n%>", "exit with 2 where more records are refused (default of check: 1%)")
    .option("--max-undetermined <n%>", "exit with 2 where more of a family is undecided (default of check: 10%)")
    .option("-q, --quiet", "no notes and no progress")
    .option("-v, --verbose", "every row of every table")
    .option("--no-color", "no colors")
    .option("--no-progress", "no progress line");

/** Adds `check`, which has the options of every run and gates on top. */
export const addCheck = (
  program: Command,
  addRunOptions: (command: Command) => Command,
  world: CliWorld,
  finish: (code: number) => void,
): void => {
  const check = program
    .command("check")
    .description("the gate for scripts and CI: the run of report, then exit 1 where a threshold is crossed");
  addOutcomes(
    addRunOptions(check.argument("<file...>", "exports: files, globs, directories, .gz, .zip, or - for standard input"))
      .option("--fail-on <gate>", "what fails; repeatable (default: ca.reschedule:missed+overdue>0)", collect)
      .option("--baseline <file>", "a saved JSON report: only what is worse than it fails")
      .option("-f, --format <name>", "text, json, junit, github or report (default: text)"),
    "write to a file, or - for standard output; its ending gives the format; repeatable",
  )
    // Told nowhere, and refused with what to do instead: unknown, a reader might look for another spelling.
    .addOption(new Option("--publish").hideHelp())
    .addHelpText(
      "after",
      `
Gates:
  ca.reschedule:missed+overdue>0       verdicts of a family or rule, counted
  ca.followup:rate<90%                 a rate, of those whose limit has passed
  resolution:none>500                  what became of the cancellations
  rejected>1%                          records of the reconciliation
  problems>0, problem:bad-value>10     problems in the data
  by facility ca.reschedule:missed+overdue>5% min 30
                                       each group with 30 or more by itself

Examples:
  cancellog check exports/ --as-of 2022-10-31
  cancellog check export.csv --fail-on 'ca.reschedule:rate<90%' --fail-on 'rejected>0'
  cancellog check export.csv --baseline last.json -o report=today.json -o check.xml
  cancellog check export.csv -f github

Exit codes: 0 every gate decided, none crossed; 1 a gate crossed; 2 could not be decided.`,
    )
    .action(async (files: string[], options: CheckOptions) =>
      finish(await (await import("./commands/check.ts")).checkCommand(files, options, world)),
    );
};
