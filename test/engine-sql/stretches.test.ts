import { describe, expect, it } from "vitest";
import { dayOf, isoDate } from "../../src/calendar/civil.ts";
import { findZone, momentOfWall } from "../../src/calendar/zone.ts";
import { DUCKDB } from "../../src/engine/sql/session.ts";
import { type Stretch, stampSql } from "../../src/engine/sql/stamp.ts";

const DAY = 86_400;
const year = (n: number): Stretch => [dayOf(n, 1, 1), dayOf(n, 12, 31)];

/** Tells the instant of a wall time as the expression does: by a row of comparisons, each with the offset before it. */
const instantBy = (sql: string): ((wall: number) => number) => {
  const cases = [...sql.matchAll(/ < (-?\d+) then (-?\d+)/g)].map(([, edge, offset]) => [Number(edge), Number(offset)]);
  const [, last] = /else (-?\d+) end/.exec(sql) ?? [];
  return (wall) => wall - (cases.find(([edge = 0]) => wall < edge)?.[1] ?? Number(last));
};

describe.each(["America/Los_Angeles", "Europe/London", "Australia/Lord_Howe", "Africa/Casablanca"])("%s", (name) => {
  const zone = findZone(name)!;
  const stretches = [year(1990), year(2011), [dayOf(2022, 8, 1), dayOf(2022, 10, 31)], year(2099)] as const;
  const facts = { zone, firstDay: dayOf(1990, 1, 1), lastDay: dayOf(2099, 12, 31), folded: false };
  const sql = stampSql({ ...facts, stretches }, DUCKDB).instant("stamp");

  it("names the changes in the stretches of a log, and the next behind each", () => {
    expect([...sql.matchAll(/ when /g)].length).toBeLessThanOrEqual(2 * stretches.length + 3);
  });

  it("tells the instant of every half hour in them", () => {
    const instantOf = instantBy(sql);
    const wrong: string[] = [];
    for (const [first, last] of stretches)
      for (let day = first; day <= last; day++)
        for (let second = 0; second < DAY; second += 1800) {
          const moment = momentOfWall(zone, day, second);
          // A wall time that was skipped is no stamp.
          if (moment.day !== day || moment.second !== second) continue;
          if (instantOf(day * DAY + second) !== moment.instant) wrong.push(`${isoDate(day)} ${second}`);
        }
    expect(wrong).toEqual([]);
  });
});
