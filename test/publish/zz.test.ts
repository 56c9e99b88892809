import { readFileSync } from "node:fs";
import { it } from "vitest";
import { isoDate, mondayOf, parseIsoDate } from "../../src/calendar/civil.ts";
import { reportSchema } from "../../src/model/report.ts";
import { publish } from "../../src/statistics/publish/publish.ts";

const monday = (iso: string): string => isoDate(mondayOf(parseIsoDate(iso) ?? 0));
it("zz", () => {
  for (const n of ["s3000"]) {
    const report = reportSchema.parse(JSON.parse(readFileSync(`/tmp/pubwork/${n}.json`, "utf8")));
    const t = performance.now();
    const p = publish(report, monday);
    console.log(
      n,
      (performance.now() - t).toFixed(0),
      JSON.stringify(p.headline),
      JSON.stringify(p.merged),
      JSON.stringify(p.hidden),
      JSON.stringify(p.leftOut.filter((l) => l.rule !== "unproven")),
      p.breakdowns
        .map((b) => `${b.by}:${b.rows.length}:${b.rows.filter((r) => r.enrollees === null).length}`)
        .join(" "),
      JSON.stringify(p.rules.map((r) => r.wait)),
    );
  }
});
