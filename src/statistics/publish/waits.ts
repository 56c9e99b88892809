import type { Published } from "../../model/published.ts";
import type { Report, ReportRule } from "../../model/report.ts";

type Wait = Published["rules"][number]["wait"];
type Steps = Report["curves"][number]["steps"];

/** A percentile is told where so many waited no longer than it, and so many longer. */
const EACH_SIDE = 30;
/**
 * A percentile says on which side of the limit so large a share lies. Small cells are guarded by shifts of 10 at the most,
 * each of which may move one from either side, and change the number of all by as many: with this much between the share and
 * the percentile, no such shift is told apart.
 */
const FROM_LIMIT = 25;
const SECONDS = 3600;
/** A product of fractions is not exact. */
const EPSILON = 1e-9;

const limitOf = ({ within }: ReportRule): number =>
  within === null ? 0 : within.unit === "h" ? within.n * SECONDS : within.n;

/** Gives the share still waiting after each step. */
const survival = (steps: Steps): readonly { elapsed: number; waiting: number; left: number; came: number }[] => {
  let waiting = 1;
  let came = 0;
  return steps.map(([elapsed, atRisk, events]) => {
    waiting *= 1 - events / atRisk;
    came += events;
    return { elapsed, waiting, left: atRisk - events, came };
  });
};

const percentile = (told: number | null, share: number, rule: ReportRule, steps: Steps): number | null => {
  const curve = survival(steps);
  const at = curve.find(({ elapsed }) => elapsed === told);
  if (told === null || at === undefined || at.left < EACH_SIDE || at.came < EACH_SIDE) return null;
  const inTime = curve.filter(({ elapsed }) => elapsed <= limitOf(rule)).at(-1) ?? {
    waiting: 1,
    left: steps[0]?.[1] ?? 0,
  };
  // Of how many the share is, those who dropped out of sight before taken off.
  const of = inTime.waiting === 0 ? 0 : inTime.left / inTime.waiting;
  return Math.abs(inTime.waiting - share) * of < FROM_LIMIT - EPSILON ? null : told;
};

/** Gives the percentiles of a rule's waits that rest on enough; the longest wait is one person's and never told. */
export const publishedWait = (rule: ReportRule, report: Report): Wait => {
  const steps = report.curves.find((one) => one.rule === rule.id)?.steps ?? [];
  if (rule.wait === null) return null;
  const { unit, median, p90 } = rule.wait;
  const told = { unit, median: percentile(median, 0.5, rule, steps), p90: percentile(p90, 0.1, rule, steps) };
  return told.median === null && told.p90 === null ? null : told;
};
