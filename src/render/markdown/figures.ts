import type { Report, ReportFamily, ReportRule } from "../../model/report.ts";
import { bar } from "../text/bar.ts";
import { isBinding, sentence } from "../text/families.ts";
import { counted, percent, whole } from "../text/numbers.ts";
import { RESOLUTION_ORDER, RESOLUTION_WORDS } from "../text/resolutions.ts";
import { limitText, waitText } from "../text/ruleCells.ts";
import { isIdle } from "../text/rules.ts";
import { BINDING } from "../text/verdictBar.ts";
import { verdictWords } from "../text/verdictWords.ts";
import type { Footnotes } from "./citations.ts";
import { name, prose, table } from "./words.ts";

export type Blocks = readonly string[];

const BAR = 20;

/** Tells what became of the cancellations. */
export const outcomes = ({ headline: { cancellations, resolution } }: Report): Blocks =>
  cancellations === 0
    ? []
    : [
        "## What became of them",
        table(
          [
            ["What became of them", "left"],
            ["Cancellations", "right"],
            ["Share", "right"],
            ["", "left"],
          ],
          RESOLUTION_ORDER.map((key) => [
            RESOLUTION_WORDS[key],
            whole(resolution[key]),
            percent(resolution[key], cancellations),
            bar(resolution[key] / cancellations, BAR),
          ]),
        ),
      ];

/** Measures against each family, with n/d beside every rate. */
export const standards = (report: Report, notes: Footnotes): Blocks => {
  if (report.headline.cancellations === 0 || report.families.length === 0) return [];
  const unbound = report.families.filter((family) => !isBinding(family)).map(({ title }) => `“${prose(title)}”`);
  return [
    "## Measured against each standard",
    ...report.families.filter(isBinding).flatMap((family) => familyBlocks(family, report, notes)),
    ...(unbound.length === 0 ? [] : [`None of these cancellations falls under ${unbound.join(", ")}.`]),
  ];
};

const familyBlocks = (family: ReportFamily, report: Report, notes: Footnotes): Blocks => {
  const rules = report.rules.filter((rule) => rule.family === family.id && !isIdle(rule));
  const bases = [...new Set(rules.map(({ basis }) => basis))];
  const isRequirement = rules.every(({ within }) => within === null);
  const bound = BINDING.reduce((sum, verdict) => sum + family.counts[verdict], 0);
  const shown = BINDING.filter((verdict) => family.counts[verdict] > 0);
  return [
    `### ${prose(family.title)}`,
    [name(family.id), ...bases].join(" · "),
    sentence({ ...family, asks: prose(family.asks) }, (figure) => `**${figure}**`),
    table(
      [
        ["Verdict", "left"],
        ["Cancellations", "right"],
        ["Of all bound", "right"],
        ["", "left"],
        ["What it means", "left"],
      ],
      shown.map((verdict) => [
        verdict,
        whole(family.counts[verdict]),
        percent(family.counts[verdict], bound),
        bar(family.counts[verdict] / bound, BAR),
        verdictWords(verdict, family, isRequirement, report.asOf),
      ]),
    ),
    rulesTable(rules, notes),
  ];
};

const rulesTable = (rules: readonly ReportRule[], notes: Footnotes): string =>
  table(
    [
      ["Rule", "left"],
      ["Limit", "right"],
      ["Met of rated", "right"],
      ["Rate", "right"],
      ...BINDING.slice(1).map((verdict) => [verdict, "right"] as const),
      ["Median wait", "right"],
    ],
    rules.map((rule) => [
      `${name(rule.id)}${notes.mark(rule)}`,
      limitText(rule, true),
      `${whole(rule.rate.numerator)}/${whole(rule.rate.denominator)}`,
      percent(rule.rate.numerator, rule.rate.denominator),
      ...BINDING.slice(1).map((verdict) => whole(rule.counts[verdict])),
      waitText(rule, "median"),
    ]),
  );

/** Tells how replacements were found otherwise than by the log's own links, and who was seen all the same. */
export const links = ({ links: found, seenOtherwise, families }: Report): Blocks => {
  const stated = found?.without ?? null;
  const blocks = [
    ...(stated === null
      ? []
      : [
          table(
            [
              ["Met of rated", "left"],
              ["by the log's own links", "right"],
              ["as reported", "right"],
            ],
            stated.map(({ id, rate }) => {
              const reported = families.find((family) => family.id === id)?.rate ?? rate;
              return [name(id), shareOf(rate), shareOf(reported)];
            }),
          ),
        ]),
    ...(seenOtherwise === null || seenOtherwise.cancellations === 0
      ? []
      : [
          `In ${counted(seenOtherwise.cancellations, "cancellation")} without a replacement ` +
            `(${counted(seenOtherwise.enrollees, "enrollee")}) the person kept a comparable appointment within the limit ` +
            "anyway; they are still counted as without care.",
        ]),
  ];
  return blocks.length === 0 ? [] : ["## How it is known what followed", ...blocks];
};

const shareOf = ({ numerator, denominator }: ReportFamily["rate"]): string =>
  denominator === 0
    ? "nothing rated"
    : `${whole(numerator)}/${whole(denominator)} (${percent(numerator, denominator)})`;
