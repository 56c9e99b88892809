import { describe, expect, test } from "vitest";
import { type Report, reportSchema } from "../../src/model/report.ts";
import { renderText } from "../../src/render/text/text.ts";
import { displayWidth } from "../../src/render/text/width.ts";
import { HOSTILE, report } from "./reportFixture.ts";

const read = (document: Report, verbose = false): string =>
  renderText(document, { width: 140, color: false, verbose }).replaceAll(/\s+/g, " ");

const network = { inTime: 10, late: 5, lateInNetwork: 20, nothing: 60, unknown: 5, inTimeUnknown: 7 };
const figures = { ...network, none: 80, lateOrNone: 100 };
const outOfNetwork: NonNullable<Report["outOfNetwork"]> = {
  ...figures,
  mentalHealth: { ...figures, lateOrNone: 90, nothing: 50, none: 70 },
  duty: { law: "The Code § 1", text: "The plan arranges it.", url: null, grade: "V2", confidence: "" },
  missingColumns: [],
  byFacility: [
    { key: "Fresno", ...figures, lateOrNone: 40, none: 30 },
    { key: "Oakland", ...figures, lateOrNone: 31, none: 31 },
    { key: null, ...figures, lateOrNone: 29, none: 29 },
  ],
};
const notice: NonNullable<Report["notice"]> = {
  known: 80,
  before: 60,
  after: 19,
  undetermined: 1,
  unknown: 20,
  daysAhead: [
    { days: 0, cancellations: 10 },
    { days: 1, cancellations: 20 },
    { days: 3, cancellations: 5 },
    { days: 14, cancellations: 15 },
    { days: 15, cancellations: 10 },
  ],
  missingColumns: ["facility"],
  byFacility: [],
};
const continuity: NonNullable<Report["continuity"]> = {
  providersPerEnrollee: [
    { providers: 0, enrollees: 4 },
    { providers: 3, enrollees: 70 },
    { providers: 5, enrollees: 6 },
    { providers: 9, enrollees: 4 },
  ],
  keptProvidersPerEnrollee: [
    { providers: 0, enrollees: 44 },
    { providers: 1, enrollees: 40 },
  ],
  replacements: { sameProvider: 15, otherProvider: 45, unknown: 2 },
  providers: 30,
  neverSeen: 4,
  stillSeen: 20,
  lastMonth: "2022-10",
  lastSeen: ["01", "02", "03", "04", "05", "06", "07"].map((month) => ({
    month: `2022-${month}`,
    providers: month === "07" ? 0 : 1,
  })),
  missingColumns: [],
};
const groups: NonNullable<Report["groups"]> = {
  sessionsCanceled: 7,
  sessionsPartlyCanceled: 2,
  sessionsUnknown: 1,
  enrolleesPerSession: [
    { enrollees: 4, sessions: 3 },
    { enrollees: 6, sessions: 1 },
    { enrollees: 10, sessions: 3 },
  ],
  groups: 4,
  neverResumed: 1,
  withoutGroup: 2,
  missingColumns: [],
};
const one = (missed: number) => ({ "ca.reschedule": { missed, overdue: 50, undetermined: 10 } });
const sensitivity: NonNullable<Report["sensitivity"]> = {
  readings: [
    { id: "as-run", title: "as in this report", families: one(20) },
    { id: "calendar:b", title: "business days by b", families: one(18) },
  ],
  robust: [],
  inEvery: { "ca.reschedule": 66 },
};
const full = (): Report => report({ outOfNetwork, notice, continuity, groups, sensitivity });

test("the document is what its schema says", () => expect(reportSchema.parse(full())).toEqual(full()));

test("a section that was not computed is left out", () => {
  for (const title of ["Out of network", "Told before", "Continuity", "How far"])
    expect(read(report())).not.toContain(title);
});

describe("out of network", () => {
  test("tells what each got, and of whom it cannot be told", () => {
    expect(read(full())).toContain(
      'In 100 cancellations by the plan, care in network came late or not at all, measured by "Rescheduled in time" ' +
        "(ca.reschedule). Of these: 10 10.0 % got care out of network in time 5 5.0 % got care out of network, late " +
        "20 20.0 % got none out of network, and care in network late 60 60.0 % got no care at all, in network or out " +
        "5 5.0 % got care late, in which network is not known Not among them: 7 with care, or an offer, in time",
    );
  });
  test("shows the facilities with 30 of them at least, the worst first", () => {
    expect(read(full())).toContain(
      "By facility, none out of network Oakland 100.0 % 31 of 31 Fresno 75.0 % 30 of 40 The",
    );
  });
  test("cites the duty, and says that nothing is measured by it", () => {
    expect(read(full())).toContain(
      "The plan arranges it. 10 (11.1 %) of 90 in mental-health care got care out of network in time. The Code § 1, " +
        "grade V2: cited as the duty. It gives no limit that is measured here.",
    );
  });
  test("of a pack without that duty cites none", () => {
    expect(read(report({ outOfNetwork: { ...outOfNetwork, duty: null } }))).not.toContain("duty");
  });
});

