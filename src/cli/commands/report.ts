import type { Cases } from "../../model/cases.ts";
import type { Claims } from "../../model/claims.ts";
import { failure } from "../../model/failure.ts";
import type { Report } from "../../model/report.ts";
import { DOCUMENT_OPTIONS } from "../../model/runOptions.ts";
import { testClaims } from "../../statistics/claims.ts";
import { type AuditOptions, runAudit } from "../auditRun.ts";
import { type BoundOptions, boundsOf, requireWithin } from "../bounds.ts";
import { CaseCollector } from "../caseCollector.ts";
import { noteBeside } from "../notes.ts";
import { type OutputOptions, readDestinations, refuseOverwriting, writeReport } from "../outputs.ts";
import { requirePublishable } from "../publishOption.ts";
import { readClaims } from "../readClaims.ts";
import { readOption } from "../readOption.ts";
import { type CliWorld, EXIT } from "../world.ts";

export interface ReportOptions extends AuditOptions, BoundOptions, OutputOptions {
  readonly claims?: string;
}

const withClaims = (report: Report, claims: Claims | null): Report =>
  claims === null ? report : { ...report, claims: testClaims(claims, report) };

/**
 * Reads `--cases`: only a complaint has an annex, and only by pseudonyms.
 * @throws Failure `cases-without-key`, `cases-without-complaint`.
 */
const casesAsked = ({ cases, pseudonymize, template }: ReportOptions): number | null => {
  if (cases === undefined) return null;
  const most = readOption("--cases", DOCUMENT_OPTIONS["--cases"], cases);
  if (template !== "complaint") throw failure("cases-without-complaint", { value: cases });
  if (pseudonymize === undefined) throw failure("cases-without-key", { value: cases });
  return most;
};

/** Gives the annex; one that leaves out what the report counts would be a falsehood, and so is a fault of ours. */
const casesOf = (collector: CaseCollector | null, report: Report): Cases | null => {
  if (collector === null) return null;
  const cases = collector.cases(report.asOf);
  const counts = report.families.find(({ id }) => id === cases.family)?.counts;
  const counted = (counts?.missed ?? 0) + (counts?.overdue ?? 0);
  if (cases.of !== counted) throw new Error(`${counted} cases were counted, and ${cases.of} found`);
  return cases;
};

/** Runs `cancellog report`: reads, assesses, writes what was asked for, and prints the report. */
export const reportCommand = async (
  files: readonly string[],
  options: ReportOptions,
  world: CliWorld,
): Promise<number> => {
  requirePublishable(options);
  const destinations = readDestinations(options);
  const limits = boundsOf(options);
  let claims: Claims | null = null;
  const most = casesAsked(options);
  let collector: CaseCollector | null = null;
  const run = await runAudit(
    files,
    options,
    world,
    (inputs, rowFiles) =>
      refuseOverwriting(inputs, destinations, rowFiles, world.cwd(), [options.claims, options.pseudonymize]),
    async (request) => {
      // Before the log is read: a statement mapped to no family should not take an hour to be told.
      if (options.claims !== undefined) claims = await readClaims(options.claims, request, world.cwd());
      const family = request.plan.packs[0]?.pack.families[0];
      if (most !== null && family !== undefined) collector = new CaseCollector(family.id, most);
      return request;
    },
    () => collector,
  );
  const report = withClaims(run.audit.report, claims);
  requireWithin(report, limits);
  run.finishFindings();
  if (options.quiet !== true) await noteBeside(world, run.ignored, options);
  if (options.publish === true) {
    const { publicationOf, writePublication } = await import("../publication.ts");
    await writePublication(publicationOf(report), destinations, options, world);
  } else await writeReport(report, destinations, options, world, casesOf(collector, report));
  return EXIT.done;
};
