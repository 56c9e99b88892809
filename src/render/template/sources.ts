import type { Report, ReportRule } from "../../model/report.ts";
import {
  bullets,
  type DocBlock,
  type DocSection,
  glossary,
  heading,
  type Run,
  remark,
  say,
} from "../document/document.ts";
import { BASES, byCitation, GRADES, gradesIn } from "../text/citations.ts";
import { counted, whole } from "../text/numbers.ts";
import { optionsText } from "../text/provenance.ts";
import { isIdle } from "../text/rules.ts";

type Cited = Pick<ReportRule, "id" | "citation" | "basis">;

const citationBlocks = (rules: readonly Cited[]): readonly DocBlock[] => {
  const [first] = rules;
  if (first === undefined) return [];
  const { citation, basis } = first;
  const confidence = citation.confidence === "" ? "" : ` (${citation.confidence})`;
  return [
    heading(citation.law),
    say(citation.text, ...(citation.url === null ? [] : [" ", { link: citation.url }])),
    remark(`Basis: ${basis}; grade ${citation.grade}${confidence}. Rules: ${rules.map(({ id }) => id).join(", ")}.`),
  ];
};

/** Names the standards that the figures are stated against, with what each rests on and how sure that is. */
export const standardsSection = (report: Report): DocSection =>
  standardsOf(report.rules.filter((rule) => !isIdle(rule)));

/** Names the standards of some rules. */
export const standardsOf = (rules: readonly Cited[]): DocSection => {
  const bases = [...new Set(rules.map(({ basis }) => basis))];
  const grades = gradesIn(rules);
  return {
    id: "standards",
    title: "The standards",
    blocks: [
      ...byCitation(rules).flatMap(citationBlocks),
      bullets([
        ...bases.map((basis) => `${basis}: ${BASES[basis]}`),
        ...grades.map((grade) => `grade ${grade}: ${GRADES[grade]}`),
      ]),
    ],
  };
};

/** Says how days are counted and what stops a clock. */
export const methodSection = ({ packs }: Pick<Report, "packs">): DocSection => ({
  id: "method",
  title: "Method",
  blocks: [
    bullets([
      "Every record of the export is read, and each canceled appointment is followed through its replacements to what it ended at.",
      `Business days: Monday to Friday less the holidays of ${packs.map(({ calendar }) => `${calendar.id} (${calendar.title})`).join(", ")}; ` +
        "the first day is not counted, the last is.",
      "A clock stops at the earliest date offered that came to something; care that the plan canceled again stops nothing.",
      "What is unknown stays unknown, but for the assumptions listed with the limits of the data.",
      ...packs.flatMap(({ notes }) => notes),
    ]),
  ],
});

type Entry = readonly [string, string | readonly Run[]];

/** Says from what the figures were made: enough to make the same again. */
export const provenanceFoot = ({
  inputs,
  packs,
  asOf,
  asOfFrom,
  options,
  scope,
  tool,
  engine,
}: Report): DocSection => ({
  id: "provenance",
  title: "Provenance",
  blocks: [
    glossary([
      ...inputs.map(
        ({ path, bytes, records, sha256 }): Entry => [
          "input",
          `${path}: ${whole(bytes)} bytes, ${counted(records, "record")}, sha256 ${sha256}`,
        ],
      ),
      ...packs.flatMap(({ id, version, sha256, calendar }): readonly Entry[] => [
        ["pack", `${id} ${version}, sha256 ${sha256}`],
        ["calendar", `${calendar.id}, sha256 ${calendar.sha256}`],
      ]),
      [
        "as of",
        `${asOf} ${[...new Set(packs.map(({ timezone }) => timezone))].join(", ")}, from ${asOfFrom === "option" ? "--as-of" : `the latest ${asOfFrom}`}`,
      ],
      [
        "scope",
        [
          scope.from === null ? "" : `from ${scope.from} `,
          scope.to === null ? "" : `to ${scope.to} `,
          scope.where.join(" and "),
        ]
          .join("")
          .trim() || "the whole log",
      ],
      ["options", optionsText(options)],
      ["made by", `${tool.name} ${tool.version}, engine ${engine.name} ${engine.version}`],
    ]),
  ],
});
