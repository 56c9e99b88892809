import { describe, expect, it } from "vitest";
import type { RawOptions } from "../../src/cli/settle.ts";
import { REJECT_KINDS } from "../../src/model/source.ts";
import { failureOf, type Run, readFixture, runFiles, runLines, runTexts } from "./run.ts";

/** A rule that binds whatever these logs say the plan canceled. */
const ANY = "ca.reschedule.mh-10bd";
const one = (name: string, options: RawOptions = {}): Promise<Run> =>
  runFiles([`reconciliation/${name}.csv`], { asOf: "2022-10-31", ...options });
const rowsOf = (name: string) => readFixture(`reconciliation/${name}.csv`);
const judged = ({ rows }: Run) => rows.filter(({ rule }) => rule === ANY);
const linesOf = (run: Run) => judged(run).map(({ line }) => line);
const idsOf = (run: Run) => judged(run).map(({ appointment_id }) => appointment_id);

describe.each(["versions", "equal-versions"])("%s of one appointment", (name) => {
  const rows = rowsOf(name);
  const count = (expected: string): number => rows.filter((row) => row.expect === expected).length;

  it("the winner is the one that is judged", async () =>
    expect(linesOf(await one(name))).toEqual(rows.filter((row) => row.expect === "wins").map(({ line }) => line)));

  it("every record is counted once", async () =>
    expect((await one(name)).report.reconciliation).toMatchObject({
      read: rows.length,
      accepted: count("wins") + count("accepted"),
      rejected: 0,
      duplicates: count("duplicate"),
      superseded: count("superseded"),
    }));
});

describe("versions in several files", () => {
  const header = "appointment_id,enrollee_id,status,scheduled_at,canceled_by,service,rescheduled_to,updated_at";
  const version = (to: string, updated: string): string =>
    `${header}\na1,p1,canceled,2022-08-15T09:00,plan,intake,${to},${updated}\n`;
  const care = async (texts: Readonly<Record<string, string>>) =>
    judged(await runTexts(texts, { asOf: "2022-10-31" })).map(({ source, care_at }) => [source, care_at]);

  it("the last argument wins a tie", async () =>
    expect(
      await care({ "b.csv": version("2022-08-22", "2022-08-20"), "a.csv": version("2022-08-23", "2022-08-20") }),
    ).toEqual([["a.csv", "2022-08-23"]]));

  it("the latest wins, whatever the order of the arguments", async () =>
    expect(
      await care({ "b.csv": version("2022-08-22", "2022-08-21"), "a.csv": version("2022-08-23", "2022-08-20") }),
    ).toEqual([["b.csv", "2022-08-22"]]));

  it("of 7 records in 3 versions, 4 are duplicates and 2 superseded", async () => {
    const texts = ["22", "23", "22", "24", "22", "23", "22"].map((day, i): [string, string] => [
      `${i}.csv`,
      version(`2022-08-${day}`, ""),
    ]);
    const { report } = await runTexts(Object.fromEntries(texts), { asOf: "2022-10-31" });
    expect(report.reconciliation).toMatchObject({ read: 7, accepted: 1, duplicates: 4, superseded: 2 });
  });
});

describe("one appointment_id with different enrollees", () => {
  const rows = rowsOf("id-collision");

  it("refuses all records of the id that were otherwise acceptable", async () => {
    const run = await one("id-collision");
    expect(run.rejects.map(({ place, reason }) => [place.line, reason])).toEqual(
      rows.filter((row) => row.expect !== "accepted").map((row) => [row.line, row.expect]),
    );
    expect(linesOf(run)).toEqual(rows.filter((row) => row.expect === "accepted").map(({ line }) => line));
    expect(run.report.reconciliation).toMatchObject({ read: 7, accepted: 2, rejected: 5, duplicates: 0 });
  });
});

