import type { Report, ReportRule } from "../model/report.ts";
import { survivalOf } from "./tables/groups.ts";
import { LEAST } from "./text/groups.ts";
import { percentOf } from "./text/numbers.ts";
import { elapsedInWords } from "./waitWords.ts";

const HOUR = 3600;

/** A waiting curve that rests on enough people to be drawn, and what a reader looks for in it. */
export interface DrawnCurve {
  readonly curve: Report["curves"][number];
  readonly rule: ReportRule;
  readonly unit: Report["curves"][number]["unit"];
  readonly points: readonly { readonly elapsed: number; readonly waiting: number }[];
  /** How many waited at the start. */
  readonly atRisk: number;
  readonly limit: number;
  /** Up to when it is drawn: to where it is level, and well past its limit. */
  readonly end: number;
  readonly longest: number;
  readonly atLimit: string;
  readonly atEnd: string;
  readonly drawnTo: string;
}

/** A curve within this share of its end is level. */
const LEVEL = 0.005;
const ROOM = { limits: 4, past: 1.2 } as const;

/** Gathers the curves of the rules with a limit and with enough people waiting. */
export const drawnCurves = ({ curves, rules }: Report): readonly DrawnCurve[] =>
  curves.flatMap((curve) => {
    const { rule: id, unit, steps } = curve;
    const rule = rules.find((one) => one.id === id);
    const atRisk = steps[0]?.[1] ?? 0;
    if (rule === undefined || rule.within === null || atRisk < LEAST) return [];
    const points = survivalOf(steps);
    const limit = rule.within.unit === "h" ? rule.within.n * HOUR : rule.within.n;
    const last = points.at(-1)?.waiting ?? 1;
    const longest = Math.max(rule.wait?.max ?? 0, points.at(-1)?.elapsed ?? 0);
    const level = points.find(({ waiting }) => waiting - last <= LEVEL)?.elapsed ?? longest;
    const end = Math.min(longest, Math.max(limit * ROOM.limits, Math.ceil(level * ROOM.past)));
    return {
      curve,
      rule,
      unit,
      points,
      atRisk,
      limit,
      end,
      longest,
      atLimit: percentOf(waitingAt(points, limit)),
      atEnd: percentOf(last),
      drawnTo: elapsedInWords(end, unit),
    };
  });

/** Returns the share still waiting at a time. */
export const waitingAt = (points: DrawnCurve["points"], elapsed: number): number =>
  points.filter((point) => point.elapsed <= elapsed).at(-1)?.waiting ?? 1;
