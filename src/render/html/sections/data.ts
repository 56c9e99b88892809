import { PROBLEMS } from "../../../model/problem.ts";
import type { Report } from "../../../model/report.ts";
import { assumptionsTable, reconciliationTable, undecidedTable } from "../../tables/data.ts";
import { ASSUMPTION_SOURCES, leaning } from "../../text/assumptions.ts";
import { counted, whole } from "../../text/numbers.ts";
import { explainReason } from "../../text/reasons.ts";
import { remediesOf, startsOf } from "../../text/undecided.ts";
import { clip } from "../../text/width.ts";
import { figuresBehind } from "../dataTable.ts";
import { el, type Markup, together } from "../markup.ts";
import { label, lede, note, type Section } from "../section.ts";

const LONGEST = 300;

/** Tells what could not be decided, why, and what would decide it. */
export const undecided = (report: Report): Section | null => {
  const rows = report.undecided.filter(({ cancellations }) => cancellations > 0);
  if (rows.length === 0) return null;
  const remedies = remediesOf(report);
  return {
    id: "undecided",
    title: "What could not be decided, and why",
    body: together(
      lede("Counted as undetermined, and in no rate. The bounds beside each rate show what they could change."),
      [...new Set(rows.map(({ family }) => family))].map((id) => [
        el("h3", {}, report.families.find((family) => family.id === id)?.title ?? id),
        el(
          "ul",
          { class: "counts" },
          rows
            .filter(({ family }) => family === id)
            .map(({ reason, cancellations }) =>
              el(
                "li",
                {},
                el("b", {}, whole(cancellations)),
                ` ${clip(explainReason(reason, startsOf(report, id)).why, LONGEST)}`,
              ),
            ),
        ),
      ]),
      remedies.length > 0 && [
        el("h3", {}, "What would help to decide them"),
        el(
          "ul",
          {},
          remedies.map((text) => el("li", {}, clip(text, LONGEST))),
        ),
      ],
      figuresBehind(undecidedTable(report)),
    ),
  };
};

/** Gives the account of all records, and the problems found in them. */
export const account = (report: Report): Section => {
  const { read, accepted, rejected, duplicates, superseded, ...beside } = report.reconciliation;
  const { skipped, enteredInError, notYetKnown, outOfScope } = beside;
  return {
    id: "account",
    title: "Every record accounted for",
    body: together(
      el(
        "p",
        { class: "equation" },
        `${whole(read)} read = ${whole(accepted)} accepted + ${whole(rejected)} rejected + ` +
          `${whole(duplicates)} duplicates + ${whole(superseded)} superseded`,
      ),
      note(
        `Beside these: ${counted(skipped, "line")} skipped (titles, totals, repeated headers, blanks); ` +
          `${whole(enteredInError)} entered in error, accepted but not counted; ${whole(notYetKnown)} booked after ` +
          `as-of; ${counted(outOfScope, "cancellation")} outside the scope.`,
      ),
      figuresBehind(reconciliationTable(report)),
    ),
  };
};

const SAMPLES = 3;

/** Tells what was wrong with the data, what was done about it, and where to look. */
export const problems = ({ problems: list }: Report): Section | null =>
  list.length === 0
    ? null
    : {
        id: "problems",
        title: "Problems in the data",
        body: el(
          "dl",
          { class: "problems" },
          list.map(({ code, count, samples }) =>
            el(
              "div",
              {},
              el("dt", {}, code, " ", el("b", {}, whole(count))),
              el(
                "dd",
                {},
                PROBLEMS[code],
                samples.slice(0, SAMPLES).map((one) => sampleView(one, PROBLEMS[code])),
              ),
            ),
          ),
        ),
      };

const sampleView = ({ path, line, detail }: Report["problems"][number]["samples"][number], sentence: string): Markup =>
  el(
    "p",
    { class: "sample" },
    `${clip(path, LONGEST)}${line === null ? "" : `:${line}`}${detail === "" || detail === sentence ? "" : `  ${clip(detail, LONGEST)}`}`,
  );

/** Tells what unknown values were taken as, and how many cancellations relied on it. */
export const assumptions = (report: Report): Section | null => {
  const { assumptions: list } = report;
  return list.length === 0
    ? null
    : {
        id: "assumptions",
        title: "What was assumed where the log says nothing",
        body: together(
          el(
            "ul",
            { class: "counts" },
            list.map(({ field, value, source, cancellations }) =>
              el(
                "li",
                {},
                el("b", {}, whole(cancellations)),
                ` cancellations relied on ${label(field)} = ${label(value)} (${ASSUMPTION_SOURCES[source]})`,
              ),
            ),
          ),
          note(leaning(list)),
          figuresBehind(assumptionsTable(report)),
        ),
      };
};
