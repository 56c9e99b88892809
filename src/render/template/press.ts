import type { Report, ReportFamily } from "../../model/report.ts";
import {
  bullets,
  type Doc,
  type DocBlock,
  type DocSection,
  lead,
  type Run,
  remark,
  say,
} from "../document/document.ts";
import { drawnCurves } from "../drawnCurves.ts";
import { stackedColumns } from "../html/charts/columns.ts";
import { rankedBars } from "../html/charts/rankedBars.ts";
import { el, type Markup } from "../html/markup.ts";
import { outcomeBars } from "../html/sections/outcomes.ts";
import { curveView } from "../html/sections/waits.ts";
import { columnsOf, describe } from "../html/sections/weeks.ts";
import { counts, type DataTable, shares, texts } from "../tables/table.ts";
import { dayInWords, momentInWords } from "../text/dates.ts";
import { groupsOf, worstFirst } from "../text/groups.ts";
import { scopeSentence } from "../text/headline.ts";
import { counted, noun, percent, whole } from "../text/numbers.ts";
import { pressNumber } from "../text/press.ts";
import { optionsText } from "../text/provenance.ts";
import { RESOLUTION_WORDS } from "../text/resolutions.ts";
import { limitText } from "../text/ruleCells.ts";
import { outcomesTable, placesTables } from "./figures.ts";

const WORST = 6;
/** Files that one page has room to name. */
const NAMED = 3;

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const titleOf = ({ headline: { cancellations, enrollees } }: Report): string =>
  `${capital(pressNumber(cancellations))} ${noun(cancellations, "appointment")} canceled, affecting ${pressNumber(enrollees)} ${noun(enrollees, "enrollee")}`;

/** A rounded figure with the exact one behind it, or the exact one alone where it is small. */
const rounded = (n: number, of: number): Run => {
  const press = pressNumber(n);
  return { strong: `${capital(press)}${press === whole(n) ? "" : ` (${whole(n)})`}, or ${percent(n, of)},` };
};

/** The figures that a report is quoted by, each with what it is out of. */
const headlines = (report: Report, family: ReportFamily | undefined): readonly (readonly Run[])[] => {
  const { cancellations, enrollees, resolution, canceledBy } = report.headline;
  return [
    [
      `Exactly: ${counted(cancellations, "appointment")} canceled, of ${counted(enrollees, "enrollee")}; by the plan ${whole(canceledBy.plan)}, by the enrollee ${whole(canceledBy.enrollee)}, by others ${whole(canceledBy.other)}, by whom is not known ${whole(canceledBy.unknown)}.`,
    ],
    ...(cancellations === 0
      ? []
      : [
          [
            rounded(resolution.none, cancellations),
            ` of the ${whole(cancellations)} canceled had no new appointment and no offer of one by ${dayInWords(report.asOf.slice(0, 10))}.`,
          ],
        ]),
    ...(family === undefined
      ? []
      : [
          [
            rounded(family.rate.denominator - family.rate.numerator, family.rate.denominator),
            ` of ${counted(family.rate.denominator, "cancellation")} ${family.asks}, did not meet the standard: care came too late, or not at all.` +
              (family.counts.undetermined === 0
                ? ""
                : ` Another ${whole(family.counts.undetermined)} could not be decided.`),
          ],
        ]),
  ];
};

const weekRows = ({ breakdowns }: Report) =>
  breakdowns
    .find(({ by }) => by === "week")
    ?.rows.filter(({ key, cancellations }) => key !== null && cancellations > 0) ?? [];

const weeksTable = (report: Report): DataTable => ({
  name: "weeks",
  title: "Cancellations week by week",
  columns: [
    texts("week", "Week of"),
    counts("cancellations", "Cancellations"),
    counts("none", RESOLUTION_WORDS.none),
    shares("share", "Share of them"),
  ],
  rows: weekRows(report).map(({ key, cancellations, resolution }) => [
    key,
    cancellations,
    resolution.none,
    resolution.none / cancellations,
  ]),
});

const panel = (title: string, says: string, chart: Markup): Markup =>
  el("figure", { class: "panel" }, el("figcaption", {}, el("h3", {}, title), says !== "" && el("p", {}, says)), chart);

const weeksPanel = (report: Report): readonly Markup[] => {
  const rows = weekRows(report);
  if (rows.length === 0) return [];
  const title = "Cancellations week by week";
  return [
    panel(
      title,
      "By the Monday of the lost appointment's week; colors as above.",
      stackedColumns(columnsOf(rows), title, describe(rows), "weeks-chart", "half"),
    ),
  ];
};

