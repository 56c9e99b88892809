import type { Change, CheckedGate, CheckedGroup, GateState, UndecidedWhy } from "../model/check.ts";
import type { Comparison, Gate } from "../model/gate.ts";
import type { Report, ReportBreakdown } from "../model/report.ts";
import { compareKeys } from "../model/utf8Order.ts";
import { baseOf, type Measured, measureGroup, measureLog } from "./gateMeasure.ts";
import { compareShares, type Share } from "./share.ts";

/** Whether a figure past the threshold is a high one or a low one. */
const HIGH_IS_WORSE: Readonly<Record<Comparison, boolean>> = { ">": true, ">=": true, "<": false, "<=": false };

const PAST: Readonly<Record<Comparison, (order: number) => boolean>> = {
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
};

/** Returns the figure that a threshold is held against; null where there is nothing to take a percentage of. */
const figureOf = ({ threshold }: Gate, { numerator, denominator }: Measured): Share | null => {
  if (!threshold.percent) return { numerator, denominator: 1 };
  return denominator === null || denominator === 0 ? null : { numerator, denominator };
};

const changeFrom = (gate: Gate, now: Share, before: Share | null): Change => {
  if (before === null) return "new";
  const order = compareShares(now, before);
  if (order === 0) return "same";
  return order > 0 === HIGH_IS_WORSE[gate.comparison] ? "worse" : "better";
};

const compared = (gate: Gate, now: Share | null, base: Measured | null): CheckedGate["baseline"] => {
  const before = base === null ? null : figureOf(gate, base);
  return {
    numerator: base?.numerator ?? 0,
    denominator: base?.denominator ?? null,
    change: now === null ? "new" : changeFrom(gate, now, before),
  };
};

/** Judges one figure; with a baseline, only what is worse than it is crossed. */
const judge = (gate: Gate, now: Share, baseline: CheckedGate["baseline"]): GateState => {
  if (!PAST[gate.comparison](compareShares(now, gate.threshold))) return "passed";
  return baseline?.change === "same" || baseline?.change === "better" ? "known" : "crossed";
};

/** Nothing is known of a figure that leans on verdicts of which every one is open. */
const isOpen = ({ undetermined, decided }: Measured): boolean => undetermined > 0 && decided === 0;

const shareOf = (gate: Gate, { numerator, denominator, undetermined }: Measured) => ({
  numerator,
  denominator,
  value: gate.threshold.percent
    ? denominator === null || denominator === 0
      ? null
      : numerator / denominator
    : numerator,
  undetermined,
});

const SEVERITY: Readonly<Record<GateState, number>> = { crossed: 0, undecided: 1, known: 2, passed: 3 };

const worstOf = (states: readonly GateState[]): GateState =>
  (["undecided", "crossed", "known"] as const).find((state) => states.includes(state)) ?? "passed";

const judgeGroup = (
  gate: Gate,
  measured: Measured,
  key: string | null,
  base: Measured | null | undefined,
): CheckedGroup | null => {
  const figure = figureOf(gate, measured);
  const baseline = base === undefined ? null : compared(gate, figure, base);
  const head = { key, ...shareOf(gate, measured), baseline };
  if (isOpen(measured) && measured.undetermined >= gate.min) return { ...head, state: "undecided" };
  if (figure === null || (measured.denominator ?? 0) < gate.min) return null;
  return { ...head, state: judge(gate, figure, baseline) };
};

type Groups = ReportBreakdown["rows"];

const rowsBy = (report: Report, by: string): Groups => report.breakdowns.find((one) => one.by === by)?.rows ?? [];

/** Orders groups for reading: what fails first, and then by how far it goes. */
const worstFirst =
  (gate: Gate) =>
  (a: CheckedGroup, b: CheckedGroup): number => {
    const [x, y] = [a, b].map((one) => figureOf(gate, { ...one, decided: 0 }));
    const order = x === null || y === null || x === undefined || y === undefined ? 0 : compareShares(y, x);
    return (
      SEVERITY[a.state] - SEVERITY[b.state] ||
      (HIGH_IS_WORSE[gate.comparison] ? order : -order) ||
      (b.denominator ?? 0) - (a.denominator ?? 0) ||
      compareKeys(a.key, b.key)
    );
  };

const judgeGroups = (gate: Gate, by: string, report: Report, baseline: Report | null) => {
  const before = new Map(baseline === null ? [] : rowsBy(baseline, by).map((row) => [row.key, row]));
  const rows = rowsBy(report, by);
  const judged = rows.flatMap((row) => {
    const measured = measureGroup(gate.measure, row);
    const old = before.get(row.key);
    const base = baseline === null ? undefined : old === undefined ? null : measureGroup(gate.measure, old);
    return measured === null ? [] : (judgeGroup(gate, measured, row.key, base) ?? []);
  });
  return { groups: judged.sort(worstFirst(gate)), tooSmall: rows.length - judged.length };
};

const familyOf = ({ measure }: Gate, { rules }: Report): string | null => {
  if (measure.kind !== "rate" && measure.kind !== "verdicts") return null;
  const { kind, id } = measure.of;
  return kind === "family" ? id : (rules.find((rule) => rule.id === id)?.family ?? null);
};

/**
 * Judges one gate by a report. It fails closed: a figure that is no figure, or leans on verdicts none of which could be
 * decided, makes it undecided, whatever the threshold.
 */
export const judgeGate = (gate: Gate, report: Report, baseline: Report | null): CheckedGate => {
  const nothing: Measured = { numerator: 0, denominator: null, undetermined: 0, decided: 0 };
  const measured = measureLog(gate.measure, report) ?? nothing;
  const figure = figureOf(gate, measured);
  const against = baseline === null ? null : compared(gate, figure, measureLog(gate.measure, baseline));
  const inGroups = gate.by === null ? null : judgeGroups(gate, gate.by, report, baseline);
  const outcome = (state: GateState, why: UndecidedWhy | null = null): CheckedGate => ({
    expression: gate.text,
    family: familyOf(gate, report),
    by: gate.by,
    comparison: gate.comparison,
    threshold: {
      text: gate.threshold.text,
      numerator: gate.threshold.numerator,
      denominator: gate.threshold.denominator,
    },
    base: baseOf(gate.measure),
    min: gate.min,
    state,
    why,
    ...shareOf(gate, measured),
    baseline: against,
    groups: inGroups?.groups ?? null,
    tooSmall: inGroups?.tooSmall ?? 0,
  });
  if (isOpen(measured)) return outcome("undecided", "none-decided");
  if (figure === null) return outcome("undecided", "no-denominator");
  if (inGroups === null) return outcome(judge(gate, figure, against));
  if (inGroups.groups.length === 0) return outcome("undecided", "no-group");
  const state = worstOf(inGroups.groups.map((group) => group.state));
  return outcome(state, state === "undecided" ? "none-decided" : null);
};
