import type { Report } from "../../src/model/report.ts";
import { counts, group, rateOf, report, rule } from "./reportFixture.ts";

const families = (late: number, rated: number): Report["crosstabs"][number]["cells"][number]["families"] => {
  const held = counts({ met: rated - late, missed: late });
  return { "ca.reschedule": { counts: held, rate: rateOf(held) } };
};

/** A report in which every section that there is has something to say. */
export const fullReport = (): Report =>
  report({
    rules: [
      rule(),
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
      duty: null,
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
      replacements: { sameProvider: 30, otherProvider: 20, unknown: 12 },
      lastSeen: [{ month: "2022-08", providers: 12 }],
    },
    groups: {
      sessionsCanceled: 7,
      enrolleesPerSession: [{ enrollees: 8, sessions: 7 }],
      groups: 4,
      neverResumed: 2,
    },
    sensitivity: {
      readings: [
        { id: "as-reported", title: "as reported", families: { "ca.reschedule": { missed: 20, overdue: 50 } } },
        {
          id: "calendar-6700",
          title: "the holidays of Gov. Code § 6700 are no business days",
          families: { "ca.reschedule": { missed: 18, overdue: 50 } },
        },
      ],
      robust: ["ca.reschedule"],
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
