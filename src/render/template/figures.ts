import type { Report, ReportFamily } from "../../model/report.ts";
import { counts, type DataTable, sentences, shares, texts } from "../tables/table.ts";
import { groupsOf, worstFirst } from "../text/groups.ts";
import { RESOLUTION_ORDER, RESOLUTION_WORDS } from "../text/resolutions.ts";
import { limitText, waitText } from "../text/ruleCells.ts";
import { isIdle } from "../text/rules.ts";
import { BINDING } from "../text/verdictBar.ts";
import { verdictWords } from "../text/verdictWords.ts";

/** Gives what became of the cancellations, in words. */
export const outcomesTable = ({ headline: { cancellations, resolution } }: Report): DataTable => ({
  name: "outcomes",
  title: "What became of the cancellations",
  columns: [
    sentences("outcome", "What became of them"),
    counts("cancellations", "Cancellations"),
    shares("share", "Share"),
  ],
  rows: RESOLUTION_ORDER.map((key) => [
    RESOLUTION_WORDS[key],
    resolution[key],
    cancellations === 0 ? null : resolution[key] / cancellations,
  ]),
});

/** Gives the verdicts of one family, with how many people each concerns and what it means. */
export const verdictsTable = (family: ReportFamily, report: Report, i: number): DataTable => {
  const rules = report.rules.filter((rule) => rule.family === family.id && !isIdle(rule));
  const isRequirement = rules.every(({ within }) => within === null);
  const bound = BINDING.reduce((sum, verdict) => sum + family.counts[verdict], 0);
  return {
    name: `verdicts-${i + 1}`,
    title: `Verdicts under “${family.title}”`,
    columns: [
      texts("verdict", "Verdict"),
      counts("cancellations", "Cancellations"),
      counts("enrollees", "Enrollees"),
      shares("share", "Of all bound"),
      sentences("meaning", "What it means"),
    ],
    rows: BINDING.filter((verdict) => family.counts[verdict] > 0).map((verdict) => [
      verdict,
      family.counts[verdict],
      family.enrollees[verdict],
      bound === 0 ? null : family.counts[verdict] / bound,
      verdictWords(verdict, family, isRequirement, report.asOf),
    ]),
  };
};

/** Gives the rules that bind anybody, with n/d beside every rate, the waits, and what the limit rests on. */
export const rulesTable = ({ rules }: Report): DataTable => ({
  name: "rules",
  title: "Rule by rule",
  columns: [
    texts("rule", "Rule"),
    sentences("limit", "Limit"),
    counts("met", "Met"),
    counts("rated", "Of rated"),
    shares("rate", "Rate"),
    counts("missed", "Missed"),
    counts("overdue", "Overdue"),
    counts("undetermined", "Undetermined"),
    sentences("median", "Median wait"),
    sentences("basis", "Basis, grade"),
  ],
  rows: rules
    .filter((rule) => !isIdle(rule))
    .map((rule) => [
      rule.id,
      limitText(rule, true),
      rule.rate.numerator,
      rule.rate.denominator,
      rule.rate.value,
      rule.counts.missed,
      rule.counts.overdue,
      rule.counts.undetermined,
      waitText(rule, "median"),
      `${rule.basis}, ${rule.citation.grade}`,
    ]),
});

const PLACES: readonly string[] = ["facility", "county", "region"];

/** Gives, for each breakdown by place, the groups with enough rated, the worst first. */
export const placesTables = ({ breakdowns }: Report, family: ReportFamily, most: number): readonly DataTable[] =>
  PLACES.flatMap((by) => breakdowns.filter((one) => one.by === by)).flatMap(({ by, rows }) => {
    const worst = worstFirst(groupsOf(rows, family.id).shown);
    return worst.length === 0
      ? []
      : [
          {
            name: `by-${by}`,
            title: `Missed or overdue by ${by}${worst.length > most ? `, worst ${most} of ${worst.length}` : ""}`,
            columns: [
              texts("group", by),
              counts("late", "Missed or overdue"),
              counts("rated", "Of rated"),
              shares("share", "Share"),
            ],
            rows: worst.slice(0, most).map(({ key, late, rated }) => [key, late, rated, late / rated]),
          },
        ];
  });
