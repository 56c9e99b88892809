import type { Report, ReportFamily, ReportRule } from "../../../model/report.ts";
import { familiesTable, rulesTable } from "../../tables/overall.ts";
import { isBinding } from "../../text/families.ts";
import { counted, percent, whole, withShare } from "../../text/numbers.ts";
import { limitText } from "../../text/ruleCells.ts";
import { isIdle, isUndecided } from "../../text/rules.ts";
import { BINDING } from "../../text/verdictBar.ts";
import { verdictWords } from "../../text/verdictWords.ts";
import { waitsInWords } from "../../waitWords.ts";
import { legend, type Part, stackedBar, swatch } from "../charts/stackedBar.ts";
import { figuresBehind } from "../dataTable.ts";
import { VERDICT_LOOKS } from "../looks.ts";
import { type Child, el, type Markup, together } from "../markup.ts";
import { label, lede, note, type Section } from "../section.ts";

const BAR = { family: 34, rule: 18 } as const;

/** Measures against each family: the sentence, its bar and each rule's, with n/d beside every rate. */
export const standards = (report: Report): Section | null => {
  const binding = report.families.filter(isBinding);
  if (report.headline.cancellations === 0 || report.families.length === 0) return null;
  const unbound = report.families.filter((family) => !isBinding(family));
  return {
    id: "standards",
    title: "Measured against each standard",
    body: together(
      lede(
        "Each bar holds every cancellation that the standard binds, and the figures on it are shares of all of them. The " +
          "rate is met, of met, missed and overdue whose limit has passed.",
      ),
      binding.length > 0 && legend(BINDING.map((name) => ({ name, look: VERDICT_LOOKS[name] }))),
      binding.map((family, i) => familyView(family, i, report)),
      unbound.length > 0 &&
        note(`None of these cancellations falls under ${unbound.map(({ title }) => `“${label(title)}”`).join(", ")}.`),
      figuresBehind(familiesTable(report)),
      figuresBehind(rulesTable(report)),
    ),
  };
};

/** Splits counts into the parts of a bar. */
export const verdictParts = (counts: ReportFamily["counts"]): readonly Part[] =>
  BINDING.map((verdict) => ({ name: verdict, count: counts[verdict], look: VERDICT_LOOKS[verdict] }));

const familyView = (family: ReportFamily, i: number, report: Report): Markup => {
  const rules = report.rules.filter((rule) => rule.family === family.id && !isIdle(rule));
  const bases = [...new Set(rules.map(({ basis }) => basis))];
  const isRequirement = rules.every(({ within }) => within === null);
  const id = `standard-${i + 1}`;
  return el(
    "article",
    { class: "family", "aria-labelledby": id },
    el("h3", { id }, family.title),
    el("p", { class: "id" }, [family.id, ...bases].join(" · ")),
    el("p", {}, sentenceOf(family)),
    stackedBar(verdictParts(family.counts), family.title, BAR.family),
    el(
      "dl",
      { class: "verdicts" },
      BINDING.filter((verdict) => family.counts[verdict] > 0).map((verdict) =>
        el(
          "div",
          {},
          el("dt", {}, swatch(VERDICT_LOOKS[verdict]), verdict),
          el(
            "dd",
            {},
            el("b", {}, whole(family.counts[verdict])),
            ` ${verdictWords(verdict, family, isRequirement, report.asOf)}`,
          ),
        ),
      ),
    ),
    rules.length > 1 && rulesView(rules),
  );
};

/** Rules that decided nothing have a line together instead of a bar each. */
const rulesView = (rules: readonly ReportRule[]): Markup => {
  const undecided = rules.filter(isUndecided).map(({ id, counts }) => `${label(id)} (${whole(counts.undetermined)})`);
  return together(
    el("h4", {}, "Rule by rule"),
    el(
      "div",
      { class: "rules" },
      rules.filter((rule) => !isUndecided(rule)).map(ruleView),
      undecided.length > 0 && note(`Nothing decided, undetermined only: ${undecided.join(", ")}.`),
    ),
  );
};

const sentenceOf = ({ asks, rate }: ReportFamily): Child =>
  rate.value === null
    ? `Nothing to rate yet among cancellations ${asks}.`
    : [
        `Of ${counted(rate.denominator, "cancellation")} ${asks}, `,
        el("strong", {}, withShare(rate.numerator, rate.denominator)),
        " met the standard.",
      ];

const ruleView = (rule: ReportRule): Markup => {
  const { numerator, denominator } = rule.rate;
  const waits = rule.within === null ? [] : [`limit ${limitText(rule, true)}`, ...waitsInWords(rule)];
  return el(
    "div",
    { class: "rule" },
    el("p", { class: "key" }, rule.title, el("span", { class: "id" }, ` ${rule.id}`)),
    stackedBar(verdictParts(rule.counts), rule.title, BAR.rule),
    el(
      "p",
      { class: "rate" },
      el("b", {}, percent(numerator, denominator)),
      ` met: ${whole(numerator)} of ${whole(denominator)} rated`,
      waits.length > 0 && el("span", { class: "waits" }, ` · ${waits.join(", ")}`),
    ),
  );
};
