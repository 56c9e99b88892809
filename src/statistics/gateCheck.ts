import type { Check, CheckedGate, CheckedLimit } from "../model/check.ts";
import type { Gate, GateTarget, Threshold } from "../model/gate.ts";
import type { Report } from "../model/report.ts";
import { judgeGate } from "./gateJudge.ts";
import { undeterminedOf, verdictsIn } from "./gateMeasure.ts";
import { compareShares } from "./share.ts";

/** Bounds past which nothing of a run is to be believed; null for none. */
export interface Limits {
  readonly maxRejected: Threshold | null;
  readonly maxUndetermined: Threshold | null;
}

const isPast = (numerator: number, denominator: number, most: Threshold): boolean =>
  (!most.percent || denominator > 0) &&
  compareShares({ numerator, denominator: most.percent ? denominator : 1 }, most) > 0;

const rejectedLimit = ({ reconciliation }: Report, most: Threshold): CheckedLimit => {
  const { rejected: numerator, read: denominator } = reconciliation;
  const exceeded = isPast(numerator, denominator, most);
  return { option: "--max-rejected", of: null, most: most.text, numerator, denominator, exceeded };
};

const undeterminedLimit = (report: Report, target: GateTarget, most: Threshold): readonly CheckedLimit[] => {
  const verdicts = verdictsIn(report, target);
  if (verdicts === null) return [];
  const { numerator, denominator } = undeterminedOf(verdicts);
  const exceeded = isPast(numerator, denominator, most);
  return [{ option: "--max-undetermined", of: target.id, most: most.text, numerator, denominator, exceeded }];
};

/** Holds a report against the bounds: records refused, of those read; undetermined, of all that a family may bind. */
export const checkLimits = (
  report: Report,
  { maxRejected, maxUndetermined }: Limits,
  targets: readonly GateTarget[],
): readonly CheckedLimit[] => [
  ...(maxRejected === null ? [] : [rejectedLimit(report, maxRejected)]),
  ...(maxUndetermined === null ? [] : targets.flatMap((target) => undeterminedLimit(report, target, maxUndetermined))),
];

/** The same for gates on what became of the cancellations: those of which the log cannot tell, of all. */
const unverifiedLimit = (
  { headline }: Report,
  gates: readonly Gate[],
  most: Threshold | null,
): readonly CheckedLimit[] => {
  const leans = ({ measure }: Gate) => measure.kind === "resolution" && !measure.resolutions.includes("unverified");
  if (most === null || !gates.some(leans)) return [];
  const [numerator, denominator] = [headline.resolution.unverified, headline.cancellations];
  const exceeded = isPast(numerator, denominator, most);
  return [{ option: "--max-undetermined", of: "resolution", most: most.text, numerator, denominator, exceeded }];
};

/** Lists the families and rules that gates lean on, each once. */
const targetsOf = (gates: readonly Gate[]): readonly GateTarget[] => {
  const targets = new Map<string, GateTarget>();
  for (const { measure } of gates)
    if (measure.kind === "rate" || measure.kind === "verdicts")
      targets.set(`${measure.of.kind} ${measure.of.id}`, measure.of);
  return [...targets.values()];
};

const outcomeOf = (
  gates: readonly CheckedGate[],
  limits: readonly CheckedLimit[],
): Pick<Check, "verdict" | "exitCode"> => {
  if (limits.some(({ exceeded }) => exceeded) || gates.some(({ state }) => state === "undecided"))
    return { verdict: "undecided", exitCode: 2 };
  return gates.some(({ state }) => state === "crossed")
    ? { verdict: "failed", exitCode: 1 }
    : { verdict: "passed", exitCode: 0 };
};

/** A saved report, as the check names it. */
export interface Baseline {
  readonly report: Report;
  readonly path: string;
  readonly sha256: string;
}

/**
 * Judges all gates of a run. What cannot be decided goes before what fails: a run past its bounds, or with one open
 * gate, says nothing that a script may branch on as 0 or 1.
 */
export const composeCheck = (
  report: Report,
  gates: readonly Gate[],
  limits: Limits,
  baseline: Baseline | null,
): Check => {
  const judged = gates.map((gate) => judgeGate(gate, report, baseline?.report ?? null));
  const bounds = [
    ...checkLimits(report, limits, targetsOf(gates)),
    ...unverifiedLimit(report, gates, limits.maxUndetermined),
  ];
  const { tool, engine, synthetic, packs, asOf, asOfFrom, scope, options, config, inputs } = report;
  return {
    schema: "cancellog.check/1",
    tool,
    engine,
    synthetic,
    packs,
    asOf,
    asOfFrom,
    scope,
    options,
    config,
    inputs,
    ...outcomeOf(judged, bounds),
    gates: judged,
    limits: bounds,
    baseline: baseline === null ? null : { path: baseline.path, sha256: baseline.sha256, asOf: baseline.report.asOf },
  };
};