describe("a record is refused", () => {
  const expected = [
    [3, 2, "field-count"],
    [4, 3, "field-count"],
    [5, 4, "missing:appointment_id"],
    [6, 5, "missing:enrollee_id"],
    [7, 6, "missing:scheduled_at"],
    [8, 7, "missing:status"],
    [9, 8, "unreadable:scheduled_at"],
    [10, 9, "unreadable:canceled_at"],
    [11, 10, "unknown-status"],
    [12, 11, "unknown-status"],
    [13, 12, "id-collision"],
    [14, 13, "id-collision"],
    [17, 15, "unclosed-quote"],
    [18, 16, "missing:appointment_id"],
  ] as const;

  it("with its line, its number among the records, and the reason", async () => {
    const run = await one("rejects");
    expect(run.rejects.map(({ place, reason }) => [place.line, place.record, reason])).toEqual(expected);
    expect(linesOf(run)).toEqual([2, 15, 19]);
    expect(run.report.reconciliation).toMatchObject({ read: 17, accepted: 3, rejected: 14 });
  });

  it("with its raw text, without the line end", async () => {
    const raw = new Map((await one("rejects")).rejects.map((reject) => [reject.place.line, reject.raw]));
    expect(raw.get(3)).toBe("a2,p2,canceled,2022-08-15T09:00,2022-08-14,plan,intake");
    expect(raw.get(13)).toBe("b3,p3,canceled,2022-08-15T09:00,2022-08-14,plan,intake,one number");
    expect(raw.get(17)).toBe('b5,p5,canceled,2022-08-15T09:00,2022-08-14,plan,intake,"never closed');
  });

  it("for every reason there is", () =>
    expect(new Set(expected.map(([, , reason]) => reason.split(":")[0]))).toEqual(new Set(REJECT_KINDS)));

  it("and where all are, there is no report", async () =>
    expect(
      await failureOf(runLines(["appointment_id,enrollee_id,status,scheduled_at", "a1,p1,zz-hold,2022-08-15"])),
    ).toBe("nothing-accepted"));
});

describe("as-of", () => {
  const derived = async (name: string) => {
    const { report } = await runFiles([`reconciliation/${name}.csv`]);
    return [report.asOf, report.asOfFrom];
  };

  it("is the latest date of the log, to the second", async () =>
    expect(await derived("as-of-with-time")).toEqual(["2022-09-02T15:30:00", "made_at"]));

  it("is the end of that day where it has no time of day", async () =>
    expect(await derived("as-of-date")).toEqual(["2022-09-02T23:59:59", "canceled_at"]));

  it("is the end of the day asked for", async () => {
    const { report } = await one("as-of-with-time", { asOf: "2022-09-30" });
    expect([report.asOf, report.asOfFrom]).toEqual(["2022-09-30T23:59:59", "option"]);
  });

  it("has to be given where no record is dated", async () =>
    expect(await failureOf(runFiles(["reconciliation/as-of-missing.csv"]))).toBe("as-of-missing"));

  it("is not taken from a record that was refused or superseded", async () => {
    const { report } = await runLines([
      "appointment_id,enrollee_id,status,scheduled_at,canceled_at,updated_at",
      "a1,p1,canceled,2022-08-15,2022-09-20,2022-08-01",
      "a1,p1,canceled,2022-08-15,2022-08-14,2022-08-16",
      "a2,p2,zz-hold,2022-08-15,2022-12-24,2022-12-24",
    ]);
    expect([report.asOf, report.asOfFrom]).toEqual(["2022-08-16T23:59:59", "updated_at"]);
  });

  it("leaves out what was booked later, and takes what was canceled later as still booked", async () => {
    const run = await one("after-as-of", { asOf: "2022-08-31" });
    expect(judged(run).map(({ appointment_id, resolution }) => [appointment_id, resolution])).toEqual([
      ["a1", "rescheduled"],
      ["a4", "none"],
      ["a5", "rescheduled"],
      ["a6", "none"],
    ]);
    expect(run.report.reconciliation).toMatchObject({ read: 10, accepted: 10, notYetKnown: 2 });
    expect(run.report.headline).toMatchObject({ appointments: 8, cancellations: 4 });
  });

  it("a day later knows them all", async () => {
    const run = await one("after-as-of", { asOf: "2022-09-02" });
    expect(judged(run).map(({ appointment_id, resolution }) => [appointment_id, resolution])).toEqual([
      ["a1", "rescheduled"],
      ["a2", "none"],
      ["a3", "none"],
      ["a4", "rescheduled"],
      ["a5", "recanceled"],
      ["b5", "none"],
      ["a6", "none"],
      ["a7", "unverified"],
    ]);
    expect(run.report.reconciliation).toMatchObject({ notYetKnown: 0 });
  });
});

