import { type Command, Option } from "commander";
import { collect } from "./collect.ts";
import type { CompareOptions } from "./commands/compare.ts";
import type { CliWorld } from "./world.ts";

/** Options that say where the comparison goes, and nothing of how exports are read. */
const OUTCOMES: ReadonlySet<string> = new Set([
  "format",
  "output",
  "quiet",
  "verbose",
  "color",
  "progress",
  "config",
  "configUsed",
]);

const flagOf = (command: Command, attribute: string): string =>
  command.options.find((option) => option.attributeName() === attribute)?.long ?? `--${attribute}`;

/** Lists the options on how exports are read that the command line itself gives. */
const readingOptions = (command: Command): readonly string[] =>
  Object.keys(command.opts())
    .filter((name) => !OUTCOMES.has(name) && command.getOptionValueSource(name) === "cli")
    .map((name) => flagOf(command, name));

/** Adds `compare`, which has the options of every run for the sides that are exports. */
export const addCompare = (
  program: Command,
  addRunOptions: (command: Command) => Command,
  world: CliWorld,
  finish: (code: number) => void,
): void => {
  const compare = program
    .command("compare")
    .description("hold two reports against each other: each figure and its change, rules that got worse first")
    .argument("<base>", "a report saved with -o report.json, or an export, glob or directory")
    .argument("<current>", "the same; both are read with the same options");
  addRunOptions(compare)
    .option("--base-from <date>", "for the base, in place of --from")
    .option("--base-to <date>", "for the base, in place of --to")
    .option("--base-as-of <date>", "for the base, in place of --as-of")
    .option("--max-rejected <n|n%>", "exit with 2 where more records of a side are refused (default: any)")
    .option("--max-undetermined <n%>", "exit with 2 where more of a family is undecided (default: any)")
    .option("-f, --format <name>", "text, json, markdown or html (default: text)")
    .option("-o, --output <[name=]file>", "write to a file, its ending gives the format; repeatable", collect)
    .option("-q, --quiet", "no notes and no progress")
    .option("-v, --verbose", "every column and row of every table")
    .option("--no-color", "no colors")
    .option("--no-progress", "no progress line")
    // Told nowhere, and refused with what to do instead: unknown, a reader might look for another spelling.
    .addOption(new Option("--publish").hideHelp())
    .addHelpText(
      "after",
      `
Examples:
  cancellog compare june.json july.json
  cancellog compare before.csv strike.csv -o change.html -o change.json
  cancellog compare log.csv log.csv --base-from 2022-07-01 --base-to 2022-07-31 \\
    --base-as-of 2022-08-31 --from 2022-08-15 --to 2022-09-15

Reports of other packs, calendars, conditions or assumptions are refused; other periods are the
point, and whatever else differs is said before the figures.
Exit codes: 0 done, whatever got worse (see check --baseline for a gate); 2 could not be compared.`,
    )
    .action(async (base: string, current: string, options: CompareOptions, command: Command) =>
      finish(
        await (await import("./commands/compare.ts")).compareCommand(
          base,
          current,
          { ...options, given: readingOptions(command) },
          world,
        ),
      ),
    );
};
