import { scaleBand, scaleLinear } from "d3-scale";
import { percent, whole } from "../../text/numbers.ts";
import { el, type Markup } from "../markup.ts";
import { length, point } from "./percent.ts";
import { type Frame, plotView } from "./plot.ts";
import type { Part } from "./stackedBar.ts";

/** One column: its parts from the bottom up. */
export interface Column {
  readonly name: string;
  /** A second line below the name; empty for none. */
  readonly under: string;
  readonly parts: readonly Part[];
}

const FRAME: Frame = { plot: 240, top: 18, bottom: 38 };
const TICKS = 4;
/** How wide a chart of columns stands. */
export type Room = "page" | "half";

/** Columns that have room for a name: on a page or half of one, and on a telephone. */
const NAMED = { page: 20, half: 6, narrow: 6 } as const;
/** Columns that have room for their total. */
const TOTALED: Readonly<Record<Room, number>> = { page: 22, half: 6 };
/** More columns than this touch: a gap between them would be wider than they are on a telephone. */
const DENSE = 40;
const PADDING = 0.16;

const totalOf = ({ parts }: Column): number => parts.reduce((sum, { count }) => sum + count, 0);

/** Draws columns of stacked parts, the total above each. */
export const stackedColumns = (
  columns: readonly Column[],
  title: string,
  description: string,
  id: string,
  room: Room = "page",
): Markup => {
  const y = scaleLinear([0, Math.max(1, ...columns.map(totalOf))], [FRAME.plot, 0]).nice(TICKS);
  const x = scaleBand(
    columns.map((_, i) => i),
    [0, 1],
  ).padding(columns.length > DENSE ? 0 : PADDING);
  const look = columns.length > DENSE ? "dense" : "mark";
  const width = x.bandwidth();
  const marks = columns.map((column, i) => {
    const left = x(i) ?? 0;
    const middle = length(left + width / 2);
    const total = totalOf(column);
    return el(
      "g",
      {},
      partsOf(column, total, left, width, y, look),
      columns.length <= TOTALED[room] &&
        total > 0 &&
        el(
          "text",
          { class: "total wide", x: middle, y: point(FRAME.top + y(total) - 5), "text-anchor": "middle" },
          whole(total),
        ),
      nameOf(columns, i, middle, room),
    );
  });
  const ticks = y.ticks(TICKS).map((value) => ({ y: y(value), text: whole(value) }));
  return plotView(FRAME, ticks, title, description, id, marks);
};

const partsOf = (
  { name, parts }: Column,
  total: number,
  left: number,
  width: number,
  y: (n: number) => number,
  look: "mark" | "dense",
): readonly Markup[] => {
  let below = 0;
  return parts
    .filter(({ count }) => count > 0)
    .map((part) => {
      const [from, to] = [y(below), y(below + part.count)];
      below += part.count;
      return el(
        "rect",
        {
          class: `${look} ${part.look}`,
          x: length(left),
          width: length(width),
          y: point(FRAME.top + to),
          height: point(from - to),
        },
        el(
          "title",
          {},
          `${name}: ${part.name} ${whole(part.count)} of ${whole(total)} (${percent(part.count, total)})`,
        ),
      );
    });
};

/** Names a column if there is room; on a telephone fewer of them. */
const nameOf = (columns: readonly Column[], i: number, x: string, room: Room): Markup | null => {
  const every = Math.ceil(columns.length / NAMED[room]);
  if (i % every !== 0) return null;
  const onTelephone = i % Math.ceil(columns.length / NAMED.narrow) === 0;
  const name = columns[i]?.name ?? "";
  // A year that begins between two names stands under the second.
  const under = columns.slice(Math.max(0, i - every + 1), i + 1).findLast((one) => one.under !== "")?.under ?? "";
  const base = FRAME.top + FRAME.plot;
  return el(
    "g",
    { class: onTelephone ? "name" : "name wide" },
    el("text", { x, y: base + 16, "text-anchor": "middle" }, name),
    under !== "" && el("text", { x, y: base + 31, "text-anchor": "middle" }, under),
  );
};
