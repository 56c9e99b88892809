import type { Report } from "../../model/report.ts";
import { missingNote } from "./missing.ts";
import { counted, percent, whole, withShare } from "./numbers.ts";
import { type Block, MARGIN, note, type Page, paragraph, type Section } from "./page.ts";
import { layRows, layTable } from "./table.ts";
import { clip } from "./width.ts";
import { hang } from "./wrap.ts";

type OutOfNetwork = NonNullable<Report["outOfNetwork"]>;
type Notice = NonNullable<Report["notice"]>;
type Row = readonly [count: number, of: number, words: string];

const FACILITY = 36;
const UNKNOWN = "(unknown)";
/** Facilities shown, and all of them when asked for. */
const WORST = 5;
/** Fewer than this make no share, as in the other breakdowns (interface.md). */
const LEAST = 30;

/** A line for each count that is not 0: the count, its share, and what it counts. */
const layCounts = (rows: readonly Row[], page: Page): Block => {
  const shown = rows.filter(([n]) => n > 0);
  const figure = Math.max(0, ...shown.map(([n]) => whole(n).length));
  const share = Math.max(0, ...shown.map(([n, of]) => percent(n, of).length));
  return shown.flatMap(([n, of, words]) =>
    hang(`${MARGIN}${whole(n).padStart(figure)}  ${percent(n, of).padStart(share)}  `, words, page.measure),
  );
};

/** Tells what those got out of network who got no care in network in time. */
export const outOfNetwork = ({ outOfNetwork: found, families }: Report, page: Page): Section | null => {
  if (found === null) return null;
  const { lateOrNone, inTime, late, lateInNetwork, nothing, unknown, inTimeUnknown, duty, missingColumns } = found;
  if (lateOrNone + inTimeUnknown === 0) return null;
  const standard = families[0] === undefined ? "the first standard" : `"${families[0].title}" (${families[0].id})`;
  return {
    title: "Out of network",
    blocks: [
      paragraph(
        page,
        `In ${counted(lateOrNone, "cancellation")} by the plan, care in network came late or not at all, measured ` +
          `by ${standard}. Of these:`,
      ),
      layCounts(
        [
          [inTime, lateOrNone, "got care out of network in time"],
          [late, lateOrNone, "got care out of network, late"],
          [lateInNetwork, lateOrNone, "got none out of network, and care in network late"],
          [nothing, lateOrNone, "got no care at all, in network or out"],
          [unknown, lateOrNone, "got care late, in which network is not known"],
        ],
        page,
      ),
      inTimeUnknown === 0
        ? []
        : paragraph(
            page,
            `Not among them: ${whole(inTimeUnknown)} with care, or an offer, in time, in which network is not known.`,
          ),
      facilities(found, page),
      duty === null ? [] : dutyNote(found, duty, page),
      missingNote(missingColumns, page),
    ],
  };
};

const dutyNote = ({ mentalHealth }: OutOfNetwork, duty: NonNullable<OutOfNetwork["duty"]>, page: Page): Block => [
  ...paragraph(
    page,
    `${duty.text} ${withShare(mentalHealth.inTime, mentalHealth.lateOrNone)} of ` +
      `${whole(mentalHealth.lateOrNone)} in mental-health care got care out of network in time.`,
  ),
  ...note(page, `${duty.law}, grade ${duty.grade}: cited as the duty. It gives no limit that is measured here.`),
];

/** Where the largest share of them got nothing out of network. */
const facilities = ({ byFacility }: OutOfNetwork, page: Page): Block => {
  const rows = byFacility
    .filter(({ lateOrNone }) => lateOrNone >= LEAST)
    .toSorted((a, b) => b.none * a.lateOrNone - a.none * b.lateOrNone || b.lateOrNone - a.lateOrNone);
  if (rows.length < 2) return [];
  const shown = page.verbose ? rows : rows.slice(0, WORST);
  const title =
    shown.length < rows.length ? `By facility, worst ${shown.length} of ${whole(rows.length)}` : "By facility";
  return [
    `${MARGIN}${page.paint.title(title)}${page.paint.quiet(", none out of network")}`,
    ...layRows(
      shown.map(({ key, none, lateOrNone }) => [
        `${MARGIN}${clip(key ?? UNKNOWN, FACILITY)}`,
        percent(none, lateOrNone),
        `${whole(none)} of ${whole(lateOrNone)}`,
      ]),
      ["left", "right", "right"],
    ),
  ];
};

/** Tells how many were told before the appointment they lost, and how long ahead. */
export const notice = ({ notice: found }: Report, page: Page): Section | null => {
  if (found === null) return null;
  const { known, before, after, undetermined, unknown, missingColumns } = found;
  const all = known + unknown;
  if (all === 0) return null;
  const title = "Told before the lost appointment";
  if (known === 0)
    return {
      title,
      blocks: [
        paragraph(page, `When they were told is not known of any of ${counted(all, "cancellation")} by the plan.`),
        missingNote(missingColumns, page),
      ],
    };
  return {
    title,
    blocks: [
      paragraph(
        page,
        `Of ${counted(all, "cancellation")} by the plan, ${whole(known)} say when the enrollee was told. Of these:`,
      ),
      layCounts(
        [
          [before, known, "were told before the appointment was to start"],
          [after, known, "were told when it started, or after"],
          [undetermined, known, "were told on that day, and no time of day says when"],
        ],
        page,
      ),
      ...ahead(found, page),
      missingNote(missingColumns, page),
    ],
  };
};

const SPANS: readonly (readonly [from: number, to: number, words: string])[] = [
  [0, 0, "on the same day"],
  [1, 1, "1 day ahead"],
  [2, 3, "2 to 3 days"],
  [4, 7, "4 to 7 days"],
  [8, 14, "8 to 14 days"],
  [15, Number.POSITIVE_INFINITY, "15 days or more"],
];

const ahead = ({ before, daysAhead }: Notice, page: Page): readonly Block[] => {
  if (before === 0) return [];
  const rows = SPANS.flatMap(([from, to, words]): string[][] => {
    const bins = daysAhead.filter(({ days }) => days >= from && days <= to);
    const n = bins.reduce((sum, { cancellations }) => sum + cancellations, 0);
    return n === 0 ? [] : [[words, whole(n), percent(n, before)]];
  });
  return layTable(
    page,
    [
      { head: "Told before", align: "left" },
      { head: "Cancellations", align: "right" },
      { head: "Share", align: "right" },
    ],
    rows,
  );
};
