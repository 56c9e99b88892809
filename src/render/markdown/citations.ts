import type { Report, ReportRule } from "../../model/report.ts";
import { BASES, byCitation, GRADES, gradesIn } from "../text/citations.ts";
import { isIdle } from "../text/rules.ts";
import { address, name, prose } from "./words.ts";

/** The footnotes of a document: each citation once, by a number of its own. */
export interface Footnotes {
  /** Writes the mark of a rule's citation. */
  readonly mark: (rule: ReportRule) => string;
  readonly notes: readonly string[];
}

/** Numbers the citations of the rules that bind anybody. */
export const footnotesOf = ({ rules }: Report): Footnotes => {
  const cited = byCitation(rules.filter((rule) => !isIdle(rule)));
  const numbers = new Map(cited.flatMap((own, i) => own.map((rule) => [rule, i + 1] as const)));
  return {
    mark: (rule) => {
      const number = numbers.get(rule);
      return number === undefined ? "" : `[^${number}]`;
    },
    notes: cited.map((own, i) => `[^${i + 1}]: ${noteOf(own)}`),
  };
};

const noteOf = (rules: readonly ReportRule[]): string => {
  const [first] = rules;
  if (first === undefined) return "";
  const { citation, basis } = first;
  const confidence = citation.confidence === "" ? "" : ` (${prose(citation.confidence)})`;
  const url = citation.url === null ? "" : ` ${address(citation.url)}`;
  return `**${prose(citation.law)}.** ${prose(citation.text)} Basis: ${basis}; grade ${citation.grade}${confidence}.${url}`;
};

/** Says what bases and grades mean, how days are counted, and what the figures are not. */
export const methodParagraphs = ({ rules, packs }: Report): readonly string[] => {
  const bound = rules.filter((rule) => !isIdle(rule));
  const bases = [...new Set(bound.map(({ basis }) => basis))];
  const grades = gradesIn(bound);
  return [
    ...bases.map((basis) => `*${basis}*: ${BASES[basis]}`),
    ...(grades.length === 0 ? [] : [`Grades: ${grades.map((one) => `${one}, ${GRADES[one]}`).join("; ")}.`]),
    `Business days: Monday to Friday less the holidays of ${packs.map(({ calendar }) => `${name(calendar.id)} (${prose(calendar.title)})`).join(", ")}; the first day is not counted, the last is.`,
    ...packs.flatMap(({ notes }) => notes.map(prose)),
    "These are findings of fact against the standards stated, and no legal advice.",
  ];
};
