import type { Report } from "../../../model/report.ts";
import { type DrawnCurve, drawnCurves } from "../../drawnCurves.ts";
import { waitsTable } from "../../tables/groups.ts";
import { LEAST } from "../../text/groups.ts";
import { counted } from "../../text/numbers.ts";
import { limitText } from "../../text/ruleCells.ts";
import { elapsedInWords, waitsInWords } from "../../waitWords.ts";
import { type Curve, waitingCurve } from "../charts/curve.ts";
import { figuresBehind } from "../dataTable.ts";
import { el, type Markup, together } from "../markup.ts";
import { lede, note, type Section } from "../section.ts";

type Steps = Report["curves"][number];

/** How long a unit of the curve is on the axis: hour clocks are kept in seconds, and drawn in days. */
const AXES: Readonly<Record<Steps["unit"], Curve["unit"]>> = {
  bd: { size: 1, name: "business days" },
  d: { size: 1, name: "calendar days" },
  s: { size: 86_400, name: "days of 24 hours" },
};

/** Draws the waiting curve of every rule that binds enough people, with its limit. */
export const waits = (report: Report): Section | null => {
  const drawn = drawnCurves(report);
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
        drawn.map((curve, i) => panel(curve, i)),
      ),
      note(`Rules with fewer than ${LEAST} waiting are not drawn.`),
    ),
  };
};

/** Draws one curve with its limit. */
export const curveView = ({ rule, unit, points, limit, end }: DrawnCurve, says: string, id: string): Markup => {
  const curve: Curve = {
    points,
    end,
    limit: { at: limit, text: `limit: ${limitText(rule, true)}` },
    unit: AXES[unit],
  };
  return waitingCurve(curve, `Share still waiting: ${rule.title}`, says, id);
};

const panel = (drawn: DrawnCurve, i: number): Markup => {
  const { rule, unit, end, longest, atLimit, atRisk } = drawn;
  const limited = limitText(rule, true);
  const says = [
    `${atLimit} of ${counted(atRisk, "cancellation")} still waited after the limit of ${limited};`,
    `${waitsInWords(rule).join(", ")}.`,
    ...(end < longest ? [`Nearly level from there to the longest wait, ${elapsedInWords(longest, unit)}.`] : []),
  ].join(" ");
  return el(
    "figure",
    { class: "panel" },
    el("figcaption", {}, el("h3", {}, rule.title), el("p", {}, says)),
    curveView(drawn, says, `curve-${i + 1}`),
    figuresBehind(waitsTable(drawn.curve)),
  );
};
