import type { Report, ReportBreakdown, ReportFamily } from "../../../model/report.ts";
import { worstTable } from "../../tables/groups.ts";
import { type Group, groupsOf, LEAST, worstFirst } from "../../text/groups.ts";
import { counted, percent, whole, withShare } from "../../text/numbers.ts";
import { rankedBars } from "../charts/rankedBars.ts";
import { figuresBehind } from "../dataTable.ts";
import { el, type Markup, together } from "../markup.ts";
import { label, lede, note, type Section } from "../section.ts";

const WORST = 10;
/** Breakdowns by place stand first. */
const FIRST = ["facility", "county", "region"];
/** Who canceled stands in the headline; weeks have a chart of their own. */
const ELSEWHERE: ReadonlySet<string> = new Set(["canceled_by", "week"]);

/** Picks the family that places are compared by: the first with a rate to speak of. */
export const comparedFamily = ({ families }: Report): ReportFamily | null =>
  families.find(({ rate }) => rate.denominator >= LEAST) ?? null;

/** Ranks the groups of each breakdown by their share of missed and overdue. */
export const places = (report: Report): Section | null => {
  const family = comparedFamily(report);
  if (family === null) return null;
  const { numerator, denominator } = family.rate;
  const ranked = [...report.breakdowns]
    .filter(({ by }) => !ELSEWHERE.has(by))
    .sort((a, b) => rankOf(a) - rankOf(b))
    .flatMap((breakdown) => {
      const { shown, small } = groupsOf(breakdown.rows, family.id);
      return shown.length === 0 ? [] : [{ breakdown, groups: worstFirst(shown), small }];
    });
  const [first] = ranked;
  const worst = first?.groups[0];
  if (first === undefined || worst === undefined) return null;
  return {
    id: "places",
    title: "Where it was worst",
    body: together(
      lede(
        `Missed or overdue under “${family.title}”. Over all it was ${withShare(denominator - numerator, denominator)} ` +
          `of ${whole(denominator)} rated; by ${label(first.breakdown.by)} the worst is ${label(worst.key)}, with ` +
          `${whole(worst.late)} of ${whole(worst.rated)} (${percent(worst.late, worst.rated)}).`,
      ),
      el(
        "div",
        { class: "panels places" },
        ranked.map(({ breakdown, groups, small }) => panel(breakdown, groups, small, family)),
      ),
      note(
        `Bars run from 0 to 100 % of those rated; the line across them marks ${percent(denominator - numerator, denominator)}, ` +
          `all together. Groups with fewer than ${LEAST} rated have no bar.`,
      ),
    ),
  };
};

const rankOf = ({ by }: ReportBreakdown): number => (FIRST.includes(by) ? FIRST.indexOf(by) : FIRST.length);

const panel = (breakdown: ReportBreakdown, groups: readonly Group[], small: number, family: ReportFamily): Markup => {
  const worst = groups.slice(0, WORST);
  const { numerator, denominator } = family.rate;
  const how = worst.length < groups.length ? `, worst ${worst.length} of ${whole(groups.length)}` : "";
  return el(
    "figure",
    { class: "panel" },
    el("figcaption", {}, el("h3", {}, `By ${label(breakdown.by)}${how}`)),
    rankedBars(worst, (denominator - numerator) / denominator),
    small > 0 && note(`Left out: ${counted(small, "group")} with fewer than ${LEAST} rated.`),
    figuresBehind(worstTable(breakdown, family)),
  );
};
