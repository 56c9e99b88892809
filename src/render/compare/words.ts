import type { Compare, ComparedRule, ComparedShare, CompareSide, DifferenceCode, Move } from "../../model/compare.ts";
import { pointsText, ratioText } from "../tables/shown.ts";
import { dayInWords, momentInWords } from "../text/dates.ts";
import { counted, percent, whole, withShare } from "../text/numbers.ts";
import { optionsText } from "../text/provenance.ts";
import { elapsedInWords } from "../waitWords.ts";

type Compared = Pick<ComparedShare, "base" | "current" | "difference" | "ratio" | "move">;

const MOVE_WORDS: Readonly<Record<Move, string>> = {
  worse: "worse",
  better: "better",
  more: "more",
  fewer: "less",
  same: "the same",
  new: "nothing rated in the base",
  gone: "nothing rated now",
  neither: "nothing rated on either side",
};

/** Names a move in a word. */
export const moveWord = (move: Move): string => MOVE_WORDS[move];

/** Says how a share moved: "+12.3 pp (×1.85), worse". */
export const moveText = ({ difference, ratio, move }: Compared): string => {
  if (difference === null) return moveWord(move);
  if (move === "same") return "the same";
  const times = ratio === null ? "" : ` (${ratioText(ratio)})`;
  return `${pointsText(difference)}${times}, ${moveWord(move)}`;
};

/** Says a share with both its counts: "64.4 % (60,094 of 93,327)". */
export const shareText = (share: ComparedShare["base"]): string =>
  share === null || share.denominator === 0
    ? "nothing rated"
    : `${withShare(share.numerator, share.denominator)} of ${counted(share.denominator, "rated cancellation")}`;

/** Writes a share alone. */
export const percentText = (share: ComparedShare["base"]): string =>
  share === null ? "–" : percent(share.numerator, share.denominator);

/** Says a share with both its counts, whatever it is of: "73.9 % (111,803 of 151,384)". */
export const shareOfAll = (share: ComparedShare["base"]): string =>
  share === null
    ? "–"
    : `${percent(share.numerator, share.denominator)} (${whole(share.numerator)} of ${whole(share.denominator)})`;

const periodText = (scope: CompareSide["scope"]): string => {
  const { from, to } = scope;
  if (from !== null && to !== null) return `appointments from ${dayInWords(from)} to ${dayInWords(to)}`;
  if (from !== null) return `appointments from ${dayInWords(from)} on`;
  return to === null ? "the whole log" : `appointments up to ${dayInWords(to)}`;
};

const weeksText = ({ weeks }: CompareSide): string =>
  weeks === null
    ? "not told by week"
    : weeks.weeks === 1
      ? `one week with cancellations, that of ${dayInWords(weeks.first)}`
      : `${counted(weeks.weeks, "week")} with cancellations, ${dayInWords(weeks.first)} to ${dayInWords(weeks.last)}`;

/** Says of a side what it looks at, and as of when. */
export const sideText = (side: CompareSide): string =>
  `${side.path}: ${periodText(side.scope)}, ${weeksText(side)}; as of ${momentInWords(side.asOf)}`;

type Differs = (compare: Compare, difference: Compare["differences"][number]) => string;

/** What each difference means for a reader, said before any figure. */
const DIFFERS: Readonly<Record<DifferenceCode, Differs>> = {
  period: ({ base, current }) =>
    `Other periods: the base looks at ${periodText(base.scope)}, the current report at ${periodText(current.scope)}.`,
  weeks: ({ base, current }) => {
    const [a, b] = [base.weeks?.weeks ?? null, current.weeks?.weeks ?? null];
    const length = a === b ? "" : " Counts grow with the length of a period; compare the shares.";
    return `Other weeks: the base has ${weeksText(base)}; the current report ${weeksText(current)}.${length}`;
  },
  "as-of": ({ base, current }) =>
    `Seen as of other moments: the base as of ${momentInWords(base.asOf)}, the current report as of ` +
    `${momentInWords(current.asOf)}. Rates count only cancellations whose limit had passed by then.`,
  reading: ({ base, current }) =>
    `Read with other options: the base with ${optionsText(base.options)}, the current report with ${optionsText(current.options)}.`,
  "link-columns": (_, { base }) =>
    `The ${base === "none" ? "base" : "current report"} has no column that tells what replaced a cancellation, so nothing of it ` +
    "can be decided; what became of the cancellations cannot be compared.",
  "same-input": (_, { base, current }) =>
    current === "all"
      ? `Both sides were made of the same files (${base}), and of the same period of them.`
      : `Both sides share files (${base}), and look at the same period of them: what is in both says nothing of a change.`,
  tool: (_, { base, current }) => `Made by other versions of the program: ${base} and ${current}.`,
  engine: (_, { base, current }) => `Computed by other engines (${base} and ${current}), which agree on every figure.`,
};

/** Says what differs besides the figures, a sentence each. */
export const differenceTexts = (compare: Compare): readonly string[] =>
  compare.differences.map((difference) => DIFFERS[difference.code](compare, difference));

/** Says how many of some figures got worse, better, or neither. */
export const tallyText = (moved: readonly ComparedShare[], what: string): string => {
  const count = (move: Move): number => moved.filter((one) => one.move === move).length;
  const rated = moved.filter(({ difference }) => difference !== null).length;
  if (rated === 0) return `No ${what} has anything rated on both sides.`;
  return `Of ${counted(rated, what)} with cancellations rated on both sides, ${count("worse")} got worse, ${count("better")} better, ${count("same")} stayed the same.`;
};

/** Writes the median wait of one side. */
export const medianText = (median: ComparedRule["median"], side: "base" | "current"): string | null => {
  if (median === null) return null;
  const elapsed = median[side];
  return elapsed === null ? "not reached" : elapsedInWords(elapsed, median.unit);
};
