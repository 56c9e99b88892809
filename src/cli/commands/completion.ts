import type { Command, Option } from "commander";
import { failure } from "../../model/failure.ts";
import { nearest } from "../../model/nearest.ts";
import { EXPLAIN_FORMATS, TEMPLATES } from "../../model/runOptions.ts";
import { CHECK_FORMATS } from "../../render/check/renderer.ts";
import { COMPARE_FORMATS } from "../../render/compare/renderer.ts";
import { FORMATS } from "../../render/renderer.ts";
import { type CliWorld, EXIT, write } from "../world.ts";

/** Values of options that are a short list; whatever else takes a value completes as a file. */
const valuesOf = (command: string, option: string): readonly string[] | null => {
  const lists: Readonly<Record<string, readonly string[]>> = {
    "--format":
      command === "check"
        ? CHECK_FORMATS
        : command === "compare"
          ? COMPARE_FORMATS
          : command === "explain"
            ? EXPLAIN_FORMATS
            : FORMATS,
    "--template": TEMPLATES,
    "--link": ["explicit", "series", "inferred"],
    "--derive": ["prior_kept_at"],
    "--date-order": ["mdy", "dmy"],
    "--encoding": ["utf-8", "utf-16le", "utf-16be", "windows-1252"],
    "--form": ["inline", "linked", "epic"],
  };
  return Object.hasOwn(lists, option) ? (lists[option] ?? null) : null;
};

const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  generate: ["strike-2022"],
  schema: [
    "report",
    "published",
    "check",
    "compare",
    "explain",
    "inspect",
    "pack",
    "mapping",
    "calendar",
    "claims",
    "config",
  ],
  completion: ["bash", "zsh"],
};

const flagsOf = ({ short, long }: Option): readonly string[] => [short, long].filter((flag) => flag !== undefined);
const takesValue = (option: Option): boolean => option.required || option.optional;

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const words = (all: readonly string[]): string => quoted(all.join(" "));

const bashCase = (command: Command): readonly string[] => {
  const name = command.name();
  const options = command.options.filter((option) => !option.hidden);
  const listed = options.flatMap((option) => {
    const values = option.long === undefined ? null : valuesOf(name, option.long);
    return values === null ? [] : [`        ${flagsOf(option).join("|")}) words=${words(values)} ;;`];
  });
  const files = options.filter(takesValue).filter((option) => valuesOf(name, option.long ?? "") === null);
  const free = files.flatMap(flagsOf).join("|");
  const all = [...options.flatMap(flagsOf), "--help"];
  return [
    `    ${name})`,
    '      case "$previous" in',
    ...listed,
    ...(free === "" ? [] : [`        ${free}) files=yes ;;`]),
    `        *) case "$current" in -*) words=${words(all)} ;; *) words=${words(ARGUMENTS[name] ?? [])}; files=${ARGUMENTS[name] === undefined ? "yes" : "no"} ;; esac ;;`,
    "      esac ;;",
  ];
};

/** Writes what makes bash complete commands, options, the values of short lists, and files. */
const bashScript = (commands: readonly Command[]): string =>
  [
    "# Completion of cancellog for bash.",
    "_cancellog() {",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own
    '  local current="${COMP_WORDS[COMP_CWORD]}" previous="" words="" files=no',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own
    '  [ "$COMP_CWORD" -gt 0 ] && previous="${COMP_WORDS[COMP_CWORD-1]}"',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own
    '  case "${COMP_WORDS[1]}" in',
    ...commands.flatMap(bashCase),
    `    *) [ "$COMP_CWORD" -eq 1 ] && words=${words([...commands.map((one) => one.name()), "help", "--help", "--version"])} ;;`,
    "  esac",
    "  COMPREPLY=()",
    '  [ -n "$words" ] && COMPREPLY=($(compgen -W "$words" -- "$current"))',
    "  local file",
    '  [ "$files" = yes ] && while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -f -- "$current")',
    "  return 0",
    "}",
    "complete -o filenames -F _cancellog cancellog",
    "",
  ].join("\n");

/** In a specification of zsh, brackets and colons have meanings of their own. */
const zshText = (text: string): string => text.replace(/[[\]:\\]/g, "\\$&");

const zshOption = (command: string, option: Option): readonly string[] => {
  const many = option.parseArg === undefined ? "" : "*";
  const values = valuesOf(command, option.long ?? "");
  const value = takesValue(option)
    ? `:${zshText(option.long?.slice(2) ?? "")}:${values === null ? "_files" : `(${values.join(" ")})`}`
    : "";
  return flagsOf(option).map((flag) => quoted(`${many}${flag}[${zshText(option.description)}]${value}`));
};

const zshCase = (command: Command): readonly string[] => {
  const name = command.name();
  const given = ARGUMENTS[name];
  const argument = given === undefined ? "*:file:_files" : `1:argument:(${given.join(" ")})`;
  const shown = command.options.filter((option) => !option.hidden);
  const specs = [...shown.flatMap((option) => zshOption(name, option)), quoted(argument)];
  return [`    ${name})`, `      _arguments ${specs.join(" \\\n        ")} ;;`];
};

/** Writes the same for zsh, with the descriptions of the options. */
const zshScript = (commands: readonly Command[]): string =>
  [
    "#compdef cancellog",
    "# Completion of cancellog for zsh.",
    "_cancellog() {",
    "  if (( CURRENT == 2 )); then",
    `    local -a commands=(${commands.map((one) => quoted(`${one.name()}:${zshText(one.description())}`)).join(" ")})`,
    "    _describe command commands",
    "    return",
    "  fi",
    "  local name=$words[2]",
    "  shift words",
    "  (( CURRENT-- ))",
    '  case "$name" in',
    ...commands.flatMap(zshCase),
    "  esac",
    "}",
    // Loaded by its name it is the function; sourced, it is told of.
    'if [ "$funcstack[1]" = "_cancellog" ]; then _cancellog "$@"; else compdef _cancellog cancellog; fi',
    "",
  ].join("\n");

const SCRIPTS = { bash: bashScript, zsh: zshScript } as const;
const SHELLS = Object.keys(SCRIPTS) as readonly (keyof typeof SCRIPTS)[];

/** Runs `cancellog completion`: prints a script made of the commands and options that there are. */
export const completionCommand = async (name: string, program: Command, world: CliWorld): Promise<number> => {
  const shell = SHELLS.find((known) => known === name);
  if (shell === undefined)
    throw failure("unknown-option-value", {
      option: "completion",
      value: name,
      allowed: `Shells are ${SHELLS.join(" and ")}.`,
      nearest: nearest(name, SHELLS),
    });
  await write(world.stdout, SCRIPTS[shell](program.commands));
  return EXIT.done;
};
