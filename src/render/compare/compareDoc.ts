import type { Compare, ComparedFamily } from "../../model/compare.ts";
import { bullets, type Doc, type DocBlock, type DocSection, lead, remark, say } from "../document/document.ts";
import { pairedBars } from "../html/charts/pairedBars.ts";
import { BASES } from "../text/citations.ts";
import { counted, noun } from "../text/numbers.ts";
import { briefOf } from "./brief.ts";
import { pairOf } from "./pair.ts";
import { howMany, outcomes, places } from "./sections.ts";
import { sidesFoot } from "./sides.ts";
import { familiesTable, rulesTable } from "./tables.ts";
import { differenceTexts, moveText, percentText, shareText, sideText, tallyText } from "./words.ts";

/** Picks the family that the headline speaks of: the first with cancellations rated on both sides. */
const spokenOf = ({ families }: Compare): ComparedFamily | null =>
  families.find(({ late }) => late.difference !== null) ?? null;

const UP = { worse: "up from", better: "down from", same: "as in the base:" } as const;

const titleOf = (compare: Compare): string => {
  const family = spokenOf(compare);
  if (family === null) return "Two reports compared: nothing is rated on both sides";
  const { base, current, move } = family.late;
  const how = move === "worse" || move === "better" ? UP[move] : UP.same;
  return `${percentText(current)} missed or overdue, ${how} ${percentText(base)}`;
};

const robustText = ({ robust, late }: ComparedFamily): string => {
  if (late.move !== "worse" && late.move !== "better") return "";
  return robust
    ? ` It is ${late.move} however the undetermined of either side would be decided.`
    : " How the undetermined would be decided could turn it.";
};

const headOf = (compare: Compare): readonly DocBlock[] => {
  const family = spokenOf(compare);
  const lates = compare.rules.map(({ late }) => late);
  return [
    ...(family === null
      ? []
      : [
          lead(
            `Under “${family.title}”, `,
            { strong: shareText(family.late.current) },
            " missed the standard or are overdue; in the base ",
            { strong: shareText(family.late.base) },
            `: ${moveText(family.late)}.${robustText(family)}`,
          ),
        ]),
    say(tallyText(lates, "rule")),
    bullets([`Base: ${sideText(compare.base)}.`, `Current: ${sideText(compare.current)}.`]),
  ];
};

const differences = (compare: Compare): DocSection | null => {
  const told = differenceTexts(compare);
  return told.length === 0
    ? null
    : { id: "differences", title: "What differs besides the figures", blocks: [bullets([...told])] };
};

const families = (compare: Compare): DocSection => {
  const rated = compare.families.filter(({ late }) => late.move !== "neither");
  const idle = compare.families.filter(({ late }) => late.move === "neither").map(({ title }) => `“${title}”`);
  return {
    id: "families",
    title: "Measured against each standard",
    blocks: [
      lead("Missed or overdue, of the cancellations whose limit had passed: a change above 0 is for the worse."),
      ...(rated.length === 0
        ? []
        : [
            {
              kind: "chart" as const,
              draw: () =>
                pairedBars(
                  rated.map((one) =>
                    pairOf(one.title, one.late, { id: one.id, also: one.robust ? ", whatever the undetermined" : "" }),
                  ),
                ),
              table: familiesTable(compare),
              brief: briefOf(familiesTable(compare)),
            },
          ]),
      ...(idle.length === 0 ? [] : [remark(`Nothing is rated on either side under ${idle.join(", ")}.`)]),
      remark(
        "“Whatever the undetermined”: the change stands even if every undetermined cancellation of the better side were late, " +
          "and none of the worse.",
      ),
    ],
  };
};

const rules = (compare: Compare): DocSection | null => {
  const rated = compare.rules.filter(({ late }) => late.move !== "neither");
  return rated.length === 0
    ? null
    : {
        id: "rules",
        title: "Rule by rule, what got worse first",
        blocks: [
          {
            kind: "chart",
            draw: () => pairedBars(rated.map(({ id, title, late }) => pairOf(title, late, { id }))),
            table: rulesTable({ ...compare, rules: rated }),
            brief: briefOf(rulesTable({ ...compare, rules: rated })),
          },
          ...(rated.length < compare.rules.length
            ? [
                remark(
                  `${counted(compare.rules.length - rated.length, "rule")} ` +
                    `${noun(compare.rules.length - rated.length, "has", "have")} nothing rated on either side.`,
                ),
              ]
            : []),
        ],
      };
};

const method = ({ rules: all, packs }: Compare): DocSection => ({
  id: "method",
  title: "Method",
  blocks: [
    bullets([
      "Shares are compared on whole numbers, never rounded: what is told to be worse is worse, by however little. Both are a census of their log, not a sample, so there is no margin of error; whether the change has a cause is not for the figures to say.",
      "pp: percentage points, the current share less that of the base. ×: the current share divided by that of the base.",
      ...[...new Set(all.map(({ basis }) => basis))].map((basis) => `${basis}: ${BASES[basis]}`),
      ...packs.flatMap(({ notes }) => notes),
      "These are findings of fact against the standards stated, and no legal advice.",
    ]),
  ],
});

/** Describes a comparison as a document. */
export const compareDoc = (compare: Compare): Doc => ({
  synthetic: compare.synthetic,
  title: titleOf(compare),
  kicker: compare.packs.map(({ title }) => title).join("; "),
  head: headOf(compare),
  sections: [
    differences(compare),
    families(compare),
    rules(compare),
    places(compare, spokenOf(compare)),
    outcomes(compare),
    howMany(compare),
    method(compare),
  ].filter((section) => section !== null),
  foot: sidesFoot(compare),
});
