import type { Report, ReportFamily, ReportRule } from "../../model/report.ts";
import { counted, whole, withShare } from "./numbers.ts";
import { type Block, MARGIN, note, type Page, paragraph, type Section } from "./page.ts";
import { BINDING, fillOf, verdictBar } from "./verdictBar.ts";
import { verdictWords } from "./verdictWords.ts";
import { clip, displayWidth } from "./width.ts";
import { hang } from "./wrap.ts";

/** Measures against each family: the sentence, the bar, and a line for each verdict in it. */
export const families = (report: Report, page: Page): Section | null =>
  report.families.length === 0 || report.headline.cancellations === 0
    ? null
    : {
        title: "Measured against each standard",
        blocks: [
          ...report.families.flatMap((family) => {
            const rules = report.rules.filter((rule) => rule.family === family.id);
            return isBinding(family) ? familyBlocks(family, rules, report, page) : [];
          }),
          unbound(report, page),
        ],
      };

/** Says whether a family binds any of the cancellations. */
export const isBinding = ({ counts }: ReportFamily): boolean => BINDING.some((verdict) => counts[verdict] > 0);

const unbound = ({ families }: Report, page: Page): Block => {
  const names = families.filter((family) => !isBinding(family)).map(({ id, title }) => `"${title}" (${id})`);
  return names.length === 0 ? [] : note(page, `None of these cancellations falls under ${names.join(", ")}.`);
};

const familyBlocks = (
  family: ReportFamily,
  rules: readonly ReportRule[],
  { asOf }: Report,
  page: Page,
): readonly Block[] => {
  const head = heading(family, rules, page);
  const shown = BINDING.filter((verdict) => family.counts[verdict] > 0);
  const isRequirement = rules.every(({ within }) => within === null);
  const figure = Math.max(...shown.map((verdict) => whole(family.counts[verdict]).length));
  const name = Math.max(...shown.map((verdict) => verdict.length));
  return [
    [...head, ...paragraph(page, sentence(family, page.paint.strong))],
    [
      verdictBar(family.counts, page),
      ...shown.flatMap((verdict) => {
        const count = whole(family.counts[verdict]).padStart(figure);
        const mark = `${MARGIN}${fillOf(verdict, 1, page)} ${verdict.padEnd(name)}  ${count}  `;
        return hang(mark, verdictWords(verdict, family, isRequirement, asOf), page.measure);
      }),
    ],
  ];
};

/** The family's title, its id, and the basis of its rules: what is derived is labelled wherever it is printed. */
const heading = ({ id, title }: ReportFamily, rules: readonly ReportRule[], { paint, width }: Page): Block => {
  const bases = [...new Set(rules.map(({ basis }) => basis))];
  const room = width - MARGIN.length;
  const label = clip(`(${[id, ...bases].join(", ")})`, room);
  const name = clip(title, room);
  const together = displayWidth(`${name}  ${label}`) <= room;
  const [first, second] = [`${MARGIN}${paint.title(name)}`, paint.quiet(label)];
  return together ? [`${first}  ${second}`] : [first, `${MARGIN}${second}`];
};

/** Writes the sentence of a family; `strong` marks its figure. */
export const sentence = ({ asks, rate }: ReportFamily, strong: (text: string) => string): string =>
  rate.value === null
    ? `Nothing to rate yet among cancellations ${asks}.`
    : `Of ${counted(rate.denominator, "cancellation")} ${asks}, ` +
      `${strong(withShare(rate.numerator, rate.denominator))} met the standard.`;
