import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { corpusOf } from "./fuzz/corpus.ts";
import { fuzz } from "./fuzz/fuzz.ts";

const CASES = 200;

describe("a mutated export", () => {
  it("gives a report that adds up, or exit 2 with a message", async () => {
    const findings = await fuzz({
      seed: 2022,
      first: 0,
      goOn: (number) => number < CASES,
      // Time is the long fuzz's business: a busy machine must not fail this one.
      slow: Number.POSITIVE_INFINITY,
      corpus: corpusOf(fileURLToPath(new URL("../../fixtures/exports", import.meta.url))),
    });
    expect(findings).toEqual([]);
  });
});