describe("a derived as-of that stands alone", () => {
  const header = "appointment_id,enrollee_id,status,scheduled_at,made_at,canceled_at,updated_at";
  /** Records of June 2022, and the dates of those that come after them. */
  const log = (records: number, later: readonly string[]): readonly string[] => [
    header,
    ...Array.from({ length: records }, (_, i) => {
      const dates = later[i] ?? ",2022-06-01,";
      return `a${i},p${i},canceled,2022-06-02T09:00,${dates}`;
    }),
  ];
  const typo = ",2062-10-18,";

  it.each([
    [99, [typo], "none", "a small log is not asked for company"],
    [100, [typo], "as-of-lonely", "one typo must not make everything overdue"],
    [100, [typo, ",2062-10-01,"], "as-of-lonely", "two records within 31 days are too few"],
    [100, [typo, ",2062-10-01,", ",2062-10-02,"], "none", "three are enough"],
    [100, [typo, ",2062-10-01,", ",,2062-10-02"], "none", "whichever of the three fields dates them"],
    [100, [typo, ",2062-10-01,", "2062-10-02,,"], "none", "whichever of the three fields dates them"],
    [100, [typo, "2062-10-01,2062-10-02,2062-10-03"], "as-of-lonely", "one record dated three times is one record"],
    [100, [typo, ",2062-10-01,", ",2062-09-17,"], "none", "31 days before is within"],
    [100, [typo, ",2062-10-01,", ",2062-09-16,"], "as-of-lonely", "32 days before is not"],
  ])("%i records, %j: %s", async (records, later, code) =>
    expect(await failureOf(runLines(log(records, later)))).toBe(code),
  );

  it("is no matter where as-of is given", async () =>
    expect(await failureOf(runLines(log(100, [typo]), { asOf: "2022-10-31" }))).toBe("none"));

  it("counts accepted records, not those refused", async () =>
    expect(await failureOf(runLines([...log(99, [typo]), "x,x,zz-hold,2022-06-02,,2022-06-01,"]))).toBe("none"));
});

