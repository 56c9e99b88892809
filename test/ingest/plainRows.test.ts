import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CellLanguage } from "../../src/ingest/cellDraft.ts";
import { anything, plainText, withWords, wordsOf } from "../../src/ingest/cellLanguage.ts";
import * as dates from "../../src/ingest/dateLanguage.ts";
import { CANONICAL } from "../../src/ingest/momentShape.ts";
import { parseStretch } from "../../src/ingest/parse.ts";
import { RowProof } from "../../src/ingest/rowProof.ts";
import { MAX_QUOTED_LINES, RecordScanner } from "../../src/ingest/scan.ts";
import { isNullWord, isScientific, NULL_WORDS } from "../../src/ingest/unknownWords.ts";
import { says } from "./says.ts";

const timestamp = (mayBeEmpty: boolean): CellLanguage => dates.moment(CANONICAL, mayBeEmpty);
const dateAlone = (mayBeEmpty: boolean): CellLanguage => dates.dateAlone(CANONICAL, mayBeEmpty);
const timeAlone = (): CellLanguage => dates.timeAlone(CANONICAL);

/** Text that is likely to be near the edge of what is plain. */
const near = (letters: string): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...letters), { maxLength: 7 }).map((parts) => parts.join(""));

describe("what a cell may say without a closer look", () => {
  it("takes timestamps that exist, in canonical form, and no others", () => {
    const language = timestamp(true);
    for (const yes of ["", "2022-10-05", "2022-10-05 09:00", "2022-10-05T23:59", "2022-12-31 00:00:59", "1990-01-01"])
      expect(says(language, yes), yes).toBe(true);
    for (const no of [
      "1989-12-31",
      "2100-01-01",
      "2022-02-29",
      "2022-04-31",
      "2022-13-01",
      "2022-00-10",
      "2022-01-00",
      "2022-1-05",
      "2022-10-05 9:00",
      "2022-10-05 24:00",
      "2022-10-05 09:60",
      "2022-10-05 09:00:60",
      "2022-10-05 ",
      " 2022-10-05",
      "2022-10-05 09:00Z",
      "2022/10/05",
      "2022-10-05 09",
    ])
      expect(says(language, no), no).toBe(false);
    expect(says(timestamp(false), "")).toBe(false);
  });

  it("takes no day that a calendar has not", () => {
    const language = dateAlone(false);
    for (let day = -400; day < 40_400; day++) {
      const date = new Date(Date.UTC(1990, 0, 1) + day * 86_400_000);
      const text = date.toISOString().slice(0, 10);
      const leap = text.endsWith("-02-29");
      expect(says(language, text), text).toBe(text >= "1990-01-01" && text < "2100-01-01" && !leap);
    }
    fc.assert(
      fc.property(near("0123-"), (tail) => {
        const text = `2022-${tail}`;
        if (says(language, text)) expect(new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10)).toBe(text);
      }),
      { numRuns: 5000 },
    );
  });

  it("takes a time of day beside its date", () => {
    for (const yes of ["", "00:00", "23:59", "09:30:15"]) expect(says(timeAlone(), yes), yes).toBe(true);
    for (const no of ["9:30", "0930", "24:00", "09:30:", "09:30:60", "2022-10-05"])
      expect(says(timeAlone(), no), no).toBe(false);
    expect(says(dateAlone(true), "2022-10-05 09:00")).toBe(false);
  });

  it("takes words as they stand", () => {
    const language = wordsOf(["in", "inside", "außen"], false);
    for (const yes of ["in", "inside", "außen"]) expect(says(language, yes), yes).toBe(true);
    for (const no of ["", "i", "ins", "In", "in ", "insider", "auß"]) expect(says(language, no), no).toBe(false);
    expect(says(wordsOf([], true), "")).toBe(true);
  });

  const doubtful = (text: string): boolean =>
    /^[ \t-\r\u00a0]|[ \t-\r\u00a0]$/.test(text) || isNullWord(text) || /^\d(\.\d+)?E\+?\d+$/i.test(text);

  it("takes every text but those that want a closer look", () => {
    const language = plainText(true, NULL_WORDS, []);
    const letters = fc.oneof(
      near("nulNULa/#()<>-\\"),
      near("0159.eE+-"),
      near(" \t\u00a0\u00c2aé"),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(letters, (text) => {
        expect(says(language, text), JSON.stringify(text)).toBe(!doubtful(text));
      }),
      { numRuns: 20_000 },
    );
    for (const word of NULL_WORDS) expect(says(language, word.toUpperCase()), word).toBe(false);
    for (const id of ["1.2E+11", "3e5"]) expect(says(language, id), id).toBe(false);
    expect(isScientific("1.2E+11")).toBe(true);
  });

  it.each(["NULL", "\\N", "N/a", "-"])("takes one of the words for no value, as it is written: %s", (word) => {
    const language = plainText(true, NULL_WORDS, [], word);
    expect(says(language, word)).toBe(true);
    expect(says(withWords(timestamp(false), [word]), word)).toBe(true);
    expect(says(withWords(timestamp(false), [word]), "2022-10-05")).toBe(true);
    fc.assert(
      fc.property(fc.oneof(near("nulNULa/#()<>-\\"), near(" \t\u00a0aé0E+1")), (text) => {
        expect(says(language, text), JSON.stringify(text)).toBe(text === word || !doubtful(text));
        expect(says(withWords(wordsOf(["null", "no"], false), [word]), text)).toBe(["null", "no", word].includes(text));
      }),
      { numRuns: 10_000 },
    );
  });

  it("takes no prefix that stands alone", () => {
    const language = plainText(true, NULL_WORDS, ["Patient/", "Dr Who", "A "]);
    for (const yes of ["Patient/1", "Patient", "Dr Whom", "Dr W", "A x", "A"])
      expect(says(language, yes), yes).toBe(true);
    for (const no of ["Patient/", "Dr Who", "A ", "Patient/ ", "Dr "]) expect(says(language, no), no).toBe(false);
  });
});

