import type { Report } from "../../../model/report.ts";
import { outcomesTable } from "../../tables/overall.ts";
import { percent, whole, withShare } from "../../text/numbers.ts";
import { RESOLUTION_ORDER, RESOLUTION_WORDS } from "../../text/resolutions.ts";
import { length } from "../charts/percent.ts";
import { figuresBehind } from "../dataTable.ts";
import { RESOLUTION_LOOKS } from "../looks.ts";
import { el, type Markup, together } from "../markup.ts";
import { lede, type Section } from "../section.ts";

const HEIGHT = 22;
const LEAST_SEEN = 0.004;

/** What is not nothing is seen. */
const seen = (share: number): string => length(share > 0 ? Math.max(share, LEAST_SEEN) : 0);

/** Tells what became of the cancellations, a bar each. */
export const outcomes = (report: Report): Section | null => {
  const { cancellations, resolution } = report.headline;
  if (cancellations === 0) return null;
  return {
    id: "outcomes",
    title: "What became of them",
    body: together(
      lede(
        `Of ${whole(cancellations)} canceled appointments, ${withShare(resolution.none, cancellations)} got no new ` +
          `appointment and no offer of one; ${withShare(resolution.rescheduled, cancellations)} were rescheduled.`,
      ),
      outcomeBars(report),
      figuresBehind(outcomesTable(report)),
    ),
  };
};

/** Draws what became of the cancellations, a bar each. */
export const outcomeBars = ({ headline: { cancellations, resolution } }: Report): Markup =>
  el(
    "ol",
    { class: "ranked outcomes" },
    RESOLUTION_ORDER.map((key) =>
      el(
        "li",
        {},
        el("span", { class: "key" }, RESOLUTION_WORDS[key]),
        el(
          "svg",
          { class: "bar", height: HEIGHT, "aria-hidden": "true", focusable: "false" },
          el("rect", { class: "track", width: "100%", height: HEIGHT }),
          el("rect", {
            class: `mark ${RESOLUTION_LOOKS[key]}`,
            width: seen(resolution[key] / cancellations),
            height: HEIGHT,
          }),
        ),
        el("span", { class: "share" }, percent(resolution[key], cancellations)),
        el("span", { class: "of" }, whole(resolution[key])),
      ),
    ),
  );
