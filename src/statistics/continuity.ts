import type { ProvidersHistogram } from "../model/continuityTally.ts";
import type { Report } from "../model/report.ts";
import type { Tally } from "../model/tally.ts";
import type { DateText } from "./document.ts";

type Continuity = NonNullable<Report["continuity"]>;

const histogram = (bins: ProvidersHistogram): Continuity["providersPerEnrollee"] =>
  bins.map(({ providers, enrollees }) => ({ providers, enrollees }));

/**
 * Sorts providers by the month in which they were last seen. In the last month of a log everybody is last seen who is
 * still there; so who is seen in it, or on the schedule beyond it, has not stopped. That month is as-of's, or where the
 * log ends earlier the month of its last appointment that stands.
 */
const lastSeen = (
  { continuity, asOf }: Tally,
  date: DateText,
): Pick<Continuity, "stillSeen" | "lastMonth" | "lastSeen"> => {
  const monthOf = (day: number): string => date(day).slice(0, "YYYY-MM".length);
  const latest = continuity.lastSeen.at(-1)?.day;
  if (latest === undefined) return { stillSeen: 0, lastMonth: null, lastSeen: [] };
  const lastMonth = monthOf(Math.min(latest, asOf.day));
  const months = new Map<string, number>();
  let stillSeen = 0;
  for (const { day, providers } of continuity.lastSeen) {
    const month = monthOf(day);
    if (month >= lastMonth) stillSeen += providers;
    else months.set(month, (months.get(month) ?? 0) + providers);
  }
  return { stillSeen, lastMonth, lastSeen: [...months].map(([month, providers]) => ({ month, providers })) };
};

/** Works out whether care stayed with one person, and which providers stopped appearing. */
export const continuitySection = (tally: Tally, date: DateText): Continuity => {
  const { booked, kept, replacements, providers, neverSeen } = tally.continuity;
  const { same, other, unknown } = replacements;
  return {
    providersPerEnrollee: histogram(booked),
    keptProvidersPerEnrollee: histogram(kept),
    replacements: { sameProvider: same, otherProvider: other, unknown },
    providers,
    neverSeen,
    ...lastSeen(tally, date),
    missingColumns: [...tally.wanting.continuity],
  };
};

/** Works out what group sessions were lost; null where the log has no column that tells of sessions. */
export const groupsSection = ({ groups, wanting }: Tally): Report["groups"] =>
  groups === null
    ? null
    : {
        sessionsCanceled: groups.canceled,
        sessionsPartlyCanceled: groups.partly,
        sessionsUnknown: groups.unknown,
        enrolleesPerSession: groups.enrolleesPerSession.map(({ enrollees, sessions }) => ({ enrollees, sessions })),
        groups: groups.groups,
        neverResumed: groups.neverResumed,
        withoutGroup: groups.withoutGroup,
        missingColumns: [...wanting.groups],
      };
