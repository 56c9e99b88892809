import * as z from "zod";
import { nearest } from "./nearest.ts";

/** One option of the command line, as a configuration file may give it. */
export interface ConfigOption {
  /** Its long name, without the hyphens before it. */
  readonly name: string;
  /** A flag is given or not; a text has one value; a list may have several. */
  readonly kind: "flag" | "text" | "list";
  readonly about: string;
}

/** The options that a command takes from a configuration file. */
export interface ConfigCommand {
  readonly name: string;
  readonly options: readonly ConfigOption[];
}

export const CONFIG_SCHEMA = "cancellog.config/1";

const told = (message: string) => ({ error: () => message });
const scalar = (message: string) =>
  z.union([z.string(told(message)), z.number(told(message)), z.boolean(told(message))], told(message));
const LIST = "takes a text, or a list of texts";
const VALUES = {
  flag: z.boolean(told("takes true or false")),
  text: scalar("takes a text or a number"),
  list: z.union([scalar(LIST), z.array(scalar(LIST), told(LIST)).min(1, told(LIST))], told(LIST)),
} as const satisfies Record<ConfigOption["kind"], z.ZodType>;

const section = (options: readonly ConfigOption[], more: Readonly<Record<string, z.ZodType>> = {}) => {
  const names = [...options.map(({ name }) => name), ...Object.keys(more)];
  return z.strictObject(
    {
      ...Object.fromEntries(options.map(({ name, kind, about }) => [name, VALUES[kind].describe(about).optional()])),
      ...more,
    },
    {
      error: (issue) => {
        if (issue.code !== "unrecognized_keys") return "takes options by their long names";
        const key = issue.keys[0] ?? "";
        const near = nearest(key, names);
        return `"${key}" is no option${near === null ? `; options are ${names.join(", ")}` : `; did you mean "${near}"?`}`;
      },
    },
  );
};

/**
 * Makes the schema of a configuration file out of the options that the commands have: those at the top are for every
 * command that has them, those in a command's own section for that one alone.
 */
export const configSchemaOf = (commands: readonly ConfigCommand[]): z.ZodType<Readonly<Record<string, unknown>>> => {
  const all = new Map(
    [...commands].reverse().flatMap(({ options }) => options.map((option) => [option.name, option] as const)),
  );
  const sections = Object.fromEntries(commands.map(({ name, options }) => [name, section(options).optional()]));
  return section([...all.values()], { schema: z.literal(CONFIG_SCHEMA).optional(), ...sections });
};
