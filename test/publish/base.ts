import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isoDate, mondayOf, parseIsoDate } from "../../src/calendar/civil.ts";
import type { Published } from "../../src/model/published.ts";
import { type Report, reportSchema } from "../../src/model/report.ts";
import { publish } from "../../src/statistics/publish/publish.ts";

/** A report whose words and rules others are made with. */
export const BASE: Report = reportSchema.parse(
  JSON.parse(readFileSync(fileURLToPath(new URL("../../fixtures/documents/report-1.json", import.meta.url)), "utf8")),
);

/** Publishes a report as the command line does. */
export const published = (report: Report): Published =>
  publish(report, (iso) => isoDate(mondayOf(parseIsoDate(iso) ?? 0)));
