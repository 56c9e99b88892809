import { dirname, join, resolve, sep } from "node:path";
import type { Cases } from "../model/cases.ts";
import { failure } from "../model/failure.ts";
import { nearest } from "../model/nearest.ts";
import type { Report } from "../model/report.ts";
import { DOCUMENT_OPTIONS, type Template } from "../model/runOptions.ts";
import {
  type FileFormat,
  FORMATS,
  type FolderFormat,
  type Format,
  folderRendererOf,
  formatOfPath,
  isFolderFormat,
  rendererOf,
} from "../render/renderer.ts";
import type { RenderedFile, Style, TableStyle } from "../render/style.ts";
import { isTemplateFormat, templateRendererOf } from "../render/template/renderer.ts";
import { finishAll, OutputFile } from "./outputFile.ts";
import { readOptional } from "./readOption.ts";
import { type CliWorld, wantsColor, widthOf, write } from "./world.ts";

export interface OutputOptions {
  readonly format?: string;
  readonly output?: readonly string[];
  readonly bom?: boolean;
  readonly verbose?: boolean;
  readonly color?: boolean;
  readonly template?: string;
  readonly publish?: boolean;
}

export interface Output {
  readonly format: Format;
  readonly path: string;
}

/** Where the report goes: to these files, and to standard output where there are none or `-` is among them. */
export interface Destinations {
  readonly outputs: readonly Output[];
  readonly stdout: FileFormat;
  readonly prints?: boolean;
  /** What Markdown and HTML are in place of the report; JSON and tables stay the report itself. */
  readonly template?: Template | null;
}

/** Standard output, where a file could be named. */
const STDOUT = "-";
/** Columns of a text that is written to a file. */
const FILE_WIDTH = 100;

const asFormat = (name: string): Format => {
  const format = FORMATS.find((known) => known === name);
  if (format !== undefined) return format;
  throw failure("unknown-option-value", {
    option: "--format",
    value: name,
    allowed: `Formats are ${FORMATS.join(", ")}.`,
    nearest: nearest(name, FORMATS),
  });
};

/** Reads `[NAME=]FILE`; without a name the path's ending tells the format, or else `--format` does. */
const outputOf = (text: string, fallback: string | undefined): Output => {
  const named = /^([a-z]+)=(.+)$/.exec(text);
  const name = FORMATS.find((format) => format === named?.[1]);
  if (name !== undefined && named?.[2] !== undefined) return { format: name, path: named[2] };
  if (text === STDOUT) return { format: asFormat(fallback ?? "text"), path: STDOUT };
  const format = formatOfPath(text) ?? (fallback === undefined ? null : asFormat(fallback));
  if (format === null && /\.csv$/i.test(text)) throw failure("tables-need-folder", { path: text });
  if (format === null) throw failure("unknown-format", { path: text, formats: FORMATS });
  return { format, path: text };
};

/**
 * Reads `--format` and every `--output`.
 * @throws Failure where a format is not known, or asks for a folder and there is none; `output-twice`.
 */
export const readDestinations = ({ format, output, template: named }: OutputOptions): Destinations => {
  const all = (output ?? []).map((text) => outputOf(text, format));
  const outputs = all.filter(({ path }) => path !== STDOUT);
  const [shown, again] = all.filter(({ path }) => path === STDOUT);
  if (again !== undefined) throw failure("output-twice", { path: STDOUT });
  const template = readOptional("--template", DOCUMENT_OPTIONS["--template"], named) ?? null;
  const asked = shown?.format ?? asFormat(format ?? (template === null ? "text" : "markdown"));
  const prints = all.length === 0 || shown !== undefined;
  if (isFolderFormat(asked) && prints) throw failure("tables-need-folder", { path: "" });
  // Beside a document, JSON and tables are what it was made of; a text would be the report in its place.
  const shownAs = prints && !isTemplateFormat(asked) ? asked : undefined;
  const other = shownAs ?? outputs.find((one) => one.format === "text")?.format;
  if (template !== null && other !== undefined) throw failure("template-format", { template, format: other });
  return { outputs, stdout: isFolderFormat(asked) ? "text" : asked, prints, template };
};

