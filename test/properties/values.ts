import fc from "fast-check";
import { isoDate, parseIsoDate } from "../../src/calendar/civil.ts";
import type { CodeBook } from "../../src/model/codes.ts";
import { type FieldName, type FieldSpec, fieldSpec } from "../../src/model/fields.ts";

/** Few enough for links to meet; some that quoting, spreadsheets and byte order stumble over. */
export const IDS = ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "a1", "=1+1", 'x,"y"', "Ж-7", "\u{1F4C5}"];
/** Drawn so that one person's few appointments come most often, and links among them meet. */
const anyId = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...IDS.slice(0, 4)) },
  { weight: 2, arbitrary: fc.constantFrom(...IDS) },
);
/** The first ids are one person's, the next another's. */
export const enrolleeOf = (id: string): string => {
  const place = IDS.indexOf(id);
  return place < 7 ? "E1" : place < 11 ? "E2" : "E3";
};

/** Days on which clocks go wrong: limits, DST nights, holidays, year ends, the days rules came into force. */
const DAYS = [
  "2022-08-26", // The 10th business day after it is September 12, Labor Day between them.
  "2022-09-12",
  "2022-09-19",
  "2022-11-06", // 01:30 occurs twice.
  "2023-03-12", // 02:30 does not occur.
  "2022-11-11",
  "2022-11-24",
  "2022-12-26",
  "2023-01-02",
  "2022-07-01", // The follow-up rule comes into force.
];
const EDGES = ["2011-01-17", "2011-01-18", "1990-01-01", "2099-12-31", "2024-02-29"];
const TIMES = ["09:00", "00:00", "00:00:00", "00:00:01", "01:30", "02:30", "23:59:59", "12:00:00.75", "17:05"];
const OFFSETS = ["Z", "-07:00", "-0800", "+14:00", "-14:00", "+05:30"];
/** Most exports write wall time. */
const WITHOUT_OFFSET = Array.from({ length: 5 * OFFSETS.length }, () => "");

const dayNumber = (text: string): number => parseIsoDate(text) ?? 0;
const day = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom(...DAYS), fc.integer({ min: -2, max: 2 }))
      .map(([near, by]) => isoDate(dayNumber(near) + by)),
  },
  {
    weight: 3,
    arbitrary: fc.integer({ min: dayNumber("2022-08-01"), max: dayNumber("2022-10-31") }).map(isoDate),
  },
);
const time = (days: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(
      days,
      fc.option(fc.constantFrom(...TIMES), { freq: 3 }),
      fc.constantFrom(" ", "T"),
      fc.constantFrom(...WITHOUT_OFFSET, ...OFFSETS),
    )
    .map(([date, clock, gap, offset]) => (clock === null ? date : `${date}${gap}${clock}${offset}`));

const NO_TIMES = ["soon", "2022-02-30", "2022-08-15T24:00", "infinity", "1989-12-31", "2022-08-15T09:00+15:00"];
/** What programs write for no date at all, and for a date without a time of day. */
const NO_DATES = ["1900-01-01", "9999-12-31 00:00:00", "NULL", "2022-08-26T00:00:00Z"];
const UNKNOWN_WORDS = ["unknown", "UNKNOWN"];

const codes = (book: CodeBook): fc.Arbitrary<string> => {
  const words = Object.entries(book).flatMap(([code, synonyms]) => [code, code, ...synonyms.slice(0, 1)]);
  return fc.constantFrom(...words, ...words.map((word) => word.toUpperCase().replaceAll("-", "_")));
};

/** A cell that mostly says something, sometimes nothing, seldom nonsense, and that spaces may stand around. */
const cell = (value: fc.Arbitrary<string>, nonsense: readonly string[], empty = 4): fc.Arbitrary<string> =>
  fc.oneof(
    // A counterexample shrinks to cells that say nothing.
    { withCrossShrink: true },
    { weight: empty, arbitrary: fc.constant("") },
    { weight: 16, arbitrary: value },
    { weight: 1, arbitrary: value.map((text) => ` ${text}\u00a0`) },
    ...(nonsense.length === 0 ? [] : [{ weight: 1, arbitrary: fc.constantFrom(...nonsense) }]),
  );

const ofType = ({ type, codes: book }: FieldSpec): fc.Arbitrary<string> => {
  if (type === "timestamp") return cell(time(day), [...NO_TIMES, ...NO_DATES], 6);
  if (type === "boolean") return cell(fc.constantFrom("true", "false", "Y", "n", "0"), ["maybe"], 8);
  return book === undefined ? cell(fc.constant("x"), []) : cell(codes(book), ["zz-hold", ...UNKNOWN_WORDS]);
};

const names = (...values: readonly string[]): fc.Arbitrary<string> => cell(fc.constantFrom(...values), []);
const link = fc.oneof(
  { withCrossShrink: true },
  { weight: 8, arbitrary: fc.constant("") },
  { weight: 8, arbitrary: anyId },
  { weight: 1, arbitrary: fc.constantFrom("A99", "n/a", "1.2E+11") },
);

const canceled = fc.constantFrom("canceled", "Cancelled", "canceled", "canceled", "rescheduled");
const otherStatus = fc.constantFrom(
  ...["booked", "booked", "fulfilled", "arrived", "noshow", "waitlist", "proposed", "entered-in-error"],
);
const goodStatus = fc.oneof({ weight: 5, arbitrary: canceled }, { weight: 2, arbitrary: otherStatus });
const scheduled = time(fc.oneof({ weight: 12, arbitrary: day }, { weight: 1, arbitrary: fc.constantFrom(...EDGES) }));

/** Before most appointments were to take place, but not before all of them. */
const before = time(
  fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: dayNumber("2022-06-01"), max: dayNumber("2022-08-27") }).map(isoDate) },
    { weight: 1, arbitrary: day },
  ),
);
const mostlyPlan = fc.constantFrom("plan", "Clinic", "plan", "PROVIDER", "enrollee", "Patient", "other");
const therapy = fc.constantFrom("individual-therapy", "group-therapy", "Psychiatry", "intake", "class", "crisis");

