import type { ComparedCount, ComparedFamily, ComparedRule, ComparedShare, Move } from "../model/compare.ts";
import type { ReportFamily, ReportRule } from "../model/report.ts";
import { undeterminedOf } from "./gateMeasure.ts";
import { compareDifferences, compareShares, ratioOfShares, type Share, subtractShares } from "./share.ts";

/** Whether more of a figure is worse, better, or neither. */
export type Lean = "high-worse" | "high-better" | "neutral";

const UP: Readonly<Record<Lean, Move>> = { "high-worse": "worse", "high-better": "better", neutral: "more" };
const DOWN: Readonly<Record<Lean, Move>> = { "high-worse": "better", "high-better": "worse", neutral: "fewer" };

const moveOf = (order: number, lean: Lean): Move => (order === 0 ? "same" : order > 0 ? UP[lean] : DOWN[lean]);

const withoutPair = (base: unknown, current: unknown): Move | null => {
  if (base !== null) return current === null ? "gone" : null;
  return current === null ? "neither" : "new";
};

const valued = (share: Share | null): ComparedShare["base"] =>
  share === null
    ? null
    : {
        numerator: share.numerator,
        denominator: share.denominator,
        value: share.denominator === 0 ? null : share.numerator / share.denominator,
      };

const rated = (share: Share | null): Share | null => (share === null || share.denominator === 0 ? null : share);

/** Holds two shares against each other, exactly; one of nothing is no share. */
export const compareTwo = (base: Share | null, current: Share | null, lean: Lean): ComparedShare => {
  const [a, b] = [rated(base), rated(current)];
  const sides = { base: valued(base), current: valued(current) };
  const lacking = withoutPair(a, b);
  if (lacking !== null || a === null || b === null)
    return { ...sides, difference: null, ratio: null, move: lacking ?? "neither" };
  const { n, d } = subtractShares(b, a);
  return {
    ...sides,
    difference: Number(n) / Number(d),
    ratio: ratioOfShares(b, a),
    move: moveOf(compareShares(b, a), lean),
  };
};

/** Holds two counts against each other. */
export const compareCounts = (base: number | null, current: number | null): ComparedCount => {
  const lacking = withoutPair(base, current);
  if (lacking !== null || base === null || current === null)
    return { base, current, difference: null, ratio: null, move: lacking ?? "neither" };
  return {
    base,
    current,
    difference: current - base,
    ratio: base === 0 ? null : current / base,
    move: moveOf(current - base, "neutral"),
  };
};

type Judged = Pick<ReportFamily, "counts" | "rate">;

/** Gives missed + overdue, of those whose limit has passed. */
export const lateOf = ({ rate }: Pick<Judged, "rate">): Share => ({
  numerator: rate.denominator - rate.numerator,
  denominator: rate.denominator,
});

/** The share late if every undetermined case were in time, and if every one were late. */
const outer = ({ counts, rate }: Judged): readonly [low: Share, high: Share] => {
  const { numerator, denominator } = lateOf({ rate });
  const all = denominator + counts.undetermined;
  return [
    { numerator, denominator: all },
    { numerator: numerator + counts.undetermined, denominator: all },
  ];
};

/** Says whether a move would be the same however the undetermined cases of either side were decided. */
const isRobust = (base: Judged, current: Judged, move: Move): boolean => {
  if (move !== "worse" && move !== "better") return false;
  const [[baseLow, baseHigh], [low, high]] = [outer(base), outer(current)];
  return move === "worse" ? compareShares(low, baseHigh) > 0 : compareShares(high, baseLow) < 0;
};

const standardOf = (base: Judged | undefined, current: Judged | undefined) => {
  const late = compareTwo(
    base === undefined ? null : lateOf(base),
    current === undefined ? null : lateOf(current),
    "high-worse",
  );
  const open = compareTwo(
    base === undefined ? null : undeterminedOf(base),
    current === undefined ? null : undeterminedOf(current),
    "neutral",
  );
  return { late, open, robust: base !== undefined && current !== undefined && isRobust(base, current, late.move) };
};

/** Holds a family of one report against the same of another. */
export const compareFamily = (base: ReportFamily | undefined, current: ReportFamily): ComparedFamily => {
  const { id, title, asks } = current;
  return { id, title, asks, ...standardOf(base, current) };
};

/** Half had no care by as-of: longer than any number that can be told. */
const NEVER = Number.POSITIVE_INFINITY;

const medianOf = (base: ReportRule | undefined, { wait }: ReportRule): ComparedRule["median"] => {
  const before = base?.wait ?? null;
  // Without a longest wait there was nobody to wait.
  if (wait === null || before === null || wait.max === null || before.max === null) return null;
  const [a, b] = [before.median ?? NEVER, wait.median ?? NEVER];
  const order = a === b ? 0 : b > a ? 1 : -1;
  return { unit: wait.unit, base: before.median, current: wait.median, move: moveOf(order, "high-worse") };
};

/** Does the same for a rule. */
export const compareRule = (base: ReportRule | undefined, current: ReportRule): ComparedRule => {
  const { id, family, title, basis, within } = current;
  return { id, family, title, basis, within, ...standardOf(base, current), median: medianOf(base, current) };
};

/** Orders shares by how far they moved, what got worse by most first; what has no pair goes last. */
export const worseFirst = (a: ComparedShare, b: ComparedShare): number => {
  const [x, y] = [a, b].map(({ base, current }) =>
    rated(base) === null || rated(current) === null || base === null || current === null
      ? null
      : subtractShares(current, base),
  );
  if (x === null || x === undefined) return y === null || y === undefined ? 0 : 1;
  return y === null || y === undefined ? -1 : compareDifferences(y, x);
};
