import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bothOfText } from "./both.ts";
import { readers } from "./readers.ts";

const LIMIT = 60_000;
const AS_OF = { asOf: "2023-06-30" };
const HEADER = "appointment_id,enrollee_id,status,scheduled_at,canceled_at,canceled_by,service,urgency,prior_auth";

interface Wall {
  readonly y: number;
  readonly m: number;
  readonly d: number;
  readonly h: number;
  readonly min: number;
}

const MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");
const two = (n: number): string => String(n).padStart(2, "0");
const twelve = (h: number): number => ((h + 11) % 12) + 1;
const half = (h: number): string => (h < 12 ? "AM" : "PM");

/** How a moment is written, by what it is called. */
const WRITTEN: Readonly<Record<string, (wall: Wall) => string>> = {
  "8/15/2022 9:00 AM": ({ y, m, d, h, min }) => `${m}/${d}/${y} ${twelve(h)}:${two(min)} ${half(h)}`,
  "08/15/2022 09:00:00": ({ y, m, d, h, min }) => `${two(m)}/${two(d)}/${y} ${two(h)}:${two(min)}:00`,
  "8/15/22 9:00": ({ y, m, d, h, min }) => `${m}/${d}/${two(y % 100)} ${h}:${two(min)}`,
  "8/15/2022": ({ y, m, d }) => `${m}/${d}/${y}`,
  "15.8.2022 9:00": ({ y, m, d, h, min }) => `${d}.${m}.${y} ${h}:${two(min)}`,
  "15-AUG-22 09:00:00": ({ y, m, d, h, min }) => `${two(d)}-${MONTHS[m - 1]}-${two(y % 100)} ${two(h)}:${two(min)}:00`,
  "15 AUG 2022 9:00PM": ({ y, m, d, h, min }) => `${d} ${MONTHS[m - 1]} ${y} ${twelve(h)}:${two(min)}${half(h)}`,
  "2022/08/15 9:00": ({ y, m, d, h, min }) => `${y}/${two(m)}/${d} ${h}:${two(min)}`,
  "2022-08-15 09:00:00.000": ({ y, m, d, h, min }) => `${y}-${two(m)}-${two(d)} ${two(h)}:${two(min)}:00.000`,
  "2022-08-15 9:00 AM": ({ y, m, d, h, min }) => `${y}-${two(m)}-${two(d)} ${twelve(h)}:${two(min)} ${half(h)}`,
};

/** Moments about the changes of the clock, midnight and noon, of any month. */
const walls: fc.Arbitrary<Wall> = fc.record({
  y: fc.constantFrom(2021, 2022),
  m: fc.integer({ min: 1, max: 12 }),
  d: fc.oneof(fc.integer({ min: 1, max: 28 }), fc.constantFrom(6, 13)),
  h: fc.oneof(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 1, 2, 12)),
  min: fc.constantFrom(0, 30, 59),
});

const line = (i: number, scheduled: string, canceled: string): string =>
  `a${i},p${i % 5},canceled,${scheduled},${canceled},plan,individual-therapy,${i % 3 === 0 ? "urgent" : "non-urgent"},false`;

const csvOf = (pairs: readonly (readonly [string, string])[]): string =>
  [HEADER, ...pairs.map(([scheduled, canceled], i) => line(i, scheduled, canceled)), ""].join("\n");

