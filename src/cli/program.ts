import { Command } from "commander";
import { failure } from "../model/failure.ts";
import { nearest } from "../model/nearest.ts";
import { addCheck } from "./checkCommand.ts";
import { collect } from "./collect.ts";
import type { InspectOptions } from "./commands/inspect.ts";
import type { ReportOptions } from "./commands/report.ts";
import { addCompare } from "./compareProgram.ts";
import { type Config, configure } from "./config.ts";
import { addConvert, addSql } from "./dataProgram.ts";
import { addExplain } from "./explainCommand.ts";
import type { OutputOptions } from "./outputs.ts";
import { addCalendar, addRules } from "./rulesProgram.ts";
import { addRunOptions } from "./runOptions.ts";
import { addSelfCommands } from "./selfCommands.ts";
import { TOOL } from "./tool.ts";
import { type CliWorld, EXIT, write } from "./world.ts";

/** What a command hands back: its exit code. */
type Finish = (code: number) => void;

const addInspect = (program: Command, world: CliWorld, finish: Finish): void => {
  program
    .command("inspect")
    .description("tell what would be read of exports: encoding, columns, dates, codes, and the mapping; runs no rule")
    .argument("<file...>", "exports: files, globs, directories, .gz, .zip, or - for standard input")
    .option("-f, --format <name>", "text or json (default: text)")
    .option("-o, --output <file>", "write to a file")
    .option("--sample <records>", "look at no more than these of each file (default: all)")
    .option("--mapping <id|file>", "read by this mapping: epic, cerner, athena, fhir, or a YAML file")
    .option("--encoding <name>", "utf-8, utf-16le, utf-16be or windows-1252 (default: detected)")
    .option("--delimiter <char>", "override the delimiter detected")
    .option("--date-order <order>", "mdy or dmy, where the dates do not tell")
    .option("--pack <id|file>", "whose rules to look out for; repeatable (default: ca-timely-access)", collect)
    .option("--timezone <zone>", "IANA time zone of the log (default: the pack's)")
    .option("--key <fields>", "what makes an appointment's key where sites number alike")
    .option("--max-bytes <size>", "most decompressed bytes of one source (default: 64GB)")
    .option("--config <file>", "options by their long names (default: the nearest cancellog.yaml upward)")
    .option("--no-config", "no configuration file")
    .option("-q, --quiet", "no notes and no progress")
    .option("--no-color", "no colors")
    .option("--no-progress", "no progress line")
    .addHelpText(
      "after",
      `
Examples:
  cancellog inspect export.csv
  cancellog inspect daily/ --sample 1000
  cancellog inspect export.csv --mapping ./mapping.yaml --date-order mdy
  cancellog inspect export.csv -f json -o inspect.json

The text ends with the mapping as YAML: save it, edit it, pass it with --mapping.
Exit codes: 0 done, whatever is missing; 2 a file could not be read at all.`,
    )
    .action(async (files: string[], options: InspectOptions) =>
      finish(await (await import("./commands/inspect.ts")).inspectCommand(files, options, world)),
    );
};

const FORMAT_HELP = "text, json, markdown, html or csv (default: text)";
const OUTPUT_HELP =
  "write to a file, its ending gives the format (.json .md .html .txt, or folder/ for CSV tables); repeatable";
const TEMPLATE_HELP = "a document in place of the report: complaint or press (markdown, html)";
const PUBLISH_HELP = "what may leave the building: small groups merged, small counts hidden, no persons";
const BOM_HELP = "begin CSV tables with a byte order mark, for spreadsheets that need one";

const addRender = (program: Command, world: CliWorld, finish: Finish): void => {
  program
    .command("render")
    .description("write a saved report (JSON) in another form, without the data")
    .argument("<report.json>", "a report written with -o report.json, or - for standard input")
    .option("-f, --format <name>", FORMAT_HELP)
    .option("-o, --output <[name=]file>", OUTPUT_HELP, collect)
    .option("--bom", BOM_HELP)
    .option("--template <name>", TEMPLATE_HELP)
    .option("--publish", PUBLISH_HELP)
    .option("-v, --verbose", "every row of every table")
    .option("--no-color", "no colors")
    .addHelpText(
      "after",
      `
Examples:
  cancellog render report.json
  cancellog render report.json -o report.html -o report.md -o tables/
  cancellog render report.json --publish -o public.html -o public.json

The same bytes as the run that saved the report would have written.
Exit codes: 0 done, 2 the file is no report.`,
    )
    .action(async (path: string, options: OutputOptions) =>
      finish(await (await import("./commands/render.ts")).renderCommand(path, options, world)),
    );
};

const unknownCommand = (program: Command, name: string): Error => {
  const commands = program.commands.map((command) => command.name());
  return failure("unknown-command", { name, commands, nearest: nearest(name, commands) });
};

