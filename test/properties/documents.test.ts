import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Report, reportSchema } from "../../src/model/report.ts";
import { zeros } from "../../src/model/tally.ts";
import { FINDING_COLUMNS, REJECT_COLUMNS, VERDICTS, type Verdict } from "../../src/model/verdict.ts";
import { renderJson } from "../../src/render/json.ts";
import { cancellog, folderOf } from "../cli/world.ts";
import { randomLogs } from "./logs.ts";
import { runs } from "./run.ts";

type Row = Readonly<Record<string, unknown>>;

const folder = folderOf({});
const ROW_FILES = ["findings.csv", "findings.ndjson", "rejects.csv", "rejects.ndjson"] as const;
const text = (name: string): string => readFileSync(join(folder, name), "utf8");

/** A spreadsheet's apostrophe taken off, a cell is the text it was; an empty one was null. */
const asRead = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r\n])/, "");
const fromCsv = (name: string): readonly Row[] =>
  (parse(text(name), { columns: true }) as Record<string, string>[]).map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, asRead(cell)])),
  );
const fromNdjson = (name: string): readonly Row[] =>
  text(name)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Row);
const asCells = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value === null ? "" : String(value)]));

/** Runs a log through the command line, all that can be written written. */
const written = async (csv: string, engine: string) => {
  for (const name of ROW_FILES) rmSync(join(folder, name), { force: true });
  const run = (ending: string) => {
    const files = ["--findings", `findings.${ending}`, "--rejects", `rejects.${ending}`];
    return cancellog(["report", "-", "-f", "json", "--engine", engine, ...files], { cwd: folder, stdin: csv });
  };
  const [first, second] = [await run("csv"), await run("ndjson")];
  expect(second.stdout).toBe(first.stdout);
  expect(second.code).toBe(first.code);
  return first;
};

const countsIn = (rows: readonly Row[], report: Report, of: "rule" | "family", id: string) => {
  const counts: Record<Verdict, number> = zeros(VERDICTS);
  for (const row of rows) if (row[of] === id) counts[row.verdict as Verdict]++;
  const told = VERDICTS.filter((verdict) => verdict !== "not-applicable").reduce((sum, one) => sum + counts[one], 0);
  return { ...counts, "not-applicable": report.headline.cancellations - told };
};

/** The default engine takes a second to look at ten records, the other one a hundredth of it. */
const EXAMPLES = [
  { engine: "reference", share: 1 },
  { engine: "duckdb", share: 1 / 3 },
] as const;

describe.each(EXAMPLES)("the files of a run by $engine", ({ engine, share }) => {
  it("tell the same: findings add up to the report's rules, NDJSON and CSV agree, rejects are counted", async () => {
    let assessed = 0;
    await fc.assert(
      fc.asyncProperty(randomLogs(), async (log) => {
        const { code, stdout } = await written(log.csv, engine);
        if (code !== 0) return;
        assessed++;
        const report = reportSchema.parse(JSON.parse(stdout));
        const findings = fromCsv("findings.csv");
        for (const { id, counts } of report.rules) expect(countsIn(findings, report, "rule", id), id).toEqual(counts);
        // At most one rule of a family says anything but `undetermined` of a cancellation, so these add up too.
        for (const { id, counts } of report.families)
          expect(countsIn(findings, report, "family", id).missed, id).toBe(counts.missed);
        expect(fromNdjson("findings.ndjson").map(asCells)).toEqual(findings);
        const rejects = fromCsv("rejects.csv");
        expect(rejects).toHaveLength(report.reconciliation.rejected);
        expect(fromNdjson("rejects.ndjson").map(asCells)).toEqual(rejects);
      }),
      runs(60 * share),
    );
    expect(assessed).toBeGreaterThan(40 * share);
  });

  it("have the promised columns in the promised order, whatever they hold", async () => {
    const head = "appointment_id,enrollee_id,scheduled_at,status,canceled_at,canceled_by\n";
    const { code } = await written(
      `${head}A1,E1,2022-08-26,canceled,2022-08-25,plan\nA2,,2022-08-26,canceled,,plan\n`,
      engine,
    );
    expect(code).toBe(0);
    expect(text("findings.csv").split("\n")[0]).toBe(FINDING_COLUMNS.join());
    expect(text("rejects.csv").split("\n")[0]).toBe(REJECT_COLUMNS.join());
    for (const row of fromNdjson("findings.ndjson")) expect(Object.keys(row)).toEqual([...FINDING_COLUMNS]);
    for (const row of fromNdjson("rejects.ndjson")) expect(Object.keys(row)).toEqual([...REJECT_COLUMNS]);
  });

  it("come in input order, and of one cancellation in the order of the pack", async () => {
    await fc.assert(
      fc.asyncProperty(randomLogs(), async (log) => {
        const { code, stdout } = await written(log.csv, engine);
        if (code !== 0) return;
        const rules = (JSON.parse(stdout) as Report).rules.map(({ id }) => id);
        const places = fromNdjson("findings.ndjson").map(
          ({ record, rule }) => Number(record) * 1000 + rules.indexOf(String(rule)),
        );
        expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
        const refused = fromNdjson("rejects.ndjson").map(({ record }) => Number(record));
        expect(refused).toEqual([...new Set(refused)].sort((a, b) => a - b));
      }),
      runs(30 * share),
    );
  });
});

describe.each(EXAMPLES)("the JSON report by $engine", ({ engine, share }) => {
  it("is what its schema says, and nothing more: read and written again, it is the same bytes", async () => {
    await fc.assert(
      fc.asyncProperty(randomLogs(), async (log) => {
        const { code, stdout } = await cancellog(["report", "-", "--format", "json", "--engine", engine], {
          stdin: log.csv,
        });
        if (code !== 0) return;
        const parsed = reportSchema.parse(JSON.parse(stdout));
        expect(renderJson(parsed, { width: 80, color: false, verbose: false })).toBe(stdout);
      }),
      runs(60 * share),
    );
  });
});
