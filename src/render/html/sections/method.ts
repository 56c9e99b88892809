import type { Report, ReportRule } from "../../../model/report.ts";
import { BASES, byCitation, GRADES, gradesIn } from "../../text/citations.ts";
import { counted, whole } from "../../text/numbers.ts";
import { DELIMITERS, optionsText } from "../../text/provenance.ts";
import { isIdle } from "../../text/rules.ts";
import { clip } from "../../text/width.ts";
import { type Child, el, type Markup, together } from "../markup.ts";
import { lede, linkTo, note, type Section, terms } from "../section.ts";

const LONGEST = 600;

/** Names which standards the findings are stated against, how days are counted, and what the figures are not. */
export const method = (report: Report): Section => {
  const rules = report.rules.filter((rule) => !isIdle(rule));
  const bases = [...new Set(rules.map(({ basis }) => basis))];
  const grades = gradesIn(rules);
  return {
    id: "method",
    title: "Standards and method",
    body: together(
      lede("These are findings of fact against the standards stated, and no legal advice."),
      byCitation(rules).map(citationView),
      terms([
        ...bases.map((basis): readonly [Child, Child] => [basis, BASES[basis]]),
        ...grades.map((grade): readonly [Child, Child] => [`grade ${grade}`, GRADES[grade]]),
      ]),
      el(
        "p",
        {},
        "Business days: Monday to Friday less the holidays of ",
        report.packs.map(({ calendar }) => `${calendar.id} (${calendar.title})`).join(", "),
        "; the first day is not counted, the last is.",
      ),
      report.packs.flatMap(({ notes }) => notes.map((text) => el("p", {}, text))),
    ),
  };
};

const citationView = (rules: readonly ReportRule[]): Child => {
  const [first] = rules;
  if (first === undefined) return null;
  const { citation, basis } = first;
  return el(
    "div",
    { class: "citation" },
    el("h3", {}, citation.law),
    el("p", {}, citation.text),
    note(
      `${basis}, grade ${citation.grade}${citation.confidence === "" ? "" : ` (${citation.confidence})`}: `,
      rules.map(({ id }) => id).join(", "),
    ),
    citation.url !== null && el("p", { class: "url" }, linkTo(citation.url)),
  );
};

/** Says from what, by what and how the figures were made: enough to make the same again. */
export const provenanceView = (report: Report): Markup => {
  const { inputs, packs, asOf, asOfFrom, options, tool, engine } = report;
  return together(
    el("h2", {}, "Provenance"),
    terms([
      ...inputs.map((input): readonly [Child, Child] => ["input", inputView(input)]),
      ...packs.flatMap(({ id, version, sha256, calendar }): readonly (readonly [Child, Child])[] => [
        ["pack", [`${id} ${version}, sha256 `, el("code", {}, sha256)]],
        ["calendar", [`${calendar.id}, sha256 `, el("code", {}, calendar.sha256)]],
      ]),
      [
        "as of",
        `${asOf} ${[...new Set(packs.map(({ timezone }) => timezone))].join(", ")}, from ${asOfFrom === "option" ? "--as-of" : `the latest ${asOfFrom}`}`,
      ],
      ["options", clip(optionsText(options), LONGEST)],
      ["made by", `${tool.name} ${tool.version}, engine ${engine.name} ${engine.version}`],
    ]),
    el(
      "p",
      { class: "on-paper" },
      "Tables too long or too wide for paper are left out here; they are in the file that this was printed from.",
    ),
  );
};

const inputView = (input: Report["inputs"][number]): Child => {
  const { path, bytes, records, encoding, delimiter, mapping, latest, sha256 } = input;
  const facts = [
    `${whole(bytes)} bytes`,
    counted(records, "record"),
    encoding,
    DELIMITERS[delimiter] ?? delimiter,
    `mapping ${mapping.id}`,
    ...(latest === null ? [] : [`latest ${latest}`]),
  ].join(", ");
  return [clip(path, LONGEST), el("br"), facts, el("br"), "sha256 ", el("code", {}, sha256)];
};
