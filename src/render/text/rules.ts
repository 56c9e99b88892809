import type { Report, ReportRule } from "../../model/report.ts";
import { VERDICTS, type Verdict } from "../../model/verdict.ts";
import { counted, noun, whole } from "./numbers.ts";
import { type Block, note, type Page, type Section } from "./page.ts";
import { basesOf, NOT_REACHED, nameOf, RULE_COLUMNS, unratedOf } from "./ruleCells.ts";
import { layTable } from "./table.ts";
import { glued } from "./wrap.ts";

const hasOnly = ({ counts }: ReportRule, among: readonly Verdict[]): boolean =>
  VERDICTS.every((verdict) => among.includes(verdict) || counts[verdict] === 0);

/** Says whether a rule bound no cancellation at all. */
export const isIdle = (rule: ReportRule): boolean => hasOnly(rule, ["not-applicable"]);
/** Says whether a rule decided nothing. */
export const isUndecided = (rule: ReportRule): boolean => hasOnly(rule, ["not-applicable", "undetermined"]);

/** Lists every rule with its counts beside every rate; rules that decided or bound nothing in a line each. */
export const rules = (report: Report, page: Page): Section | null => {
  if (report.rules.length === 0 || report.headline.cancellations === 0) return null;
  const shown = report.rules.filter((rule) => page.verbose || !isUndecided(rule));
  const rest = report.rules.filter((rule) => !shown.includes(rule));
  const undecided = rest.filter((rule) => !isIdle(rule)).map(undeterminedOf);
  const idle = rest.filter(isIdle).length;
  return {
    title: "Rule by rule",
    blocks: [
      ...(shown.length === 0 ? [] : [...tableOf(shown, page), note(page, howToRead(shown))]),
      undecided.length === 0 ? [] : note(page, `Nothing decided, undetermined only: ${undecided.join(", ")}.`),
      idle === 0
        ? []
        : note(page, `${counted(idle, "rule")} ${noun(idle, "binds", "bind")} none of these cancellations.`),
    ],
  };
};

const undeterminedOf = ({ id, counts }: ReportRule): string => glued(`${nameOf(id)} (${whole(counts.undetermined)})`);

/** Lays the table out with limits in full where that takes no more room down the page. */
const tableOf = (shown: readonly ReportRule[], page: Page): readonly Block[] => {
  const columns = RULE_COLUMNS.filter((column) => column.isIdle?.(shown) !== true);
  const rows = (long: boolean) =>
    byFamily(shown).flatMap((own) => {
      const grouped = own.length > 1;
      const cells = own.map((rule) => columns.map(({ cell }) => cell(rule, { grouped, long })));
      return grouped ? [[nameOf(own[0]?.family ?? "")], ...cells] : cells;
    });
  const [long, short] = [layTable(page, columns, rows(true)), layTable(page, columns, rows(false))];
  return long.length <= short.length ? long : short;
};

/** Families of several rules get a line of their own, so that the rules' names stay short. */
const byFamily = (shown: readonly ReportRule[]): readonly (readonly ReportRule[])[] =>
  [...new Set(shown.map(({ family }) => family))].map((id) => shown.filter(({ family }) => family === id));

const howToRead = (shown: readonly ReportRule[]): string => {
  const bases = basesOf(shown);
  return [
    "Rated are met, missed and overdue whose limit has passed.",
    ...(shown.some((rule) => unratedOf(rule) > 0) ? ["Met, not yet rated: in time, while time is left."] : []),
    "Waits count those still waiting for as long as they have waited (Kaplan–Meier);",
    `"${NOT_REACHED}": so many had no care by as-of. bd: business days.`,
    ...(bases.length === 1 ? [`Basis of every rule shown: ${bases.join("")}.`] : []),
  ].join(" ");
};
