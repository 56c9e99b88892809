import type { Report } from "../../model/report.ts";
import { providersRows } from "../continuityWords.ts";
import { counts, type DataTable, texts } from "./table.ts";

/** What stands for the whole log in a table by facility; it is no facility's name. */
const ALL = "(all)";
const ALL_MENTAL_HEALTH = "(all, mental health)";

type NetworkFigures = Omit<NonNullable<Report["outOfNetwork"]>["byFacility"][number], "key">;

const networkRow = (group: string | null, one: NetworkFigures): DataTable["rows"][number] => [
  group,
  one.lateOrNone,
  one.inTime,
  one.late,
  one.none,
  one.lateInNetwork,
  one.nothing,
  one.unknown,
  one.inTimeUnknown,
];

/** Gives what came out of network of those whose care in network came late or not at all: of all, and by facility. */
export const outOfNetworkTable = ({ outOfNetwork }: Report): DataTable | null =>
  outOfNetwork === null
    ? null
    : {
        name: "out-of-network",
        title: "Out-of-network care where care in network came late or not at all",
        columns: [
          texts("facility", "Facility"),
          counts("late_or_none", "Late or none in network"),
          counts("in_time", "Out of network, in time"),
          counts("late", "Out of network, late"),
          counts("none", "None out of network"),
          counts("late_in_network", "None, and late in network"),
          counts("nothing", "No care at all"),
          counts("unknown", "Late, network unknown"),
          counts("in_time_unknown", "Beside: in time, network unknown"),
        ],
        rows: [
          networkRow(ALL, outOfNetwork),
          networkRow(ALL_MENTAL_HEALTH, outOfNetwork.mentalHealth),
          ...outOfNetwork.byFacility.map((one) => networkRow(one.key, one)),
        ],
      };

type NoticeFigures = Omit<NonNullable<Report["notice"]>["byFacility"][number], "key">;

const noticeRow = (group: string | null, one: NoticeFigures): DataTable["rows"][number] => [
  group,
  one.known,
  one.before,
  one.after,
  one.undetermined,
  one.unknown,
];

/** Gives who was told before the lost appointment: of all, and by facility. */
export const noticeTable = ({ notice }: Report): DataTable | null =>
  notice === null
    ? null
    : {
        name: "notice",
        title: "Notice given before the lost appointment",
        columns: [
          texts("facility", "Facility"),
          counts("known", "Date of notice known"),
          counts("before", "Told before"),
          counts("after", "Told when it started, or after"),
          counts("undetermined", "Told that day, time unknown"),
          counts("unknown", "Date unknown"),
        ],
        rows: [noticeRow(ALL, notice), ...notice.byFacility.map((one) => noticeRow(one.key, one))],
      };

/** Gives how many whole days ahead people were told. */
export const noticeDaysTable = ({ notice }: Report): DataTable | null =>
  notice === null
    ? null
    : {
        name: "notice-days",
        title: "Days between notice and the lost appointment",
        columns: [counts("days", "Whole days ahead"), counts("cancellations", "Cancellations")],
        rows: notice.daysAhead.map(({ days, cancellations }) => [days, cancellations]),
      };

/** Gives how many enrollees were booked with, and seen by, how many providers. */
export const providersTable = ({ continuity }: Report): DataTable | null =>
  continuity === null
    ? null
    : {
        name: "providers-per-enrollee",
        title: "Providers per enrollee",
        columns: [
          counts("providers", "Providers"),
          counts("booked_with", "Enrollees booked with so many"),
          counts("seen_by", "Enrollees seen by so many"),
        ],
        rows: providersRows(continuity).map(({ providers, booked, kept }) => [providers, booked, kept]),
      };

/** Gives whether replacements were with the same provider, and what became of all providers. */
export const continuityTable = ({ continuity }: Report): DataTable | null =>
  continuity === null
    ? null
    : {
        name: "continuity",
        title: "Continuity of care",
        columns: [texts("figure", "What is counted"), counts("count", "Count")],
        rows: [
          ["replacements with the same provider", continuity.replacements.sameProvider],
          ["replacements with another provider", continuity.replacements.otherProvider],
          ["replacements whose provider is not known", continuity.replacements.unknown],
          ["providers", continuity.providers],
          [`providers seen in ${continuity.lastMonth ?? "the last month"} or later`, continuity.stillSeen],
          [
            "providers last seen before that month",
            continuity.lastSeen.reduce((sum, { providers }) => sum + providers, 0),
          ],
          ["providers of whom every appointment was canceled", continuity.neverSeen],
        ],
      };

/** Gives in which month providers were last seen in the log. */
export const lastSeenTable = ({ continuity }: Report): DataTable | null =>
  continuity === null
    ? null
    : {
        name: "providers-last-seen",
        title: "Month in which providers were last seen",
        columns: [texts("month", "Month"), counts("providers", "Providers")],
        rows: continuity.lastSeen.map(({ month, providers }) => [month, providers]),
      };

/** Gives how many enrollees a canceled group session held. */
export const sessionsTable = ({ groups }: Report): DataTable | null =>
  groups === null
    ? null
    : {
        name: "enrollees-per-session",
        title: "Enrollees per canceled group session",
        columns: [counts("enrollees", "Enrollees"), counts("sessions", "Sessions")],
        rows: groups.enrolleesPerSession.map(({ enrollees, sessions }) => [enrollees, sessions]),
      };

/** Gives the group sessions lost, and the groups with no later one. */
export const groupsLostTable = ({ groups }: Report): DataTable | null =>
  groups === null
    ? null
    : {
        name: "group-sessions",
        title: "Group sessions lost",
        columns: [texts("figure", "What is counted"), counts("count", "Count")],
        rows: [
          ["sessions canceled by the plan", groups.sessionsCanceled],
          ["sessions canceled by the plan for some only", groups.sessionsPartlyCanceled],
          ["sessions lost, by whom is not known", groups.sessionsUnknown],
          ["groups that lost a session", groups.groups],
          ["of these, groups with no later session", groups.neverResumed],
          ["sessions of which no key tells the group", groups.withoutGroup],
        ],
      };

/** Gives each family's missed and overdue under every reading of what is disputed, and whether any moves them. */
export const sensitivityTable = ({ sensitivity }: Report): DataTable | null =>
  sensitivity === null
    ? null
    : {
        name: "sensitivity",
        title: "Missed and overdue under other readings",
        columns: [
          texts("title", "What is read otherwise"),
          texts("reading", "Reading"),
          texts("family", "Family"),
          counts("missed", "Missed"),
          counts("overdue", "Overdue"),
          counts("undetermined", "Undetermined"),
          counts("in_every_reading", "Late in every reading"),
          texts("robust", "Robust"),
        ],
        rows: sensitivity.readings.flatMap(({ id, title, families }) =>
          Object.entries(families).map(([family, { missed, overdue, undetermined }]) => [
            title,
            id,
            family,
            missed,
            overdue,
            undetermined,
            sensitivity.inEvery[family] ?? null,
            sensitivity.robust.includes(family) ? "yes" : "no",
          ]),
        ),
      };
