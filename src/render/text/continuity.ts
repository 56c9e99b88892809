import type { Report } from "../../model/report.ts";
import {
  groupSentences,
  lostNoSession,
  PROVIDERS_NOTE,
  replacementsSentence,
  turnoverSentence,
} from "../continuityWords.ts";
import { missingNote } from "./missing.ts";
import { percent, whole } from "./numbers.ts";
import { type Block, note, type Page, paragraph, type Section } from "./page.ts";
import { layTable } from "./table.ts";

type Continuity = NonNullable<Report["continuity"]>;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** Providers from which on a table gives one line for all. */
const MANY = 5;

/** Tells whether care stayed with one person. */
export const continuity = ({ continuity: found }: Report, page: Page): Section | null => {
  if (found === null) return null;
  const { providersPerEnrollee, missingColumns } = found;
  if (replacementsSentence(found) === null && providersPerEnrollee.every(({ providers }) => providers === 0))
    return missingColumns.includes("provider_id")
      ? { title: TITLE, blocks: [missingNote(missingColumns, page)] }
      : null;
  return {
    title: TITLE,
    blocks: [
      said(replacementsSentence(found), page),
      ...perEnrollee(found, page),
      said(turnoverSentence(found, page.verbose ? Number.POSITIVE_INFINITY : MONTHS), page),
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
    note(page, PROVIDERS_NOTE),
  ];
};

/** Months shown, and all of them when asked for. */
const MONTHS = 6;

const said = (sentence: string | null, page: Page): Block => (sentence === null ? [] : paragraph(page, sentence));

/** Tells which group sessions were lost, and which groups met no more. */
export const groupSessions = ({ groups: found }: Report, page: Page): Section | null =>
  found === null || lostNoSession(found)
    ? null
    : {
        title: "Group sessions",
        blocks: [
          ...groupSentences(found).map((sentence) => paragraph(page, sentence)),
          missingNote(found.missingColumns, page),
        ],
      };
