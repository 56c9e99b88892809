import { isoDate } from "./calendar/civil.ts";
import { momentText } from "./calendar/momentText.ts";
import type { Engine, Outlets, PackInForce, Plan } from "./engine/contract.ts";
import { requireScope, settleDimensions } from "./engine/dimensions.ts";
import { type Converted, openConverted } from "./ingest/converted.ts";
import type { Input } from "./ingest/input.ts";
import type { World } from "./ingest/open.ts";
import { type OpenLog, openLog, type SourcePlan } from "./ingest/openLog.ts";
import { failure } from "./model/failure.ts";
import { isFieldName } from "./model/fields.ts";
import type { Report } from "./model/report.ts";
import type { Reject, Source } from "./model/source.ts";
import type { Reconciliation } from "./model/tally.ts";
import { composeReport } from "./statistics/document.ts";

/** Everything a run is asked to do, settled: nothing below asks the environment. */
export interface Request {
  readonly inputs: readonly Input[];
  readonly reading: SourcePlan;
  /** The converted log that stands for the inputs. */
  readonly converted?: Converted;
  readonly plan: Omit<Plan, "dimensions">;
  /** Breakdowns asked for; null for the usual ones, as far as the log has them. */
  readonly by: readonly string[] | null;
  readonly tool: Report["tool"];
  readonly options: Report["options"];
  readonly scopeText: readonly string[];
  /** Breakdowns that the run needs beside those of `by`: what the gates of a check group by. */
  readonly alsoBy?: readonly string[];
  /** The configuration file that options came from. */
  readonly config?: Report["config"];
}

export interface Audit {
  readonly report: Report;
  readonly rejects: readonly Reject[];
  readonly sources: readonly Source[];
}

/**
 * The sentence: an export comes in at one end, a report leaves at the other.
 * @throws Failure where the log cannot be assessed; never a report that does not add up.
 */
export const audit = async (request: Request, engine: Engine, world: World, outlets: Outlets): Promise<Audit> => {
  const { inputs, reading, converted } = request;
  const log = converted === undefined ? await openLog(inputs, reading, world) : await openConverted(converted, reading);
  requireScope(request.plan.scope, log.mapped);
  const plan = { ...request.plan, dimensions: dimensionsOf(request, log) };
  const { tally, rejects, sources } = await engine.run(log, plan, outlets);
  requireSum(tally.reconciliation);
  const { asOf } = tally;
  const report = composeReport(
    tally,
    request.plan.packs.map(({ pack }) => pack),
    { ...provenance(request, engine, sources), asOf: momentText(asOf) },
    isoDate,
  );
  return { report, rejects, sources };
};

/** Breaks down by what was asked for, and by what gates group by. */
export const dimensionsOf = (
  { by, alsoBy = [] }: Pick<Request, "by" | "alsoBy">,
  { mapped }: OpenLog,
): Plan["dimensions"] => {
  const asked = settleDimensions(by, mapped);
  const unmapped = alsoBy.find((name) => isFieldName(name) && !mapped.has(name));
  if (unmapped !== undefined)
    throw failure("unknown-column", {
      option: "--fail-on",
      name: unmapped,
      columns: ["week", ...mapped],
      nearest: null,
    });
  const further = alsoBy.filter((name) => !asked.some((dimension) => dimension.name === name));
  return [...asked, ...settleDimensions(further, mapped)];
};

/** Nothing is lost: the records add up, or there is no report (semantics.md, section 3). */
const requireSum = ({ read, accepted, rejected, duplicates, superseded }: Reconciliation): void => {
  if (read !== accepted + rejected + duplicates + superseded)
    throw failure("does-not-add-up", {
      detail: `${read} read; ${accepted} accepted + ${rejected} rejected + ${duplicates} duplicates + ${superseded} superseded`,
    });
};

const packEntry = ({ pack, calendar }: PackInForce, timezone: string): Report["packs"][number] => ({
  id: pack.id,
  version: pack.version,
  sha256: pack.sha256,
  extends: pack.extends,
  title: pack.title,
  notes: [...pack.notes],
  calendar: { id: calendar.id, sha256: calendar.sha256, title: calendar.title },
  timezone,
});

const inputEntry = ({ path, bytes, sha256, dialect, records, latest }: Source): Report["inputs"][number] => ({
  path,
  bytes,
  sha256,
  encoding: dialect.encoding,
  delimiter: dialect.delimiter,
  mapping: dialect.mapping,
  records,
  latest: latest === null ? null : momentText(latest),
});

/** Says from what, by what and how a document was made. */
export const provenance = (
  { plan, tool, options, scopeText, config = null }: Request,
  engine: Pick<Engine, "name" | "version">,
  sources: readonly Source[],
) => ({
  tool,
  engine: { name: engine.name, version: engine.version },
  packs: plan.packs.map((pack) => packEntry(pack, plan.zone.name)),
  scope: {
    from: plan.scope.from === null ? null : isoDate(plan.scope.from),
    to: plan.scope.to === null ? null : isoDate(plan.scope.to),
    where: [...scopeText],
  },
  options,
  config,
  inputs: sources.map(inputEntry),
});
