import type { Report } from "../../model/report.ts";
import { missingNote } from "./missing.ts";
import { counted, percent, whole, withShare } from "./numbers.ts";
import { type Block, note, type Page, paragraph, type Section } from "./page.ts";
import { layTable } from "./table.ts";

type Continuity = NonNullable<Report["continuity"]>;
type Groups = NonNullable<Report["groups"]>;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** Providers from which on a table gives one line for all. */
const MANY = 5;

/** Tells whether care stayed with one person. */
export const continuity = ({ continuity: found }: Report, page: Page): Section | null => {
  if (found === null) return null;
  const { replacements, providersPerEnrollee, missingColumns } = found;
  const { sameProvider, otherProvider, unknown } = replacements;
  const known = sameProvider + otherProvider;
  if (known === 0 && providersPerEnrollee.every(({ providers }) => providers === 0))
    return missingColumns.includes("provider_id")
      ? { title: TITLE, blocks: [missingNote(missingColumns, page)] }
      : null;
  return {
    title: TITLE,
    blocks: [
      known === 0
        ? []
        : paragraph(
            page,
            `Of ${counted(known, "replacement")} whose provider is known, ${withShare(sameProvider, known)} were with the ` +
              `same provider${unknown === 0 ? "" : `; of ${whole(unknown)} more it is not known`}.`,
          ),
      ...perEnrollee(found, page),
      turnover(found, page),
      missingNote(missingColumns, page),
    ],
  };
};

const TITLE = "Continuity of care";

const perEnrollee = ({ providersPerEnrollee, keptProvidersPerEnrollee }: Continuity, page: Page): readonly Block[] => {
  const all = sum(providersPerEnrollee.map(({ enrollees }) => enrollees));
  const labels = [0, 1, 2, 3, 4, MANY];
  const of = (bins: Continuity["providersPerEnrollee"], n: number): number =>
    sum(bins.flatMap(({ providers, enrollees }) => (Math.min(providers, MANY) === n ? [enrollees] : [])));
  const rows = labels
    .map((n) => ({ n, booked: of(providersPerEnrollee, n), kept: of(keptProvidersPerEnrollee, n) }))
    .filter(({ booked, kept }) => booked + kept > 0)
    .map(({ n, booked, kept }) => [
      n === 0 ? "none known" : n === MANY ? `${MANY} or more` : String(n),
      whole(booked),
      percent(booked, all),
      whole(kept),
      percent(kept, all),
    ]);
  return [
    ...layTable(
      page,
      [
        { head: "Providers of\none enrollee", align: "left" },
        { head: "Booked\nwith", align: "right" },
        { head: "\nShare", align: "right" },
        { head: "Seen by", align: "right" },
        { head: "Share", align: "right" },
      ],
      rows,
    ),
    note(
      page,
      "Booked with: over all appointments looked at, kept or canceled. Seen by: over those the enrollee kept.",
    ),
  ];
};

const MONTHS = 6;

const turnover = ({ providers, neverSeen, stillSeen, lastMonth, lastSeen }: Continuity, page: Page): Block => {
  if (providers === 0 || lastMonth === null) return [];
  const shown = page.verbose ? lastSeen : lastSeen.slice(-MONTHS);
  const earlier = sum(lastSeen.slice(0, lastSeen.length - shown.length).map((one) => one.providers));
  const months = shown.map((one) => `${one.month}: ${whole(one.providers)}`);
  const stopped = sum(lastSeen.map((one) => one.providers));
  return paragraph(
    page,
    `Of ${counted(providers, "provider")}, ${whole(stillSeen)} were still seen, or on the schedule, in ${lastMonth}, the ` +
      `last month of the log, or after; ${whole(stopped)} were last seen before it` +
      `${stopped === 0 ? "" : ` (${[...(earlier > 0 ? [`earlier: ${whole(earlier)}`] : []), ...months].join(", ")})`}; of ` +
      `${whole(neverSeen)} every appointment was canceled. Who is away for some weeks looks gone at the end of a log.`,
  );
};

/** Tells which group sessions were lost, and which groups met no more. */
export const groupSessions = ({ groups: found }: Report, page: Page): Section | null => {
  if (found === null) return null;
  const { sessionsCanceled, sessionsPartlyCanceled, sessionsUnknown, missingColumns } = found;
  if (sessionsCanceled + sessionsPartlyCanceled + sessionsUnknown === 0) return null;
  const others = [
    sessionsPartlyCanceled > 0 && `${counted(sessionsPartlyCanceled, "session")} for some of the group only`,
    sessionsUnknown > 0 && `of ${whole(sessionsUnknown)} more it is not known who canceled`,
  ].filter((text) => text !== false);
  return {
    title: "Group sessions",
    blocks: [
      paragraph(
        page,
        [`The plan canceled ${counted(sessionsCanceled, "group session")} altogether`, ...others]
          .join("; ")
          .concat("."),
      ),
      sizes(found, page),
      resumption(found, page),
      missingNote(missingColumns, page),
    ],
  };
};

const sizes = ({ sessionsCanceled, enrolleesPerSession }: Groups, page: Page): Block => {
  const [least, most] = [enrolleesPerSession[0], enrolleesPerSession.at(-1)];
  if (least === undefined || most === undefined) return [];
  const places = sum(enrolleesPerSession.map(({ enrollees, sessions }) => enrollees * sessions));
  let half = 0;
  const median = enrolleesPerSession.find(({ sessions }) => {
    half += sessions;
    return half * 2 >= sessionsCanceled;
  });
  return paragraph(
    page,
    `They held ${counted(places, "place")}: ${least.enrollees} to ${most.enrollees} enrollees in each, ` +
      `${median?.enrollees ?? least.enrollees} in the middle.`,
  );
};

const resumption = ({ groups, neverResumed, withoutGroup }: Groups, page: Page): Block => [
  ...(groups === 0
    ? []
    : paragraph(
        page,
        `Of ${counted(groups, "group")} that lost a session, ${withShare(neverResumed, groups)} had no later session.`,
      )),
  ...(withoutGroup === 0
    ? []
    : paragraph(
        page,
        `Of ${counted(withoutGroup, "session")} nothing tells which others are of the same group, so whether it met again ` +
          "cannot be told.",
      )),
];
