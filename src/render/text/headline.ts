import type { Report } from "../../model/report.ts";
import { dayInWords, momentInWords } from "./dates.ts";
import { counted, percent, whole } from "./numbers.ts";
import { type Block, type Page, paragraph } from "./page.ts";
import { pressLine } from "./press.ts";
import { clip } from "./width.ts";
import { glued, wrap } from "./wrap.ts";

/** Warns before any figure that the log was made by the generator. */
export const banner = (report: Report, { width, paint }: Page): Block =>
  report.synthetic
    ? wrap("SYNTHETIC DATA: generated; no real appointments or persons.", width).map((line) => paint.warning(line))
    : [];

/** Writes the sentence that the figures of 2022 taught everyone to read. */
export const headline = ({ headline: { cancellations, enrollees } }: Report, { width, paint }: Page): Block =>
  wrap(`${counted(cancellations, "appointment")} canceled, affecting ${counted(enrollees, "enrollee")}.`, width).map(
    (line) => paint.strong(line),
  );

/** Adds what keeps the sentence from standing alone: round figures, who canceled, what was looked at, out of how many. */
export const inShort = (report: Report, page: Page): readonly Block[] => {
  const { cancellations, enrollees, canceledBy } = report.headline;
  const press = pressLine(cancellations, enrollees);
  const by = Object.entries(canceledBy).map(([who, n]) => glued(`${who} ${whole(n)}`));
  return [
    [
      ...(press === null ? [] : paragraph(page, `In round figures: ${press}.`)),
      ...paragraph(page, `Canceled by: ${by.join(", ")}.`),
    ],
    [
      ...paragraph(page, `${scopeSentence(report)} ${asOfSentence(report)}`),
      ...paragraph(page, rateSentence(report)),
      ...sessionSentence(report).flatMap((sentence) => paragraph(page, sentence)),
    ],
  ];
};

const WHERE_WIDTH = 60;

/** Says which appointments were looked at. */
export const scopeSentence = ({ scope: { from, to, where }, breakdowns, reconciliation }: Report): string => {
  const first = from === null ? null : dayInWords(from);
  const last = to === null ? null : dayInWords(to);
  const period =
    first !== null && last !== null
      ? `that were to take place from ${first} to ${last}`
      : first !== null
        ? `that were to take place on or after ${first}`
        : last !== null
          ? `that were to take place on or before ${last}`
          : null;
  const only = where.length === 0 ? null : `only ${where.map((text) => clip(text, WHERE_WIDTH)).join(" and ")}`;
  if (period === null && only === null) return `Every appointment of the log is looked at.${weeksOf(breakdowns)}`;
  const scope = ["Looked at: appointments", period, only === null ? null : `(${only})`].filter((part) => part !== null);
  return `${scope.join(" ")}; ${counted(reconciliation.outOfScope, "other cancellation")} left out.`;
};

/** The span of the cancellations, where a breakdown by week tells it. */
const weeksOf = (breakdowns: Report["breakdowns"]): string => {
  const weeks = breakdowns
    .find(({ by }) => by === "week")
    ?.rows.flatMap(({ key, cancellations }) => (key === null || cancellations === 0 ? [] : [key]));
  const [first, last] = [weeks?.[0], weeks?.at(-1)];
  if (first === undefined || last === undefined) return "";
  return first === last
    ? ` Those canceled fall in the week of ${dayInWords(first)}.`
    : ` Those canceled fall in the weeks of ${dayInWords(first)} to ${dayInWords(last)}.`;
};

/** Says as of when. */
export const asOfSentence = ({ asOf, asOfFrom }: Report): string =>
  `Seen as of ${momentInWords(asOf)}${asOfFrom === "option" ? "" : ` (the latest ${asOfFrom})`}.`;

/** Says out of how many appointments these were canceled. */
export const rateSentence = ({ headline: { appointments, cancellations } }: Report): string =>
  appointments > cancellations
    ? `Of ${counted(appointments, "appointment")}, ${whole(cancellations)} were canceled: ` +
      `a cancellation rate of ${percent(cancellations, appointments)}.`
    : "The export holds no appointments but the canceled ones, so there is no cancellation rate.";

/** Says how many group sessions are among them. */
export const sessionSentence = ({ headline: { sessions } }: Report): readonly string[] =>
  sessions === null || sessions === 0 ? [] : [`Among them ${counted(sessions, "group session")}.`];
