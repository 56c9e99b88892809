import type { Published, PublishedBreakdown, PublishedFamily } from "../../model/published.ts";
import { type Doc, type DocBlock, type DocSection, heading, lead, open, remark, say } from "../document/document.ts";
import { methodSection, standardsOf } from "../template/sources.ts";
import { counted, whole, withShare } from "../text/numbers.ts";
import { pressLine } from "../text/press.ts";
import { classLegend, familyBar, heatChart, LEAST_DRAWN, outcomeBars, placeBars, weekChart } from "./charts.ts";
import { asOfText, behind, protection, publishedFoot } from "./method.ts";
import { PublishedTables } from "./tables.ts";
import { CLASS_MEANINGS, CLASS_WORDS, HIDDEN, RULE_WORDS } from "./words.ts";

const PLACES: readonly string[] = ["facility", "county", "region"];

const titleOf = ({ headline: { cancellations, enrollees }, least }: Published): string => {
  if (cancellations === null) return `Fewer than ${least} cancellations or enrollees: no figures can be published`;
  const affecting = enrollees === null ? "" : `, affecting ${counted(enrollees, "enrollee")}`;
  return `${counted(cancellations, "appointment")} canceled${affecting}`;
};

/** The family that charts speak of: the first that rates any, and tells its rate. */
const spokenOf = ({ families }: Published): PublishedFamily | undefined =>
  families.find(({ figures }) => figures?.rate !== null && figures !== null) ??
  families.find(({ figures }) => figures !== null && (figures.counts.met !== 0 || figures.counts.notMet !== 0));

const headOf = (published: Published): readonly DocBlock[] => {
  const { cancellations, enrollees } = published.headline;
  const few = published.leftOut.find(({ rule }) => rule === "too-few");
  const round = cancellations === null || enrollees === null ? null : pressLine(cancellations, enrollees);
  return [
    ...(few === undefined ? [] : [lead(`No figures are told: ${RULE_WORDS[few.rule]}.`)]),
    ...(round === null ? [] : [lead(`In round figures: ${round}.`)]),
    say(
      `Made to be published, as of ${asOfText(published.asOf)}. `,
      { strong: `${HIDDEN} is a count that is hidden` },
      `: it is small, or a small one could be worked out by it. It does not stand for 0. What was hidden, merged or left out, and by which rule, is said below.`,
    ),
  ];
};

const outcomes = (published: Published, tables: PublishedTables): DocSection | null => {
  const { cancellations, resolution } = published.headline;
  const table = tables.outcomes(published);
  if (table === null || resolution === null || cancellations === null || cancellations === 0) return null;
  const { none } = resolution;
  return {
    id: "outcomes",
    title: "What became of them",
    blocks: [
      ...(none === null
        ? []
        : [
            lead(
              `Of ${counted(cancellations, "canceled appointment")}, ${withShare(none, cancellations)} got no new appointment and no offer of one.`,
            ),
          ]),
      { kind: "chart", draw: () => outcomeBars(published), table, brief: null },
    ],
  };
};

const familySentence = ({ asks, figures }: PublishedFamily): DocBlock => {
  if (figures === null) return say("No figures are told.");
  const { rate, counts } = figures;
  if (rate !== null)
    return say(
      `Of ${counted(rate.denominator, "cancellation")} ${asks}, `,
      { strong: `${withShare(rate.numerator, rate.denominator)} met the standard` },
      ".",
    );
  return say(
    counts.met === null || counts.notMet === null
      ? `How many of the cancellations ${asks} met the standard is hidden (${HIDDEN}).`
      : `Nothing to rate yet among cancellations ${asks}.`,
  );
};

const families = (published: Published, tables: PublishedTables): DocSection | null => {
  const { cancellations } = published.headline;
  if (cancellations === null || cancellations === 0) return null;
  return {
    id: "families",
    title: "Measured against each standard",
    blocks: [
      remark(
        Object.entries(CLASS_MEANINGS)
          .map(([one, meaning]) => `${CLASS_WORDS[one as keyof typeof CLASS_WORDS]}: ${meaning}`)
          .join(". "),
        ".",
      ),
      { kind: "chart", draw: classLegend, table: null, brief: null },
      ...published.families.flatMap((family): readonly DocBlock[] => [
        heading(family.title),
        familySentence(family),
        { kind: "chart", draw: () => familyBar(family, cancellations), table: null, brief: null },
      ]),
      open(tables.families(published)),
    ],
  };
};

