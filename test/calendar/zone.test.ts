import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FIRST_DAY, isoDate, LAST_DAY, parseIsoDate } from "../../src/calendar/civil.ts";
import { momentText } from "../../src/calendar/momentText.ts";
import { dayBounds, findZone, momentOfInstant, momentOfWall, type Zone, zoneNames } from "../../src/calendar/zone.ts";

const zone = (name: string): Zone => findZone(name)!;
const LA = zone("America/Los_Angeles");
const day = (text: string): number => parseIsoDate(text)!;
const clock = (text: string): number => {
  const [hour = 0, minute = 0, second = 0] = text.split(":").map(Number);
  return hour * 3600 + minute * 60 + second;
};
const utc = (instant: number): string => new Date(instant * 1000).toISOString().slice(0, 19);

describe("a wall time in Los Angeles", () => {
  it.each([
    ["2022-08-15", "09:00", "2022-08-15T16:00:00", "2022-08-15T09:00:00", "summer"],
    ["2022-12-15", "09:00", "2022-12-15T17:00:00", "2022-12-15T09:00:00", "winter"],
    ["2022-03-13", "01:59:59", "2022-03-13T09:59:59", "2022-03-13T01:59:59", "the last second before the gap"],
    ["2022-03-13", "02:00", "2022-03-13T10:00:00", "2022-03-13T03:00:00", "skipped: moved forward by the gap"],
    ["2022-03-13", "02:30", "2022-03-13T10:30:00", "2022-03-13T03:30:00", "skipped: moved forward by the gap"],
    ["2022-03-13", "02:59:59", "2022-03-13T10:59:59", "2022-03-13T03:59:59", "the last one skipped"],
    ["2022-03-13", "03:00", "2022-03-13T10:00:00", "2022-03-13T03:00:00", "the first second after the gap"],
    ["2022-11-06", "00:59:59", "2022-11-06T07:59:59", "2022-11-06T00:59:59", "the last that occurs once"],
    ["2022-11-06", "01:00", "2022-11-06T08:00:00", "2022-11-06T01:00:00", "occurs twice: the earlier"],
    ["2022-11-06", "01:30", "2022-11-06T08:30:00", "2022-11-06T01:30:00", "occurs twice: the earlier"],
    ["2022-11-06", "01:59:59", "2022-11-06T08:59:59", "2022-11-06T01:59:59", "the last that occurs twice"],
    ["2022-11-06", "02:00", "2022-11-06T10:00:00", "2022-11-06T02:00:00", "occurs once again"],
    ["2024-11-03", "01:30", "2024-11-03T08:30:00", "2024-11-03T01:30:00", "occurs twice: the earlier"],
    ["2025-03-09", "02:30", "2025-03-09T10:30:00", "2025-03-09T03:30:00", "skipped: moved forward by the gap"],
  ])("%s %s is %s UTC, shown as %s: %s", (date, time, instant, text) => {
    const moment = momentOfWall(LA, day(date), clock(time));
    expect(utc(moment.instant)).toBe(instant);
    expect(momentText(moment)).toBe(text);
    expect(moment.dateOnly).toBe(false);
  });

  it.each(["2022-08-15", "2022-03-13", "2022-11-06", "1990-01-01", "2099-12-31"])(
    "%s at midnight is a date",
    (date) => {
      const moment = momentOfWall(LA, day(date), 0);
      expect([moment.dateOnly, momentText(moment)]).toEqual([true, date]);
    },
  );

  it("the second 01:30 of 2022-11-06 is told apart by its instant", () => {
    const later = momentOfInstant(LA, Date.UTC(2022, 10, 6, 9, 30) / 1000);
    expect(momentText(later)).toBe("2022-11-06T01:30:00");
    expect(later.instant - momentOfWall(LA, day("2022-11-06"), clock("01:30")).instant).toBe(3600);
  });
});

