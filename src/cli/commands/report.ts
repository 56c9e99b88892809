import { failure } from "../../model/failure.ts";
import { FORMATS, type Format, formatOfPath, rendererOf } from "../../render/renderer.ts";
import type { Style } from "../../render/style.ts";
import { type AuditOptions, runAudit } from "../auditRun.ts";
import { type BoundOptions, boundsOf, requireWithin } from "../bounds.ts";
import { noteBeside } from "../notes.ts";
import { finishAll, OutputFile } from "../outputFile.ts";
import { type CliWorld, EXIT, wantsColor, widthOf, write } from "../world.ts";

export interface ReportOptions extends AuditOptions, BoundOptions {
  readonly format?: string;
  readonly output?: readonly string[];
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

/** Runs `cancellog report`: reads, assesses, writes what was asked for, and prints the report. */
export const reportCommand = async (
  files: readonly string[],
  options: ReportOptions,
  world: CliWorld,
): Promise<number> => {
  const cwd = world.cwd();
  const outputs = (options.output ?? []).map((text) => outputOf(text, options.format));
  const stdoutFormat = asFormat(options.format ?? "text");
  const limits = boundsOf(options);
  const run = await runAudit(
    files,
    options,
    world,
    outputs.map(({ path }) => path),
  );
  const { report } = run.audit;
  requireWithin(report, limits);
  run.finishFindings();

  const style = (color: boolean, width: number): Style => ({ color, width, verbose: options.verbose === true });
  const written: OutputFile[] = [];
  for (const { format, path } of outputs) {
    const file = new OutputFile(path, cwd);
    file.write((await rendererOf(format))(report, style(false, 100)));
    written.push(file);
  }
  finishAll(written);
  if (options.quiet !== true) await noteBeside(world, run.ignored, options.findings);
  if (outputs.length === 0) {
    const color = wantsColor(world, "stdout", options.color === false);
    await write(world.stdout, (await rendererOf(stdoutFormat))(report, style(color, widthOf(world))));
  }
  return EXIT.done;
};
