import { describe, expect, it } from "vitest";
import { codeSpelling } from "../../src/ingest/cell.ts";
import { codeReader } from "../../src/ingest/codeBook.ts";
import { dateShape } from "../../src/ingest/inspectDates.ts";
import { shippedMappings } from "../../src/ingest/mappings.ts";
import * as codes from "../../src/model/codes.ts";
import { quotedScalar, visible } from "../../src/render/inspect/visible.ts";

const { STATUS, CANCELED_BY, CANCEL_REASON, SERVICE, PROVIDER_KIND, URGENCY, NETWORK } = codes;
const BOOKS = { STATUS, CANCELED_BY, CANCEL_REASON, SERVICE, PROVIDER_KIND, URGENCY, NETWORK };

describe.each(Object.entries(BOOKS))("the code book %s", (_, book) => {
  const words = Object.entries(book).flatMap(([code, synonyms]) => [code, ...synonyms]);

  it("has every word once", () => {
    expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([]);
  });

  it("spells every word as words are compared", () => {
    expect(words.filter((word) => word !== codeSpelling(word))).toEqual([]);
  });

  it.each(["front desk", "see comment", "tele consult", "tier 3", "zz-hold"])("does not know %j", (word) => {
    expect(codeReader(book)(word)).toBe("unmapped");
  });
});

describe("the words of HL7 FHIR", () => {
  it.each([
    ["proposed", "proposed"],
    ["pending", "proposed"],
    ["booked", "booked"],
    ["arrived", "arrived"],
    ["checked-in", "arrived"],
    ["fulfilled", "fulfilled"],
    ["cancelled", "canceled"],
    ["noshow", "noshow"],
    ["entered-in-error", "entered-in-error"],
    ["waitlist", "waitlist"],
  ])("status %s is %s", (word, code) => {
    expect(codeReader(STATUS)(word)).toEqual({ code });
  });

  // The value set of R4 and R5, whole.
  it.each(
    (
      "maint meds-inc oth-cms oth-err oth-fin oth-int oth-iv oth-mu oth-oerr oth-room oth-swie oth-weath other pat pat-cpp " +
      "pat-crs pat-dec pat-fb pat-lt pat-mt pat-mv pat-preg pat-swl pat-ucp prov prov-dch prov-edu prov-hosp prov-labs " +
      "prov-mri prov-onc prov-pers"
    ).split(" "),
  )("the reason %s is known", (word) => {
    expect(codeReader(CANCEL_REASON)(word)).not.toBe("unmapped");
  });
});

describe("the presets", () => {
  it.each(shippedMappings().map((mapping) => [mapping.id, mapping] as const))(
    "%s is detected by columns it maps",
    (_, { columns, detect }) => {
      expect(detect.length).toBeGreaterThan(1);
      expect(Object.keys(columns)).toEqual(
        expect.arrayContaining(["appointment_id", "enrollee_id", "status", "scheduled_at"]),
      );
      expect(detect.filter((name) => !Object.values(columns).flat().includes(name))).toEqual([]);
    },
  );
});

describe("shapes of dates", () => {
  it.each([
    ["2022-08-15", "YYYY-MM-DD"],
    ["2022-08-15 09:00", "YYYY-MM-DD HH:MM"],
    ["2022-08-15T09:00:00.123Z", "YYYY-MM-DDTHH:MM:SS.fffZ"],
    ["2022-08-15T09:00:00-07:00", "YYYY-MM-DDTHH:MM:SS±HH:MM"],
    ["8/15/2022 9:00 AM", "#/#/YYYY HH:MM AM"],
    ["15.8.22", "15.8.22"],
    ["8/5/22", "#/#/YY"],
    ["15-AUG-2022 09:00:00", "D-Mon-YYYY HH:MM:SS"],
    ["15-AUG-22", "D-Mon-YY"],
    ["Aug 15, 2022", "Mon D, YYYY"],
    ["20220815", "YYYYMMDD"],
    ["20220815090000", "YYYYMMDDHHMMSS"],
    ["2022/08/15", "YYYY/M/D"],
    ["44788.375", "spreadsheet serial"],
  ])("%s is %s", (text, shape) => {
    expect(dateShape(text)).toBe(shape);
  });
});

describe("texts out of a file", () => {
  it.each([
    ["plain Peñasquitos 東京 😀", "plain Peñasquitos 東京 😀"],
    ["\u001b[31mred", "\\u001b[31mred"],
    ["a\u202eb", "a\\u202eb"],
    ["a\u0000\u009b\u200bb", "a\\u0000\\u009b\\u200bb"],
    ["\u{e0041}", "\\udb40\\udc41"],
    ["\ud800", "\\ud800"],
    ["a\nb\tc", "a\\u000ab\\u0009c"],
  ])("%j is shown as %s", (text, shown) => {
    expect(visible(text)).toBe(shown);
    expect(JSON.parse(quotedScalar(text))).toBe(text);
  });
});
