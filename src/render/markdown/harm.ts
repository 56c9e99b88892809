import type { Report } from "../../model/report.ts";
import {
  groupSentences,
  lostNoSession,
  PROVIDERS_NOTE,
  providersRows,
  replacementsSentence,
  turnoverSentence,
} from "../continuityWords.ts";
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
import {
  IN_EVERY,
  lateUnder,
  READINGS_NOTE,
  ROBUST_MARK,
  readingsOf,
  robustSentence,
  SENSITIVITY_TITLE,
} from "../sensitivityWords.ts";
import { missingSentence } from "../text/missing.ts";
import { percent, whole } from "../text/numbers.ts";
import type { Blocks } from "./figures.ts";
import { address, code, name, prose, table } from "./words.ts";

const MONTHS = 12;

const missing = (columns: readonly string[]): Blocks => (columns.length === 0 ? [] : [missingSentence(columns, code)]);

const said = (sentence: string | null): Blocks => (sentence === null ? [] : [prose(sentence)]);

const countsTable = (head: string, rows: readonly CountedRow[]): string =>
  table(
    [
      [head, "left"],
      ["Cancellations", "right"],
      ["Share", "right"],
    ],
    rows.filter(([n]) => n > 0).map(([n, of, words]) => [words, whole(n), percent(n, of)]),
  );

/** Tells what came out of network where care in network came late or not at all. */
export const outOfNetwork = (report: Report): Blocks => {
  const { outOfNetwork: found } = report;
  if (found === null || found.lateOrNone + found.inTimeUnknown === 0) return [];
  const { duty } = found;
  return [
    "## Out of network",
    prose(`${networkLead(found, report)} Of these:`),
    countsTable("What they got", networkRows(found)),
    ...said(networkAside(found)),
    ...(duty === null
      ? []
      : [
          prose(dutySentence(found, duty)),
          `${prose(dutyBasis(duty))}${duty.url === null ? "" : ` ${address(duty.url)}`}`,
        ]),
    ...missing(found.missingColumns),
  ];
};

/** Tells who was told before the lost appointment. */
export const notice = ({ notice: found }: Report): Blocks =>
  found === null || found.known + found.unknown === 0
    ? []
    : [
        "## Told before the lost appointment",
        prose(noticeLead(found)),
        ...(found.known === 0 ? [] : [countsTable("When they were told", noticeRows(found))]),
        ...missing(found.missingColumns),
      ];

/** Tells whether people kept their provider. */
export const continuity = ({ continuity: found }: Report): Blocks => {
  if (found === null) return [];
  const replaced = replacementsSentence(found);
  const nobody = found.providersPerEnrollee.every(({ providers }) => providers === 0);
  const rest = missing(found.missingColumns);
  if (replaced === null && nobody) return found.missingColumns.includes("provider_id") ? [TITLE, ...rest] : [];
  return [
    TITLE,
    ...said(replaced),
    table(
      [
        ["Providers of one enrollee", "right"],
        ["Booked with", "right"],
        ["Seen by", "right"],
      ],
      providersRows(found).map(({ providers, booked, kept }) => [whole(providers), whole(booked), whole(kept)]),
    ),
    PROVIDERS_NOTE,
    ...said(turnoverSentence(found, MONTHS)),
    ...rest,
  ];
};

const TITLE = "## Continuity of care";

/** Tells which group sessions were lost. */
export const groups = ({ groups: found }: Report): Blocks =>
  found === null || lostNoSession(found)
    ? []
    : ["## Group sessions", groupSentences(found).map(prose).join(" "), ...missing(found.missingColumns)];

/** Sets each family's missed and overdue beside what they would be under other readings. */
export const readings = (report: Report): Blocks => {
  const found = readingsOf(report);
  if (found === null) return [];
  const { rows, families, robust, inEvery } = found;
  return [
    `## ${SENSITIVITY_TITLE}`,
    table(
      [["Missed + overdue", "left"], ...families.map(({ id }) => [name(id), "right"] as const)],
      [
        ...rows.map((reading) => [
          prose(reading.title),
          ...families.map(
            (family) => `${whole(lateUnder(reading, family.id))}${robust.includes(family) ? ` \\${ROBUST_MARK}` : ""}`,
          ),
        ]),
        [IN_EVERY, ...families.map(({ id }) => whole(inEvery[id] ?? 0))],
      ],
    ),
    prose(robustSentence(found)),
    READINGS_NOTE,
  ];
};