const proof = new RowProof({
  cells: [plainText(false, NULL_WORDS, []), anything(), wordsOf(["yes", "no"], true), timestamp(true)],
  least: 3,
  delimiter: ",",
});

const cell = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("a", "yes", "no", "", "2022-10-05", "x y", "null", " ", "-") },
  {
    weight: 2,
    arbitrary: fc.constantFrom('"a"', '""', '"yes"', '"a,b"', '"a""b"', '"a\nb"', '"2022-10-05"', '"a\r\nb"'),
  },
  { weight: 1, arbitrary: fc.constantFrom('a"b', '"a"b', ' "a"', '"a" ', '"', '"\n', "\r", "\u00a0") },
);
const row = fc.array(cell, { minLength: 1, maxLength: 5 }).map((cells) => cells.join(","));
const text = fc
  .tuple(fc.array(row, { maxLength: 6 }), fc.constantFrom("\n", "\r\n"), fc.boolean())
  .map(([rows, end, last]) => Buffer.from(rows.join(end) + (last ? end : "")));

/** What a row has to say to be proven, read by the two readers that decide. */
const isPlain = (cells: readonly string[] | null): boolean => {
  if (cells === null || cells.length < 3 || cells.length > 4) return false;
  const [id = "", , word = "", time = ""] = cells;
  const blank = /^[ \t-\r\u00a0]|[ \t-\r\u00a0]$/;
  return (
    id !== "" &&
    !blank.test(id) &&
    !isNullWord(id) &&
    ["", "yes", "no"].includes(word) &&
    ["", "2022-10-05"].includes(time)
  );
};

describe("rows that are proven", () => {
  it("are those that the structural pass and csv-parse read as plain", () => {
    fc.assert(
      fc.property(text, (bytes) => {
        const { spans } = new RecordScanner(",", '"', 1).push(bytes, true);
        for (const span of spans) {
          const proven = proof.isRegular(bytes, span.start, span.end);
          const [cells = null] = parseStretch({ bytes, spans: [span] }, ",", '"');
          const bare = span.kind === "record" && !span.spaced && !span.literal;
          const own = bytes.subarray(span.start, span.end);
          const plain = bare && !own.includes(0x0d) && isPlain(cells);
          expect(proven, JSON.stringify(own.toString())).toBe(plain);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it("are stepped over as the structural pass does", () => {
    fc.assert(
      fc.property(text, (bytes) => {
        const scanner = new RecordScanner(",", '"', 1);
        for (let at = 0; at < bytes.length; ) {
          const before = scanner.line;
          const ended = scanner.next(bytes, at, true);
          if (ended === null) throw new Error("the last record has an end");
          const next = proof.stepOver(bytes, at);
          if (next > 0) {
            expect(next).toBe(ended.next);
            expect(proof.lines + 1).toBe(scanner.line - before);
            expect(proof.returned).toBe(bytes[next - 2] === 0x0d);
            expect(proof.isRegular(bytes, ended.span.start, ended.span.end)).toBe(true);
          }
          at = ended.next;
        }
      }),
      { numRuns: 5000 },
    );
  });

  it("say that they have not ended, until they are too long to be believed", () => {
    expect(proof.stepOver(Buffer.from("a,b,yes"), 0)).toBe(-1);
    expect(proof.stepOver(Buffer.from('a,"b'), 0)).toBe(-1);
    expect(proof.stepOver(Buffer.from(`a,"${"b".repeat(70_000)}`), 0)).toBe(0);
    const broken = `a,"${"\n".repeat(MAX_QUOTED_LINES - 1)}",yes\n`;
    expect(proof.stepOver(Buffer.from(broken), 0)).toBe(broken.length);
    expect(proof.stepOver(Buffer.from(`a,"${"\n".repeat(MAX_QUOTED_LINES)}",yes\n`), 0)).toBe(0);
  });
});
