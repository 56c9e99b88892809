import type { Report } from "../../model/report.ts";
import { counts, type DataTable, texts } from "./table.ts";

/** Gives what came out of network of those whose care in network came late or not at all, by facility. */
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
          counts("none", "No care at all"),
          counts("unknown", "Cannot be told"),
        ],
        rows: outOfNetwork.byFacility.map((one) => [
          one.key,
          one.lateOrNone,
          one.inTime,
          one.late,
          one.none,
          one.unknown,
        ]),
      };

/** Gives who was told before the lost appointment, by facility. */
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
          counts("after", "Told at the time, or after"),
          counts("undetermined", "Cannot be told"),
          counts("unknown", "Date unknown"),
        ],
        rows: notice.byFacility.map((one) => [
          one.key,
          one.known,
          one.before,
          one.after,
          one.undetermined,
          one.unknown,
        ]),
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

/** Gives how many providers an enrollee had. */
export const providersTable = ({ continuity }: Report): DataTable | null =>
  continuity === null
    ? null
    : {
        name: "providers-per-enrollee",
        title: "Providers per enrollee",
        columns: [counts("providers", "Providers"), counts("enrollees", "Enrollees")],
        rows: continuity.providersPerEnrollee.map(({ providers, enrollees }) => [providers, enrollees]),
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

/** Gives each family's missed and overdue under every reading of what is disputed. */
export const sensitivityTable = ({ sensitivity }: Report): DataTable | null =>
  sensitivity === null
    ? null
    : {
        name: "sensitivity",
        title: "Missed and overdue under other readings",
        columns: [
          texts("reading", "Reading"),
          texts("title", "What is read otherwise"),
          texts("family", "Family"),
          counts("missed", "Missed"),
          counts("overdue", "Overdue"),
        ],
        rows: sensitivity.readings.flatMap(({ id, title, families }) =>
          Object.entries(families).map(([family, { missed, overdue }]) => [id, title, family, missed, overdue]),
        ),
      };
