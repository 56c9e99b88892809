/** One appointment of a small log, explained: what is asked, and what the answer must say. */
export interface Situation {
  readonly what: string;
  /** Names its transcript. */
  readonly name: string;
  readonly csv: string;
  /** A pack of the reader's own, named own.yaml. */
  readonly pack?: string;
  readonly args: readonly string[];
  /** Whole sentences, or parts of them, as a reader would look for them. */
  readonly says: readonly string[];
  readonly code?: 0 | 2;
}

const HEAD =
  "appointment_id,enrollee_id,status,scheduled_at,made_at,canceled_at,canceled_by,service,urgency,prior_auth,follow_up,replaced_by";
const rows = (...lines: readonly string[]): string => `${lines.join("\n")}\n`;

const LABOR_DAY = rows(
  HEAD,
  "A-1,P-1,canceled,2022-08-26 09:00,2022-08-01 10:00,2022-08-24 08:15,plan,individual-therapy,non-urgent,,true,A-2",
  "A-2,P-1,canceled,2022-09-07 10:00,2022-08-25 10:00,2022-09-06 08:00,plan,individual-therapy,non-urgent,,true,A-3",
  "A-3,P-1,fulfilled,2022-09-14 10:00,2022-09-06 10:00,,,class,non-urgent,,true,",
);

