import type { Check, CheckedGate, CheckedGroup, CheckedLimit, GateState, UndecidedWhy } from "../../model/check.ts";
import { counted, percent, whole } from "../text/numbers.ts";
import { GLUE } from "../text/wrap.ts";

type Figure = Pick<CheckedGroup, "numerator" | "denominator">;

/** How a gate came out, in one word. */
export const STATE_WORDS: Readonly<Record<GateState, string>> = {
  passed: "passed",
  known: "known",
  crossed: "FAILED",
  undecided: "UNDECIDED",
};

const BASES: Readonly<Record<CheckedGate["base"], string>> = {
  rated: "whose limit has passed",
  bound: "that it binds or may bind",
  cancellations: "cancellations",
  records: "records read",
  accepted: "accepted records",
  none: "",
};

const WHY: Readonly<Record<UndecidedWhy, (gate: CheckedGate) => string>> = {
  "none-decided": ({ undetermined, denominator, groups }) =>
    groups?.some(({ state }) => state === "undecided") === true && (denominator ?? 0) > 0
      ? "of a group, not one could be decided"
      : `${counted(undetermined, "cancellation")} cannot be decided, and not one was`,
  "no-denominator": () => "there is nothing to take the percentage of",
  "no-group": ({ min }) => `no group has ${whole(min)} or more`,
};

const percentText = ({ numerator, denominator }: Figure): string =>
  denominator === null || denominator === 0 ? "nothing" : percent(numerator, denominator);

const isShare = ({ threshold }: Pick<CheckedGate, "threshold">): boolean => threshold.text.endsWith("%");

/** Writes a figure as its gate looks at it, with both its counts: "64.4 % (60,094 of 93,327 whose limit has passed)". */
export const figureText = (gate: CheckedGate, figure: Figure): string => {
  const { numerator, denominator } = figure;
  const base = BASES[gate.base];
  const counts =
    denominator === null ? whole(numerator) : `${whole(numerator)} of ${whole(denominator)} ${base}`.trimEnd();
  return isShare(gate) ? `${percentText(figure)} (${counts})` : counts;
};

/** The same, short, where the words of the base stand elsewhere: "64.4 % (60,094 of 93,327)". */
export const shortFigure = (gate: CheckedGate, figure: Figure): string => {
  const { numerator, denominator } = figure;
  const counts = denominator === null ? whole(numerator) : `${whole(numerator)} of ${whole(denominator)}`;
  return isShare(gate) ? `${percentText(figure)} (${counts})` : counts;
};

/** Says how a figure stands to the baseline; null without one. */
export const changeText = (gate: CheckedGate, baseline: CheckedGate["baseline"]): string | null => {
  if (baseline === null) return null;
  if (baseline.change === "new") return "the baseline has none to hold it against";
  const before = shortFigure(gate, baseline);
  return baseline.change === "same"
    ? "the same as in the baseline"
    : `${baseline.change} than the baseline's ${before}`;
};

/** Says why a gate is undecided; null where it is not. */
export const whyText = (gate: CheckedGate): string | null => (gate.why === null ? null : WHY[gate.why](gate));

/** Names a group; what no value stands for is named so. */
export const groupName = ({ key }: Pick<CheckedGroup, "key">): string => (key === null ? "(unknown)" : key);

/** Writes the threshold as it is to be read: "fails at > 5%". */
export const thresholdText = ({ comparison, threshold, by, min }: CheckedGate): string =>
  `fails at ${comparison}${GLUE}${threshold.text}${by !== null && min > 1 ? ` of ${whole(min)} or more` : ""}`;

/** Writes one bound with what it was held against. */
export const limitText = ({ option, of, most, numerator, denominator }: CheckedLimit): string =>
  option === "--max-rejected"
    ? `rejected: ${percent(numerator, denominator)} (${whole(numerator)} of ${whole(denominator)} records read), at most ${most}`
    : `undetermined in ${of ?? ""}: ${percent(numerator, denominator)} (${whole(numerator)} of ${whole(denominator)}), at most ${most}`;

/** The verdict in one line: what a log is searched for. */
export const verdictLine = ({ verdict, gates, limits }: Check): string => {
  const of = (state: GateState): number => gates.filter((gate) => gate.state === state).length;
  const all = counted(gates.length, "gate");
  const crossed = `${whole(of("crossed"))} of ${all} crossed`;
  if (verdict === "failed") return `check failed: ${crossed}.`;
  if (verdict === "passed") {
    const known = of("known");
    return `check passed: ${all}, none crossed${known === 0 ? "" : `; ${whole(known)} past the threshold, and no worse than the baseline`}.`;
  }
  const past = limits.filter(({ exceeded }) => exceeded).length;
  const reasons = [
    ...(past === 0 ? [] : [`${counted(past, "bound")} exceeded`]),
    ...(of("undecided") === 0 ? [] : [`${whole(of("undecided"))} of ${all} cannot be decided`]),
    ...(of("crossed") === 0 ? [] : [crossed]),
  ];
  return `check undecided: ${reasons.join("; ")}.`;
};
