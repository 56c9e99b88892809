import { describe, expect, it } from "vitest";
import { codeReader, readBoolean } from "../../src/ingest/codeBook.ts";
import { isNullWord } from "../../src/ingest/unknownWords.ts";
import { type CodeBook, careClassOf, SERVICE } from "../../src/model/codes.ts";
import { FIELD_NAMES, fieldSpec } from "../../src/model/fields.ts";

const BOOKS: readonly (readonly [string, CodeBook])[] = FIELD_NAMES.flatMap((field) => {
  const { codes } = fieldSpec(field);
  return codes === undefined ? [] : [[field, codes] as const];
});

/** The canonical words as the semantics have them. */
const WORDS: Readonly<Record<string, string>> = {
  status: "proposed booked arrived fulfilled noshow waitlist canceled rescheduled entered-in-error",
  canceled_by: "plan enrollee other",
  cancel_reason: "labor-action provider-unavailable facility clinical enrollee administrative other",
  service:
    "individual-therapy group-therapy family-therapy intake psychiatry medication-management crisis case-management class primary-care specialty ancillary other",
  provider_kind: "physician nonphysician",
  urgency: "urgent non-urgent",
  rescheduled_service:
    "individual-therapy group-therapy family-therapy intake psychiatry medication-management crisis case-management class primary-care specialty ancillary other",
  rescheduled_network: "in out",
  network: "in out",
};

it("the books are those of the code fields, with their words", () =>
  expect(Object.fromEntries(BOOKS.map(([field, book]) => [field, Object.keys(book).join(" ")]))).toEqual(WORDS));

describe.each(BOOKS)("%s", (_, book) => {
  const read = codeReader(book);
  const words = Object.entries(book).flatMap(([code, synonyms]) =>
    [code, ...synonyms].map((word) => [word, code] as const),
  );
  const all = (spell: (word: string) => string) => words.map(([word]) => [word, read(spell(word))]);
  const known = words.map(([word, code]) => [word, { code }]);

  it("knows every word and every synonym", () => expect(all((word) => word)).toEqual(known));
  it("in capitals", () => expect(all((word) => word.toUpperCase())).toEqual(known));
  it("with underscores for hyphens", () => expect(all((word) => word.replaceAll("-", "_"))).toEqual(known));
  it("with blanks for hyphens", () => expect(all((word) => word.replaceAll("-", " "))).toEqual(known));
  it("has no word that stands for no value", () => expect(words.filter(([word]) => isNullWord(word))).toEqual([]));
  it("has no word for two codes", () => expect(new Set(words.map(([word]) => word)).size).toBe(words.length));
  it("takes the word unknown as a value that is not known", () => {
    expect(read("unknown")).toEqual({ code: undefined });
    expect(read("UNKNOWN")).toEqual({ code: undefined });
  });
  it.each(["", "zz-hold", "unknown!", "toString", "__proto__", "constructor", "in\u0131take", "plan\u0000"])(
    "does not know %j",
    (text) => expect(read(text)).toBe("unmapped"),
  );
  it("lowers no letter but those of ASCII", () => {
    // Both lower to ASCII letters under Unicode rules: a dotted capital I and the Kelvin sign.
    const foreign = words.flatMap(([word]) => [word.replace("i", "\u0130"), word.replace("k", "\u212a")]);
    const changed = foreign.filter((word) => /[\u0130\u212a]/.test(word));
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.filter((word) => read(word) !== "unmapped")).toEqual([]);
  });
  it("answers the same the second time", () => expect(all((word) => word)).toEqual(all((word) => word)));
});

describe("synonyms of note", () => {
  it.each([
    ["status", "Cancelled", "canceled"],
    ["status", "Completed", "fulfilled"],
    ["status", "Left without seen", "noshow"],
    ["status", "pending", "proposed"],
    ["canceled_by", "Provider", "plan"],
    ["canceled_by", "Patient", "enrollee"],
    ["cancel_reason", "Strike", "labor-action"],
    ["cancel_reason", "PROV_PERS", "provider-unavailable"],
    ["urgency", "Routine", "non-urgent"],
    ["network", "OON", "out"],
  ])("%s %j is %s", (field, text, code) => {
    const book = BOOKS.find(([name]) => name === field)![1];
    expect(codeReader(book)(text)).toEqual({ code });
  });
});

describe("the class of care", () => {
  it.each(Object.keys(SERVICE) as (keyof typeof SERVICE)[])("%s", (service) => {
    const order = Object.keys(SERVICE);
    const mental = order.indexOf(service) <= order.indexOf("class");
    const others: Readonly<Record<string, string>> = { "primary-care": "primary" };
    expect(careClassOf[service]).toBe(mental ? "mh" : (others[service] ?? service));
  });
});

describe("booleans", () => {
  it.each(["true", "yes", "t", "y", "1", "TRUE", "Yes", "T", "Y"])("%j is true", (text) =>
    expect(readBoolean(text)).toBe(true),
  );
  it.each(["false", "no", "f", "n", "0", "FALSE", "No", "F", "N"])("%j is false", (text) =>
    expect(readBoolean(text)).toBe(false),
  );
  it.each(["", "2", "10", "01", "ja", "on", "off", "truth", "yess", " yes", "y.", "\uff59", "toString", "ye\u017f"])(
    "%j is neither",
    (text) => expect(readBoolean(text)).toBeUndefined(),
  );
});
