import type { Compare, ComparedBreakdown, ComparedFamily } from "../../model/compare.ts";
import { type DocBlock, type DocSection, folded, lead, open, remark, say } from "../document/document.ts";
import { pairedBars } from "../html/charts/pairedBars.ts";
import { RESOLUTION_LOOKS } from "../html/looks.ts";
import { LEAST, UNKNOWN } from "../text/groups.ts";
import { counted } from "../text/numbers.ts";
import { RESOLUTION_ORDER, RESOLUTION_WORDS } from "../text/resolutions.ts";
import { briefOf } from "./brief.ts";
import { pairOf } from "./pair.ts";
import { cancelersTable, countsTable, groupsTable, outcomesTable } from "./tables.ts";
import { moveText, shareOfAll } from "./words.ts";

const WORST = 10;

/** Tells what became of the cancellations of either side. */
export const outcomes = (compare: Compare): DocSection => ({
  id: "outcomes",
  title: "What became of the cancellations",
  blocks: [
    {
      kind: "chart",
      draw: () =>
        pairedBars(
          RESOLUTION_ORDER.flatMap((id) => {
            const one = compare.resolution.find((held) => held.id === id);
            return one === undefined ? [] : [pairOf(RESOLUTION_WORDS[id], one, { mark: RESOLUTION_LOOKS[id] })];
          }),
        ),
      table: outcomesTable(compare),
      brief: briefOf(outcomesTable(compare)),
    },
    remark(
      "Seen as of each side's own moment: cancellations of the last weeks before it have had less time to be made good, so " +
        "a larger share without a new appointment may shrink yet. The standards above count only those whose limit had passed.",
    ),
    folded(cancelersTable(compare)),
  ],
});

/** Tells how many there were on either side. */
export const howMany = (compare: Compare): DocSection => {
  const rate = compare.cancellationRate;
  return {
    id: "counts",
    title: "How many",
    blocks: [
      open(countsTable(compare)),
      say(
        rate === null
          ? "At least one side holds no appointments but the canceled ones, so cancellation rates cannot be compared."
          : `Canceled, of all appointments: ${shareOfAll(rate.current)}, in the base ${shareOfAll(rate.base)}: ${moveText(rate)}.`,
      ),
    ],
  };
};

const place = (breakdown: ComparedBreakdown): readonly DocBlock[] => {
  const { by, family, rows } = breakdown;
  if (family === null) return [];
  const large = rows.filter(({ families: held }) => {
    const one = held[family];
    return (one?.base?.denominator ?? 0) >= LEAST && (one?.current?.denominator ?? 0) >= LEAST;
  });
  const shown = large.slice(0, WORST);
  const how = shown.length < large.length ? `, first ${shown.length} of ${large.length}` : "";
  return [
    { kind: "heading", text: `By ${by}${how}` },
    {
      kind: "chart",
      draw: () =>
        pairedBars(
          shown.flatMap(({ key, families: held }) => {
            const late = held[family];
            return late === undefined ? [] : [pairOf(key ?? UNKNOWN, late)];
          }),
        ),
      table: groupsTable(breakdown),
      brief: briefOf(groupsTable(breakdown), shown.length),
    },
    ...(large.length < rows.length
      ? [
          remark(
            `${counted(rows.length - large.length, "group")} with fewer than ${LEAST} rated on a side: in the table, not ranked.`,
          ),
        ]
      : []),
  ];
};

const NOT_COMPARED = {
  "base-only": "only the base is broken down by it",
  "current-only": "only the current report is broken down by it",
  "no-shared-group": "no group of it is on both sides",
} as const;

/** Tells where it got worse, a breakdown at a time. */
export const places = (compare: Compare, family: ComparedFamily | null): DocSection | null => {
  const blocks = compare.breakdowns.filter(({ by }) => by !== "canceled_by").flatMap(place);
  const left = compare.notCompared.map(({ by, why }) => `${by}: ${NOT_COMPARED[why]}`);
  if (blocks.length === 0 && left.length === 0) return null;
  return {
    id: "places",
    title: "Where it got worse",
    blocks: [
      ...(family === null ? [] : [lead(`Missed or overdue under “${family.title}”, what got worse by most first.`)]),
      ...blocks,
      ...(left.length === 0 ? [] : [remark(`Not compared: ${left.join("; ")}.`)]),
    ],
  };
};
