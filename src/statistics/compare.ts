import { RESOLUTIONS } from "../model/cancellation.ts";
import type { Compare, ComparedBreakdown, CompareSide } from "../model/compare.ts";
import type { Report, ReportBreakdown } from "../model/report.ts";
import { compareKeys } from "../model/utf8Order.ts";
import { differencesOf, type Sided } from "./comparable.ts";
import { compareCounts, compareFamily, compareRule, compareTwo, lateOf, worseFirst } from "./comparedFigures.ts";
import type { Share } from "./share.ts";

/** A report to be compared, and where it came from. */
export interface Compared {
  readonly report: Report;
  readonly path: string;
  readonly sha256: string | null;
}

/** Fewer rated than this on either side say nothing of a group: one person more or less would move it by percents. */
const LEAST = 30;

const weeksOf = ({ breakdowns }: Report): CompareSide["weeks"] => {
  const keys = (breakdowns.find(({ by }) => by === "week")?.rows ?? [])
    .flatMap(({ key, cancellations }) => (key === null || cancellations === 0 ? [] : [key]))
    .sort(compareKeys);
  const [first, last] = [keys[0], keys.at(-1)];
  return first === undefined || last === undefined ? null : { first, last, weeks: keys.length };
};

const sideOf = ({ report, path, sha256 }: Compared): CompareSide => {
  const { tool, engine, asOf, asOfFrom, scope, options, config, inputs, reconciliation } = report;
  return {
    path,
    sha256,
    tool,
    engine,
    asOf,
    asOfFrom,
    scope,
    options,
    config,
    inputs,
    reconciliation,
    weeks: weeksOf(report),
  };
};

const canceledOf = ({ headline: { cancellations, appointments } }: Report): Share | null =>
  appointments > cancellations ? { numerator: cancellations, denominator: appointments } : null;

const headlineOf = (
  base: Report,
  current: Report,
): Pick<Compare, "counts" | "cancellationRate" | "canceledBy" | "resolution"> => {
  const [a, b] = [base.headline, current.headline];
  const ofAll = (n: number, { cancellations }: Report["headline"]): Share => ({
    numerator: n,
    denominator: cancellations,
  });
  const [before, now] = [canceledOf(base), canceledOf(current)];
  return {
    counts: (["appointments", "cancellations", "enrollees", "sessions"] as const).map((id) => ({
      id,
      ...compareCounts(a[id], b[id]),
    })),
    cancellationRate: before === null || now === null ? null : compareTwo(before, now, "high-worse"),
    canceledBy: (["plan", "enrollee", "other", "unknown"] as const).map((id) => ({
      id,
      ...compareTwo(ofAll(a.canceledBy[id], a), ofAll(b.canceledBy[id], b), "neutral"),
    })),
    resolution: RESOLUTIONS.map((id) => ({
      id,
      // No worse and no better: the later of two periods has had less time to be made good.
      ...compareTwo(ofAll(a.resolution[id], a), ofAll(b.resolution[id], b), "neutral"),
    })),
  };
};

type Row = ReportBreakdown["rows"][number];

const compareRows = (base: Row | undefined, current: Row | undefined): ComparedBreakdown["rows"][number] => {
  const ids = [...new Set([...Object.keys(current?.families ?? {}), ...Object.keys(base?.families ?? {})])];
  const late = (row: Row | undefined, id: string): Share | null => {
    const found = row?.families[id];
    return found === undefined ? null : lateOf(found);
  };
  return {
    key: current?.key ?? base?.key ?? null,
    cancellations: compareCounts(base?.cancellations ?? null, current?.cancellations ?? null),
    enrollees: compareCounts(base?.enrollees ?? null, current?.enrollees ?? null),
    families: Object.fromEntries(
      ids.map((id) => [id, compareTwo(late(base, id), late(current, id), "high-worse")] as const),
    ),
  };
};

/** Says whether a group is large enough on both sides for its move to be looked at. */
const speaks = ({ families }: ComparedBreakdown["rows"][number], family: string): boolean => {
  const one = families[family];
  return (one?.base?.denominator ?? 0) >= LEAST && (one?.current?.denominator ?? 0) >= LEAST;
};

const compareBreakdowns = (
  base: ReportBreakdown,
  current: ReportBreakdown,
  family: string | null,
): ComparedBreakdown => {
  const before = new Map(base.rows.map((row) => [row.key, row]));
  const now = new Map(current.rows.map((row) => [row.key, row]));
  const keys = [...new Set([...now.keys(), ...before.keys()])].sort(compareKeys);
  const rows = keys.map((key) => compareRows(before.get(key), now.get(key)));
  if (family === null) return { by: current.by, family, rows };
  const large = rows.filter((row) => speaks(row, family));
  const small = rows.filter((row) => !speaks(row, family));
  const moved = ({ families }: (typeof rows)[number]) => families[family] ?? compareTwo(null, null, "high-worse");
  return { by: current.by, family, rows: [...large.sort((a, b) => worseFirst(moved(a), moved(b))), ...small] };
};

const breakdownsOf = (
  base: Report,
  current: Report,
  family: string | null,
): Pick<Compare, "breakdowns" | "notCompared"> => {
  const before = new Map(base.breakdowns.map((one) => [one.by, one]));
  const breakdowns: ComparedBreakdown[] = [];
  const notCompared: Compare["notCompared"] = [];
  for (const now of current.breakdowns) {
    const old = before.get(now.by);
    if (old === undefined) notCompared.push({ by: now.by, why: "current-only" });
    else if (!now.rows.some(({ key }) => old.rows.some((row) => row.key === key)))
      notCompared.push({ by: now.by, why: "no-shared-group" });
    else breakdowns.push(compareBreakdowns(old, now, family));
  }
  for (const { by } of base.breakdowns)
    if (!current.breakdowns.some((one) => one.by === by)) notCompared.push({ by, why: "base-only" });
  return { breakdowns, notCompared };
};

/**
 * Holds two reports against each other, on whole numbers: what is told to be worse is worse, by however little. The
 * reports must be comparable (`incompatible` says so).
 */
export const composeCompare = (base: Compared, current: Compared, tool: Report["tool"]): Compare => {
  const [before, now]: readonly Sided[] = [base, current].map((one) => ({ report: one.report, side: sideOf(one) }));
  if (before === undefined || now === undefined) throw new Error("a comparison has two sides");
  const { packs, synthetic } = current.report;
  const families = current.report.families.map((family) =>
    compareFamily(
      base.report.families.find(({ id }) => id === family.id),
      family,
    ),
  );
  const rules = current.report.rules.map((rule) =>
    compareRule(
      base.report.rules.find(({ id }) => id === rule.id),
      rule,
    ),
  );
  const compared = families.find(({ late }) => late.difference !== null)?.id ?? null;
  return {
    schema: "cancellog.compare/1",
    tool,
    synthetic,
    packs,
    base: before.side,
    current: now.side,
    differences: [...differencesOf(before, now)],
    ...headlineOf(base.report, current.report),
    families,
    rules: rules.sort((a, b) => worseFirst(a.late, b.late)),
    ...breakdownsOf(base.report, current.report, compared),
  };
};