describe("dates as exports write them", () => {
  it.each(Object.entries(WRITTEN))(
    "are read alike by both engines, and by the database itself: %s",
    async (_, write) => {
      const first = [write({ y: 2022, m: 8, d: 31, h: 9, min: 0 }), write({ y: 2022, m: 7, d: 30, h: 21, min: 30 })];
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(walls, walls), { minLength: 30, maxLength: 60 }), async (pairs) => {
          const csv = csvOf([
            first as [string, string],
            ...pairs.map(([a, b]) => [write(a), write(b)] as const),
            // What no shape takes is left to the shared reader, row by row.
            ["2022-08-15T09:00:00-07:00", first[1] as string],
            [first[0] as string, "Feb 28 2022"],
          ]);
          const { reference, duckdb } = await bothOfText(csv, AS_OF);
          expect(duckdb, csv).toEqual(reference);
          expect(await readers(csv)).toEqual({ regular: pairs.length + 1, left: 2 });
        }),
        { numRuns: 3, endOnFailure: true },
      );
    },
    LIMIT,
  );

  const EARLY = "8/1/2022";
  const many = (n: number, scheduled: string, canceled: string) =>
    Array.from({ length: n }, () => [scheduled, canceled] as const);
  it.each<readonly [string, string, { readonly regular: number; readonly left: number } | string]>([
    [
      "proven by one regular row behind the head",
      csvOf([...many(1500, "8/3/2022", EARLY), ["8/31/2022", "8/30/2022"]]),
      { regular: 1501, left: 0 },
    ],
    [
      "proven by a row that was left to the shared reader alone",
      csvOf([...many(99, "8/3/2022", EARLY), ["8/31/2022 9:00:00.5", "8/30/2022 9:00:00.5"]]),
      { regular: 99, left: 1 },
    ],
    ["of days that are both ways the same", csvOf(many(20, "8/8/2022", "7/7/2022")), { regular: 0, left: 20 }],
    ["never proven", csvOf(many(20, "8/3/2022", EARLY)), "date-order-unknown"],
    ["not proven by the twelfth", csvOf(many(20, "8/12/2022", "8/11/2022")), "date-order-unknown"],
    ["proven by the thirteenth", csvOf(many(20, "8/14/2022", "8/13/2022")), { regular: 20, left: 0 }],
    [
      "proven one way for one field, and not at all for another",
      csvOf(many(20, "8/31/2022", EARLY)),
      "date-order-unknown",
    ],
    [
      "proven both ways",
      csvOf([...many(99, "8/31/2022", "8/30/2022"), ["31/8/2022", "8/30/2022"]]),
      "date-order-conflict",
    ],
    [
      "day first, as the head shows",
      csvOf([["31/8/2022", "30/8/2022"], ...many(20, "3/8/2022", "1/8/2022")]),
      { regular: 21, left: 0 },
    ],
    [
      "day first, as only the rows behind the head show",
      csvOf([...many(1500, "3/8/2022", "1/8/2022"), ["31/8/2022", "30/8/2022"]]),
      { regular: 0, left: 1501 },
    ],
  ])(
    "are read alike where the order of month and day is %s",
    async (_, csv, expected) => {
      const { reference, duckdb } = await bothOfText(csv, AS_OF);
      expect(duckdb).toEqual(reference);
      if (typeof expected === "string") expect(reference).toEqual({ failure: expected });
      else expect(await readers(csv)).toEqual(expected);
    },
    LIMIT,
  );

  it(
    "are read alike where an option says the order, whatever the dates prove",
    async () => {
      const csv = csvOf([...many(20, "3/8/2022", "1/8/2022"), ["8/31/2022", "1/8/2022"]]);
      const { reference, duckdb } = await bothOfText(csv, { ...AS_OF, dateOrder: "dmy" });
      expect(duckdb).toEqual(reference);
      expect(JSON.stringify(reference)).toContain("unreadable:scheduled_at");
    },
    LIMIT,
  );

  it(
    "are read alike where their time of day stands in a column of its own",
    async () => {
      const rows = Array.from(
        { length: 40 },
        (_, i) =>
          `a${i},p,canceled,8/${(i % 28) + 1}/2022,${i % 9 === 0 ? "" : `${(i % 12) + 1}:30 PM`},8/1/2022 9:00 AM,plan`,
      );
      const csv = [
        "appointment_id,enrollee_id,status,appt_date,appt_time,canceled_at,canceled_by",
        ...rows,
        "b,p,canceled,8/15/2022,,8/14/2022 9:00 AM,plan",
        "",
      ].join("\n");
      const { reference, duckdb } = await bothOfText(csv, AS_OF);
      expect(duckdb).toEqual(reference);
      expect(await readers(csv)).toEqual({ regular: 41, left: 0 });
    },
    LIMIT,
  );
});
