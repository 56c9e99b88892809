import type { Report } from "../../../model/report.ts";
import {
  lastSeenTable,
  noticeDaysTable,
  noticeTable,
  outOfNetworkTable,
  providersTable,
  sensitivityTable,
  sessionsTable,
} from "../../tables/more.ts";
import type { DataTable } from "../../tables/table.ts";
import { counted, whole, withShare } from "../../text/numbers.ts";
import { legend, type Part, stackedBar } from "../charts/stackedBar.ts";
import { figuresBehind, tableView } from "../dataTable.ts";
import { type Child, together } from "../markup.ts";
import { lede, note, type Section } from "../section.ts";

const behind = (table: DataTable | null): Child => table !== null && table.rows.length > 0 && figuresBehind(table);

const barOf = (parts: readonly Part[], title: string): Child =>
  parts.some(({ count }) => count > 0) && [stackedBar(parts, title), legend(parts)];

const missing = (columns: readonly string[]): Child =>
  columns.length > 0 && note(`The log has no column for ${columns.join(", ")}.`);

/** Tells what came out of network where care in network came late or not at all. */
export const outOfNetwork = (report: Report): Section | null => {
  const figures = report.outOfNetwork;
  if (figures === null) return null;
  const parts: readonly Part[] = [
    { name: `out of network, in time ${whole(figures.inTime)}`, count: figures.inTime, look: "good" },
    { name: `out of network, late ${whole(figures.late)}`, count: figures.late, look: "late" },
    { name: `no care at all ${whole(figures.none)}`, count: figures.none, look: "none" },
    { name: `cannot be told ${whole(figures.unknown)}`, count: figures.unknown, look: "unknown" },
  ];
  return {
    id: "out-of-network",
    title: "Care out of network",
    body: together(
      lede(
        `Of ${counted(figures.lateOrNone, "cancellation")} whose care in network came late or not at all, ` +
          `${withShare(figures.inTime, figures.lateOrNone)} got care out of network in time.`,
      ),
      barOf(parts, "Care out of network"),
      missing(figures.missingColumns),
      behind(outOfNetworkTable(report)),
    ),
  };
};

/** Tells who was told before the lost appointment. */
export const notice = (report: Report): Section | null => {
  const figures = report.notice;
  if (figures === null) return null;
  const parts: readonly Part[] = [
    { name: `told before ${whole(figures.before)}`, count: figures.before, look: "good" },
    { name: `told at the time, or after ${whole(figures.after)}`, count: figures.after, look: "none" },
    { name: `cannot be told ${whole(figures.undetermined)}`, count: figures.undetermined, look: "unknown" },
  ];
  return {
    id: "notice",
    title: "Notice of the cancellation",
    body: together(
      lede(
        `Of ${counted(figures.known, "cancellation")} with a date of notice, in ${withShare(figures.before, figures.known)} ` +
          `the enrollee was told before the lost appointment. For ${whole(figures.unknown)} the date is not known.`,
      ),
      barOf(parts, "Notice of the cancellation"),
      missing(figures.missingColumns),
      behind(noticeDaysTable(report)),
      behind(noticeTable(report)),
    ),
  };
};

/** Tells whether people kept their provider. */
export const continuity = (report: Report): Section | null => {
  const figures = report.continuity;
  if (figures === null) return null;
  const { sameProvider, otherProvider, unknown } = figures.replacements;
  const parts: readonly Part[] = [
    { name: `same provider ${whole(sameProvider)}`, count: sameProvider, look: "good" },
    { name: `another provider ${whole(otherProvider)}`, count: otherProvider, look: "late" },
    { name: `cannot be told ${whole(unknown)}`, count: unknown, look: "unknown" },
  ];
  const all = sameProvider + otherProvider + unknown;
  return {
    id: "continuity",
    title: "Continuity of care",
    body: together(
      lede(`Of ${counted(all, "replacement")}, ${withShare(sameProvider, all)} were with the same provider.`),
      barOf(parts, "Provider of the replacement"),
      behind(providersTable(report)),
      behind(lastSeenTable(report)),
    ),
  };
};

/** Tells what became of group sessions. */
export const groups = (report: Report): Section | null => {
  const figures = report.groups;
  return figures === null
    ? null
    : {
        id: "groups",
        title: "Group sessions",
        body: together(
          lede(
            `${counted(figures.sessionsCanceled, "group session")} canceled. Of ${counted(figures.groups, "group")}, ` +
              `${withShare(figures.neverResumed, figures.groups)} had no later session.`,
          ),
          behind(sessionsTable(report)),
        ),
      };
};

/** Tells how the findings change when a disputed definition is read otherwise. */
export const sensitivity = (report: Report): Section | null => {
  const table = sensitivityTable(report);
  const figures = report.sensitivity;
  return table === null || figures === null
    ? null
    : {
        id: "sensitivity",
        title: "What if it is read otherwise",
        body: together(
          lede("Missed and overdue under another reading of one disputed definition at a time."),
          tableView(table),
          figures.robust.length > 0 && note(`Robust, whichever way it is read: ${figures.robust.join(", ")}.`),
        ),
      };
};
