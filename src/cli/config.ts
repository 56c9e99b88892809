import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import type { Command, Option } from "commander";
import type { ConfigCommand, ConfigOption } from "../model/config.ts";
import { Failure } from "../model/failure.ts";
import type { ConfigFile } from "../rules/configFile.ts";
import type { CliWorld } from "./world.ts";

const CONFIG_NAME = "cancellog.yaml";

/** Commands that take options from a configuration file; the others say all on their line. */
const CONFIGURED: ReadonlySet<string> = new Set(["report", "check", "compare", "explain", "inspect", "convert", "sql"]);
/** What a run writes is asked for by its own command's section, or it would be asked of every other one too. */
const OWN: Readonly<Record<string, ReadonlySet<string>>> = {
  explain: new Set(["appointment", "format", "output", "quiet", "no-color", "no-progress"]),
  compare: new Set(["format", "output", "quiet", "no-color", "no-progress"]),
  convert: new Set(["output", "quiet", "no-progress"]),
  sql: new Set(["output", "quiet", "no-progress"]),
  inspect: new Set(["format", "output", "quiet", "no-color", "no-progress"]),
};
const UNCONFIGURED: ReadonlySet<string> = new Set(["config", "no-config", "help", "version"]);

/** Options that name files, which a configuration names from where it stands; of an output, behind its format. */
const FILES = /^(?:pack|mapping|calendar|baseline|findings|rejects|output|pseudonymize|claims)$/;
const NAMED_FILE = /^([a-z]+=)?(.*)$/s;
const IS_PATH = /[./\\]/;

const nameOf = (option: Option): string => (option.long ?? "").replace(/^--/, "");

/** Options of which the command line gives several with commas between. */
const COMMAS: ReadonlySet<string> = new Set(["by", "key"]);

/** Commander hands a repeatable option to a function that gathers it. */
const kindOf = (option: Option): ConfigOption["kind"] => {
  if (option.isBoolean() || option.negate) return "flag";
  return option.parseArg === undefined && !COMMAS.has(nameOf(option)) ? "text" : "list";
};

/** Lists what a configuration file may say to the commands of a program. */
export const configCommands = (program: Command): readonly ConfigCommand[] =>
  program.commands
    .filter((command) => CONFIGURED.has(command.name()))
    .map((command) => ({
      name: command.name(),
      options: command.options
        .filter((option) => !option.hidden && !UNCONFIGURED.has(nameOf(option)))
        .map((option) => ({ name: nameOf(option), kind: kindOf(option), about: option.description })),
    }));

/** Finds the nearest configuration, upward from the working folder; told as it is found from there. */
const findConfig = (cwd: string): string | null => {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const path = join(folder, CONFIG_NAME);
    if (existsSync(path)) return relative(cwd, path).replaceAll("\\", "/");
    if (dirname(folder) === folder) return null;
  }
};

/** Names a file of the configuration as the working folder sees it. */
const fromFolder = (text: string, folder: string, cwd: string): string => {
  const [, format = "", path = ""] = NAMED_FILE.exec(text) ?? [];
  if (!IS_PATH.test(path) || isAbsolute(path)) return text;
  const seen = relative(cwd, resolve(cwd, folder, path)).replaceAll("\\", "/");
  // A name without a dot or a slash would be taken for an id.
  return format + (IS_PATH.test(seen) ? seen : `./${seen}`);
};

/** A value of the configuration in the form that the command line would have given it. */
const asGiven = (name: string, kind: ConfigOption["kind"], value: unknown, text: (one: unknown) => string): unknown => {
  if (kind === "flag") return name.startsWith("no-") ? value !== true : value;
  if (kind === "text") return text(value);
  const all = (Array.isArray(value) ? value : [value]).map(text);
  return COMMAS.has(name) ? all.join(",") : all;
};

/** A configuration in use by one command: its options, and where each of them was said. */
export class Config {
  readonly file: ConfigFile;
  readonly #used = new Map<string, readonly string[]>();

  constructor(file: ConfigFile) {
    this.file = file;
  }

  /** Gives a command the options that its line did not give. */
  apply(command: Command, world: CliWorld): void {
    const cwd = world.cwd();
    const folder = dirname(this.file.path);
    const own = this.file.given[command.name()] as Readonly<Record<string, unknown>> | undefined;
    for (const option of command.options) {
      const name = nameOf(option);
      const key = option.attributeName();
      const path = own?.[name] === undefined ? [name] : [command.name(), name];
      const value = own?.[name] ?? (OWN[command.name()]?.has(name) === true ? undefined : this.file.given[name]);
      if (value === undefined || UNCONFIGURED.has(name) || command.getOptionValueSource(key) === "cli") continue;
      if (name === "no-color" && saysColor(world)) continue;
      const text = (one: unknown): string => (FILES.test(name) ? fromFolder(String(one), folder, cwd) : String(one));
      command.setOptionValueWithSource(key, asGiven(name, kindOf(option), value, text), "config");
      this.#used.set(name, path);
    }
    const { path, sha256 } = this.file;
    command.setOptionValue("configUsed", { path, sha256 });
  }

  /** Adds to a failure where the configuration says what is at fault; leaves those of the command line alone. */
  locate(error: unknown): unknown {
    if (!(error instanceof Failure) || error.option === null) return error;
    const names = [...error.option.matchAll(/--([a-z-]+)/g)].map(([, name = ""]) => name);
    const path = names.map((name) => this.#used.get(name)).find((one) => one !== undefined);
    if (path === undefined) return error;
    const value = path.reduce<unknown>(
      (held, key) => (held as Readonly<Record<string, unknown>>)[key],
      this.file.given,
    );
    const at = Array.isArray(value)
      ? value.findIndex((one) => error.value !== null && String(one).includes(error.value))
      : -1;
    const { line, column } = this.file.placeOf(at < 0 ? path : [...path, at]);
    const lead = `${this.file.path}:${line}:${column}: `;
    // A mark below the first line stays under what it points at.
    const message =
      error.code === "gate-error" ? error.message.replace("\n", `\n${" ".repeat(lead.length)}`) : error.message;
    return new Failure(error.code, `${lead}${message}`);
  }
}

/** The environment goes before the configuration. */
const saysColor = ({ env: { NO_COLOR, FORCE_COLOR } }: CliWorld): boolean =>
  [NO_COLOR, FORCE_COLOR].some((value) => value !== undefined && value !== "");

/**
 * Finds and applies the configuration of a command: the one that `--config` names, or the nearest upward.
 * @throws Failure with file, line and column where it cannot be read.
 */
export const configure = async (program: Command, command: Command, world: CliWorld): Promise<Config | null> => {
  if (!CONFIGURED.has(command.name())) return null;
  const asked = command.opts<{ config?: string | false }>().config;
  if (asked === false) return null;
  const path = typeof asked === "string" ? asked : findConfig(world.cwd());
  if (path === null) return null;
  const { readConfigFile } = await import("../rules/configFile.ts");
  const config = new Config(await readConfigFile(path, world.cwd(), configCommands(program)));
  config.apply(command, world);
  return config;
};