describe("scope", () => {
  const all = ["a1", "a2", "a3", "a4", "a5", "a6"];

  it.each<readonly [string, RawOptions, readonly string[]]>([
    ["nothing asked", {}, all],
    ["--from, that day included", { from: "2022-08-15" }, ["a2", "a3", "a4", "a5", "a6"]],
    ["--to, that day included", { to: "2022-08-31" }, ["a1", "a2", "a3", "a4", "a5"]],
    ["both", { from: "2022-08-15", to: "2022-08-31" }, ["a2", "a3", "a4", "a5"]],
    ["one day", { from: "2022-08-15", to: "2022-08-15" }, ["a2", "a3"]],
    ["a text field, by its exact letters", { where: ["facility=North"] }, ["a1", "a2"]],
    ["several values", { where: ["facility=North,South"] }, ["a1", "a2", "a3"]],
    ["not a value, the unknown included", { where: ["facility!=North"] }, ["a3", "a4", "a5", "a6"]],
    ["the unknown", { where: ["facility="] }, ["a4"]],
    ["not the unknown", { where: ["facility!="] }, ["a1", "a2", "a3", "a5", "a6"]],
    ["a value or the unknown", { where: ["facility=South,"] }, ["a3", "a4"]],
    ["neither a value nor the unknown", { where: ["facility!=South,"] }, ["a1", "a2", "a5", "a6"]],
    ["a code, whatever word the export used", { where: ["canceled_by=plan"] }, all],
    ["a code by a synonym", { where: ["canceled_by=clinic"] }, all],
    ["a service as read: not assumed", { where: ["service=intake"] }, ["a1", "a2", "a3", "a4", "a5"]],
    ["a service that is not known", { where: ["service="] }, ["a6"]],
    ["a status as read: not derived", { where: ["status=canceled"] }, ["a1", "a2", "a3", "a4", "a6"]],
    ["a status that was derived", { where: ["status="] }, ["a5"]],
    ["a boolean", { where: ["prior_auth=no"] }, ["a1", "a2"]],
    ["a timestamp, by its local date", { where: ["canceled_at=2022-08-11"] }, ["a3", "a4"]],
    ["a timestamp without its time of day", { where: ["scheduled_at=2022-08-31"] }, ["a4", "a5"]],
    ["a column, by its raw value", { where: ["language=Spanish"] }, ["a2", "a4"]],
    ["not a column's value, the empty included", { where: ["language!=English"] }, ["a2", "a4", "a5"]],
    ["a column's empty cells", { where: ["language="] }, ["a5"]],
    ["two conditions at once", { where: ["facility=North", "language=English"] }, ["a1"]],
    ["a condition and a day", { where: ["facility=North"], from: "2022-08-15" }, ["a2"]],
  ])("%s", async (_, options, ids) => {
    const run = await one("scope", { assume: ["service=intake"], ...options });
    expect(idsOf(run)).toEqual(ids);
    expect(run.report.headline.cancellations).toBe(ids.length);
    expect(run.report.reconciliation).toMatchObject({ accepted: 8, outOfScope: all.length - ids.length });
  });

  it.each<readonly [RawOptions, number]>([
    [{}, 7],
    [{ where: ["facility=North"] }, 3],
    [{ where: ["facility!=North"] }, 4],
    [{ from: "2022-08-20", to: "2022-08-20" }, 1],
  ])("%j counts %i appointments, proposals not among them", async (options, appointments) =>
    expect((await one("scope", options)).report.headline.appointments).toBe(appointments),
  );

  it.each([
    ["no-such-column=x", "unknown-column"],
    ["canceled_by=robot", "bad-option"],
    ["prior_auth=maybe", "bad-option"],
    ["canceled_at=yesterday", "bad-option"],
    ["facility", "bad-option"],
  ])("--where %s: %s", async (where, code) => expect(await failureOf(one("scope", { where: [where] }))).toBe(code));

  it("links see the whole log", async () => {
    const run = await one("links-out-of-scope", { where: ["facility=North"] });
    expect(judged(run).map(({ resolution, care_appointment_id }) => [resolution, care_appointment_id])).toEqual([
      ["rescheduled", "b1"],
    ]);
  });
});

describe("sites that number alike", () => {
  it("collide on appointment_id alone", async () => {
    const { report } = await one("sites");
    expect(report.reconciliation).toMatchObject({ read: 9, accepted: 3, rejected: 6, duplicates: 0 });
  });

  it("are told apart by --key facility,appointment_id, and links keep to their site", async () => {
    const run = await one("sites", { key: "facility,appointment_id" });
    expect(run.report.reconciliation).toMatchObject({ read: 9, accepted: 8, rejected: 0, duplicates: 1 });
    expect(judged(run).map(({ enrollee_id, resolution, care_at }) => [enrollee_id, resolution, care_at])).toEqual([
      ["p2", "rescheduled", "2022-08-23T09:00:00"],
      ["p3", "unverified", null],
      ["p4", "rescheduled", "2022-08-25T09:00:00"],
      ["p1", "rescheduled", "2022-08-22T09:00:00"],
    ]);
  });

  it.each([
    ["facility", "bad-option"],
    ["facility,appointment", "unknown-option-value"],
    ["region,appointment_id", "missing-column"],
  ])("--key %s: %s", async (key, code) => expect(await failureOf(one("sites", { key }))).toBe(code));
});
