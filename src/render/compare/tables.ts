import type { Compare, ComparedBreakdown, ComparedShare, Move } from "../../model/compare.ts";
import type { Cell } from "../rows.ts";
import {
  counts,
  type DataTable,
  fileName,
  points,
  ratios,
  sentences,
  shares,
  signed,
  type TableColumn,
  texts,
} from "../tables/table.ts";
import { RESOLUTION_ORDER, RESOLUTION_WORDS } from "../text/resolutions.ts";
import { limitText } from "../text/ruleCells.ts";
import { medianText, moveWord } from "./words.ts";

/** Both sides of a share with their counts, and how it moved. */
const SHARE_COLUMNS: readonly TableColumn[] = [
  counts("base_numerator", "Base"),
  counts("base_denominator", "Base, of"),
  shares("base_share", "Base, share"),
  counts("current_numerator", "Now"),
  counts("current_denominator", "Now, of"),
  shares("current_share", "Now, share"),
  points("difference", "Change"),
  ratios("ratio", "Ratio"),
  sentences("move", "Move"),
];

const shareCells = ({ base, current, difference, ratio, move }: ComparedShare): readonly Cell[] => [
  base?.numerator ?? null,
  base?.denominator ?? null,
  base?.value ?? null,
  current?.numerator ?? null,
  current?.denominator ?? null,
  current?.value ?? null,
  difference,
  ratio,
  moveWord(move),
];

/** Gives the counts of the headline. */
export const countsTable = ({ counts: held }: Compare): DataTable => ({
  name: "counts",
  title: "How many, on either side",
  columns: [
    texts("figure", "Figure"),
    counts("base", "Base"),
    counts("current", "Now"),
    signed("difference", "Change"),
    ratios("ratio", "Ratio"),
  ],
  rows: held
    .filter(({ base, current }) => base !== null || current !== null)
    .map(({ id, base, current, difference, ratio }) => [id, base, current, difference, ratio]),
});

/** Gives what became of the cancellations, and who canceled, as shares of them. */
export const outcomesTable = (compare: Compare): DataTable => ({
  name: "outcomes",
  title: "What became of the cancellations, as shares of them",
  columns: [sentences("resolution", "What became of them"), ...SHARE_COLUMNS],
  rows: RESOLUTION_ORDER.map((id) => {
    const found = compare.resolution.find((one) => one.id === id);
    return [RESOLUTION_WORDS[id], ...(found === undefined ? [] : shareCells(found))];
  }),
});

/** Gives who canceled. */
export const cancelersTable = ({ canceledBy }: Compare): DataTable => ({
  name: "canceled-by",
  title: "Who canceled, as shares of the cancellations",
  columns: [texts("canceled_by", "Canceled by"), ...SHARE_COLUMNS],
  rows: canceledBy.map((one) => [one.id, ...shareCells(one)]),
});

const robustText = (robust: boolean, move: Move): string | null =>
  move === "worse" || move === "better" ? (robust ? "yes" : "no") : null;

/** Gives every family: missed + overdue of those rated. */
export const familiesTable = ({ families }: Compare): DataTable => ({
  name: "families",
  title: "Missed or overdue, of those rated, by family",
  columns: [texts("family", "Family"), ...SHARE_COLUMNS, sentences("robust", "Whatever the undetermined")],
  rows: families.map(({ id, late, robust }) => [id, ...shareCells(late), robustText(robust, late.move)]),
});

/** Gives every rule, what got worse first. */
export const rulesTable = ({ rules }: Compare): DataTable => ({
  name: "rules",
  title: "Missed or overdue, of those rated, by rule; what got worse first",
  columns: [
    texts("rule", "Rule"),
    sentences("limit", "Limit"),
    ...SHARE_COLUMNS,
    sentences("robust", "Whatever the undetermined"),
    sentences("base_median", "Base, median wait"),
    sentences("current_median", "Now, median wait"),
    sentences("basis", "Basis"),
  ],
  rows: rules.map((rule) => [
    rule.id,
    limitText(rule, true),
    ...shareCells(rule.late),
    robustText(rule.robust, rule.late.move),
    medianText(rule.median, "base"),
    medianText(rule.median, "current"),
    rule.basis,
  ]),
});

/** Gives every group of a breakdown under the family that it is ordered by. */
export const groupsTable = ({ by, family, rows }: ComparedBreakdown): DataTable => ({
  name: `by-${fileName(by)}`,
  title: `By ${by}: cancellations, and missed or overdue of those rated`,
  columns: [
    texts("group", by),
    counts("base_cancellations", "Base, cancellations"),
    counts("current_cancellations", "Now, cancellations"),
    ...SHARE_COLUMNS,
  ],
  rows: rows.map((row) => {
    const found = family === null ? undefined : row.families[family];
    return [
      row.key,
      row.cancellations.base,
      row.cancellations.current,
      ...(found === undefined ? [] : shareCells(found)),
    ];
  }),
});
