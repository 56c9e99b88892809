import { resolve } from "node:path";
import { audit } from "../../audit.ts";
import { expandInputs } from "../../ingest/expand.ts";
import type { Input } from "../../ingest/input.ts";
import { failure } from "../../model/failure.ts";
import { FORMATS, type Format, formatOfPath, rendererOf } from "../../render/renderer.ts";
import type { Style } from "../../render/style.ts";
import { type EngineOptions, engineOf } from "../engineOf.ts";
import { OutputFile } from "../outputFile.ts";
import { progressOn } from "../progress.ts";
import { FindingsFile, RejectsFile } from "../rowFiles.ts";
import { sweepScratch } from "../scratch.ts";
import { type RawOptions, settle } from "../settle.ts";
import { TOOL } from "../tool.ts";
import { type CliWorld, EXIT, wantsColor, widthOf, write } from "../world.ts";

export interface ReportOptions extends RawOptions, EngineOptions {
  readonly format?: string;
  readonly output?: readonly string[];
  readonly findings?: string;
  readonly rejects?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color?: boolean;
  readonly progress?: boolean;
}

interface Output {
  readonly format: Format;
  readonly path: string;
}

const asFormat = (name: string): Format => {
  const format = FORMATS.find((known) => known === name);
  if (format !== undefined) return format;
  throw failure("unknown-option-value", {
    option: "--format",
    value: name,
    allowed: `Formats are ${FORMATS.join(", ")}.`,
    nearest: null,
  });
};

/** Reads `[NAME=]FILE`; without a name the file's ending tells the format, or else `--format` does. */
const outputOf = (text: string, fallback: string | undefined): Output => {
  const named = /^([a-z]+)=(.+)$/.exec(text);
  const name = FORMATS.find((format) => format === named?.[1]);
  if (name !== undefined && named?.[2] !== undefined) return { format: name, path: named[2] };
  const format = formatOfPath(text) ?? (fallback === undefined ? null : asFormat(fallback));
  if (format === null) throw failure("unknown-format", { path: text, formats: FORMATS });
  return { format, path: text };
};

const refuseOverwriting = (inputs: readonly Input[], outputs: readonly string[], cwd: string): void => {
  const held = new Set(inputs.flatMap(({ file }) => (file === null ? [] : [resolve(cwd, file)])));
  const names = new Set<string>();
  for (const path of outputs) {
    const file = resolve(cwd, path);
    if (held.has(file)) throw failure("output-exists-as-input", { path });
    if (names.has(file)) throw failure("output-twice", { path });
    names.add(file);
  }
};

/** Runs `cancellog report`: reads, assesses, writes what was asked for, and prints the report. */
export const reportCommand = async (
  files: readonly string[],
  options: ReportOptions,
  world: CliWorld,
): Promise<number> => {
  const cwd = world.cwd();
  const outputs = (options.output ?? []).map((text) => outputOf(text, options.format));
  const stdoutFormat = asFormat(options.format ?? "text");
  const { inputs, ignored } = await expandInputs(files, cwd);
  const paths = inputs.map(({ path }) => path);
  const asked = [...outputs.map(({ path }) => path), options.findings, options.rejects].filter(
    (path) => path !== undefined,
  );
  refuseOverwriting(inputs, asked, cwd);
  const { request, maxBytes } = await settle(inputs, options, TOOL, cwd);
  const progress = progressOn(world, inputs, options.quiet === true || options.progress === false);
  const pathOf = (source: number): string => paths[source] ?? "";
  const findings = options.findings === undefined ? null : new FindingsFile(options.findings, cwd, pathOf);
  const rejects = options.rejects === undefined ? null : new RejectsFile(options.rejects, cwd, pathOf);

  const { report } = await audit(
    request,
    await engineOf(options, TOOL.version),
    { stdin: world.stdin, maxBytes, onRead: progress.read },
    {
      rejects: (all) => rejects?.writeAll(all),
      ...(findings === null ? {} : { finding: (finding) => findings.write(finding) }),
      progress: progress.assessed,
    },
  ).finally(() => {
    progress.clear();
    sweepScratch();
  });
  findings?.finish();

  const style = (color: boolean, width: number): Style => ({ color, width, verbose: options.verbose === true });
  for (const { format, path } of outputs) {
    const file = new OutputFile(path, cwd);
    file.write((await rendererOf(format))(report, style(false, 100)));
    file.finish();
  }
  if (options.quiet !== true) await note(world, ignored, options.findings);
  if (outputs.length === 0) {
    const color = wantsColor(world, "stdout", options.color === false);
    await write(world.stdout, (await rendererOf(stdoutFormat))(report, style(color, widthOf(world))));
  }
  return EXIT.done;
};

const note = async (world: CliWorld, ignored: readonly string[], findings: string | undefined): Promise<void> => {
  if (ignored.length > 0)
    await write(world.stderr, `note: not read, since they do not end like an export: ${ignored.join(", ")}\n`);
  if (findings !== undefined)
    await write(world.stderr, `note: ${findings} holds ids and dates of persons; handle it as you would the export.\n`);
};
