import type { Report, ReportRule } from "../../model/report.ts";
import type { Basis, Grade } from "../../model/rule.ts";
import { type Block, MARGIN, note, type Page, paragraph, type Section } from "./page.ts";
import { isIdle } from "./rules.ts";
import { glued } from "./wrap.ts";

export const BASES: Readonly<Record<Basis, string>> = {
  statute: "the statute itself sets the limit for this case.",
  regulation: "a regulation sets the limit for this case.",
  derived: "a reading made for this report; the law cited does not itself set this limit for a canceled appointment.",
  guidance: "guidance, which binds nobody.",
  commitment: "what the plan is said to have committed itself to.",
};

export const GRADES: Readonly<Record<Grade, string>> = {
  V: "read in the primary source",
  V2: "read in a secondary source",
  M: "known, but read in no source at hand",
};

/** Lists the grades that a reader meets in citations, those named in a remark on how sure a part is too. */
export const gradesIn = (rules: readonly Pick<ReportRule, "citation">[]): readonly Grade[] =>
  (["V", "V2", "M"] as const).filter((grade) =>
    rules.some(({ citation }) => citation.grade === grade || citation.confidence.split(/\W+/).includes(grade)),
  );

const INDENT = MARGIN.repeat(2);

/** Names which standards the findings are stated against, each once, and what the figures are not. */
export const citations = (report: Report, page: Page): Section => {
  const rules = page.verbose ? report.rules : report.rules.filter((rule) => !isIdle(rule));
  return {
    title: "Standards and method",
    blocks: [...byCitation(rules).map((own) => entry(own, page)), keys(rules, page), ...method(report, page)],
  };
};

/** Puts rules of one citation and basis together. */
export const byCitation = <R extends Pick<ReportRule, "citation" | "basis">>(
  rules: readonly R[],
): readonly (readonly R[])[] => {
  const held = new Map<string, R[]>();
  for (const rule of rules) {
    const id = JSON.stringify([rule.citation, rule.basis]);
    held.set(id, [...(held.get(id) ?? []), rule]);
  }
  return [...held.values()];
};

const entry = (rules: readonly ReportRule[], page: Page): Block => {
  const [first] = rules;
  if (first === undefined) return [];
  const { citation, basis } = first;
  return [
    ...paragraph(page, citation.law).map((line) => page.paint.title(line)),
    ...paragraph(page, citation.text, INDENT),
    ...note(page, `${basis}, ${glued(`grade ${citation.grade}`)}: ${rules.map(({ id }) => id).join(", ")}`, INDENT),
  ];
};

const keys = (rules: readonly ReportRule[], page: Page): Block => {
  const bases = [...new Set(rules.map(({ basis }) => basis))];
  const grades = [...new Set(rules.map(({ citation }) => citation.grade))].sort();
  const urls = [...new Set(rules.flatMap(({ citation: { url } }) => (url === null ? [] : [url])))];
  return [
    ...bases.flatMap((basis) => paragraph(page, `${basis}: ${BASES[basis]}`)),
    ...(grades.length === 0
      ? []
      : paragraph(page, `Grades: ${grades.map((one) => `${one}, ${GRADES[one]}`).join("; ")}.`)),
    ...urls.flatMap((url) => paragraph({ ...page, measure: page.width }, url)),
  ];
};

const method = ({ packs }: Report, page: Page): readonly Block[] => [
  paragraph(
    page,
    `Business days: Monday to Friday less the holidays of ${packs.map(({ calendar }) => `${calendar.id} (${calendar.title})`).join(", ")}; the first ` +
      "day is not counted, the last is.",
  ),
  ...packs.flatMap(({ notes }) => notes.map((text) => paragraph(page, text))),
  paragraph(page, "These are findings of fact against the standards stated, and no legal advice."),
];
