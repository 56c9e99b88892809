import type { Command } from "commander";
import type { CliWorld } from "./world.ts";

/** Adds the commands that tell of the program itself: its documents' schemas, and its words for a shell. */
export const addSelfCommands = (program: Command, world: CliWorld, finish: (code: number) => void): void => {
  program
    .command("schema")
    .description(
      "print the JSON Schema of a document: report, published, check, compare, explain, inspect, converted, pack, mapping, calendar, claims or config",
    )
    .argument(
      "<document>",
      "report, published, check, compare, explain, inspect, converted, pack, mapping, calendar, claims or config",
    )
    .addHelpText(
      "after",
      `
Examples:
  cancellog schema report > report.schema.json
  cancellog schema config`,
    )
    .action(async (name: string) =>
      finish(await (await import("./commands/schema.ts")).schemaCommand(name, program, world)),
    );

  program
    .command("completion")
    .description("print what makes a shell complete commands and options: bash or zsh")
    .argument("<shell>", "bash or zsh")
    .addHelpText(
      "after",
      `
Examples:
  cancellog completion bash > ~/.local/share/bash-completion/completions/cancellog
  cancellog completion zsh > ~/.zfunc/_cancellog`,
    )
    .action(async (shell: string) =>
      finish(await (await import("./commands/completion.ts")).completionCommand(shell, program, world)),
    );
};
