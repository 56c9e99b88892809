import type { Report } from "../../model/report.ts";
import {
  type CountedRow,
  dutyBasis,
  dutySentence,
  networkAside,
  networkLead,
  networkRows,
  noticeLead,
  noticeRows,
} from "../networkWords.ts";
import { missingNote } from "./missing.ts";
import { percent, whole } from "./numbers.ts";
import { type Block, MARGIN, note, type Page, paragraph, type Section } from "./page.ts";
import { layRows, layTable } from "./table.ts";
import { clip } from "./width.ts";
import { hang } from "./wrap.ts";

type OutOfNetwork = NonNullable<Report["outOfNetwork"]>;
type Notice = NonNullable<Report["notice"]>;

const FACILITY = 36;
const UNKNOWN = "(unknown)";
/** Facilities shown, and all of them when asked for. */
const WORST = 5;
/** Fewer than this make no share, as in the other breakdowns (interface.md). */
const LEAST = 30;

/** A line for each count that is not 0: the count, its share, and what it counts. */
const layCounts = (rows: readonly CountedRow[], page: Page): Block => {
  const shown = rows.filter(([n]) => n > 0);
  const figure = Math.max(0, ...shown.map(([n]) => whole(n).length));
  const share = Math.max(0, ...shown.map(([n, of]) => percent(n, of).length));
  return shown.flatMap(([n, of, words]) =>
    hang(`${MARGIN}${whole(n).padStart(figure)}  ${percent(n, of).padStart(share)}  `, words, page.measure),
  );
};

/** Tells what those got out of network who got no care in network in time. */
export const outOfNetwork = (report: Report, page: Page): Section | null => {
  const { outOfNetwork: found } = report;
  if (found === null || found.lateOrNone + found.inTimeUnknown === 0) return null;
  const aside = networkAside(found);
  return {
    title: "Out of network",
    blocks: [
      paragraph(page, `${networkLead(found, report)} Of these:`),
      layCounts(networkRows(found), page),
      aside === null ? [] : paragraph(page, aside),
      facilities(found, page),
      found.duty === null
        ? []
        : [...paragraph(page, dutySentence(found, found.duty)), ...note(page, dutyBasis(found.duty))],
      missingNote(found.missingColumns, page),
    ],
  };
};

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
  if (found === null || found.known + found.unknown === 0) return null;
  const told = found.known > 0;
  return {
    title: "Told before the lost appointment",
    blocks: [
      paragraph(page, told ? `${noticeLead(found)} Of these:` : noticeLead(found)),
      ...(told ? [layCounts(noticeRows(found), page), ...ahead(found, page)] : []),
      missingNote(found.missingColumns, page),
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