describe("notice", () => {
  test("counts who was told in time, and how long ahead", () => {
    expect(read(full())).toContain(
      "Of 100 cancellations by the plan, 80 say when the enrollee was told. Of these: 60 75.0 % were told before the " +
        "appointment was to start 19 23.8 % were told when it started, or after 1 1.3 % were told on that day, and no " +
        "time of day says when",
    );
    expect(read(full())).toMatch(
      /on the same day 10 16\.7 % 1 day ahead 20 33\.3 % 2 to 3 days 5 8\.3 % 8 to 14 days 15 25\.0 % 15 days or more 10/,
    );
  });
  test("of a log that does not say names the column", () => {
    const none = { ...notice, known: 0, before: 0, after: 0, undetermined: 0, unknown: 100, daysAhead: [] };
    expect(read(report({ notice: { ...none, missingColumns: ["notified_at"] } }))).toContain(
      "When they were told is not known of any of 100 cancellations by the plan. No column for notified_at:",
    );
  });
});

describe("continuity", () => {
  test("tells the share with the same provider, and how many providers each had", () => {
    const text = read(full());
    expect(text).toContain(
      "Of 60 replacements whose provider is known, 15 (25.0 %) were with the same provider; of 2 more it is not known.",
    );
    expect(text).toMatch(
      /none known 4 4\.8 % 44 52\.4 % 1 0 0\.0 % 40 47\.6 % 3 70 83\.3 % 0 0\.0 % 5 or more 10 11\.9 %/,
    );
  });
  test("tells of the months before the last, the early ones together", () => {
    expect(read(full())).toContain(
      "Of 30 providers, 20 were still seen, or on the schedule, in 2022-10, the last month of the log, or after; 6 were " +
        "last seen before it (earlier: 1, 2022-02: 1, 2022-03: 1, 2022-04: 1, 2022-05: 1, 2022-06: 1, 2022-07: 0); of 4 " +
        "every appointment was canceled.",
    );
    expect(read(full(), true)).toContain("(2022-01: 1, 2022-02: 1,");
  });
  test("of a log without providers names the column", () => {
    const bare = {
      ...continuity,
      providersPerEnrollee: [{ providers: 0, enrollees: 84 }],
      replacements: { sameProvider: 0, otherProvider: 0, unknown: 60 },
      providers: 0,
      lastMonth: null,
      missingColumns: ["provider_id"],
    };
    expect(read(report({ continuity: bare }))).toContain("Continuity of care No column for provider_id:");
  });
});

test("group sessions are counted, with the places they held, and what is not known", () => {
  expect(read(full())).toContain(
    "The plan canceled 7 group sessions altogether; 2 sessions for some of the group only; of 1 more it is not known who " +
      "canceled. They held 48 places: 4 to 10 enrollees in each, 6 in the middle. Of 4 groups that lost a session, 1 " +
      "(25.0 %) had no later session. Of 2 sessions nothing tells which others are of the same group",
  );
});

describe("sensitivity", () => {
  test("sets the readings under one another, and counts who is in every one", () => {
    expect(read(full())).toMatch(
      /as in this report 70 business days by b 68 under every one of these 66 No figure stands in every row\./,
    );
  });
  test("marks what is robust", () => {
    const robust = {
      ...sensitivity,
      readings: sensitivity.readings.map((reading) => ({ ...reading, families: one(20) })),
      robust: ["ca.reschedule"],
      inEvery: { "ca.reschedule": 70 },
    };
    expect(read(report({ sensitivity: robust }))).toMatch(
      /as in this report 70 \* business days by b 70 \* under every one of these 70 \* robust, made up of the same cancellations in every row: Rescheduled in time \(ca\.reschedule\)\./,
    );
  });
  test("is left out where there is one reading alone", () => {
    const alone = { ...sensitivity, readings: sensitivity.readings.slice(0, 1) };
    expect(read(report({ sensitivity: alone }))).not.toContain("How far");
  });
});

describe("whatever the texts", () => {
  const hostile = (text: string): Report =>
    report({
      outOfNetwork: {
        ...outOfNetwork,
        missingColumns: [text],
        byFacility: outOfNetwork.byFacility.map((row) => ({ ...row, key: text })),
      },
      notice,
      continuity,
      groups,
      sensitivity: {
        ...sensitivity,
        readings: sensitivity.readings.map((reading) => ({ ...reading, title: text })),
      },
    });
  test.each(Object.entries(HOSTILE))("%s stay within the page and do nothing", (_, text) => {
    for (const width of [60, 80, 140])
      for (const line of renderText(hostile(text), { width, color: false, verbose: true }).split("\n")) {
        expect(displayWidth(line), line).toBeLessThanOrEqual(width);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }
  });
});
