import type { Cases } from "../../model/cases.ts";
import { PROBLEMS } from "../../model/problem.ts";
import type { Report, ReportFamily } from "../../model/report.ts";
import { CLAIMS_TITLE, claimsBlocks } from "../claims.ts";
import {
  bullets,
  type Doc,
  type DocBlock,
  type DocSection,
  glossary,
  heading,
  lead,
  open,
  remark,
  say,
} from "../document/document.ts";
import { lateUnder } from "../sensitivityWords.ts";
import { ASSUMPTION_SOURCES, leaning } from "../text/assumptions.ts";
import { momentInWords } from "../text/dates.ts";
import { isBinding } from "../text/families.ts";
import { LEAST } from "../text/groups.ts";
import { asOfSentence, rateSentence, scopeSentence, sessionSentence } from "../text/headline.ts";
import { counted, whole, withShare } from "../text/numbers.ts";
import { explainReason } from "../text/reasons.ts";
import { basesOf } from "../text/ruleCells.ts";
import { isIdle } from "../text/rules.ts";
import { startsOf } from "../text/undecided.ts";
import { casesAnnex } from "./annex.ts";
import { outcomesTable, placesTables, rulesTable, verdictsTable } from "./figures.ts";
import { methodSection, provenanceFoot, standardsSection } from "./sources.ts";

const WORST = 10;
const BLANK = "________________________ (to be filled in by whoever files this)";

const plansOf = ({ breakdowns }: Report): readonly string[] =>
  (breakdowns.find(({ by }) => by === "plan")?.rows ?? []).flatMap(({ key }) => key ?? []);

const parties = (report: Report): DocBlock => {
  const plans = plansOf(report);
  return glossary([
    ["Filed by", BLANK],
    ["Filed with", BLANK],
    ["Concerning", plans.length === 0 ? BLANK : plans.slice(0, WORST).join(", ")],
    ["Date of filing", BLANK],
    ["Seen as of", momentInWords(report.asOf)],
  ]);
};

const summaryOf = ({ asks, rate, enrollees }: ReportFamily): string => {
  const late = rate.denominator - rate.numerator;
  return (
    `Of ${counted(rate.denominator, "cancellation")} ${asks}, ${withShare(late, rate.denominator)} did not meet the standard: for ` +
    `${counted(enrollees.overdue, "enrollee")} at least one had no appointment at all, for ${counted(enrollees.missed, "enrollee")} at ` +
    "least one came too late."
  );
};

const facts = (report: Report): DocSection => {
  const { cancellations, enrollees, canceledBy } = report.headline;
  return {
    id: "facts",
    title: "What happened",
    blocks: [
      say(
        { strong: `${counted(cancellations, "appointment")} canceled, affecting ${counted(enrollees, "enrollee")}.` },
        ` Canceled by: ${Object.entries(canceledBy)
          .map(([who, n]) => `${who} ${whole(n)}`)
          .join(", ")}.`,
      ),
      say([scopeSentence(report), asOfSentence(report), rateSentence(report), ...sessionSentence(report)].join(" ")),
      open(outcomesTable(report)),
    ],
  };
};

const familyBlocks = (report: Report): readonly DocBlock[] =>
  report.families
    .filter(isBinding)
    .flatMap((family, i) => [
      heading(family.title),
      remark(
        [family.id, ...basesOf(report.rules.filter((rule) => rule.family === family.id && !isIdle(rule)))].join(" · "),
      ),
      say(
        family.rate.value === null
          ? `Nothing to rate yet among cancellations ${family.asks}.`
          : `Of ${counted(family.rate.denominator, "cancellation")} ${family.asks}, `,
        ...(family.rate.value === null
          ? []
          : [{ strong: withShare(family.rate.numerator, family.rate.denominator) }, " met the standard."]),
      ),
      open(verdictsTable(family, report, i)),
    ]);

const measured = (report: Report): DocSection => ({
  id: "measured",
  title: "Measured against the standards",
  blocks: [
    say(
      "Missed: care came, and came too late. Overdue: no care, and the limit has passed. Rates count only cancellations whose limit has passed.",
    ),
    ...familyBlocks(report),
    heading("Rule by rule"),
    open(rulesTable(report)),
  ],
});

const places = (report: Report, family: ReportFamily | undefined): readonly DocSection[] => {
  const tables = family === undefined ? [] : placesTables(report, family, WORST);
  return family === undefined || tables.length === 0
    ? []
    : [
        {
          id: "places",
          title: "Where",
          blocks: [
            say(`Missed or overdue under “${family.title}”, of those rated; only groups with ${LEAST} rated or more.`),
            ...tables.map(open),
          ],
        },
      ];
};