/** Fields that are written otherwise than their type alone tells. */
const OWN: Readonly<Partial<Record<FieldName, fc.Arbitrary<string>>>> = {
  replaced_by: link,
  replaces: link,
  rescheduled_to: cell(time(day), NO_TIMES, 60),
  offered_for: cell(time(day), NO_TIMES, 90),
  made_at: cell(before, NO_TIMES),
  requested_at: cell(before, NO_TIMES),
  prior_kept_at: cell(before, NO_TIMES, 20),
  wait_extended: cell(fc.constantFrom("true", "no"), ["maybe"], 30),
  wait_extended_at: cell(time(day), NO_TIMES, 40),
  canceled_by: cell(mostlyPlan, ["zz-hold", ...UNKNOWN_WORDS]),
  service: cell(fc.oneof(therapy, codes(fieldSpec("service").codes ?? {})), ["zz-hold"]),
  facility: names("North", "South, East", 'the "Annex"', "line\nbreak"),
  county: names("Alameda", "Ünion"),
  session_id: names("S1", "S2"),
  provider_id: names("P1", "P2", "P\u0000", "P\ufffd", "-"),
};

/** The cell of an optional field. */
export const optionalCell = (field: FieldName): fc.Arbitrary<string> => OWN[field] ?? ofType(fieldSpec(field));

const seldom = (good: fc.Arbitrary<string>, ...bad: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 40, arbitrary: good }, { weight: 1, arbitrary: fc.constantFrom(...bad) });

/** The cells without which there is no record; `clean` ones are never refused. */
export const requiredCells = (clean: boolean) => {
  if (clean)
    return { appointment_id: anyId, enrollee_id: fc.constant(null), scheduled_at: time(day), status: goodStatus };
  return {
    appointment_id: seldom(anyId, "", " A1 "),
    // Null is the person the id belongs to; another makes a collision.
    enrollee_id: fc.oneof({ weight: 40, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: names("E1", "E9") }),
    scheduled_at: seldom(scheduled, "", ...NO_TIMES),
    status: fc.oneof(
      { weight: 20, arbitrary: goodStatus },
      { weight: 1, arbitrary: fc.constantFrom("", "zz", "unknown") },
    ),
  };
};
