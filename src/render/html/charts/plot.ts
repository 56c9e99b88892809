import { type Child, el, type Markup } from "../markup.ts";
import { point } from "./percent.ts";

/** Heights in pixels: the widths of a plot follow the page. */
export interface Frame {
  readonly plot: number;
  /** Room above for labels, and below for the axis. */
  readonly top: number;
  readonly bottom: number;
}

export interface Tick {
  /** Pixels from the top of the plot. */
  readonly y: number;
  readonly text: string;
}

const AXIS = 52;

/**
 * Puts a plot beside its axis. Marks are placed in percents across and in pixels down, so that text keeps its size on
 * a telephone; the axis has a column of its own.
 */
export const plotView = (
  frame: Frame,
  ticks: readonly Tick[],
  title: string,
  description: string,
  id: string,
  marks: Child,
): Markup => {
  const height = frame.top + frame.plot + frame.bottom;
  const lines = ticks.map(({ y }) => {
    const at = point(frame.top + y);
    return el("line", { class: "grid", x1: 0, x2: "100%", y1: at, y2: at });
  });
  return el(
    "div",
    { class: "plot" },
    el(
      "svg",
      { class: "axis", width: AXIS, height, "aria-hidden": "true", focusable: "false" },
      ticks.map(({ y, text }) =>
        el(
          "text",
          { x: AXIS - 6, y: point(frame.top + y), "text-anchor": "end", "dominant-baseline": "central" },
          text,
        ),
      ),
    ),
    el(
      "svg",
      { class: "marks", height, role: "img", "aria-labelledby": `${id}-t ${id}-d` },
      el("title", { id: `${id}-t` }, title),
      el("desc", { id: `${id}-d` }, description),
      lines,
      marks,
    ),
  );
};