const tells = ({ rows }: PublishedBreakdown, { id }: PublishedFamily): boolean =>
  rows.some(({ families: held }) => held[id] !== undefined);

const weeks = (published: Published, tables: PublishedTables): DocSection | null => {
  const breakdown = published.breakdowns.find(({ by }) => by === "week");
  const family = spokenOf(published);
  if (breakdown === undefined) return null;
  return {
    id: "weeks",
    title: "Week by week",
    blocks: [
      ...(family === undefined || !tells(breakdown, family)
        ? []
        : [
            say(`By the Monday of the lost appointment's week; colors say what “${family.title}” makes of them.`),
            {
              kind: "chart" as const,
              draw: () => weekChart(breakdown, family),
              table: tables.groups(breakdown),
              brief: null,
            },
          ]),
      ...behind([tables.judged(breakdown, published.families)]),
    ],
  };
};

const crossed = (published: Published, tables: PublishedTables): DocSection | null => {
  const { crosstab } = published;
  if (crosstab === null) return null;
  const family = published.families.find(({ id }) => crosstab.cells.some((cell) => cell.families[id] !== undefined));
  const table = tables.crossed(crosstab);
  return {
    id: "crosstab",
    title: "Regions by weeks",
    blocks: [
      ...(family === undefined
        ? [say("No standard can be told of regions by weeks; the cancellations are.")]
        : [
            lead(
              `Each cell is the percentage of those rated that did not meet “${family.title}”. ${HIDDEN}: hidden. A dot: fewer than ${LEAST_DRAWN} rated. Empty: nobody rated.`,
            ),
            { kind: "chart" as const, draw: () => heatChart(crosstab, family), table: null, brief: null },
          ]),
      ...behind([table]),
    ],
  };
};

const groups = (published: Published, tables: PublishedTables): readonly DocSection[] => {
  const family = spokenOf(published);
  return published.breakdowns
    .filter(({ by }) => by !== "week")
    .map((breakdown, i) => {
      const isPlace = PLACES.includes(breakdown.by) && family !== undefined && tells(breakdown, family);
      return {
        id: `group-${i + 1}`,
        title: `By ${breakdown.by.replaceAll("_", " ")}`,
        blocks: [
          ...(isPlace
            ? [
                remark(
                  `Not met, of those rated, under “${family.title}”; groups that tell it and rate ${LEAST_DRAWN} or more.`,
                ),
                {
                  kind: "chart" as const,
                  draw: () => placeBars(breakdown, family),
                  table: tables.judged(breakdown, [family]),
                  brief: null,
                },
              ]
            : []),
          ...(isPlace ? behind([tables.groups(breakdown)]) : [open(tables.groups(breakdown))]),
          ...behind([tables.judged(breakdown, published.families)]),
        ],
      };
    });
};

const records = (published: Published, tables: PublishedTables): DocSection | null => {
  const table = tables.records(published);
  return table === null
    ? null
    : {
        id: "records",
        title: "Every record accounted for",
        blocks: [say(`${whole(published.headline.records?.read ?? 0)} records were read.`), open(table)],
      };
};

const waits = (published: Published, tables: PublishedTables): DocSection => ({
  id: "rules",
  title: "Limits and waits",
  blocks: [
    remark("Waits are told where many lie on either side of them, and not near the limit; the longest never is."),
    open(tables.rules(published)),
  ],
});

/** Describes what may leave the building as a document; every figure and every mark in it is out of `published`. */
export const publishedDoc = (published: Published): Doc => {
  const tables = new PublishedTables(HIDDEN);
  return {
    synthetic: published.synthetic,
    title: titleOf(published),
    kicker: published.packs.map(({ title }) => title).join("; "),
    head: headOf(published),
    sections: [
      outcomes(published, tables),
      families(published, tables),
      weeks(published, tables),
      crossed(published, tables),
      ...groups(published, tables),
      waits(published, tables),
      protection(published, tables),
      records(published, tables),
      standardsOf(published.rules),
      methodSection(published),
    ].filter((section) => section !== null),
    foot: publishedFoot(published),
  };
};
