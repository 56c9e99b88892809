import type { Report } from "../../model/report.ts";
import { type DrawnCurve, drawnCurves, waitingAt } from "../drawnCurves.ts";
import { elapsedInWords, waitsInWords } from "../waitWords.ts";
import { sparkline } from "./bar.ts";
import { counted, whole } from "./numbers.ts";
import { type Block, MARGIN, note, type Page, paragraph, type Section } from "./page.ts";
import { limitText, nameOf } from "./ruleCells.ts";
import { clip } from "./width.ts";

const COLUMNS = 40;

/** Draws a curve in a line of columns. */
export const curveLine = ({ points, end }: DrawnCurve): string =>
  sparkline(Array.from({ length: COLUMNS }, (_, i) => waitingAt(points, (end * i) / (COLUMNS - 1))));

/** Tells how long people waited: a curve for the rule that binds most, a line each for the others. */
export const waits = (report: Report, page: Page): Section | null => {
  const drawn = drawnCurves(report);
  const [first] = [...drawn].sort((a, b) => b.atRisk - a.atRisk);
  if (first === undefined) return null;
  const plotted = page.verbose ? drawn : [first];
  const rest = drawn.filter((curve) => !plotted.includes(curve));
  return {
    title: "How long people waited for care",
    blocks: [
      ...plotted.map((curve) => plot(curve, page)),
      ...(rest.length === 0 ? [] : [rest.flatMap((curve) => lineOf(curve, page))]),
      note(page, "Shares still waiting; who is still waiting counts for as long as they have waited (Kaplan–Meier)."),
    ],
  };
};

const HEIGHT = 8;
const AXIS = "100 % ".length;
const PARTS = " ▁▂▃▄▅▆▇█";

/** Draws the curve as columns of blocks, a mark below where the limit is. */
const plot = (curve: DrawnCurve, page: Page): Block => {
  const { rule, points, end, limit, unit } = curve;
  const width = Math.min(60, page.measure - MARGIN.length - AXIS);
  const eighths = Array.from({ length: width }, (_, i) =>
    Math.round(waitingAt(points, (end * i) / (width - 1)) * HEIGHT * 8),
  );
  const rows = Array.from({ length: HEIGHT }, (_, row) => {
    const below = (HEIGHT - 1 - row) * 8;
    const cells = eighths.map((level) => PARTS[Math.min(8, Math.max(0, level - below))] ?? " ").join("");
    const label = row === 0 ? "100 % " : row === HEIGHT / 2 ? " 50 % " : " ".repeat(AXIS);
    return `${MARGIN}${label}${page.paint.overdue(cells.trimEnd())}`.trimEnd();
  });
  const column = Math.min(width - 1, Math.round((limit / end) * (width - 1)));
  const mark = `${" ".repeat(MARGIN.length + AXIS + column)}▲ limit`;
  const foot = `${MARGIN}${" ".repeat(AXIS)}0${elapsedInWords(end, unit).padStart(width - 1)}`;
  return [
    ...paragraph(page, `${clip(rule.title, page.measure)} (${nameOf(rule.id)})`).map((text) => page.paint.title(text)),
    ...paragraph(page, sayOf(curve)),
    "",
    ...rows,
    mark.length <= page.width ? mark : `${" ".repeat(MARGIN.length + AXIS + column)}▲`,
    page.paint.quiet(foot),
  ];
};

const sayOf = ({ rule, atRisk, atLimit }: DrawnCurve): string =>
  `${atLimit} of ${counted(atRisk, "cancellation")} still waited after the limit of ${limitText(rule, true)}; ` +
  `${waitsInWords(rule).join(", ")}.`;

const lineOf = (curve: DrawnCurve, page: Page): Block => [
  ...paragraph(
    page,
    `${nameOf(curve.rule.id)}: ${curve.atLimit} of ${whole(curve.atRisk)} still waited after ${limitText(curve.rule, true)}`,
  ),
  `${MARGIN}${page.paint.overdue(curveLine(curve))} ${page.paint.quiet(`${curve.atEnd} after ${curve.drawnTo}`)}`,
];
