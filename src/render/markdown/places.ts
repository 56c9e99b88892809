import type { Report, ReportBreakdown, ReportFamily } from "../../model/report.ts";
import { compareUtf8 } from "../../model/utf8Order.ts";
import { drawnCurves } from "../drawnCurves.ts";
import { bar } from "../text/bar.ts";
import { type Group, groupsOf, LEAST, worstFirst } from "../text/groups.ts";
import { counted, percent, whole, withShare } from "../text/numbers.ts";
import { RESOLUTION_ORDER, RESOLUTION_WORDS } from "../text/resolutions.ts";
import { curveLine } from "../text/waits.ts";
import type { Blocks } from "./figures.ts";
import { name, prose, table } from "./words.ts";

const WORST = 10;
const BAR = 20;

/** Lists the cancellations week by week, with what became of them. */
export const weeks = ({ breakdowns }: Report): Blocks => {
  const rows = breakdowns.find(({ by }) => by === "week")?.rows.filter(({ cancellations }) => cancellations > 0) ?? [];
  const most = Math.max(0, ...rows.map(({ cancellations }) => cancellations));
  return rows.length === 0
    ? []
    : [
        "## Week by week",
        "Cancellations by the Monday of the lost appointment's week, and what became of them.",
        table(
          [
            ["Week", "left"],
            ["Cancellations", "right"],
            ["", "left"],
            ...RESOLUTION_ORDER.map((key) => [RESOLUTION_WORDS[key], "right"] as const),
          ],
          rows.map(({ key, cancellations, resolution }) => [
            name(key ?? "(unknown)"),
            whole(cancellations),
            bar(cancellations / most, BAR),
            ...RESOLUTION_ORDER.map((one) => whole(resolution[one])),
          ]),
        ),
      ];
};

/** Draws each waiting curve in a line: the share still waiting, from the start to where it is level. */
export const waits = (report: Report): Blocks => {
  const drawn = drawnCurves(report);
  return drawn.length === 0
    ? []
    : [
        "## How long people waited for care",
        "The share still waiting, from everybody at the start; who is still waiting counts for as long as they have " +
          "waited (Kaplan–Meier).",
        table(
          [
            ["Rule", "left"],
            ["Waiting at the start", "right"],
            ["Still waiting after the limit", "right"],
            ["Share still waiting, over time", "left"],
            ["Drawn to", "right"],
            ["Still waiting at the end", "right"],
          ],
          drawn.map((curve) => [
            prose(curve.rule.title),
            whole(curve.atRisk),
            curve.atLimit,
            `\`${curveLine(curve)}\``,
            curve.drawnTo,
            curve.atEnd,
          ]),
        ),
      ];
};

/** Ranks the groups of each breakdown by their share of missed and overdue. */
export const places = (report: Report, verbose: boolean): Blocks => {
  const family = report.families.find(({ rate }) => rate.denominator >= LEAST);
  if (family === undefined) return [];
  const split = report.breakdowns
    .filter(({ by }) => by !== "canceled_by" && by !== "week")
    .map((breakdown) => ({ breakdown, ...groupsOf(breakdown.rows, family.id) }))
    .filter(({ shown }) => shown.length > 0);
  const { numerator, denominator } = family.rate;
  return split.length === 0
    ? []
    : [
        "## Where it was worst",
        `Missed or overdue under “${prose(family.title)}”. Over all: ${withShare(denominator - numerator, denominator)} ` +
          `of ${whole(denominator)} rated. Groups with fewer than ${LEAST} rated are left out.`,
        ...split.flatMap(({ breakdown, shown, small }) => ranked(breakdown, worstFirst(shown), small, verbose)),
        ...crosstabs(report, family, verbose),
      ];
};

const ranked = ({ by }: ReportBreakdown, groups: readonly Group[], small: number, verbose: boolean): Blocks => {
  const worst = verbose ? groups : groups.slice(0, WORST);
  const how = worst.length < groups.length ? `, worst ${worst.length} of ${whole(groups.length)}` : "";
  return [
    `### By ${name(by)}${how}`,
    table(
      [
        [name(by), "left"],
        ["Missed or overdue", "right"],
        ["Share", "right"],
        ["", "left"],
      ],
      worst.map(({ key, late, rated }) => [
        name(key),
        `${whole(late)} of ${whole(rated)}`,
        percent(late, rated),
        bar(late / rated, BAR),
      ]),
    ),
    ...(small === 0 ? [] : [`Left out: ${counted(small, "group")} with fewer than ${LEAST} rated.`]),
  ];
};

/** Every cell of the tables of two breakdowns, where all rows are asked for. */
const crosstabs = (report: Report, family: ReportFamily, verbose: boolean): Blocks =>
  !verbose
    ? []
    : report.crosstabs.flatMap(({ rows, columns, cells }) => {
        const keys = [...new Set(cells.map(({ column }) => column))].sort((a, b) =>
          compareUtf8(a ?? "\uffff", b ?? "\uffff"),
        );
        const named = [...new Set(cells.map(({ row }) => row))];
        return [
          `### ${name(rows)} by ${name(columns)}`,
          "Percentage of those rated that were missed or overdue; a dot where fewer than 30 were.",
          table(
            [[name(rows), "left"], ...keys.map((key) => [name(key ?? "(unknown)"), "right"] as const)],
            named.map((row) => [
              name(row ?? "(unknown)"),
              ...keys.map((key) => {
                const rate = cells.find((cell) => cell.row === row && cell.column === key)?.families[family.id]?.rate;
                if (rate === undefined || rate.denominator === 0) return "";
                return rate.denominator < LEAST ? "·" : percent(rate.denominator - rate.numerator, rate.denominator);
              }),
            ]),
          ),
        ];
      });
