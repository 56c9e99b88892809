import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findZone, type Zone } from "../../src/calendar/zone.ts";
import type { CellLanguage } from "../../src/ingest/cellDraft.ts";
import { dateAlone, moment, timeAlone } from "../../src/ingest/dateLanguage.ts";
import { CANONICAL, type MomentShape, ShapeCount } from "../../src/ingest/momentShape.ts";
import { readTimestamp } from "../../src/ingest/timestamp.ts";
import { says } from "./says.ts";

const ZONE = findZone("America/Los_Angeles") as Zone;

const shapeOf = (...texts: readonly string[]): MomentShape => {
  const count = new ShapeCount();
  for (const text of texts) count.take(text);
  return count.shape(count.proofs.dmy > count.proofs.mdy ? "dmy" : "mdy");
};

/** By an example: what else is written so, and what is not. */
const EXAMPLES: readonly (readonly [example: string, same: readonly string[], others: readonly string[]])[] = [
  [
    "8/15/2022 9:00 AM",
    ["08/05/2022 09:00 am", "12/31/2099 12:59 PM", "1/1/1990 1:00 AM", "2/28/2023 12:00 AM", "8/15/2022"],
    [
      "8/15/2022 9:00AM",
      "8/15/2022 9:00",
      "8/15/2022 0:30 AM",
      "8/15/2022 13:00 PM",
      "8/15/2022 9:00:00 AM",
      "15/8/2022 9:00 AM",
      "2/29/2024 9:00 AM",
      "4/31/2022 9:00 AM",
      "0/15/2022",
      "8/0/2022",
      "8/15/22",
      "8/15/1989",
      "12/31/2100",
      "8-15-2022",
      "8/15/2022 ",
      "8/15/2022 9:0 AM",
      "8/15/2022 9:60 AM",
    ],
  ],
  [
    "8/15/2022 09:00:00",
    ["8/15/2022 9:00:59", "8/15/2022 23:00:00", "8/15/2022"],
    ["8/15/2022 9:00", "8/15/2022 24:00:00"],
  ],
  ["08/15/2022 9:00PM", ["8/15/2022 12:00am"], ["8/15/2022 9:00 PM"]],
  [
    "31.12.2022 23:59",
    ["1.2.2022 0:00", "28.02.2022", "30.11.2022"],
    ["31.11.2022", "29.02.2024", "12.31.2022", "30.2.2022", "31.12.22"],
  ],
  ["13-8-2022", ["1-12-2022"], ["13/8/2022", "13-8-2022 9:00", "2022-08-13"]],
  ["8/15/22 9:05", ["12/1/99 9:05", "1/1/00", "8/15/68 23:59"], ["8/15/69 9:05", "8/15/89 9:05", "8/15/2022 9:05"]],
  [
    "15-AUG-2022 09:00:00",
    ["1-jan-1999 9:00:00", "28-Feb-2022", "31-dEc-2022"],
    ["29-FEB-2024", "31-NOV-2022", "15-AUGUST-2022", "15-AUX-2022", "15-AUG-22", "15 AUG 2022"],
  ],
  ["15-AUG-22", ["1-Jan-99"], ["15-AUG-2022", "15-AUG-75"]],
  ["15 Aug 2022 9:00", ["5 sep 2022 10:30"], ["15-Aug-2022"]],
  ["2022/08/15 9:00", ["2022/8/5", "2022/12/31 23:59"], ["2022-08-15", "2022/02/29"]],
  ["2022-08-15 9:00 PM", ["2022-08-15 12:00 AM", "2022-08-15"], ["2022-8-15 9:00 PM", "2022-08-15 21:00"]],
  [
    "2022-08-15 09:00:00.000",
    ["2022-08-15T09:00", "2022-08-15", "2022-08-15 09:00:00.1234567"],
    ["2022-08-15 09:00.000", "2022-08-15 09:00:00.", "2022-08-15T09:00:00Z"],
  ],
  [
    "2022-08-15T09:00:00-07:00",
    [
      "1991-01-01 00:00:00Z",
      "2089-12-31T23:59:59.123456789+13:59",
      "2022-08-15T09:00:00.000+0000",
      "2022-08-15T00:00:00Z",
      "2022-08-15",
    ],
    [
      "2022-08-15T09:00-07:00",
      "2022-08-15T09:00:00",
      "2022-08-15T09:00:00z",
      "2022-08-15T09:00:00-07",
      "2022-08-15T09:00:00-07:60",
      "2022-08-15T09:00:00+14:00",
      "2022-08-15T09:00:00-7:00",
      "2022-08-15T09:00:00 -07:00",
      "1990-12-31T23:59:59Z",
      "2090-01-01T00:00:00Z",
      "2024-02-29T09:00:00Z",
    ],
  ],
  [
    "2022-08-15 09:00Z",
    ["2022-08-15T23:59+0530", "2022-08-15"],
    ["2022-08-15 09:00:00Z", "2022-08-15 09:00", "2022-08-15 24:00Z"],
  ],
];

