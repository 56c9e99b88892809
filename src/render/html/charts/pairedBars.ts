import { percent, whole } from "../../text/numbers.ts";
import { clip } from "../../text/width.ts";
import { el, type Markup } from "../markup.ts";
import { label } from "../section.ts";
import { length } from "./percent.ts";

/** A share before and a share now, and what is to be said of the two. */
export interface Pair {
  readonly name: string;
  /** What the name stands for elsewhere; empty for nothing. */
  readonly id: string;
  readonly says: string;
  /** The class that gives what is said its color. */
  readonly look: "worse" | "better" | "plain";
  readonly sides: readonly {
    readonly name: string;
    readonly look: string;
    /** Null where this side has none. */
    readonly share: { readonly numerator: number; readonly denominator: number } | null;
  }[];
}

const HEIGHT = 14;
const LONGEST = 160;

/** Draws pairs of bars whose full length is 100 %, one above the other, so that the eye has nothing to carry. */
export const pairedBars = (pairs: readonly Pair[]): Markup =>
  el(
    "ol",
    { class: "pairs" },
    pairs.map(({ name, id, says, look, sides }) =>
      el(
        "li",
        {},
        el(
          "p",
          { class: "key" },
          el("span", {}, clip(name, LONGEST), id !== "" && el("span", { class: "id" }, ` ${label(id)}`)),
          el("span", { class: `move ${look}` }, says),
        ),
        el("ul", {}, sides.map(sideView)),
      ),
    ),
  );

const sideView = ({ name, look, share }: Pair["sides"][number]): Markup =>
  el(
    "li",
    {},
    el("span", { class: "side" }, name),
    el(
      "svg",
      { class: "bar", height: HEIGHT, "aria-hidden": "true", focusable: "false" },
      el("rect", { class: "track", width: "100%", height: HEIGHT }),
      share !== null &&
        share.denominator > 0 &&
        el("rect", { class: `mark ${look}`, width: length(share.numerator / share.denominator), height: HEIGHT }),
    ),
    el("span", { class: "share" }, share === null ? "–" : percent(share.numerator, share.denominator)),
    el(
      "span",
      { class: "of" },
      share === null ? "not in it" : `${whole(share.numerator)} of ${whole(share.denominator)}`,
    ),
  );