/** The waiting curve of the rule that most people waited under; where no curve can be drawn, where it was worst. */
const thirdPanel = (report: Report, family: ReportFamily | undefined): readonly Markup[] => {
  const drawn = drawnCurves(report)
    .filter(({ rule }) => rule.family === family?.id)
    .sort((a, b) => b.atRisk - a.atRisk)[0];
  if (drawn !== undefined) {
    const says = `${drawn.atLimit} of ${counted(drawn.atRisk, "cancellation")} still waited after the limit of ${limitText(drawn.rule, true)} (${drawn.rule.title}).`;
    return [panel("How long people waited", says, curveView(drawn, says, "curve"))];
  }
  const facility = family === undefined ? undefined : report.breakdowns.find(({ by }) => by === "facility");
  const worst =
    family === undefined || facility === undefined
      ? []
      : worstFirst(groupsOf(facility.rows, family.id).shown).slice(0, WORST);
  return worst.length === 0
    ? []
    : [panel("Where it was worst", "Missed or overdue, of those rated.", rankedBars(worst, null))];
};

const charts = (report: Report, family: ReportFamily | undefined): DocSection => ({
  id: "charts",
  title: "In charts",
  blocks: [
    {
      kind: "panels",
      draw: () =>
        el(
          "div",
          { class: "sheet" },
          panel("What became of the canceled appointments", "", outcomeBars(report)),
          el("div", { class: "panels" }, weeksPanel(report), thirdPanel(report, family)),
        ),
      tables: [
        outcomesTable(report),
        weeksTable(report),
        ...(family === undefined ? [] : placesTables(report, family, WORST).slice(0, 1)),
      ],
    },
  ],
});

/** A path or an option as a shell would take it. */
const quoted = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

const commandOf = ({ inputs, packs, scope, asOf, asOfFrom, options }: Report): string => {
  const given = Object.entries(options).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => `--${name} ${quoted(String(one))}`),
  );
  return [
    "cancellog report",
    ...inputs.slice(0, NAMED).map(({ path }) => quoted(path)),
    ...(inputs.length > NAMED ? ["…"] : []),
    ...packs.map(({ id }) => `--pack ${quoted(id)}`),
    ...(asOfFrom === "option" ? [`--as-of ${asOf.slice(0, 10)}`] : []),
    ...(scope.from === null ? [] : [`--from ${scope.from}`]),
    ...(scope.to === null ? [] : [`--to ${scope.to}`]),
    ...scope.where.map((text) => `--where ${quoted(text)}`),
    ...given,
  ].join(" ");
};

const check = (report: Report): DocSection => ({
  id: "check",
  title: "How to check this",
  blocks: [
    say("Whoever has the log gets the same figures, to the digit, with the free program cancellog:"),
    bullets([
      [{ code: commandOf(report) }],
      ...report.inputs.slice(0, NAMED).map(({ path, sha256 }) => `the log: ${path}, SHA-256 ${sha256}`),
      ...(report.inputs.length > NAMED
        ? [`and ${counted(report.inputs.length - NAMED, "file")} more, named with their SHA-256 in the full report`]
        : []),
      ...report.packs.map(
        ({ id, version, sha256, calendar }) =>
          `the standards: ${id} ${version}, SHA-256 ${sha256}; business days by ${calendar.id}`,
      ),
      `made by ${report.tool.name} ${report.tool.version}, engine ${report.engine.name}; options: ${optionsText(report.options)}`,
    ]),
  ],
});

const notes = ({ rules, packs }: Report): readonly DocBlock[] => [
  remark(
    [
      "Rounding: to the thousand below with “more than”, or to the next above with “nearly” if within 0.2 % of it; figures under 10,000 stay exact.",
      ...(rules.some(({ basis }) => basis === "derived")
        ? [
            "The limits are a reading of the law cited in the full report, which does not itself set them for a canceled appointment.",
          ]
        : []),
      "A census of the log, not a survey and not a regulator's rate of compliance; findings of fact, and no legal advice.",
      ...packs.map(({ title }) => `Standards: ${title}.`),
    ].join(" "),
  ),
];

/** Describes one page for the press: headline figures, three charts, and how to check them. */
export const pressDoc = (report: Report): Doc => {
  const family = report.families.find(({ rate }) => rate.denominator > 0);
  return {
    synthetic: report.synthetic,
    onePage: true,
    title: titleOf(report),
    kicker: `As of ${momentInWords(report.asOf)}`,
    head: [lead(scopeSentence(report)), { kind: "list", items: headlines(report, family) }],
    sections: [charts(report, family), { id: "notes", title: "How to read this", blocks: notes(report) }],
    foot: check(report),
  };
};