describe("dates as exports write them", () => {
  it.each(EXAMPLES)("are plain where they are written as %s", (example, same, others) => {
    const shape = shapeOf(example);
    const language = moment(shape, false);
    for (const yes of [example, ...same]) expect(says(language, yes), yes).toBe(true);
    for (const no of ["", ...others]) expect(says(language, no), no).toBe(false);
    expect(says(moment(shape, true), "")).toBe(true);
  });

  it.each(EXAMPLES)("say one moment each, to the reader of records too: %s", (example) => {
    const shape = shapeOf(example);
    const language = moment(shape, false);
    const order = shape.date.order === "dmy" ? "dmy" : "mdy";
    const isMoment = (text: string): boolean => readTimestamp(text, ZONE, order).kind === "moment";
    // Words made of an example's own letters are near the edge of what its shape takes.
    const letters = [...new Set(example), ..."0123456789"];
    const near = fc
      .tuple(fc.nat(example.length), fc.array(fc.constantFrom(...letters), { maxLength: 4 }), fc.nat(4))
      .map(([at, put, cut]) => example.slice(0, at) + put.join("") + example.slice(at + cut));
    let plain = 0;
    fc.assert(
      fc.property(near, (text) => {
        if (!says(language, text)) return;
        plain++;
        expect(isMoment(text), text).toBe(true);
      }),
      { numRuns: 4000 },
    );
    expect(plain).toBeGreaterThan(50);
  });

  it("take every day of theirs but leap days", () => {
    const [mdy, dmy, named] = [shapeOf("8/15/2022"), shapeOf("15/8/2022"), shapeOf("15-AUG-2022")].map((shape) =>
      moment(shape, false),
    ) as [CellLanguage, CellLanguage, CellLanguage];
    const names = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");
    for (let year = 1989; year <= 2100; year += 37)
      for (let month = 1; month <= 12; month++)
        for (let day = 1; day <= 31; day++) {
          const exists = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
          const plain = exists && year > 1989 && year < 2100 && !(month === 2 && day === 29);
          expect(says(mdy, `${month}/${day}/${year}`), `${month}/${day}/${year}`).toBe(plain);
          expect(says(dmy, `${day}/${month}/${year}`), `${day}/${month}/${year}`).toBe(plain);
          expect(says(named, `${day}-${names[month - 1]}-${year}`), `${day} ${month} ${year}`).toBe(plain);
        }
  });

  it("are dates where all of them are midnights at UTC", () => {
    const count = new ShapeCount();
    for (const text of ["2022-08-15T00:00:00Z", "2022-08-16T00:00:00.000+00:00"]) count.take(text);
    expect(count.instants).toEqual({ midnights: 2, others: 0 });
    expect(count.shape("mdy")).toMatchObject({ time: { offset: "always" } });
    const language = moment(count.shape("mdy", true), false);
    for (const yes of ["2022-08-15T00:00:00Z", "2022-08-15 00:00-0000", "2022-08-15T00:00:00.000Z"])
      expect(says(language, yes), yes).toBe(true);
    for (const no of ["2022-08-15", "2022-08-15T00:01:00Z", "2022-08-15T00:00:00", "2022-08-15T00:00:00+00:01"])
      expect(says(language, no), no).toBe(false);
    for (const other of ["2022-08-15T00:00:00", "2022-08-15T01:00:00Z", "2022-08-15T00:00:00-07:00", "8/15/2022"]) {
      const lone = new ShapeCount();
      lone.take(other);
      expect(lone.instants, other).toEqual({ midnights: 0, others: 1 });
    }
  });

  it("may have their time of day in a column of its own", () => {
    const shape = shapeOf("8/15/2022 9:00 AM");
    expect(says(dateAlone(shape, false), "8/15/2022")).toBe(true);
    expect(says(dateAlone(shape, false), "8/15/2022 9:00 AM")).toBe(false);
    for (const yes of ["", "9:00 AM", "12:59 pm"]) expect(says(timeAlone(shape), yes), yes).toBe(true);
    for (const no of ["9:00", "13:00 PM"]) expect(says(timeAlone(shape), no), no).toBe(false);
    expect(says(timeAlone(shapeOf("8/15/2022")), "9:00")).toBe(false);
  });

  it("have the shape that most cells have, and the canonical one where nothing else is told", () => {
    expect(shapeOf()).toBe(CANONICAL);
    expect(shapeOf("2022-08-15", "8/15/2022", "2022-08-15 09:00")).toBe(CANONICAL);
    expect(shapeOf("soon", "44788", "2022-08-15T09:00")).toBe(CANONICAL);
    expect(shapeOf("2022-08-15T09:00", "2022-08-15T09:00Z")).toBe(CANONICAL);
    expect(shapeOf("2022-08-15", "2022-08-16", "2022-08-15T09:00Z", "2022-08-15T09:00:00Z")).toMatchObject({
      time: { offset: "always", seconds: "always" },
    });
    expect(shapeOf("8/15/2022", "8/16/2022 9:00 AM", "2022-08-15")).toMatchObject({
      date: { order: "mdy", separator: "/", digits: 4 },
      time: { hours: 12, half: " ", seconds: "never" },
    });
    expect(shapeOf("8/1/2022", "13/8/2022")).toMatchObject({ date: { order: "dmy" }, time: null });
    expect(shapeOf("1/2/2022")).toMatchObject({ date: { order: "mdy" } });
  });
});