const robustness = ({ sensitivity, families }: Report): readonly DocBlock[] => {
  const robust = families.filter(({ id }) => sensitivity?.robust.includes(id) === true);
  if (sensitivity === null || sensitivity.readings.length < 2) return [];
  // A family that falls to nothing under some reading is told too: a filing that left it out would invite the answer.
  const kept = families
    .filter(({ id }) => sensitivity.readings.some((reading) => lateUnder(reading, id) > 0))
    .map(({ id, title }) => `${title}: ${whole(sensitivity.inEvery[id] ?? 0)}`);
  return [
    heading("Under other readings"),
    say(
      [
        `The disputed definitions were read otherwise too, ${counted(sensitivity.readings.length - 1, "other reading")}, one at a time.`,
        ...(kept.length === 0 ? [] : [`Missed or overdue under every one of them: ${kept.join("; ")}.`]),
        ...(robust.length === 0
          ? []
          : [`The count is the same under all of them for: ${robust.map(({ title }) => title).join(", ")}.`]),
      ].join(" "),
    ),
  ];
};

const limits = (report: Report): DocSection => {
  const { reconciliation: held, undecided, assumptions, problems } = report;
  const open = undecided.filter(({ cancellations }) => cancellations > 0);
  return {
    id: "limits",
    title: "Limits of the data",
    blocks: [
      heading("Every record accounted for"),
      say(
        `${whole(held.read)} read = ${whole(held.accepted)} accepted + ${whole(held.rejected)} rejected + ${whole(held.duplicates)} duplicates + ` +
          `${whole(held.superseded)} superseded.`,
      ),
      heading("What could not be decided"),
      ...(open.length === 0
        ? [say("Nothing was left undecided.")]
        : [
            bullets(
              open.map(
                ({ family, reason, cancellations }) =>
                  `${family}: ${counted(cancellations, "cancellation")}; ${explainReason(reason, startsOf(report, family)).why}`,
              ),
            ),
          ]),
      heading("What was assumed where the log says nothing"),
      ...(assumptions.length === 0
        ? [say("Nothing was assumed.")]
        : [
            bullets(
              assumptions.map(
                ({ field, value, source, cancellations }) =>
                  `${field} = ${value} (${ASSUMPTION_SOURCES[source]}): ${counted(cancellations, "cancellation")} relied on it`,
              ),
            ),
            remark(leaning(assumptions)),
          ]),
      heading("Problems in the data"),
      ...(problems.length === 0
        ? [say("None were found.")]
        : [bullets(problems.map(({ code, count }) => `${whole(count)} × ${code}: ${PROBLEMS[code]}`))]),
      ...robustness(report),
      heading("What these figures are not"),
      bullets([
        "They are a census of the log, not a sample; and not the rate of compliance that a regulator's survey of providers' next openings measures.",
        "They are as good as the export: what a scheduling system does not record, no program can find.",
        "They are findings of fact against the standards stated. They draw no conclusion of law, and are no legal advice.",
      ]),
    ],
  };
};

const claims = (report: Report): readonly DocSection[] => {
  const blocks = claimsBlocks(report);
  return blocks === null ? [] : [{ id: "claims", title: CLAIMS_TITLE, blocks }];
};

/** Describes a factual filing for a regulator: who, what period, the figures, the standards, the method, the limits. */
export const complaintDoc = (report: Report, cases: Cases | null): Doc => {
  const family = report.families.find(({ rate }) => rate.denominator > 0);
  return {
    synthetic: report.synthetic,
    title: "Canceled appointments and timely access: a statement of facts",
    kicker: report.packs.map(({ title }) => title).join("; "),
    head: [parties(report), ...(family === undefined ? [] : [lead(summaryOf(family))])],
    sections: numbered([
      facts(report),
      measured(report),
      ...places(report, family),
      ...claims(report),
      standardsSection(report),
      methodSection(report),
      limits(report),
      ...(cases === null ? [] : [casesAnnex(cases, report)]),
    ]),
    foot: provenanceFoot(report),
  };
};

/** Numbers the sections as they come, so that a letter can refer to them; annexes have names of their own. */
const numbered = (sections: readonly DocSection[]): readonly DocSection[] =>
  sections.map((section, i) =>
    section.id === "annex" ? section : { ...section, title: `${i + 1}. ${section.title}` },
  );
