import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bothOfText } from "./both.ts";
import { readers } from "./readers.ts";

const LIMIT = 60_000;
const AS_OF = { asOf: "2023-06-30" };
const HEADER =
  "appointment_id,enrollee_id,status,scheduled_at,made_at,canceled_at,canceled_by,service,urgency,prior_auth";
const HOUR = 3600;

interface Instant {
  readonly second: number;
  /** Seconds east of UTC of who wrote it. */
  readonly east: number;
}

const two = (n: number): string => String(n).padStart(2, "0");
const wall = ({ second, east }: Instant): string => new Date((second + east) * 1000).toISOString();
const offset = ({ east }: Instant, colon: string): string =>
  `${east < 0 ? "-" : "+"}${two(Math.floor(Math.abs(east) / HOUR))}${colon}${two((Math.abs(east) % HOUR) / 60)}`;
const atUtc = ({ second }: Instant): Instant => ({ second, east: 0 });

/** How an instant is written, by what it is called. */
const WRITTEN: Readonly<Record<string, (instant: Instant) => string>> = {
  "2022-08-15T09:00:00-07:00": (one) => `${wall(one).slice(0, 19)}${offset(one, ":")}`,
  "2022-08-15T09:00:00.000+0000": (one) => `${wall(one).slice(0, 23)}${offset(one, "")}`,
  "2022-08-15T09:00:00Z": (one) => `${wall(atUtc(one)).slice(0, 19)}Z`,
  "2022-08-15 09:00Z": (one) => `${wall(atUtc(one)).slice(0, 16).replace("T", " ")}Z`,
  "2022-08-15T09:00-07:00": (one) => `${wall(one).slice(0, 16)}${offset(one, ":")}`,
};

