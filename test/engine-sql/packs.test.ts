import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shippedPack, shippedPackIds } from "../../src/rules/shipped.ts";
import { FIXTURES } from "../engine/run.ts";
import { randomLogs } from "../properties/logs.ts";
import { inTheYearsOfTheStrike, packChoices, packOptions } from "../properties/packs.ts";
import { runs } from "../properties/run.ts";
import { both, bothOfText } from "./both.ts";

const LIMIT = 600_000;
const SITUATIONS = shippedPackIds().flatMap((pack) => shippedPack(pack)!.rules.map(({ id }) => ({ pack, id })));

describe("both engines, pack by pack", () => {
  it.each(SITUATIONS)(
    "agree on every situation that $id is tested by, to the byte of every finding",
    async ({ pack, id }) => {
      const { reference, duckdb } = await both([`rules/${id}.csv`], { pack: [pack], asOf: "2025-06-30" }, FIXTURES);
      expect(duckdb).toEqual(reference);
      expect(reference).toMatchObject({ findings: expect.stringContaining(id) });
    },
    LIMIT,
  );

  it.each(packChoices())(
    "agree on random logs read by $what",
    async ({ raw }) => {
      let found = 0;
      const dated = fc.constantFrom((csv: string) => csv, inTheYearsOfTheStrike);
      await fc.assert(
        fc.asyncProperty(randomLogs({ most: 20 }), packOptions, dated, async (log, options, date) => {
          const csv = date(log.csv);
          const { reference, duckdb } = await bothOfText(csv, { asOf: "2025-01-31", ...options, ...raw });
          expect(duckdb, `${JSON.stringify(options)}\n${csv}`).toEqual(reference);
          if ("findings" in reference) found += reference.findings.split("\n").length - 2;
        }),
        { ...runs(4), endOnFailure: true },
      );
      expect(found).toBeGreaterThan(0);
    },
    LIMIT,
  );
});
