import type { Report } from "../model/report.ts";
import { counted, whole, withShare } from "./text/numbers.ts";

type OutOfNetwork = NonNullable<Report["outOfNetwork"]>;
type Duty = NonNullable<OutOfNetwork["duty"]>;
type Notice = NonNullable<Report["notice"]>;

/** A count, what it is a share of, and what it counts. */
export type CountedRow = readonly [count: number, of: number, words: string];

/** Says of how many cancellations care in network failed, and by what standard. */
export const networkLead = ({ lateOrNone }: OutOfNetwork, { families }: Pick<Report, "families">): string => {
  const [first] = families;
  const standard = first === undefined ? "the first standard" : `"${first.title}" (${first.id})`;
  return (
    `In ${counted(lateOrNone, "cancellation")} by the plan, care in network came late or not at all, measured ` +
    `by ${standard}.`
  );
};

/** Splits them by what they got out of network; each is in one row. */
export const networkRows = (found: OutOfNetwork): readonly CountedRow[] => {
  const { lateOrNone, inTime, late, lateInNetwork, nothing, unknown } = found;
  return [
    [inTime, lateOrNone, "got care out of network in time"],
    [late, lateOrNone, "got care out of network, late"],
    [lateInNetwork, lateOrNone, "got none out of network, and care in network late"],
    [nothing, lateOrNone, "got no care at all, in network or out"],
    [unknown, lateOrNone, "got care late, in which network is not known"],
  ];
};

/** Says of whom it cannot be told whether they belong there; null where of all it can. */
export const networkAside = ({ inTimeUnknown }: OutOfNetwork): string | null =>
  inTimeUnknown === 0
    ? null
    : `Not among them: ${whole(inTimeUnknown)} with care, or an offer, in time, in which network is not known.`;

/** Puts the duty beside those whom it is owed to. */
export const dutySentence = ({ mentalHealth }: OutOfNetwork, { text }: Duty): string =>
  `${text} ${withShare(mentalHealth.inTime, mentalHealth.lateOrNone)} of ` +
  `${whole(mentalHealth.lateOrNone)} in mental-health care got care out of network in time.`;

/** Says what the duty rests on, and that nothing is measured by it. */
export const dutyBasis = ({ law, grade }: Duty): string =>
  `${law}, grade ${grade}: cited as the duty. It gives no limit that is measured here.`;

/** Says of how many cancellations it is known when the enrollee was told. */
export const noticeLead = ({ known, unknown }: Notice): string => {
  const all = counted(known + unknown, "cancellation");
  return known === 0
    ? `When they were told is not known of any of ${all} by the plan.`
    : `Of ${all} by the plan, ${whole(known)} say when the enrollee was told.`;
};

/** Splits those by whether they were told in time to do something. */
export const noticeRows = ({ known, before, after, undetermined }: Notice): readonly CountedRow[] => [
  [before, known, "were told before the appointment was to start"],
  [after, known, "were told when it started, or after"],
  [undetermined, known, "were told on that day, and no time of day says when"],
];
