import { audit } from "../../audit.ts";
import { referenceEngine } from "../../engine/reference/engine.ts";
import { expandInputs } from "../../ingest/expand.ts";
import { type OutputOptions, readDestinations, refuseOverwriting, writeReport } from "../outputs.ts";
import { progressOn } from "../progress.ts";
import { FindingsFile, RejectsFile } from "../rowFiles.ts";
import { type RawOptions, settle } from "../settle.ts";
import { TOOL } from "../tool.ts";
import { type CliWorld, EXIT, write } from "../world.ts";

export interface ReportOptions extends RawOptions, OutputOptions {
  readonly findings?: string;
  readonly rejects?: string;
  readonly quiet?: boolean;
  readonly progress?: boolean;
}

/** Runs `cancellog report`: reads, assesses, writes what was asked for, and prints the report. */
export const reportCommand = async (
  files: readonly string[],
  options: ReportOptions,
  world: CliWorld,
): Promise<number> => {
  const cwd = world.cwd();
  const destinations = readDestinations(options);
  const { inputs, ignored } = await expandInputs(files, cwd);
  const paths = inputs.map(({ path }) => path);
  const rowFiles = [options.findings, options.rejects].filter((path) => path !== undefined);
  const held = inputs.flatMap(({ file }) => file ?? []);
  refuseOverwriting(held, destinations, rowFiles, cwd);
  const { request, maxBytes } = await settle(inputs, options, TOOL, cwd);
  const progress = progressOn(world, inputs, options.quiet === true || options.progress === false);
  const pathOf = (source: number): string => paths[source] ?? "";
  const findings = options.findings === undefined ? null : new FindingsFile(options.findings, cwd, pathOf);
  const rejects = options.rejects === undefined ? null : new RejectsFile(options.rejects, cwd, pathOf);

  const { report } = await audit(
    request,
    referenceEngine(TOOL.version),
    { stdin: world.stdin, maxBytes, onRead: progress.read },
    {
      rejects: (all) => rejects?.writeAll(all),
      ...(findings === null ? {} : { finding: (finding) => findings.write(finding) }),
      progress: progress.assessed,
    },
  ).finally(progress.clear);
  findings?.finish();

  if (options.quiet !== true) await note(world, ignored, options.findings);
  await writeReport(report, destinations, options, world);
  return EXIT.done;
};

const note = async (world: CliWorld, ignored: readonly string[], findings: string | undefined): Promise<void> => {
  if (ignored.length > 0)
    await write(world.stderr, `note: not read, since they do not end like an export: ${ignored.join(", ")}\n`);
  if (findings !== undefined)
    await write(world.stderr, `note: ${findings} holds ids and dates of persons; handle it as you would the export.\n`);
};
