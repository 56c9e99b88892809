import type { Claims } from "../../model/claims.ts";
import type { Report } from "../../model/report.ts";
import { testClaims } from "../../statistics/claims.ts";
import { type AuditOptions, runAudit } from "../auditRun.ts";
import { type BoundOptions, boundsOf, requireWithin } from "../bounds.ts";
import { noteBeside } from "../notes.ts";
import { type OutputOptions, readDestinations, refuseOverwriting, writeReport } from "../outputs.ts";
import { readClaims } from "../readClaims.ts";
import { type CliWorld, EXIT } from "../world.ts";

export interface ReportOptions extends AuditOptions, BoundOptions, OutputOptions {
  readonly claims?: string;
}

const withClaims = (report: Report, claims: Claims | null): Report =>
  claims === null ? report : { ...report, claims: testClaims(claims, report) };

/** Runs `cancellog report`: reads, assesses, writes what was asked for, and prints the report. */
export const reportCommand = async (
  files: readonly string[],
  options: ReportOptions,
  world: CliWorld,
): Promise<number> => {
  const destinations = readDestinations(options);
  const limits = boundsOf(options);
  let claims: Claims | null = null;
  const run = await runAudit(
    files,
    options,
    world,
    (inputs, rowFiles) =>
      refuseOverwriting(inputs, destinations, rowFiles, world.cwd(), [options.claims, options.pseudonymize]),
    async (request) => {
      // Before the log is read: a statement mapped to no family should not take an hour to be told.
      if (options.claims !== undefined) claims = await readClaims(options.claims, request, world.cwd());
      return request;
    },
  );
  const report = withClaims(run.audit.report, claims);
  requireWithin(report, limits);
  run.finishFindings();
  if (options.quiet !== true) await noteBeside(world, run.ignored, options);
  await writeReport(report, destinations, options, world);
  return EXIT.done;
};
