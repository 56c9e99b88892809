import type { Command } from "commander";
import { collect } from "./collect.ts";

/** The options of every command that assesses a log; `reading` ones decide how exports are read, and by how much machine. */
const OPTIONS: readonly { flags: string; about: string; repeats?: true; reading?: true }[] = [
  {
    flags: "--pack <id|file>",
    about: "rule pack; repeatable (default: ca-timely-access)",
    repeats: true,
    reading: true,
  },
  { flags: "--as-of <date>", about: "the day at whose end the run looks (default: from the log)" },
  { flags: "--from <date>", about: "only appointments scheduled on or after this day" },
  { flags: "--to <date>", about: "only appointments scheduled on or before this day" },
  { flags: "--where <field=value>", about: "only these, by field or column; also !=; repeatable", repeats: true },
  { flags: "--timezone <zone>", about: "IANA time zone of the log (default: the pack's)", reading: true },
  { flags: "--calendar <id|file>", about: "list of holidays (default: the pack's)" },
  { flags: "--by <fields>", about: "breakdowns, by field, column or week, with commas between" },
  { flags: "--assume <field=value>", about: "what an unknown value is taken as; repeatable", repeats: true },
  { flags: "--link <mode>", about: "how replacements are found: explicit, series or inferred (default: explicit)" },
  {
    flags: "--derive <field>",
    about: "prior_kept_at, where unknown, from the log's own kept appointments",
    repeats: true,
  },
  { flags: "--key <fields>", about: "what makes an appointment's key where sites number alike", reading: true },
  {
    flags: "--mapping <id|file>",
    about: "header and code mapping: epic, cerner, athena, fhir, or a YAML file (default: detected)",
    reading: true,
  },
  { flags: "--encoding <name>", about: "utf-8, utf-16le, utf-16be or windows-1252 (default: detected)", reading: true },
  { flags: "--date-order <order>", about: "mdy or dmy, where the dates do not tell", reading: true },
  { flags: "--delimiter <char>", about: "override the delimiter detected", reading: true },
  { flags: "--engine <name>", about: "duckdb or reference: who computes (default: duckdb)" },
  { flags: "--memory <size>", about: "most memory of the engine, such as 2GB (default: 75%)", reading: true },
  { flags: "--threads <n>", about: "threads of the engine (default: all, one for a small log)", reading: true },
  { flags: "--max-bytes <size>", about: "most decompressed bytes of one source (default: 64GB)", reading: true },
  {
    flags: "--config <file>",
    about: "options by their long names (default: the nearest cancellog.yaml upward)",
    reading: true,
  },
  { flags: "--no-config", about: "no configuration file", reading: true },
];

const add = (command: Command, options: typeof OPTIONS): Command => {
  for (const { flags, about, repeats } of options)
    if (repeats === true) command.option(flags, about, collect);
    else command.option(flags, about);
  return command;
};

/** Adds the options of a command that assesses a log. */
export const addRunOptions = (command: Command): Command => add(command, OPTIONS);

/** Adds the options of a command that reads a log and assesses nothing. */
export const addReadingOptions = (command: Command): Command =>
  add(
    command,
    OPTIONS.filter(({ reading }) => reading === true),
  );
