import { type AuditOptions, runAudit } from "../auditRun.ts";
import { type BoundOptions, boundsOf, requireWithin } from "../bounds.ts";
import { noteBeside } from "../notes.ts";
import { type OutputOptions, readDestinations, refuseOverwriting, writeReport } from "../outputs.ts";
import { type CliWorld, EXIT } from "../world.ts";

export interface ReportOptions extends AuditOptions, BoundOptions, OutputOptions {}

/** Runs `cancellog report`: reads, assesses, writes what was asked for, and prints the report. */
export const reportCommand = async (
  files: readonly string[],
  options: ReportOptions,
  world: CliWorld,
): Promise<number> => {
  const destinations = readDestinations(options);
  const limits = boundsOf(options);
  const run = await runAudit(files, options, world, (inputs, rowFiles) =>
    refuseOverwriting(inputs, destinations, rowFiles, world.cwd()),
  );
  const { report } = run.audit;
  requireWithin(report, limits);
  run.finishFindings();
  if (options.quiet !== true) await noteBeside(world, run.ignored, options.findings);
  await writeReport(report, destinations, options, world);
  return EXIT.done;
};
