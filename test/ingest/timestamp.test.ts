import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FIRST_DAY, isoDate, LAST_DAY } from "../../src/calendar/civil.ts";
import { momentText } from "../../src/calendar/momentText.ts";
import { findZone } from "../../src/calendar/zone.ts";
import { type DateOrder, readTimestamp, type TimestampReading } from "../../src/ingest/timestamp.ts";
import { failureOf, runLines, runTexts } from "../engine/run.ts";

const LA = findZone("America/Los_Angeles")!;
const shown = (reading: TimestampReading): string =>
  reading.kind === "moment"
    ? momentText(reading.moment)
    : reading.kind === "ambiguous"
      ? `${momentText(reading.either.mdy)} or ${momentText(reading.either.dmy)}`
      : "unreadable";
const read = (text: string, order?: DateOrder): string => shown(readTimestamp(text, LA, order));

describe("a timestamp in canonical form", () => {
  it.each([
    ["2022-08-15", "2022-08-15", "a date"],
    ["2022-08-15T09:30", "2022-08-15T09:30:00", "hours and minutes"],
    ["2022-08-15 09:30", "2022-08-15T09:30:00", "with a blank"],
    ["2022-08-15T09:30:15", "2022-08-15T09:30:15", "with seconds"],
    ["2022-08-15T09:30:15.999", "2022-08-15T09:30:15", "a fraction is ignored"],
    ["2022-08-15T09:30:15.123456789", "2022-08-15T09:30:15", "of any length"],
    ["2022-08-15T00:00", "2022-08-15", "midnight has no time of day"],
    ["2022-08-15T00:00:00.9", "2022-08-15", "nor has a fraction of its first second"],
    ["2022-08-15T00:00:01", "2022-08-15T00:00:01", "a second after it has"],
    ["2022-08-15T23:59:59", "2022-08-15T23:59:59", "the last second"],
    ["2022-08-15T09:30Z", "2022-08-15T02:30:00", "in UTC"],
    ["2022-08-15T09:30:15.5Z", "2022-08-15T02:30:15", "in UTC with a fraction"],
    ["2022-08-15 09:30-07:00", "2022-08-15T09:30:00", "with the zone's own offset"],
    ["2022-08-15T09:30-0700", "2022-08-15T09:30:00", "without a colon"],
    ["2022-08-15T09:30+00:00", "2022-08-15T02:30:00", "offset nought"],
    ["2022-08-15T09:30-00:00", "2022-08-15T02:30:00", "offset nought, and west"],
    ["2022-08-15T09:30+05:45", "2022-08-14T20:45:00", "an offset with minutes, over midnight"],
    ["2022-08-15T12:00+14:00", "2022-08-14T15:00:00", "the offset farthest east"],
    ["2022-08-15T12:00-14:00", "2022-08-15T19:00:00", "the offset farthest west"],
    ["2022-08-15T12:00-1400", "2022-08-15T19:00:00", "the same without a colon"],
    ["2022-08-15T23:30-12:00", "2022-08-16T04:30:00", "to the next day"],
    ["2022-08-15T07:00Z", "2022-08-15", "midnight in California, written in UTC, is a date"],
    ["2022-08-15T00:00Z", "2022-08-14T17:00:00", "midnight in UTC is none"],
    ["2022-12-31T23:30-12:00", "2023-01-01T03:30:00", "to the next year"],
    ["2022-03-13T02:30", "2022-03-13T03:30:00", "a wall time that was skipped"],
    ["2022-11-06T01:30-08:00", "2022-11-06T01:30:00", "a wall time that occurs twice, the second"],
    ["2024-02-29", "2024-02-29", "a leap day"],
    ["2000-02-29", "2000-02-29", "a leap day of a century"],
    ["1990-01-01", "1990-01-01", "the first date there is"],
    ["2099-12-31", "2099-12-31", "the last date there is"],
    ["1989-12-31T23:59-09:00", "1990-01-01T00:59:00", "in range by its local date"],
    ["2100-01-01T00:00Z", "2099-12-31T16:00:00", "in range by its local date"],
  ])("%s is %s: %s", (text, expected) => expect(read(text)).toBe(expected));

  it.each([
    ["2023-02-29", "no leap year"],
    ["2100-02-29", "no leap year"],
    ["2022-06-31", "no such day"],
    ["2022-13-01", "no such month"],
    ["2022-00-10", "no such month"],
    ["2022-08-00", "no such day"],
    ["1989-12-31", "before the first date"],
    ["2100-01-01", "after the last date"],
    ["1990-01-01T00:00Z", "still 1989 in California"],
    ["2099-12-31T23:59-12:00", "already 2100 in California"],
    ["0000-01-01", "the year nought"],
    ["9999-12-31", "a date that stands for none"],
    ["2022-08-15T24:00", "no such hour"],
    ["2022-08-15T25:00", "no such hour"],
    ["2022-08-15T09:60", "no such minute"],
    ["2022-08-15T23:59:60", "no leap seconds"],
    ["2022-08-15T09:30+14:01", "too far east"],
    ["2022-08-15T09:30-14:01", "too far west"],
    ["2022-08-15T09:30+15:00", "too far east"],
    ["2022-08-15T09:30+05:60", "no such minute of an offset"],
    ["2022-08-15T09:30+05", "an offset without minutes"],
    ["2022-08-15T09:30+5:00", "an offset of one digit"],
    ["2022-08-15T09:30 -07:00", "a blank before the offset"],
    ["2022-08-15T09:30z", "a small z"],
    ["2022-08-15t09:30", "a small t"],
    ["2022-08-15Z", "an offset without a time"],
    ["2022-08-15+07:00", "an offset without a time"],
    ["2022-08-15T09", "an hour alone"],
    ["2022-08-15T", "nothing after the T"],
    ["2022-08-15T9:30", "an hour of one digit"],
    ["2022-08-15T09:30:5", "a second of one digit"],
    ["2022-08-15T09:30:15.", "a fraction without digits"],
    ["2022-08-15T09:30:15,5", "a decimal comma"],
    ["2022-08-15T09:30.5", "a fraction of a minute"],
    ["2022-08-15  09:30", "two blanks"],
    ["2022-08-15T09:30 PM", "a half of the day"],
    ["2022-8-15", "a month of one digit"],
    ["22-08-15", "a year of two digits"],
    ["2022-08", "a month"],
    ["+2022-08-15", "a sign"],
    ["-2022-08-15", "a sign"],
    ["\uff12022-08-15", "a full-width digit"],
    ["infinity", "a word"],
    ["now", "a word"],
    ["1660550400", "seconds since 1970"],
    ["2022-08-15\n", "a line end"],
  ])("%j is unreadable: %s", (text) => expect(read(text)).toBe("unreadable"));

  it("every second from 1990 to 2099 is read as written", () =>
    fc.assert(
      fc.property(fc.integer({ min: FIRST_DAY, max: LAST_DAY }), fc.integer({ min: 0, max: 86_399 }), (day, second) => {
        const clock = new Date(second * 1000).toISOString().slice(11, 19);
        const text = `${isoDate(day)}T${clock}`;
        const reading = readTimestamp(text, findZone("UTC")!, undefined);
        expect(shown(reading)).toBe(second === 0 ? isoDate(day) : text);
        expect(reading.kind === "moment" && reading.moment.instant).toBe(Date.parse(`${text}Z`) / 1000);
      }),
      { seed: 1990, numRuns: 500 },
    ));
});

