import type { Report } from "../../model/report.ts";
import { sparkline } from "./bar.ts";
import { counted, whole } from "./numbers.ts";
import { type Block, MARGIN, note, type Page, type Section } from "./page.ts";
import { RESOLUTION_ORDER, RESOLUTION_WORDS } from "./resolutions.ts";
import { layRows, layTable } from "./table.ts";
import { clip } from "./width.ts";

/** Fewer weeks than this are no line. */
const FEWEST = 3;
/** Columns that a line of weeks may take; more weeks share one. */
const MOST = 52;
const GAPS = 2 * 2;
const KEY = 12;

type Row = Report["breakdowns"][number]["rows"][number];

/** Draws the cancellations week by week: a line of columns for all, and one for what became of them. */
export const weeks = ({ breakdowns }: Report, page: Page): Section | null => {
  const all = breakdowns.find(({ by }) => by === "week")?.rows ?? [];
  const rows = all.filter(({ key, cancellations }) => key !== null && cancellations > 0);
  if (rows.length < FEWEST) return null;
  return {
    title: "Week by week",
    blocks: page.verbose ? [...tableOf(rows, page), lines(rows, page)] : [lines(rows, page)],
  };
};

const lines = (rows: readonly Row[], page: Page): Block => {
  const total = rows.reduce((sum, { cancellations }) => sum + cancellations, 0);
  const names = Math.max(...RESOLUTION_ORDER.map((key) => RESOLUTION_WORDS[key].length));
  const room = page.width - MARGIN.length - names - GAPS - whole(total).length;
  const each = Math.ceil(rows.length / Math.min(MOST, room));
  const series = [
    { name: "Canceled", of: ({ cancellations }: Row) => cancellations },
    ...RESOLUTION_ORDER.map((key) => ({ name: RESOLUTION_WORDS[key], of: (row: Row) => row.resolution[key] })),
  ];
  const drawn = series.map(({ name, of }) => {
    const sums = inColumns(rows.map(of), each);
    const most = Math.max(...sums);
    const shares = sums.map((n) => (most === 0 || n === 0 ? null : n / most));
    return [name, sparkline(shares).padEnd(sums.length), whole(most)];
  });
  const [first, last] = [rows[0]?.key ?? "", rows.at(-1)?.key ?? ""];
  return [
    ...layRows([...drawn], ["left", "left", "right"]),
    ...note(
      page,
      `A column is ${each === 1 ? "a week" : counted(each, "week")} of lost appointments, Mondays ` +
        `${clip(first, KEY)} to ${clip(last, KEY)}; each line is scaled to its highest, the figure beside it.`,
      MARGIN,
    ),
  ];
};

const inColumns = (counts: readonly number[], each: number): readonly number[] =>
  Array.from({ length: Math.ceil(counts.length / each) }, (_, i) =>
    counts.slice(i * each, (i + 1) * each).reduce((sum, n) => sum + n, 0),
  );

const HEADS = [
  "Resched-\nuled",
  "Enrollee\ncanceled",
  "Offered",
  "Canceled\nagain",
  "None",
  "Cannot\nbe told",
] as const;

const tableOf = (rows: readonly Row[], page: Page): readonly Block[] =>
  layTable(
    page,
    [
      { head: "Week", align: "left" },
      { head: "Canceled", align: "right" },
      ...HEADS.map((head) => ({ head, align: "right" as const })),
    ],
    rows.map(({ key, cancellations, resolution }) => [
      clip(key ?? "", KEY),
      whole(cancellations),
      ...RESOLUTION_ORDER.map((one) => whole(resolution[one])),
    ]),
  );
