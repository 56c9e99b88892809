import type { Command } from "commander";
import { collect } from "./collect.ts";
import type { CalendarOptions } from "./commands/calendar.ts";
import type { SheetOptions } from "./commands/rules/list.ts";
import type { CliWorld } from "./world.ts";

const PACK = ["--pack <id|file>", "of these packs; repeatable (default: all that are shipped)"] as const;

/** Adds `rules` and its commands: the packs as people read, write and try them. */
export const addRules = (program: Command, world: CliWorld, finish: (code: number) => void): void => {
  const rules = program
    .command("rules")
    .description("the packs: list, show, export, and check and try one of your own")
    .addHelpText(
      "after",
      `
Examples:
  cancellog rules list
  cancellog rules show ca.reschedule.mh-10bd
  cancellog rules export ca-timely-access -o my-pack.yaml
  cancellog rules validate my-pack.yaml
  cancellog rules test my-pack.yaml`,
    );
  rules
    .command("list")
    .description("every rule, with its limit, basis, grade and dates in force")
    .option(...PACK, collect)
    .option("-f, --format <name>", "text, json or markdown (default: text)")
    .action(async (options: SheetOptions) =>
      finish(await (await import("./commands/rules/list.ts")).rulesListCommand(options, world)),
    );
  rules
    .command("show")
    .description("one rule in full: its words, whom it binds, its formula, what it needs; or one pack")
    .argument("<id>", "a rule, such as ca.reschedule.mh-10bd; a pack; or a pack's file")
    .option(...PACK, collect)
    .option("-f, --format <name>", "text or json (default: text)")
    .action(async (id: string, options: SheetOptions) =>
      finish(await (await import("./commands/rules/show.ts")).rulesShowCommand(id, options, world)),
    );
  rules
    .command("validate")
    .description("all that is wrong with a pack of your own: file, line, column, and what is meant")
    .argument("<file>", "a pack's YAML file")
    .addHelpText("after", "\nExit codes: 0 nothing is wrong, 2 something is.")
    .action(async (file: string) =>
      finish(await (await import("./commands/rules/validate.ts")).rulesValidateCommand(file, world)),
    );
  rules
    .command("test")
    .description("run the examples that a pack carries")
    .argument("<file>", "a pack's YAML file, or a shipped pack")
    .addHelpText("after", "\nExit codes: 0 all as expected, 1 one came out otherwise, 2 could not be run.")
    .action(async (file: string) =>
      finish(await (await import("./commands/rules/test.ts")).rulesTestCommand(file, world)),
    );
  rules
    .command("export")
    .description("print a shipped pack as YAML, to start from")
    .argument("<pack>", "the id of a shipped pack")
    .option("-o, --output <file>", "write to a file")
    .action(async (pack: string, options: { readonly output?: string }) =>
      finish(await (await import("./commands/rules/export.ts")).rulesExportCommand(pack, options, world)),
    );
};

/** Adds `calendar`: a year of a calendar, day by day. */
export const addCalendar = (program: Command, world: CliWorld, finish: (code: number) => void): void => {
  program
    .command("calendar")
    .description("business days and holidays of a year, each with its law")
    .argument("<year>", "1990 to 2100")
    .option("--calendar <id|file>", "list of holidays (default: ca-state-offices)")
    .option("-f, --format <name>", "text or json (default: text)")
    .addHelpText("after", "\nExample:\n  cancellog calendar 2022 --calendar ca-legal-holidays")
    .action(async (year: string, options: CalendarOptions) =>
      finish(await (await import("./commands/calendar.ts")).calendarCommand(year, options, world)),
    );
};