describe("a timestamp as spreadsheets write it", () => {
  it.each([
    ["8/15/2022", "2022-08-15", "the month first: there is no month 15"],
    ["15/8/2022", "2022-08-15", "the day first"],
    ["08/15/2022", "2022-08-15", "two digits"],
    ["8-15-2022", "2022-08-15", "hyphens"],
    ["8/15/2022 9:30", "2022-08-15T09:30:00", "a time"],
    ["8/15/2022 09:30:15", "2022-08-15T09:30:15", "with seconds"],
    ["8/15/2022 9:30:15.5", "2022-08-15T09:30:15", "a fraction is ignored"],
    ["8/15/2022 9:30 AM", "2022-08-15T09:30:00", "before noon"],
    ["8/15/2022 9:30 pm", "2022-08-15T21:30:00", "after noon"],
    ["8/15/2022 9:30PM", "2022-08-15T21:30:00", "without a blank"],
    ["8/15/2022 9:30 p.m.", "2022-08-15T21:30:00", "with points"],
    ["8/15/2022 12:00 PM", "2022-08-15T12:00:00", "noon"],
    ["8/15/2022 12:00 AM", "2022-08-15", "midnight is a date"],
    ["8/15/2022 12:30 AM", "2022-08-15T00:30:00", "half past midnight"],
    ["8/15/2022 23:59", "2022-08-15T23:59:00", "24 hours"],
    ["8/8/2022", "2022-08-08", "either way the same day"],
    ["8/9/2022", "2022-08-09 or 2022-09-08", "either"],
    ["12/12/2022 1:00 PM", "2022-12-12T13:00:00", "either way the same day"],
    ["2/29/2024", "2024-02-29", "a leap day"],
  ])("%s is %s: %s", (text, expected) => expect(read(text)).toBe(expected));

  it.each([
    ["13/13/2022", "no month either way"],
    ["2/29/2023", "no leap year, and no month 29"],
    ["2/30/2022", "no such day"],
    ["8/15-2022", "mixed signs"],
    ["8/15/2022 24:00", "no such hour"],
    ["8/15/2022 9:60", "no such minute"],
    ["8/15/2022 13:00 PM", "no such hour of a half"],
    ["8/15/2022 0:30 AM", "no such hour of a half"],
    ["8/15/2022 9 AM", "an hour alone"],
    ["8/15/2022 9:30 XM", "no half of the day"],
    ["8/15/2022 9:30Z", "an offset"],
    ["12/31/1989", "before the first date"],
    ["1/13/2100", "after the last date"],
    ["0/15/2022", "no such month"],
  ])("%s is unreadable: %s", (text) => expect(read(text)).toBe("unreadable"));

  it.each<readonly [string, DateOrder, string]>([
    ["8/9/2022", "mdy", "2022-08-09"],
    ["8/9/2022", "dmy", "2022-09-08"],
    ["8/15/2022", "mdy", "2022-08-15"],
    ["8/15/2022", "dmy", "unreadable"],
    ["15/8/2022", "mdy", "unreadable"],
    ["15/8/2022", "dmy", "2022-08-15"],
    ["2022-08-09", "dmy", "2022-08-09"],
  ])("%s under %s is %s", (text, order, expected) => expect(read(text, order)).toBe(expected));
});

