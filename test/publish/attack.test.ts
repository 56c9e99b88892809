import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Published, PublishedFigures } from "../../src/model/published.ts";
import { type Report, reportSchema } from "../../src/model/report.ts";
import { cancellog, folderOf } from "../cli/world.ts";
import { BASE, published } from "./base.ts";
import { randomCases, tabulated } from "./cases.ts";
import { filled } from "./filled.ts";
import { breaches } from "./judge.ts";

const { PROPERTY_SEED = "0", PROPERTY_FACTOR = "1" } = process.env;
const FIRST = PROPERTY_SEED === "0" ? 0 : Number(PROPERTY_SEED);
const RUNS = 16 * Number(PROPERTY_FACTOR);

const randomReport = (seed: number): Report =>
  tabulated(randomCases(seed, BASE.families.length), BASE, seed % 3 === 0 ? 5 : 50);

const cellsHidden = ({ hidden }: Published): number => hidden.reduce((sum, { cells }) => sum + cells, 0);

describe("an attack by exact bounds on everything that is published", () => {
  it("pins no small count down in random tables, few and many, sparse and full", async () => {
    const told = { hidden: 0, crossed: 0, whole: 0 };
    for (let seed = FIRST; seed < FIRST + RUNS; seed++) {
      const report = randomReport(seed);
      const document = published(report);
      expect(await breaches(document, report), `seed ${seed}`).toEqual([]);
      told.hidden += cellsHidden(document);
      told.crossed +=
        document.crosstab?.cells.some(({ families }) => Object.keys(families).length > 0) === true ? 1 : 0;
      told.whole += document.hidden.some(({ table }) => table === "all cancellations") ? 1 : 0;
    }
    // Else there was nothing to attack.
    expect(told.hidden).toBeGreaterThan(20 * RUNS);
    expect(told.crossed).toBeGreaterThan(RUNS / 12);
    expect(told.whole).toBeGreaterThan(RUNS / 4);
  });

  it.each([40, 150, 600])("pins no small count down in a log of %i cancellations", async (size) => {
    const cwd = folderOf({});
    const made = ["generate", "strike-2022", "--seed", String(size), "--cancellations", String(size), "-o", "log.csv"];
    expect((await cancellog(made, { cwd })).code).toBe(0);
    const { stdout } = await cancellog(["report", "log.csv", "-f", "json", "-q"], { cwd });
    const report = reportSchema.parse(JSON.parse(stdout));
    expect(await breaches(published(report), report)).toEqual([]);
  });

  it("pins no small count down in the shipped log, of which most is told", async () => {
    const log = fileURLToPath(new URL("../../fixtures/strike-2022.csv.gz", import.meta.url));
    const cwd = folderOf({});
    await cancellog(["report", log, "-o", "r.json", "-q"], { cwd });
    const report = reportSchema.parse(JSON.parse(readFileSync(join(cwd, "r.json"), "utf8")));
    const document = published(report);
    expect(await breaches(document, report)).toEqual([]);
    expect(document.headline).toMatchObject({ cancellations: 111_803, enrollees: 63_808 });
    const of = document.hidden.reduce((sum, one) => sum + one.of, 0);
    expect(cellsHidden(document) / of).toBeLessThan(0.15);
    expect(document.hidden.map(({ table }) => table)).not.toContain("all cancellations");
  });
});

/** Tells again, of each row of figures, the counts that are 11 or more and were hidden to guard others. */
const weakened = (document: Published, report: Report): Published => {
  const truth = filled(document, report);
  const figures = (told: PublishedFigures, of: PublishedFigures | undefined): PublishedFigures => ({
    ...told,
    counts: Object.fromEntries(
      Object.entries(told.counts).map(([one, count]) => {
        const is = of?.counts[one as keyof PublishedFigures["counts"]] ?? 0;
        return [one, count ?? (is >= 11 ? is : null)];
      }),
    ) as PublishedFigures["counts"],
  });
  return {
    ...document,
    breakdowns: document.breakdowns.map((breakdown, i) => ({
      ...breakdown,
      rows: breakdown.rows.map((row, j) => ({
        ...row,
        families: Object.fromEntries(
          Object.entries(row.families).map(([id, one]) => [
            id,
            figures(one, truth.breakdowns[i]?.rows[j]?.families[id]),
          ]),
        ),
      })),
    })),
  };
};

describe("the attack itself", () => {
  it("breaks a publication that hides nothing but the small counts", async () => {
    let broken = 0;
    for (const seed of [7, 10, 11]) {
      const report = randomReport(seed);
      const document = published(report);
      expect(cellsHidden(document)).toBeGreaterThan(0);
      if ((await breaches(weakened(document, report), report)).length > 0) broken++;
    }
    expect(broken).toBeGreaterThanOrEqual(2);
  });

  it("breaks a publication that tells one more count than it should", async () => {
    const report = randomReport(7);
    const document = published(report);
    const whole = weakened(document, report);
    let broken = 0;
    let tried = 0;
    for (const [i, breakdown] of document.breakdowns.entries())
      for (const [j, row] of breakdown.rows.entries()) {
        if (!Object.values(row.families).some(({ counts }) => Object.values(counts).includes(null)) || tried === 8)
          continue;
        tried++;
        const families = whole.breakdowns[i]?.rows[j]?.families ?? {};
        const rows = breakdown.rows.map((one, k) => (k === j ? { ...one, families } : one));
        const breakdowns = document.breakdowns.map((one, k) => (k === i ? { ...one, rows } : one));
        if ((await breaches({ ...document, breakdowns }, report)).length > 0) broken++;
      }
    expect(broken).toBeGreaterThan(tried / 2);
  });

  it("finds a small count that is told, and a small difference between persons and cancellations", async () => {
    const report = randomReport(29);
    const document = { ...published(report), breakdowns: [], crosstab: null };
    const { headline } = document;
    const records = headline.records;
    const told = { ...headline, records: records && { ...records, kinds: { ...records.kinds, rejected: 4 } } };
    expect((await breaches({ ...document, headline: told }, report)).map(({ what }) => what)).toContain(
      "records|rejected",
    );
    const people = { ...headline, enrollees: report.headline.cancellations - 5 };
    expect((await breaches({ ...document, headline: people }, report)).map(({ what }) => what)).toContain("all|beyond");
  });
});
