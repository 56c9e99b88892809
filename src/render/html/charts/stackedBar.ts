import { counted, percent, whole } from "../../text/numbers.ts";
import { el, type Markup } from "../markup.ts";
import { length } from "./percent.ts";

/** One part of a whole. */
export interface Part {
  readonly name: string;
  readonly count: number;
  /** The class of its color. */
  readonly look: string;
}

/** Parts narrower than this have no room for their share. */
const ROOM = { wide: 0.09, narrow: 0.2 } as const;
const TEXT_AT = 6;

/** Draws parts of a whole as one bar as wide as the page, each named where there is room. */
export const stackedBar = (parts: readonly Part[], title: string, height = 30): Markup => {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  let at = 0;
  const drawn = parts
    .filter(({ count }) => count > 0)
    .map(({ name, count, look }) => {
      const share = count / total;
      const x = at;
      at += share;
      return el(
        "g",
        {},
        el(
          "rect",
          { class: `mark ${look}`, x: length(x), y: 0, width: length(share), height },
          el("title", {}, `${name}: ${whole(count)} of ${whole(total)} (${percent(count, total)})`),
        ),
        share >= ROOM.wide &&
          el(
            "text",
            {
              class: `on-${look}${share < ROOM.narrow ? " wide" : ""}`,
              x: length(x),
              dx: TEXT_AT,
              y: height / 2,
              "dominant-baseline": "central",
            },
            percent(count, total),
          ),
      );
    });
  const told = parts
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${name} ${whole(count)}`)
    .join(", ");
  return el(
    "svg",
    { class: "bar", role: "img", height, "aria-label": `${title}. Of ${counted(total, "cancellation")}: ${told}.` },
    drawn,
  );
};

/** Names the parts beside a swatch of their color. */
export const legend = (parts: readonly Pick<Part, "name" | "look">[]): Markup =>
  el(
    "ul",
    { class: "legend" },
    parts.map(({ name, look }) => el("li", {}, swatch(look), name)),
  );

/** Draws a swatch of a color. */
export const swatch = (look: string): Markup =>
  el(
    "svg",
    { class: "swatch", width: 12, height: 12, "aria-hidden": "true", focusable: "false" },
    el("rect", { class: `mark ${look}`, width: 12, height: 12 }),
  );