/** Whose clocks change at different hours, by half an hour, at midnight, never. */
const ZONES = ["America/Los_Angeles", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC"];

const at = (text: string): number => Date.parse(text) / 1000;

/** About the changes of the clock in Los Angeles, on Lord Howe Island and in Sao Paulo, at midnights, and at any time. */
const CHANGES = [
  "2022-11-06T09:00Z",
  "2022-03-13T10:00Z",
  "2022-04-02T15:00Z",
  "2022-10-01T15:30Z",
  "2018-11-04T03:00Z",
];
const instants: fc.Arbitrary<Instant> = fc
  .record({
    near: fc.oneof(
      fc.constantFrom(...CHANGES, "2022-08-15T00:00Z").map(at),
      fc.integer({ min: at("2018-03-01T00:00Z") / 60, max: at("2022-12-31T00:00Z") / 60 }).map((n) => n * 60),
    ),
    by: fc.integer({ min: -8, max: 8 }).map((n) => n * 15 * 60),
    east: fc.constantFrom(0, -7 * HOUR, -8 * HOUR, 5.5 * HOUR, 13.75 * HOUR),
  })
  .map(({ near, by, east }) => ({ second: near + by, east }));

const line = (i: number, scheduled: string, made: string, canceled: string): string =>
  `a${i},p${i % 5},canceled,${scheduled},${made},${canceled},plan,individual-therapy,${i % 3 === 0 ? "urgent" : "non-urgent"},false`;

const csvOf = (rows: readonly (readonly [scheduled: string, made: string, canceled: string])[]): string =>
  [HEADER, ...rows.map((row, i) => line(i, ...row)), ""].join("\n");

const isLeapDay = (text: string): boolean => text.startsWith("2020-02-29");

describe("dates with an offset", () => {
  it.each(Object.entries(WRITTEN).map(([name, write], i) => [name, ZONES[i % ZONES.length] ?? "UTC", write] as const))(
    "are read alike by both engines, and by the database itself: %s in %s",
    async (_, timezone, write) => {
      const options = { ...AS_OF, timezone };
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(instants, instants), { minLength: 30, maxLength: 60 }), async (pairs) => {
          const rows = pairs.map(([a, b], i) => {
            // A date without a time of day says no offset, and is no midnight at UTC.
            const made = i % 7 === 0 ? "2018-02-01" : write({ second: at("2018-02-01T12:30Z"), east: 0 });
            return [write(a), made, write(b)] as const;
          });
          const csv = csvOf([...rows, [write({ second: at("2022-08-15T16:20Z"), east: 0 }), "", "2022-08-15 9:00 AM"]]);
          const { reference, duckdb } = await bothOfText(csv, options);
          expect(duckdb, csv).toEqual(reference);
          const leap = rows.filter(([a, , b]) => isLeapDay(a) || isLeapDay(b)).length;
          expect(await readers(csv, options)).toEqual({ regular: pairs.length - leap, left: 1 + leap });
        }),
        { numRuns: 3, endOnFailure: true },
      );
    },
    LIMIT,
  );

  const MIDNIGHT = "2022-08-15T00:00:00Z";
  const NEXT = "2022-08-16T00:00:00.000+00:00";
  const TIME = "2022-08-12T16:45:00Z";
  const many = (n: number, ...row: readonly [string, string, string]) => Array.from({ length: n }, () => row);
  const ZONE = "America/Los_Angeles";
  it.each<readonly [string, string, { readonly regular: number; readonly left: number }, string]>([
    ["midnights at UTC, all of them", csvOf(many(40, MIDNIGHT, NEXT, TIME)), { regular: 40, left: 0 }, ZONE],
    [
      "midnights at UTC, all of them, some left to the shared reader",
      csvOf([...many(99, MIDNIGHT, NEXT, TIME), [MIDNIGHT, NEXT, "Aug 12 2022 9:00"]]),
      { regular: 99, left: 1 },
      ZONE,
    ],
    [
      "midnights at UTC, with another value behind the head",
      csvOf([...many(1500, MIDNIGHT, "", TIME), ["2022-08-15T00:00:01Z", "", TIME]]),
      { regular: 0, left: 1501 },
      ZONE,
    ],
    [
      "midnights at UTC, with a date behind the head",
      csvOf([...many(1500, MIDNIGHT, "", TIME), ["2022-08-15", "", TIME]]),
      { regular: 0, left: 1501 },
      ZONE,
    ],
    [
      "midnights at UTC but for one in the head",
      csvOf([["2022-08-15T16:00:01Z", "", TIME], ...many(99, MIDNIGHT, "", TIME)]),
      { regular: 100, left: 0 },
      ZONE,
    ],
    [
      "midnights at UTC but for one that was left to the shared reader",
      csvOf([...many(1500, MIDNIGHT, "", TIME), ["2022-08-15 9:00 AM", "", TIME]]),
      { regular: 0, left: 1501 },
      ZONE,
    ],
    [
      "midnights at UTC but for one that would be one in winter",
      csvOf([["2022-08-15T00:00:00+01:00", "", TIME], ...many(99, MIDNIGHT, "", TIME)]),
      { regular: 0, left: 100 },
      ZONE,
    ],
    [
      "midnights at UTC in a zone without an offset",
      csvOf([[TIME, "", TIME], ...many(99, MIDNIGHT, "", TIME)]),
      { regular: 100, left: 0 },
      "UTC",
    ],
    [
      "of years in which a zone may leave those that exports speak of",
      csvOf([["2090-06-01T00:00:00Z", "1990-06-01T00:00:00Z", TIME], ...many(60, TIME, "1991-01-01T00:00:01Z", TIME)]),
      { regular: 60, left: 1 },
      ZONE,
    ],
  ])(
    "are read alike where they are %s",
    async (_, csv, expected, timezone) => {
      const { reference, duckdb } = await bothOfText(csv, { ...AS_OF, timezone });
      expect(duckdb).toEqual(reference);
      expect(await readers(csv, { timezone })).toEqual(expected);
    },
    LIMIT,
  );

  const HEADER_APART = "appointment_id,enrollee_id,status,appt_date,appt_time,canceled_at,canceled_by";
  it.each([
    ["midnights at UTC, and one without a time of day behind the head", "00:00:00Z", "2022-08-15,"],
    ["times with an offset, and one of a year that a zone may leave", "09:00:00Z", "1990-01-01,00:00:00Z"],
  ])(
    "are read alike where their time of day stands in a column of its own: %s",
    async (_, time, last) => {
      const rows = Array.from({ length: 1500 }, (_, i) => `a${i},p,canceled,2022-08-15,${time},2022-08-01,plan`);
      const csv = [HEADER_APART, ...rows, `b,p,canceled,${last},2022-08-01,plan`, ""].join("\n");
      const { reference, duckdb } = await bothOfText(csv, AS_OF);
      expect(duckdb).toEqual(reference);
    },
    LIMIT,
  );
});