/** Writes a report in one form, or the document that takes its place in that form. */
const rendered = async (
  report: Report,
  format: FileFormat,
  style: Style,
  template: Template | null,
  cases: Cases | null,
): Promise<string> => {
  if (template === null || !isTemplateFormat(format)) return (await rendererOf(format))(report, style);
  return (await templateRendererOf(template, format))(report, cases);
};

/**
 * Refuses to write over an input, twice to one name, or tables beside an input, where they would be read as exports. `read` is what the run reads
 * beside its inputs: a key, statements.
 * @throws Failure `output-exists-as-input`, `output-twice`, `output-beside-input`.
 */
export const refuseOverwriting = (
  inputs: readonly string[],
  { outputs }: Destinations,
  others: readonly string[],
  cwd: string,
  read: readonly (string | undefined)[] = [],
): void => {
  const files = inputs.map((path) => resolve(cwd, path));
  const held = new Set([...files, ...read.flatMap((path) => (path === undefined ? [] : resolve(cwd, path)))]);
  const folders = new Set(files.map(dirname));
  const names = new Map<string, string>();
  for (const path of [...outputs.map((output) => output.path), ...others]) {
    const file = resolve(cwd, path);
    if (held.has(file)) throw failure("output-exists-as-input", { path });
    if (names.has(file)) throw failure("output-twice", { path });
    names.set(file, path);
  }
  for (const { format, path } of outputs) {
    const folder = resolve(cwd, path);
    if (!isFolderFormat(format)) continue;
    if ([...folders].some((one) => one === folder || one.startsWith(folder + sep)))
      throw failure("output-beside-input", { path });
    // The tables' own names cannot be known before the log is read: nothing else goes where they go.
    const other = [...names].find(([file]) => dirname(file) === folder && /\.csv$/i.test(file));
    if (other !== undefined) throw failure("output-twice", { path: other[1] });
  }
};

/** How a document is written in each form. */
export interface Forms {
  readonly file: (format: FileFormat, style: Style) => Promise<string>;
  readonly folder: (format: FolderFormat, style: TableStyle) => Promise<readonly RenderedFile[]>;
}

/** Writes a document to wherever it was asked for. */
export const writeForms = async (
  forms: Forms,
  { outputs, stdout, prints = true }: Destinations,
  options: OutputOptions,
  world: CliWorld,
): Promise<void> => {
  const cwd = world.cwd();
  const verbose = options.verbose === true;
  const written: OutputFile[] = [];
  const put = (path: string, text: string): void => {
    const file = new OutputFile(path, cwd);
    file.write(text);
    written.push(file);
  };
  for (const { format, path } of outputs) {
    if (isFolderFormat(format)) {
      const files = await forms.folder(format, { bom: options.bom === true });
      for (const { name, text } of files) put(join(path, name), text);
    } else put(path, await forms.file(format, { color: false, width: FILE_WIDTH, verbose }));
  }
  finishAll(written);
  if (!prints) return;
  const style = { color: wantsColor(world, "stdout", options.color === false), width: widthOf(world), verbose };
  await write(world.stdout, await forms.file(stdout, style));
};

/** Writes a report to wherever it was asked for; every form of it is made of the same document. */
export const writeReport = (
  report: Report,
  destinations: Destinations,
  options: OutputOptions,
  world: CliWorld,
  cases: Cases | null = null,
): Promise<void> =>
  writeForms(
    {
      file: (format, style) => rendered(report, format, style, destinations.template ?? null, cases),
      folder: async (format, style) => (await folderRendererOf(format))(report, style),
    },
    destinations,
    options,
    world,
  );
