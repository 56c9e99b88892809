import type { Report } from "../model/report.ts";
import { counted, whole, withShare } from "./text/numbers.ts";

type Continuity = NonNullable<Report["continuity"]>;
type Groups = NonNullable<Report["groups"]>;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** Says how many replacements were with the same provider; null where of none it is known. */
export const replacementsSentence = ({ replacements }: Continuity): string | null => {
  const { sameProvider, otherProvider, unknown } = replacements;
  const known = sameProvider + otherProvider;
  if (known === 0) return null;
  const more = unknown === 0 ? "" : `; of ${whole(unknown)} more it is not known`;
  return (
    `Of ${counted(known, "replacement")} whose provider is known, ${withShare(sameProvider, known)} were with the ` +
    `same provider${more}.`
  );
};

/** Says how to read the two distributions of providers. */
export const PROVIDERS_NOTE =
  "Booked with: over all appointments looked at, kept or canceled. Seen by: over those the enrollee kept.";

/** Gives both distributions in one: how many enrollees were booked with so many providers, and seen by so many. */
export const providersRows = ({ providersPerEnrollee, keptProvidersPerEnrollee }: Continuity) => {
  const of = (bins: Continuity["providersPerEnrollee"], n: number): number =>
    sum(bins.flatMap(({ providers, enrollees }) => (providers === n ? [enrollees] : [])));
  const numbers = [...providersPerEnrollee, ...keptProvidersPerEnrollee].map(({ providers }) => providers);
  return [...new Set(numbers)]
    .sort((a, b) => a - b)
    .map((providers) => ({
      providers,
      booked: of(providersPerEnrollee, providers),
      kept: of(keptProvidersPerEnrollee, providers),
    }));
};

/** Says which providers stopped appearing, as far as a log can tell; null of a log that names none. Shows the last `most` months. */
export const turnoverSentence = (found: Continuity, most: number): string | null => {
  const { providers, neverSeen, stillSeen, lastMonth, lastSeen } = found;
  if (providers === 0 || lastMonth === null) return null;
  const shown = lastSeen.slice(-most);
  const earlier = sum(lastSeen.slice(0, lastSeen.length - shown.length).map((one) => one.providers));
  const months = shown.map((one) => `${one.month}: ${whole(one.providers)}`);
  const stopped = sum(lastSeen.map((one) => one.providers));
  return (
    `Of ${counted(providers, "provider")}, ${whole(stillSeen)} were still seen, or on the schedule, in ${lastMonth}, the ` +
    `last month of the log, or after; ${whole(stopped)} ${stopped === 1 ? "was" : "were"} last seen before it` +
    `${stopped === 0 ? "" : ` (${[...(earlier > 0 ? [`earlier: ${whole(earlier)}`] : []), ...months].join(", ")})`}; of ` +
    `${whole(neverSeen)} every appointment was canceled. Who is away for some weeks looks gone at the end of a log.`
  );
};

/** Says that no session of a group was lost, as far as the log can tell. */
export const lostNoSession = ({ sessionsCanceled, sessionsPartlyCanceled, sessionsUnknown }: Groups): boolean =>
  sessionsCanceled + sessionsPartlyCanceled + sessionsUnknown === 0;

/** Tells which group sessions were lost, how many people they held, and which groups met no more. */
export const groupSentences = (found: Groups): readonly string[] =>
  [sessionsSentence(found), sizesSentence(found), ...resumptionSentences(found)].filter((text) => text !== null);

const sessionsSentence = ({ sessionsCanceled, sessionsPartlyCanceled, sessionsUnknown }: Groups): string =>
  [
    `The plan canceled ${counted(sessionsCanceled, "group session")} altogether`,
    ...(sessionsPartlyCanceled > 0 ? [`${counted(sessionsPartlyCanceled, "session")} for some of the group only`] : []),
    ...(sessionsUnknown > 0 ? [`of ${whole(sessionsUnknown)} more it is not known who canceled`] : []),
  ]
    .join("; ")
    .concat(".");

const sizesSentence = ({ sessionsCanceled, enrolleesPerSession }: Groups): string | null => {
  const [least, most] = [enrolleesPerSession[0], enrolleesPerSession.at(-1)];
  if (least === undefined || most === undefined) return null;
  const places = sum(enrolleesPerSession.map(({ enrollees, sessions }) => enrollees * sessions));
  let half = 0;
  const median = enrolleesPerSession.find(({ sessions }) => {
    half += sessions;
    return half * 2 >= sessionsCanceled;
  });
  if (sessionsCanceled === 1) return `It held ${counted(places, "place")}.`;
  if (least === most) return `They held ${counted(places, "place")}: ${counted(least.enrollees, "enrollee")} in each.`;
  return (
    `They held ${counted(places, "place")}: ${least.enrollees} to ${most.enrollees} enrollees in each, ` +
    `${median?.enrollees ?? least.enrollees} in the middle.`
  );
};

const resumptionSentences = ({ groups, neverResumed, withoutGroup }: Groups): readonly string[] => [
  ...(groups === 0
    ? []
    : [`Of ${counted(groups, "group")} that lost a session, ${withShare(neverResumed, groups)} had no later session.`]),
  ...(withoutGroup === 0
    ? []
    : [
        `Of ${counted(withoutGroup, "session")} nothing tells which others are of the same group, so whether it met again ` +
          "cannot be told.",
      ]),
];