/** Situations that a reader of a report asks about, in the order in which they get rarer. */
export const SITUATIONS: readonly Situation[] = [
  {
    what: "an appointment made good two days too late, over a holiday, after another cancellation, and by a class",
    name: "late",
    csv: LABOR_DAY,
    args: ["--appointment", "A-1", "--as-of", "2022-10-31"],
    says: [
      "came 12 business days after Fri 2022-08-26 09:00",
      "H Mon 2022-09-05: Labor Day (Gov. Code § 19853)",
      "Care on or before Mon 2022-09-12 would have met it.",
      "individual-therapy was lost, and class took its place.",
    ],
  },
  {
    what: "an appointment that nothing replaced",
    name: "overdue",
    csv: rows(
      HEAD,
      "A-1,P-1,canceled,2022-08-26 09:00,2022-08-01 10:00,2022-08-24 08:15,plan,psychiatry,non-urgent,,true,",
    ),
    args: ["--appointment", "A-1", "--as-of", "2023-03-31"],
    says: ["No new appointment, and no offer.", "... 25 weeks: days 20 to 137", "H Fri 2023-03-31: Cesar Chavez Day"],
  },
  {
    what: "care on the Saturday after the last business day",
    name: "weekend",
    csv: rows(
      HEAD,
      "A-1,P-1,canceled,2022-08-19 09:00,2022-08-01 10:00,2022-08-18 08:15,plan,individual-therapy,non-urgent,,true,A-2",
      "A-2,P-1,fulfilled,2022-09-03 10:00,2022-08-25 10:00,,,individual-therapy,non-urgent,,true,",
    ),
    args: ["--appointment", "A-1", "--as-of", "2022-10-31"],
    says: [
      "care by then is in time too",
      "came 10 business days after Fri 2022-08-19 09:00",
      "*-*",
      "H Mon 2022-09-05: Labor Day",
    ],
  },
  {
    what: "a clinician's note in time for one clock, and too late for another",
    name: "note",
    csv: rows(
      `${HEAD},wait_extended_at`,
      "A-1,P-1,canceled,2022-08-26 09:00,2022-08-01 10:00,2022-08-15 08:15,plan,individual-therapy,non-urgent,,true,,2022-09-09",
    ),
    args: ["--appointment", "A-1", "--as-of", "2022-10-31"],
    says: [
      "A clinician noted on Fri 2022-09-09 that a longer wait does no harm, in time",
      "dated Fri 2022-09-09, after the limit had run out; it excuses nothing.",
    ],
  },
  {
    what: "an appointment whose limit has not run out",
    name: "pending",
    csv: rows(
      HEAD,
      "A-1,P-1,canceled,2022-10-24 09:00,2022-08-01 10:00,2022-10-24 08:15,plan,individual-therapy,non-urgent,,true,A-2",
      "A-2,P-1,booked,2022-11-21 10:00,2022-10-24 10:00,,,individual-therapy,non-urgent,,true,",
    ),
    args: ["--appointment", "A-1", "--as-of", "2022-10-31"],
    says: ["has not run out by the end of October 31, 2022", "can still be moved up", "is still in time: met."],
  },
  {
    what: "urgent care by the hour, over the night when the clocks went back",
    name: "hours",
    csv: rows(
      HEAD,
      "A-1,P-1,canceled,2022-11-05 09:00,2022-11-01 10:00,2022-11-04 08:15,plan,crisis,urgent,false,true,A-2",
      "A-2,P-1,fulfilled,2022-11-07 08:30,2022-11-05 10:00,,,crisis,urgent,false,true,",
    ),
    args: ["--appointment", "A-1", "--as-of", "2022-11-30"],
    says: ["48.5 hours after Sat 2022-11-05 09:00", "the clocks were put back by 1 h", "due Mon 2022-11-07 08:00"],
  },
  {
    what: "a date without time of day, where hours count",
    name: "no-time-of-day",
    csv: rows(
      HEAD,
      "A-1,P-1,canceled,2022-08-15 09:00,2022-08-01 10:00,2022-08-15 08:15,plan,crisis,urgent,false,true,A-2",
      "A-2,P-1,fulfilled,2022-08-17,2022-08-15 10:00,,,crisis,urgent,false,true,",
    ),
    args: ["--appointment", "A-1", "--as-of", "2022-11-30"],
    says: [
      "a date without time of day leaves open whether care was in time",
      "If the log told of care on or before Wed 2022-08-17 09:00: met.",
    ],
  },
  {
    what: "an appointment of which nobody knows who canceled it",
    name: "initiator-unknown",
    csv: rows(HEAD, "A-1,P-1,canceled,2022-08-26 09:00,2022-08-01 10:00,2022-08-24 08:15,,individual-therapy,,,true,"),
    args: ["--appointment", "A-1", "--as-of", "2022-10-31"],
    says: [
      "Canceled, by whom the record does not say",
      "none is known to apply",
      "If canceled_by were known to be plan, ca.reschedule.mh-10bd (due Mon 2022-09-12)",
    ],
  },
  {
    what: "replacements that lead in a circle",
    name: "circle",
    csv: rows(
      HEAD,
      "A-1,P-1,canceled,2022-08-26 09:00,2022-08-01 10:00,2022-08-24 08:15,plan,individual-therapy,non-urgent,,true,A-2",
      "A-2,P-1,canceled,2022-09-07 10:00,2022-08-25 10:00,2022-09-06 08:00,plan,individual-therapy,non-urgent,,true,A-1",
    ),
    args: ["--appointment", "A-1", "--as-of", "2022-10-31"],
    says: ["and back to A-1: a circle", "What followed cannot be told", "If it told that there was none: overdue."],
  },
  {
    what: "an offer earlier than what was booked",
    name: "offered-earlier",
    csv: rows(
      `${HEAD},offered_for`,
      "A-1,P-1,canceled,2022-08-26 09:00,2022-08-01 10:00,2022-08-24 08:15,plan,individual-therapy,non-urgent,,true,A-2,2022-09-01 09:00",
      "A-2,P-1,fulfilled,2022-09-20 10:00,2022-08-25 10:00,,,individual-therapy,non-urgent,,true,,",
    ),
    args: ["--appointment", "A-1", "--as-of", "2022-10-31"],
    says: ["the clock stops at the earliest date offered", "MET  ca.reschedule.mh-10bd"],
  },
  {
    what: "the last visit before the standard was in force, and the request after the appointment",
    name: "in-force",
    csv: rows(
      `${HEAD},prior_kept_at,requested_at`,
      "A-1,P-1,canceled,2022-07-08 09:00,2022-06-01 10:00,2022-07-07 08:15,plan,individual-therapy,non-urgent,,true,,2022-06-30,",
      "A-2,P-1,canceled,2022-07-08 09:00,2022-06-01 10:00,2022-07-07 08:15,plan,individual-therapy,non-urgent,,false,,,2022-07-11",
    ),
    args: ["--appointment", "A-1", "--appointment", "A-2", "--as-of", "2022-10-31"],
    says: ["not in force that day: from 2022-07-01; here the day is 2022-06-30", "it cannot have led to it"],
  },
  {
    what: "an appointment that took another's place, and was kept",
    name: "not-canceled",
    csv: LABOR_DAY,
    args: ["--appointment", "A-3", "--as-of", "2022-10-31"],
    says: ["It was not canceled (its status: fulfilled)", "A-2, canceled (log.csv:3): explain that one for its rules"],
  },
  {
    what: "an appointment with three versions, and one record refused",
    name: "versions",
    csv: rows(
      `${HEAD},updated_at`,
      "A-1,P-1,booked,2022-08-26 09:00,2022-08-01 10:00,,,individual-therapy,non-urgent,,true,,2022-08-01",
      "A-1,P-1,canceled,2022-08-26 09:00,2022-08-01 10:00,2022-08-24 08:15,plan,individual-therapy,non-urgent,,true,,2022-08-24",
      "A-1,P-1,canceled,2022-08-26 09:00,2022-08-01 10:00,2022-08-24 08:15,plan,individual-therapy,non-urgent,,true,,2022-08-24",
      "A-1,P-1,canceled,sometime,2022-08-01 10:00,2022-08-24 08:15,plan,individual-therapy,non-urgent,,true,,2022-08-24",
    ),
    args: ["--appointment", "A-1", "--as-of", "2022-10-31"],
    says: [
      "superseded by a later version; it said status booked (now canceled)",
      "a duplicate, word for word after reading",
      "log.csv:5: unreadable:scheduled_at",
    ],
  },
  {
    what: "an id that two persons share",
    name: "refused",
    csv: rows(
      HEAD,
      "A-1,P-1,canceled,2022-08-26 09:00,2022-08-01 10:00,2022-08-24 08:15,plan,individual-therapy,,,true,",
      "A-1,P-2,canceled,2022-08-26 09:00,2022-08-01 10:00,2022-08-24 08:15,plan,individual-therapy,,,true,",
      "A-2,P-2,canceled,2022-08-26 09:00,2022-08-01 10:00,2022-08-24 08:15,plan,individual-therapy,,,true,",
    ),
    args: ["--appointment", "A-1", "--as-of", "2022-10-31"],
    says: ["No record of it could be accepted", "log.csv:2: id-collision", "--key facility,appointment_id"],
    code: 2,
  },
  {
    what: "an appointment outside the scope, its assumption given by the reader",
    name: "out-of-scope",
    csv: rows(
      HEAD,
      "A-1,P-1,canceled,2022-08-12 09:00,2022-08-01 10:00,2022-08-11 08:15,,individual-therapy,non-urgent,,true,",
    ),
    args: ["--appointment", "A-1", "--as-of", "2022-10-31", "--from", "2022-08-15", "--assume", "canceled_by=plan"],
    says: [
      "It is outside the scope of this run",
      "assumed by --assume; the record does not say",
      "canceled by plan (assumed)",
    ],
  },
  {
    what: "an appointment canceled after as-of",
    name: "later",
    csv: LABOR_DAY,
    args: ["--appointment", "A-1", "--as-of", "2022-08-20"],
    says: ["It was canceled only after Sat 2022-08-20 23:59:59"],
  },
  {
    what: "the last visit and the replacement as the log tells them, where the record does not",
    name: "derived",
    csv: rows(
      "appointment_id,enrollee_id,status,scheduled_at,made_at,canceled_at,canceled_by,service",
      "A-0,P-1,fulfilled,2022-08-12 09:00,2022-07-01 10:00,,,individual-therapy",
      "A-1,P-1,canceled,2022-08-26 09:00,2022-08-01 10:00,2022-08-24 08:15,plan,individual-therapy",
      "A-2,P-1,fulfilled,2022-09-06 09:00,2022-08-25 10:00,,,individual-therapy",
    ),
    args: ["--appointment", "A-1", "--as-of", "2022-10-31", "--derive", "prior_kept_at", "--link", "inferred"],
    says: [
      "The last step is inferred",
      "prior_kept_at = Fri 2022-08-12 09:00 (from the log's other appointments)",
      "inferred, next comparable booking: A-2",
      "prior_kept_at: Fri 2022-08-12 09:00 (from the log's other appointments)",
    ],
  },
  {
    what: "operations in England: made good in 28 days, and a day late by the hour",
    name: "nhs",
    csv: rows(
      "appointment_id,enrollee_id,status,scheduled_at,canceled_at,canceled_by,cancel_reason,rescheduled_to",
      "A-1,P-1,canceled,2022-12-01 09:00,2022-12-01 07:00,plan,facility,2022-12-30 09:00",
      "A-2,P-2,canceled,2022-12-01 09:00,2022-12-01 07:00,plan,facility,2022-12-02 08:00",
    ),
    args: [
      "--pack",
      "nhs-cancelled-operations",
      "--appointment",
      "A-1",
      "--appointment",
      "A-2",
      "--as-of",
      "2023-01-31",
    ],
    says: ["28 calendar days", "is a postponement, to which it does not apply"],
  },
  {
    what: "a group session that was lost, another offered for it, and none booked",
    name: "offered",
    csv: rows(
      `${HEAD},offered_for,session_id`,
      "A-1,P-1,canceled,2022-08-26 09:00,2022-08-01 10:00,2022-08-24 08:15,plan,group-therapy,non-urgent,,true,,2022-09-12 09:00,G-7",
    ),
    args: ["--appointment", "A-1", "--as-of", "2022-10-31"],
    says: [
      "Another date was offered, and none was booked.",
      "the date offered on A-1: the clock stops at the earliest date offered",
      "MET ca.reschedule.mh-10bd",
      "MISSED ca.notice.mh-10bd",
      "session_id G-7",
      "ca.like-for-like: asked only of what came to be rescheduled; this one: offered.",
    ],
  },
  {
    what: "a reschedule given on the canceled record, of no kind of care that it names",
    name: "inline",
    csv: rows(
      `${HEAD},rescheduled_to`,
      "A-1,P-1,canceled,2022-08-26 09:00,2022-08-01 10:00,2022-08-24 08:15,plan,intake,non-urgent,,true,,2022-09-12 09:00",
    ),
    args: ["--appointment", "A-1", "--as-of", "2022-10-31"],
    says: [
      "rescheduled_to, on the same record",
      "UNDETERMINED ca.like-for-like",
      "intake was lost, and the kind of care that took its place is not known.",
      "Accepted would be intake, individual-therapy, psychiatry, medication-management.",
    ],
  },
  {
    what: "a replacement that the log does not hold, and a request of which nobody knows when it was",
    name: "broken-link",
    csv: rows(
      `${HEAD},requested_at`,
      "A-1,P-1,canceled,2022-08-26 09:00,2022-08-01 10:00,2022-08-24 08:15,plan,individual-therapy,non-urgent,,false,A-9,",
    ),
    args: ["--appointment", "A-1", "--as-of", "2022-10-31"],
    says: [
      "replaced_by names no appointment of this enrollee that could be accepted",
      "requested_at is blank or has no column; the limit counts from it",
      "With requested_at in the record it could be decided.",
    ],
  },
  {
    what: "urgent care whose hours run out on the day of the lost appointment: any time of that day is in time",
    name: "whole-day",
    csv: rows(
      HEAD,
      "A-1,P-1,canceled,2022-08-17 15:00,2022-08-01 10:00,2022-08-15 08:15,plan,crisis,urgent,false,true,A-2",
      "A-2,P-1,fulfilled,2022-08-18 00:01,2022-08-16 10:00,,,crisis,urgent,false,true,",
      "A-3,P-2,canceled,2022-08-17 15:00,2022-08-01 10:00,2022-08-15 08:15,plan,crisis,urgent,false,true,A-4",
      "A-4,P-2,fulfilled,2022-08-17 23:59,2022-08-16 10:00,,,crisis,urgent,false,true,",
    ),
    args: ["--appointment", "A-1", "--appointment", "A-3", "--as-of", "2022-10-31"],
    says: [
      "The limit is 48 hours, or the day of scheduled_at, and ran out at the end of Wed 2022-08-17.",
      "due Wed 2022-08-17 08:15; care at any time of Wed 2022-08-17, the day of scheduled_at, is in time too",
      "Care on or before Wed 2022-08-17 would have met it.",
      "and no later than the day of scheduled_at, which is in time.",
    ],
  },
  {
    what: "a pack of the reader's own, which asks a column that says nothing and counts from the earlier of two dates",
    name: "own-pack",
    csv: rows(
      "appointment_id,enrollee_id,status,scheduled_at,canceled_by,requested_at,made_at,rescheduled_to,Plan Type",
      "A-1,P-1,canceled,2022-08-26 09:00,plan,2022-08-01,2022-08-02,2022-09-12 09:00,",
      "A-2,P-2,canceled,2022-08-26 09:00,plan,2022-08-01,,2022-09-12 09:00,HMO",
    ),
    pack: `schema: cancellog.pack/1
id: own
version: 1.0.0
title: Own
timezone: America/Los_Angeles
calendar: ca-state-offices
families: [{ id: own, title: Own, asks: that were lost }]
rules:
  - id: own.month
    family: own
    title: Within 28 days of the request or the booking
    basis: commitment
    citation: { law: A charter, text: Within four weeks., grade: M }
    applies: { canceled_by: plan, column: Plan Type, is: [HMO, EPO] }
    clock: { starts: { earlier: [requested_at, made_at] }, within: 28 calendar days }
`,
    args: ["--pack", "./own.yaml", "--appointment", "A-1", "--appointment", "A-2", "--as-of", "2022-10-31"],
    says: [
      'It cannot be decided: column "Plan Type" is blank.',
      'If column "Plan Type" were known to be HMO or EPO, own.month (due Mon 2022-08-29) would be missed.',
      'If column "Plan Type" were known to be anything else, own.month would no longer apply.',
      "It cannot be decided: made_at is blank or has no column; the limit counts from it.",
    ],
  },
];
