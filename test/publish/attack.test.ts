import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { isoDate, mondayOf, parseIsoDate } from "../../src/calendar/civil.ts";
import { reportSchema } from "../../src/model/report.ts";
import { publish } from "../../src/statistics/publish/publish.ts";
import { randomCases, tabulated } from "./cases.ts";
import { breaches } from "./judge.ts";

const base = reportSchema.parse(
  JSON.parse(readFileSync(fileURLToPath(new URL("../../fixtures/documents/report-1.json", import.meta.url)), "utf8")),
);
const monday = (iso: string): string => isoDate(mondayOf(parseIsoDate(iso) ?? 0));

describe("random", () => {
  it("x", async () => {
    let hid = 0,
      un = 0,
      cross = 0,
      ms = 0,
      ams = 0,
      unprot = 0;
    const N = Number(process.env.N ?? 60),
      S = Number(process.env.S ?? 0);
    for (let seed = S; seed < S + N; seed++) {
      const report = tabulated(randomCases(seed, base.families.length), base, seed % 3 === 0 ? 5 : 50);
      let t = performance.now();
      const p = publish(report, monday);
      ms += performance.now() - t;
      t = performance.now();
      const b = await breaches(p, report);
      ams += performance.now() - t;
      hid += p.hidden.reduce((s, h) => s + h.cells, 0);
      un += p.headline.cancellations === null ? 1 : 0;
      cross += p.crosstab !== null && p.crosstab.cells.some((c) => Object.keys(c.families).length > 0) ? 1 : 0;
      unprot += p.leftOut.filter((l) => l.rule === "unprotected").length;
      console.log(
        seed,
        report.headline.cancellations,
        p.hidden.map((h) => `${h.table}:${h.cells}/${h.of}`).join(" "),
        "| unprot:",
        p.leftOut.filter((l) => l.rule === "unprotected").length,
        "breakdowns",
        p.breakdowns.length,
        (performance.now() - t).toFixed(0),
      );
      expect(b, `seed ${seed}`).toEqual([]);
    }
    console.log({ hid, un, cross, ms, ams, unprot });
  });
});
