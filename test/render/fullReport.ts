import type { Report } from "../../src/model/report.ts";
import { counts, family, group, rateOf, report, rule } from "./reportFixture.ts";

const families = (late: number, rated: number): Report["crosstabs"][number]["cells"][number]["families"] => {
  const held = counts({ met: rated - late, missed: late });
  return { "ca.reschedule": { counts: held, rate: rateOf(held) } };
};

/** Counts under one reading: those of a disputed family, and of one that no reading moves. */
const late = (missed: number, overdue: number, undetermined: number) => ({
  "ca.reschedule": { missed, overdue, undetermined },
  "ca.like-for-like": { missed: 3, overdue: 0, undetermined: 0 },
});

/** A report in which every section that there is has something to say. */
export const fullReport = (): Report =>
  report({
    families: [
      family({ ahead: 2, otherCare: 3 }),
      family({
        id: "ca.like-for-like",
        title: "The same kind of care",
        asks: "that were rescheduled",
        rules: ["ca.like-for-like"],
        counts: counts({ met: 57, missed: 3, "not-applicable": 60 }),
      }),
    ],
    rules: [
      rule(),
      rule({
        id: "ca.like-for-like",
        family: "ca.like-for-like",
        title: "Mental health care replaced by the same kind of care",
        within: null,
        counts: counts({ met: 57, missed: 3, "not-applicable": 60 }),
        wait: null,
      }),
      rule({
        id: "ca.reschedule.urgent-48h",
        title: "Urgent care, 48 hours from the lost appointment",
        within: { n: 48, unit: "h" },
        wait: { unit: "s", median: 180_000, p90: null, max: 900_000 },
      }),
    ],
    breakdowns: [
      { by: "week", rows: [group("2022-08-15", 20, 40), group("2022-08-22", 50, 60), group(null, 1, 3)] },
      {
        by: "facility",
        rows: [
          group("Fresno Clinic", 40, 45),
          group("Oakland Clinic", 20, 31),
          group("Napa", 9, 29),
          group("=cmd|' /C calc'!A0", 0, 0),
          group(null, 1, 30),
        ],
      },
      { by: "county", rows: [group("Fresno", 40, 45), group("Alameda", 20, 31)] },
    ],
    curves: [
      {
        rule: "ca.reschedule.mh-10bd",
        unit: "bd",
        steps: [
          [3, 100, 10],
          [9, 88, 20],
          [30, 60, 15],
        ],
      },
      {
        rule: "ca.reschedule.urgent-48h",
        unit: "s",
        steps: [
          [90_000, 40, 10],
          [180_000, 30, 10],
        ],
      },
    ],
    crosstabs: [
      {
        rows: "facility",
        columns: "week",
        cells: [
          { row: "Fresno Clinic", column: "2022-08-15", cancellations: 40, families: families(30, 40) },
          { row: "Fresno Clinic", column: "2022-08-22", cancellations: 40, families: families(36, 40) },
          { row: "Oakland Clinic", column: "2022-08-15", cancellations: 5, families: families(1, 5) },
          { row: null, column: "2022-08-22", cancellations: 32, families: families(0, 32) },
        ],
      },
    ],
    outOfNetwork: {
      lateOrNone: 70,
      inTime: 10,
      late: 5,
      none: 50,
      unknown: 5,
      lateInNetwork: 20,
      nothing: 30,
      inTimeUnknown: 3,
      mentalHealth: {
        lateOrNone: 60,
        inTime: 9,
        late: 4,
        none: 43,
        unknown: 4,
        lateInNetwork: 15,
        nothing: 28,
        inTimeUnknown: 2,
      },
      duty: {
        law: "Health & Safety Code § 1374.72(d); 28 CCR 1300.74.72",
        text: "Where the network has no mental-health care in time, the plan arranges it out of network.",
        url: "https://example.org/1374.72",
        grade: "V2",
        confidence: "the duty V2, its paragraph M",
      },
      missingColumns: [],
      byFacility: [
        {
          key: "Fresno Clinic",
          lateOrNone: 40,
          inTime: 1,
          late: 2,
          none: 36,
          unknown: 1,
          lateInNetwork: 16,
          nothing: 20,
          inTimeUnknown: 0,
        },
      ],
    },
    notice: {
      known: 90,
      before: 60,
      after: 20,
      undetermined: 10,
      unknown: 30,
      daysAhead: [
        { days: 0, cancellations: 12 },
        { days: 3, cancellations: 48 },
      ],
      missingColumns: ["notified_at"],
      byFacility: [{ key: null, known: 90, before: 60, after: 20, undetermined: 10, unknown: 30 }],
    },
    continuity: {
      providersPerEnrollee: [
        { providers: 1, enrollees: 60 },
        { providers: 3, enrollees: 24 },
      ],
      keptProvidersPerEnrollee: [
        { providers: 0, enrollees: 50 },
        { providers: 1, enrollees: 34 },
      ],
      replacements: { sameProvider: 30, otherProvider: 20, unknown: 12 },
      providers: 40,
      neverSeen: 3,
      stillSeen: 25,
      lastMonth: "2022-10",
      lastSeen: [{ month: "2022-08", providers: 12 }],
      missingColumns: ["rescheduled_provider_id"],
    },
    groups: {
      sessionsCanceled: 7,
      sessionsPartlyCanceled: 2,
      sessionsUnknown: 1,
      enrolleesPerSession: [{ enrollees: 8, sessions: 7 }],
      groups: 4,
      neverResumed: 2,
      withoutGroup: 3,
      missingColumns: ["series_id"],
    },
    sensitivity: {
      readings: [
        { id: "as-run", title: "as in this report", families: late(20, 50, 10) },
        { id: "calendar:ca-legal-holidays", title: "business days by ca-legal-holidays", families: late(18, 50, 10) },
        { id: "without:urgency", title: "urgency not taken as non-urgent", families: late(20, 50, 10) },
      ],
      robust: ["ca.like-for-like"],
      inEvery: { "ca.reschedule": 66, "ca.like-for-like": 3 },
    },
    links: {
      mode: "series",
      linkedBy: { replaced_by: 40, replaces: 0, rescheduled_to: 12, offered_for: 5, series: 10, inferred: 0 },
      without: [
        {
          id: "ca.reschedule",
          counts: counts({ met: 20, overdue: 80 }),
          rate: rateOf(counts({ met: 20, overdue: 80 })),
        },
      ],
    },
    seenOtherwise: {
      cancellations: 4,
      enrollees: 3,
      families: { "ca.reschedule": { bound: 50, cancellations: 4, enrollees: 3 } },
    },
  });
