import { scaleLinear } from "d3-scale";
import { curveStepAfter, line } from "d3-shape";
import { percentOf } from "../../text/numbers.ts";
import { el, type Markup } from "../markup.ts";
import { length, point } from "./percent.ts";
import { type Frame, plotView } from "./plot.ts";

/** A share still waiting, from this time on. */
export interface CurvePoint {
  readonly elapsed: number;
  readonly waiting: number;
}

/** A waiting curve: everybody waits at 0; whatever is drawn ends with the longest wait. */
export interface Curve {
  readonly points: readonly CurvePoint[];
  readonly end: number;
  readonly limit: { readonly at: number; readonly text: string };
  /** How a time is written on the axis, and which times are. */
  readonly unit: { readonly size: number; readonly name: string };
}

const FRAME: Frame = { plot: 190, top: 20, bottom: 36 };
const TICKS = 5;
/** Drawn on a square of this side, and stretched to the page; lines keep their width. */
const SIDE = 1000;
const LABEL_SIDE = 0.62;
/** Pixels of the label at the end of the line, and from where on a telephone it begins. */
const END_LABEL = { from: 0.55, level: 5, above: 8, below: 18 } as const;

/** Draws the share still waiting as steps down, with the limit as a line across it. */
export const waitingCurve = (curve: Curve, title: string, description: string, id: string): Markup => {
  const { points, end, limit, unit } = curve;
  const x = scaleLinear([0, Math.max(end, limit.at * 1.15) / unit.size], [0, 1]);
  const y = scaleLinear([0, 1], [FRAME.plot, 0]);
  const at = (elapsed: number): number => x(elapsed / unit.size);
  const all: readonly CurvePoint[] = [{ elapsed: 0, waiting: 1 }, ...points];
  const steps = line<CurvePoint>(
    ({ elapsed }) => point(at(elapsed) * SIDE),
    ({ waiting }) => point((1 - waiting) * SIDE),
  ).curve(curveStepAfter);
  const within = all.filter(({ elapsed }) => elapsed <= end);
  const path = steps([...within, { elapsed: end, waiting: within.at(-1)?.waiting ?? 1 }]) ?? "";
  const ticks = y.ticks(TICKS).map((share) => ({ y: y(share), text: `${Math.round(share * 100)} %` }));
  const bottom = FRAME.top + FRAME.plot;
  return plotView(FRAME, ticks, title, description, id, [
    stretched(
      el("path", { class: "area", d: `${path}V${SIDE}H0Z` }),
      el("path", { class: "step", d: path, "vector-effect": "non-scaling-stroke" }),
    ),
    el(
      "text",
      { class: "end-label", x: length(at(end)), y: point(FRAME.top + labelAt(y, within, at)), "text-anchor": "end" },
      `${percentOf(within.at(-1)?.waiting ?? 1)} still waiting`,
    ),
    limitLine(at(limit.at), limit.text),
    x.ticks(TICKS).map((value) =>
      el(
        "text",
        {
          x: length(x(value)),
          y: bottom + 16,
          "text-anchor": value === 0 ? "start" : x(value) > 0.97 ? "end" : "middle",
        },
        String(value),
      ),
    ),
    el("text", { class: "unit", x: "100%", y: bottom + 32, "text-anchor": "end" }, `${unit.name} waited`),
  ]);
};

/** Where the end label stands: above the line where that is level enough, else below, where nothing else is. */
const labelAt = (y: (share: number) => number, points: readonly CurvePoint[], at: (elapsed: number) => number) => {
  const last = y(points.at(-1)?.waiting ?? 1);
  const left = y(points.filter(({ elapsed }) => at(elapsed) <= END_LABEL.from).at(-1)?.waiting ?? 1);
  return last - left <= END_LABEL.level || last + END_LABEL.below > FRAME.plot
    ? Math.min(last, left) - END_LABEL.above
    : last + END_LABEL.below;
};

const stretched = (...marks: readonly Markup[]): Markup =>
  el(
    "svg",
    {
      x: 0,
      y: FRAME.top,
      width: "100%",
      height: FRAME.plot,
      viewBox: `0 0 ${SIDE} ${SIDE}`,
      preserveAspectRatio: "none",
    },
    ...marks,
  );

const limitLine = (at: number, text: string): readonly Markup[] => {
  const x = length(at);
  const isLeft = at > LABEL_SIDE;
  return [
    el("line", { class: "limit", x1: x, x2: x, y1: FRAME.top - 14, y2: FRAME.top + FRAME.plot }),
    el(
      "text",
      { class: "limit-label", x, dx: isLeft ? -6 : 6, y: FRAME.top - 6, "text-anchor": isLeft ? "end" : "start" },
      text,
    ),
  ];
};
