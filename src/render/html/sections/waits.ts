import type { Report, ReportRule } from "../../../model/report.ts";
import { survivalOf, waitsTable } from "../../tables/groups.ts";
import { LEAST } from "../../text/groups.ts";
import { counted, percentOf } from "../../text/numbers.ts";
import { limitText } from "../../text/ruleCells.ts";
import { type Curve, drawnTo, waitingCurve } from "../charts/curve.ts";
import { figuresBehind } from "../dataTable.ts";
import { el, type Markup, together } from "../markup.ts";
import { lede, note, type Section } from "../section.ts";
import { elapsedInWords, waitsInWords } from "../waitWords.ts";

type Steps = Report["curves"][number];

/** How long a unit of the curve is on the axis: hour clocks are kept in seconds, and drawn in days. */
const AXES: Readonly<Record<Steps["unit"], Curve["unit"]>> = {
  bd: { size: 1, name: "business days" },
  d: { size: 1, name: "calendar days" },
  s: { size: 86_400, name: "days of 24 hours" },
};
const HOUR = 3600;

/** Draws the waiting curve of every rule that binds enough people, with its limit. */
export const waits = (report: Report): Section | null => {
  const drawn = report.curves.flatMap((curve) => {
    const rule = report.rules.find(({ id }) => id === curve.rule);
    return rule?.within == null || (curve.steps[0]?.[1] ?? 0) < LEAST ? [] : [{ curve, rule }];
  });
  if (drawn.length === 0) return null;
  return {
    id: "waits",
    title: "How long people waited for care",
    body: together(
      lede(
        "The line starts with everybody waiting and steps down as care comes. Who is still waiting counts for as long " +
          "as they have waited (Kaplan–Meier). A line that is high at the limit says that care came too late.",
      ),
      el(
        "div",
        { class: "panels" },
        drawn.map(({ curve, rule }, i) => panel(curve, rule, i)),
      ),
      note(`Rules with fewer than ${LEAST} waiting are not drawn.`),
    ),
  };
};

const limitOf = ({ within }: ReportRule): number =>
  within === null ? 0 : within.unit === "h" ? within.n * HOUR : within.n;

const panel = (steps: Steps, rule: ReportRule, i: number): Markup => {
  const points = survivalOf(steps.steps);
  const limit = limitOf(rule);
  const atLimit = points.filter(({ elapsed }) => elapsed <= limit).at(-1)?.waiting ?? 1;
  const limited = limitText(rule, true);
  const longest = Math.max(rule.wait?.max ?? 0, points.at(-1)?.elapsed ?? 0);
  const end = drawnTo(points, limit, longest);
  const says = [
    `${percentOf(atLimit)} of ${counted(steps.steps[0]?.[1] ?? 0, "cancellation")} still waited after the limit of ${limited}; ${waitsInWords(rule).join(", ")}.`,
    ...(end < longest ? [`Level from where it ends to the longest wait, ${elapsedInWords(longest, steps.unit)}.`] : []),
  ].join(" ");
  const curve: Curve = {
    points,
    end,
    limit: { at: limit, text: `limit: ${limited}` },
    unit: AXES[steps.unit],
  };
  return el(
    "figure",
    { class: "panel" },
    el("figcaption", {}, el("h3", {}, rule.title), el("p", {}, says)),
    waitingCurve(curve, `Share still waiting: ${rule.title}`, says, `curve-${i + 1}`),
    figuresBehind(waitsTable(steps)),
  );
};
