import { describe, expect, it } from "vitest";
import { Random } from "../../src/generate/random.ts";
import { parseStretch } from "../../src/ingest/parse.ts";
import { RecordScanner } from "../../src/ingest/scan.ts";

const ALPHABET = ['"', '"', '"', ",", ",", "\n", "\n", "\r", " ", "\t", "\\", "a", "b", "\0", "\u00A0", "\u3000", ";"];
const LOGS = 10_000;

const madeUp = (random: Random): string =>
  Array.from({ length: random.between(1, 40) }, () => random.pick(ALPHABET)).join("");

/** Reads a text in pieces of a size. */
const read = (text: string, size: number, delimiter: string, escapedBy: '"' | "\\") => {
  const bytes = Buffer.from(text, "utf8");
  const scanner = new RecordScanner(delimiter, escapedBy, 1);
  const records: (readonly [number, string, readonly string[] | null])[] = [];
  for (let at = 0; at <= bytes.length; at += size) {
    const stretch = scanner.push(bytes.subarray(at, at + size), at + size > bytes.length);
    const cells = [...parseStretch(stretch, delimiter, escapedBy)];
    for (const { kind, start, end, line } of stretch.spans)
      if (kind === "record") records.push([line, stretch.bytes.toString("utf8", start, end), cells.shift() ?? null]);
      else records.push([line, kind, null]);
  }
  return records;
};

describe("a record", () => {
  it("says the same whatever stands beside it, and however the bytes come", () => {
    for (let i = 0; i < LOGS; i++) {
      const random = new Random(1, 0, i);
      const text = madeUp(random);
      const delimiter = random.pick([",", "\t", ";"]);
      const escapedBy = random.pick(['"', "\\"] as const);
      const whole = read(text, 1000, delimiter, escapedBy);
      expect(read(text, random.between(1, 9), delimiter, escapedBy), JSON.stringify(text)).toEqual(whole);
      for (const [, raw, cells] of whole)
        if (cells !== null)
          expect(read(`${raw}\n`, 1000, delimiter, escapedBy)[0]?.[2], JSON.stringify(text)).toEqual(cells);
    }
  });
});