describe("a zone that skips midnight", () => {
  it.each([
    ["America/Sao_Paulo", "2018-11-04", 3],
    ["America/Havana", "2022-03-13", 5],
    ["Africa/Cairo", "2023-04-28", 2],
  ])("%s on %s: the date stays a date", (name, date, hours) => {
    const moment = momentOfWall(zone(name), day(date), 0);
    expect([moment.dateOnly, moment.day, momentText(moment)]).toEqual([true, day(date), date]);
    const midnight = Date.parse(`${date}T00:00:00Z`) / 1000;
    expect(Math.abs(moment.instant - midnight)).toBe(hours * 3600);
  });

  it("a wall time in the gap is moved forward and has a time of day", () => {
    const moment = momentOfWall(zone("America/Sao_Paulo"), day("2018-11-04"), clock("00:30"));
    expect([moment.dateOnly, momentText(moment)]).toEqual([false, "2018-11-04T01:30:00"]);
  });

  it("that day has 23 hours, and begins where the one before ends", () => {
    const bounds = (date: string) => dayBounds(zone("America/Sao_Paulo"), day(date));
    expect(bounds("2018-11-04")[1] - bounds("2018-11-04")[0] + 1).toBe(23 * 3600);
    expect(bounds("2018-11-03")[1] + 1).toBe(bounds("2018-11-04")[0]);
  });

  it("an hour back over midnight makes a day of 25 hours", () => {
    const bounds = dayBounds(zone("America/Sao_Paulo"), day("2018-02-17"));
    expect(bounds[1] - bounds[0] + 1).toBe(25 * 3600);
  });
});

describe("the hours of a day in Los Angeles", () => {
  it.each([
    ["2022-03-13", 23],
    ["2022-11-06", 25],
    ["2022-11-07", 24],
  ])("%s has %i", (date, hours) => {
    const [first, last] = dayBounds(LA, day(date));
    expect(last - first + 1).toBe(hours * 3600);
  });
});

/** A zone's offset by the runtime's own data. */
const offsetByIntl = (name: string): ((instant: number) => number) => {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: name,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (instant) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(instant * 1000)) part[type] = Number(value);
    const local = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!);
    return local / 1000 - instant;
  };
};

/** Zones of every kind: both hemispheres, half hours, a half-hour summer time, midnight changes, none at all. */
const ZONES = [
  "America/Los_Angeles",
  "America/New_York",
  "Europe/London",
  "Australia/Lord_Howe",
  "America/Sao_Paulo",
  "Asia/Kabul",
  "Pacific/Apia",
];
/** Years whose rules are history: the runtime's time-zone data and the shipped may differ in version after them. */
const UNTIL = Date.UTC(2025, 0, 1) / 1000;
const FROM = Date.UTC(1990, 0, 2) / 1000;

describe.each(ZONES)("%s, against the runtime's own data", (name) => {
  const shipped = zone(name);
  const offset = offsetByIntl(name);
  const offsetOf = (instant: number): number => {
    const { day: at, second } = momentOfInstant(shipped, instant);
    return at * 86_400 + second - instant;
  };

  it("changes at the same seconds", () => {
    const changes = shipped.starts.filter((start) => start > FROM && start < UNTIL);
    if (name !== "Asia/Kabul") expect(changes.length).toBeGreaterThan(10);
    for (const change of changes) {
      for (const instant of [change - 1, change, change + 1]) expect(offsetOf(instant)).toBe(offset(instant));
      expect(offset(change)).not.toBe(offset(change - 1));
    }
  });

  it("misses no change: every day from 1990 to 2024 has the same offset at noon", () => {
    for (let instant = FROM + 43_200; instant < UNTIL; instant += 3 * 86_400)
      if (offsetOf(instant) !== offset(instant)) expect.fail(utc(instant));
  });

  it("an instant is a wall time and, but for the repeated hour, that instant again", () =>
    fc.assert(
      fc.property(fc.integer({ min: FIRST_DAY * 86_400 + 86_400, max: LAST_DAY * 86_400 }), (instant) => {
        const moment = momentOfInstant(shipped, instant);
        const again = momentOfWall(shipped, moment.day, moment.second);
        expect([again.day, again.second]).toEqual([moment.day, moment.second]);
        expect([0, 1800, 3600]).toContain(instant - again.instant);
      }),
      { seed: 20221106, numRuns: 500 },
    ));

  it("a day ends where the next begins", () =>
    fc.assert(
      fc.property(fc.integer({ min: FIRST_DAY, max: LAST_DAY - 1 }), (at) => {
        expect([isoDate(at), dayBounds(shipped, at)[1] + 1]).toEqual([isoDate(at), dayBounds(shipped, at + 1)[0]]);
      }),
      { seed: 7, numRuns: 500 },
    ));
});

describe("zone names", () => {
  it.each(["America/Los_Angeles", "UTC", "US/Pacific", "Europe/Berlin"])("%s is known", (name) =>
    expect(findZone(name)?.name).toBe(name),
  );
  it.each(["", "Pacific", "america/los_angeles", "toString", "__proto__", "UTC+8"])("%j is not", (name) =>
    expect(findZone(name)).toBeNull(),
  );
  it("all that are listed are found", () => {
    expect(zoneNames().length).toBeGreaterThan(400);
    expect(zoneNames().filter((name) => findZone(name) === null)).toEqual([]);
  });
});
