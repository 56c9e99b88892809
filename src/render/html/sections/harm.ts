import type { Report } from "../../../model/report.ts";
import {
  groupSentences,
  lostNoSession,
  PROVIDERS_NOTE,
  replacementsSentence,
  turnoverSentence,
} from "../../continuityWords.ts";
import {
  type CountedRow,
  dutySentence,
  networkAside,
  networkLead,
  networkRows,
  noticeLead,
  noticeRows,
} from "../../networkWords.ts";
import {
  IN_EVERY,
  lateUnder,
  READINGS_NOTE,
  type Readings,
  ROBUST_MARK,
  readingsOf,
  robustSentence,
  SENSITIVITY_TITLE,
} from "../../sensitivityWords.ts";
import {
  continuityTable,
  groupsLostTable,
  lastSeenTable,
  noticeDaysTable,
  noticeTable,
  outOfNetworkTable,
  providersTable,
  sensitivityTable,
  sessionsTable,
} from "../../tables/more.ts";
import { counts, type DataTable, texts } from "../../tables/table.ts";
import { missingSentence } from "../../text/missing.ts";
import { whole } from "../../text/numbers.ts";
import { legend, type Part, stackedBar } from "../charts/stackedBar.ts";
import { figuresBehind, tableView } from "../dataTable.ts";
import { type Child, el, together } from "../markup.ts";
import { label, lede, linkTo, note, type Section } from "../section.ts";

const behind = (table: DataTable | null): Child => table !== null && table.rows.length > 0 && figuresBehind(table);

/** Draws counted rows as one bar with its legend, each row in its look. */
const barOf = (rows: readonly CountedRow[], looks: readonly string[], title: string): Child => {
  const parts = rows.map(
    ([count, , words], i): Part => ({ name: `${words} ${whole(count)}`, count, look: looks[i] ?? "unknown" }),
  );
  return parts.some(({ count }) => count > 0) && [stackedBar(parts, title), legend(parts)];
};

const missing = (columns: readonly string[]): Child => columns.length > 0 && note(missingSentence(columns, label));

const said = (sentence: string | null): Child => sentence !== null && el("p", {}, sentence);

/** Tells what came out of network where care in network came late or not at all. */
export const outOfNetwork = (report: Report): Section | null => {
  const { outOfNetwork: found } = report;
  if (found === null || found.lateOrNone + found.inTimeUnknown === 0) return null;
  const { duty } = found;
  return {
    id: "out-of-network",
    title: "Out of network",
    body: together(
      lede(networkLead(found, report)),
      barOf(networkRows(found), ["good", "late", "open", "none", "unknown"], "Care out of network"),
      said(networkAside(found)),
      duty !== null && [
        el("p", {}, dutySentence(found, duty)),
        note(
          `${duty.law}, grade ${duty.grade}${duty.confidence === "" ? "" : ` (${duty.confidence})`}: cited as the duty. ` +
            "It gives no limit that is measured here.",
          duty.url !== null && [" ", linkTo(duty.url)],
        ),
      ],
      missing(found.missingColumns),
      behind(outOfNetworkTable(report)),
    ),
  };
};

/** Tells who was told before the lost appointment, and how long ahead. */
export const notice = (report: Report): Section | null => {
  const { notice: found } = report;
  if (found === null || found.known + found.unknown === 0) return null;
  return {
    id: "notice",
    title: "Told before the lost appointment",
    body: together(
      lede(noticeLead(found)),
      barOf(noticeRows(found), ["good", "none", "unknown"], "Told before the lost appointment"),
      missing(found.missingColumns),
      behind(noticeDaysTable(report)),
      behind(noticeTable(report)),
    ),
  };
};

const MONTHS = 12;

/** Tells whether people kept their provider, and which providers stopped appearing. */
export const continuity = (report: Report): Section | null => {
  const { continuity: found } = report;
  if (found === null) return null;
  const { sameProvider, otherProvider, unknown } = found.replacements;
  const nobody = found.providersPerEnrollee.every(({ providers }) => providers === 0);
  const known = sameProvider + otherProvider > 0;
  if (!known && nobody && !found.missingColumns.includes("provider_id")) return null;
  const all = sameProvider + otherProvider + unknown;
  return {
    id: "continuity",
    title: "Continuity of care",
    body: together(
      known && [
        lede(replacementsSentence(found)),
        barOf(
          [
            [sameProvider, all, "with the same provider"],
            [otherProvider, all, "with another provider"],
            [unknown, all, "with whom is not known"],
          ],
          ["good", "late", "unknown"],
          "Provider of the replacement",
        ),
      ],
      (known || !nobody) && [
        said(turnoverSentence(found, MONTHS)),
        behind(providersTable(report)),
        note(PROVIDERS_NOTE),
        behind(continuityTable(report)),
        behind(lastSeenTable(report)),
      ],
      missing(found.missingColumns),
    ),
  };
};

/** Tells what became of group sessions. */
export const groups = (report: Report): Section | null => {
  const { groups: found } = report;
  if (found === null || lostNoSession(found)) return null;
  const [first = "", ...others] = groupSentences(found);
  return {
    id: "groups",
    title: "Group sessions",
    body: together(
      lede(first),
      others.map(said),
      missing(found.missingColumns),
      behind(groupsLostTable(report)),
      behind(sessionsTable(report)),
    ),
  };
};

/** A column for each family, so that what a reading moves stands under one another. */
const besideOneAnother = ({ rows, families, robust, inEvery }: Readings): DataTable => ({
  name: "sensitivity-by-family",
  title: "Missed + overdue under other readings",
  columns: [
    texts("title", "What is read otherwise"),
    ...families.map((family) => counts(family.id, `${family.id}${robust.includes(family) ? ` ${ROBUST_MARK}` : ""}`)),
  ],
  rows: [
    ...rows.map((reading) => [reading.title, ...families.map(({ id }) => lateUnder(reading, id))]),
    [IN_EVERY, ...families.map(({ id }) => inEvery[id] ?? 0)],
  ],
});

/** Tells how the findings change when a disputed definition is read otherwise. */
export const sensitivity = (report: Report): Section | null => {
  const found = readingsOf(report);
  return found === null
    ? null
    : {
        id: "sensitivity",
        title: SENSITIVITY_TITLE,
        body: together(
          lede(robustSentence(found)),
          tableView(besideOneAnother(found)),
          note(READINGS_NOTE),
          behind(sensitivityTable(report)),
        ),
      };
};