/**
 * Runs a fresh command line and returns its exit code.
 * @throws Failure, ReaderGone, or CommanderError for what commander has already told.
 */
export const runProgram = async (world: CliWorld): Promise<number> => {
  let code: number = EXIT.done;
  const told: Told[] = [];
  const finish = (finished: number): void => {
    code = finished;
  };
  const program = buildProgram(world, finish, told);
  let config: Config | null = null;
  program.hook("preAction", async (_, command) => {
    config = await configure(program, command, world);
  });
  try {
    await program.parseAsync([...world.argv]);
  } catch (error) {
    throw (config as Config | null)?.locate(error) ?? error;
  } finally {
    // Commander writes and does not wait; a reader that has gone must still be noticed.
    for (const { stream, text } of told) await write(world[stream], text);
  }
  return code;
};

/** What commander says, until it can be written. */
interface Told {
  readonly stream: "stdout" | "stderr";
  readonly text: string;
}

const buildProgram = (world: CliWorld, finish: Finish, told: Told[]): Command => {
  const program = new Command("cancellog")
    .description("Checks appointment-cancellation logs against dated, cited timely-access rules.")
    .version(TOOL.version)
    .configureOutput({
      writeOut: (text) => void told.push({ stream: "stdout", text }),
      writeErr: (text) => void told.push({ stream: "stderr", text }),
    })
    .exitOverride()
    .showSuggestionAfterError()
    .helpCommand(true);

  const report = program
    .command("report")
    .description("read exports, assess every cancellation, print the compliance report");
  addRunOptions(report.argument("<file...>", "exports: files, globs, directories, .gz, or - for standard input"))
    .option("-f, --format <name>", FORMAT_HELP)
    .option("-o, --output <[name=]file>", OUTPUT_HELP, collect)
    .option("--bom", BOM_HELP)
    .option("--template <name>", TEMPLATE_HELP)
    .option("--publish", PUBLISH_HELP)
    .option("--cases <n>", "in a complaint: an annex of the longest cases, by pseudonyms")
    .option("--claims <file>", "public statements to test against the log (YAML; see schema claims)")
    .option("--findings <file>", "one row a cancellation and rule (.csv, .ndjson)")
    .option("--pseudonymize <keyfile>", "ids in findings as keyed hashes; a file of 32 bytes or more, yours alone")
    .option("--rejects <file>", "the records refused (.csv, .ndjson)")
    .option("--max-rejected <n|n%>", "exit with 2 where more records are refused (default: any)")
    .option("--max-undetermined <n%>", "exit with 2 where more of a family is undecided (default: any)")
    .option("-q, --quiet", "no notes and no progress")
    .option("-v, --verbose", "every row of every table")
    .option("--no-color", "no colors")
    .option("--no-progress", "no progress line")
    .addHelpText(
      "after",
      `
Examples:
  cancellog report fixtures/strike-2022.csv.gz
  cancellog report exports/ --as-of 2022-10-31 --by county,language
  cancellog report log.csv -o report.html -o report.json -o tables/
  cancellog report log.csv --findings findings.csv --rejects rejects.csv
  cancellog report log.csv -o inside.json && cancellog render inside.json --publish -o public.html
  cancellog convert exports/ -o converted/ && cancellog report converted/

Exit codes: 0 done, 2 could not assess (the message says why).`,
    )
    .action(async (files: string[], options: ReportOptions) =>
      finish(await (await import("./commands/report.ts")).reportCommand(files, options, world)),
    );

  addCheck(program, addRunOptions, world, finish);
  addExplain(program, addRunOptions, world, finish);
  addCompare(program, addRunOptions, world, finish);
  addConvert(program, world, finish);
  addRender(program, world, finish);
  addInspect(program, world, finish);
  addRules(program, world, finish);
  addCalendar(program, world, finish);
  addSql(program, world, finish);

  program
    .command("generate")
    .description("write a seeded synthetic export with known totals")
    .argument("<scenario>", "strike-2022: 111,803 cancellations of 63,808 enrollees")
    .option("--seed <n>", "same seed, same bytes", "2022")
    .option("--cancellations <n>", "how many, in the same shape")
    .option("--form <form>", "inline, linked or epic", "inline")
    .option("-o, --output <file>", "write to a file (.gz compresses)")
    .addHelpText("after", "\nExample:\n  cancellog generate strike-2022 --seed 7 --cancellations 1000 -o log.csv")
    .action(
      async (scenario: string, options: { seed: string; cancellations?: string; form: string; output?: string }) =>
        finish(await (await import("./commands/generate.ts")).generateCommand(scenario, options, world)),
    );

  addSelfCommands(program, world, finish);

  program
    .argument("[command]")
    .allowExcessArguments()
    .action((name: string | undefined) => {
      if (name !== undefined) throw unknownCommand(program, name);
      program.outputHelp();
      finish(EXIT.failed);
    });
  return program;
};
