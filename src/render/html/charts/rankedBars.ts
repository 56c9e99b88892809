import type { Group } from "../../text/groups.ts";
import { percent, whole } from "../../text/numbers.ts";
import { displayWidth } from "../../text/width.ts";
import { el, type Markup } from "../markup.ts";
import { label } from "../section.ts";
import { length } from "./percent.ts";

const HEIGHT = 16;
/** A longer name stands above its bar, and not beside it in a pile of syllables. */
const BESIDE = 18;

/** Draws groups in their order, a bar each whose full length is 100 %, and a line where all of them together stand. */
export const rankedBars = (groups: readonly Group[], overall: number | null): Markup =>
  el(
    "ol",
    { class: groups.some(({ key }) => displayWidth(label(key)) > BESIDE) ? "ranked tall" : "ranked" },
    groups.map(({ key, late, rated }) =>
      el(
        "li",
        {},
        el("span", { class: "key" }, label(key)),
        el(
          "svg",
          { class: "bar", height: HEIGHT, "aria-hidden": "true", focusable: "false" },
          el("rect", { class: "track", width: "100%", height: HEIGHT }),
          el("rect", { class: "mark none", width: length(late / rated), height: HEIGHT }),
          overall !== null &&
            el("line", { class: "overall", x1: length(overall), x2: length(overall), y1: 0, y2: HEIGHT }),
        ),
        el("span", { class: "share" }, percent(late, rated)),
        el("span", { class: "of" }, `${whole(late)} of ${whole(rated)}`),
      ),
    ),
  );