const HEADER = "appointment_id,enrollee_id,status,scheduled_at,canceled_at,canceled_by,service,rescheduled_to";
const row = (id: string, scheduled: string, care = "", canceled = "2022-08-01"): string =>
  `${id},p${id},canceled,${scheduled},${canceled},plan,intake,${care}`;
const asOf = "2022-12-31";

describe("month first or day first, over a whole log", () => {
  const dates = async (lines: readonly string[], options = {}) => {
    const { rows, report } = await runLines([HEADER, ...lines], { asOf, ...options });
    const judged = rows.filter(({ rule }) => rule === "ca.reschedule.mh-10bd");
    return {
      dates: judged.map(({ appointment_id, starts_at, care_at }) => [appointment_id, starts_at, care_at]),
      problems: report.problems.filter(({ code }) => code === "bad-value").map(({ count }) => count),
      rejected: report.reconciliation.rejected,
    };
  };

  it("is proven by one date that only one order can read, before it or after it", async () => {
    const lines = [row("a", "8/9/2022"), row("b", "8/15/2022 9:00 AM"), row("c", "8/10/2022")];
    const proven = [
      ["a", "2022-08-09", null],
      ["b", "2022-08-15T09:00:00", null],
      ["c", "2022-08-10", null],
    ];
    expect(await dates(lines)).toMatchObject({ dates: proven, rejected: 0 });
    expect(await dates(lines.toReversed())).toMatchObject({ dates: proven.toReversed(), rejected: 0 });
  });

  it("day first likewise", async () =>
    expect(await dates([row("a", "9/8/2022"), row("b", "15/8/2022")])).toMatchObject({
      dates: [
        ["a", "2022-08-09", null],
        ["b", "2022-08-15", null],
      ],
    }));

  it("is each field's own: one may be month first and another day first", async () =>
    expect(await dates([row("a", "8/9/2022", "9/8/2022"), row("b", "8/15/2022", "25/8/2022")])).toMatchObject({
      dates: [
        ["a", "2022-08-09", "2022-08-09"],
        ["b", "2022-08-15", "2022-08-25"],
      ],
    }));

  it("is the same over the files of a log", async () => {
    const { rows } = await runTexts(
      { "a.csv": `${HEADER}\n${row("a", "8/9/2022")}\n`, "b.csv": `${HEADER}\n${row("b", "8/15/2022")}\n` },
      { asOf },
    );
    expect(rows.filter(({ rule }) => rule === "ca.reschedule.mh-10bd").map(({ starts_at }) => starts_at)).toEqual([
      "2022-08-09",
      "2022-08-15",
    ]);
  });

  it.each<readonly [string, readonly string[], string]>([
    ["no date tells", [row("a", "8/9/2022"), row("b", "8/10/2022")], "date-order-unknown"],
    ["another field tells, and not this one", [row("a", "8/9/2022", "8/25/2022")], "date-order-unknown"],
    ["both orders are proven", [row("a", "8/15/2022"), row("b", "15/8/2022")], "date-order-conflict"],
    ["both orders, day first at first", [row("a", "15/8/2022"), row("b", "8/15/2022")], "date-order-conflict"],
    [
      "both, in an optional field",
      [row("a", "2022-08-01", "8/15/2022"), row("b", "2022-08-01", "15/8/2022")],
      "date-order-conflict",
    ],
    ["either way the same day", [row("a", "8/8/2022")], "none"],
    ["no slashed date at all", [row("a", "2022-08-09")], "none"],
  ])("%s: %s", async (_, lines, code) => expect(await failureOf(runLines([HEADER, ...lines], { asOf }))).toBe(code));

  it("names the first line that is in doubt", async () => {
    const failing = runLines([HEADER, row("a", "2022-08-09"), "", row("b", "8/9/2022")], { asOf });
    await expect(failing).rejects.toMatchObject({ code: "date-order-unknown" });
    await expect(failing).rejects.toThrow(/^log\.csv:4: "8\/9\/2022" in column scheduled_at /);
  });

  it("--date-order decides it, and what cannot be read so is unreadable", async () => {
    const lines = [row("a", "8/9/2022"), row("b", "8/15/2022"), row("c", "2022-08-09", "25/8/2022")];
    expect(await dates(lines, { dateOrder: "mdy" })).toEqual({
      dates: [
        ["a", "2022-08-09", null],
        ["b", "2022-08-15", null],
        ["c", "2022-08-09", null],
      ],
      problems: [1],
      rejected: 0,
    });
    expect(await dates(lines, { dateOrder: "dmy" })).toEqual({
      dates: [
        ["a", "2022-09-08", null],
        ["c", "2022-08-09", "2022-08-25"],
      ],
      problems: [],
      rejected: 1,
    });
  });
});
