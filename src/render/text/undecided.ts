import type { Report } from "../../model/report.ts";
import { whole } from "./numbers.ts";
import { type Block, MARGIN, type Page, paragraph, type Section } from "./page.ts";
import { explainReason } from "./reasons.ts";
import { clip } from "./width.ts";
import { glued, hang } from "./wrap.ts";

/** Tells what could not be decided: counts by family and reason, then what would decide them, said once. */
export const undecided = (report: Report, page: Page): Section | null => {
  const rows = report.undecided.filter(({ cancellations }) => cancellations > 0);
  if (rows.length === 0) return null;
  const ids = [...new Set(rows.map(({ family }) => family))];
  const figure = Math.max(...rows.map(({ cancellations }) => whole(cancellations).length));
  const blocks = ids.map((id): Block => {
    const own = rows.filter(({ family }) => family === id);
    const title = report.families.find((family) => family.id === id)?.title ?? id;
    const room = page.width - MARGIN.length;
    return [
      `${MARGIN}${page.paint.title(clip(`${title} (${id})`, room))}`,
      ...own.flatMap(({ reason, cancellations }) =>
        hang(
          `${MARGIN}${MARGIN}${whole(cancellations).padStart(figure)}  `,
          explainReason(reason, startsOf(report, id)).why,
          page.measure,
        ),
      ),
    ];
  });
  return { title: "What could not be decided, and why", blocks: [...blocks, remedies(report, page)] };
};

/** Lists the fields that the clocks of a family start from. */
export const startsOf = ({ rules }: Report, family: string): readonly string[] => [
  ...new Set(rules.flatMap((rule) => (rule.family === family ? (rule.starts ?? []) : []))),
];

/** Lists what would decide more, each remedy once. */
export const remediesOf = (report: Report): readonly string[] => {
  const rows = report.undecided.filter(({ cancellations }) => cancellations > 0);
  const explained = rows.map(({ reason, family }) => explainReason(reason, startsOf(report, family)));
  // What else is unknown comes first; without a link nothing would be decided even then.
  if (report.problems.some(({ code }) => code === "no-link-columns"))
    explained.push(explainReason("unverified-link", []));
  const fill = distinct(explained.map((one) => one.fill));
  const assume = distinct(explained.map((one) => one.assume));
  return [
    ...(fill.length === 0 ? [] : [`Fill in the export: ${fill.map((field) => clip(field, 40)).join(", ")}.`]),
    ...(assume.length === 0 ? [] : [`Or, where one value is true of all of them: ${assume.map(glued).join(", ")}.`]),
    ...distinct(explained.map(({ remedy }) => remedy)),
  ];
};

const remedies = (report: Report, page: Page): Block => {
  const lines = remediesOf(report);
  if (lines.length === 0) return [];
  const items = lines.flatMap((line) => paragraph(page, line, `${MARGIN}${MARGIN}- `));
  return [`${MARGIN}${page.paint.title("What would help to decide them")}`, ...items];
};

const distinct = (texts: readonly (string | null)[]): readonly string[] => [
  ...new Set(texts.filter((text) => text !== null)),
];
