import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, describe, expect, it } from "vitest";
import { settle } from "../../src/cli/settle.ts";
import type { FindingsFormat, Outlets } from "../../src/engine/contract.ts";
import { duckdbEngine } from "../../src/engine/duckdb/engine.ts";
import { referenceEngine } from "../../src/engine/reference/engine.ts";
import { findingRow } from "../../src/engine/rows.ts";
import { openLog } from "../../src/ingest/openLog.ts";
import { FINDING_COLUMNS, type FindingRow } from "../../src/model/verdict.ts";
import { temporaryFolder } from "../cli/temporary.ts";
import { folderOf } from "../cli/world.ts";

const HEADER =
  "appointment_id,enrollee_id,status,scheduled_at,canceled_at,canceled_by,urgency,service,replaced_by,notes";
/** Every second record goes on over a line end: more pieces than are compared one by one. */
const CSV = [
  HEADER,
  ...Array.from({ length: 90 }, (_, i) => {
    const status = i % 7 === 3 ? "booked" : "canceled";
    const id = i % 11 === 0 ? `"=a,${i} ""x"" \u00e9"` : `a${i}`;
    return `${id},p${i % 9},${status},2022-08-${10 + (i % 20)} 09:00,2022-08-${10 + (i % 11)},plan,non-urgent,individual-therapy,${i % 5 === 0 ? `a${i + 1}` : ""},${i % 2 === 0 ? '"two\nlines"' : ""}`;
  }),
  "",
].join("\n");

const run = async (engine: ReturnType<typeof duckdbEngine>, outlets: Outlets): Promise<void> => {
  const cwd = folderOf({ "log.csv": CSV });
  const inputs = [{ path: "log.csv", file: join(cwd, "log.csv"), member: null }];
  const { request, maxBytes } = await settle(inputs, { asOf: "2022-10-31" }, { name: "cancellog", version: "0" }, cwd);
  const log = await openLog(inputs, request.reading, { stdin: Readable.from([]), maxBytes, onRead: () => {} });
  await engine.run(log, { ...request.plan, dimensions: [] }, outlets);
};

/** What the default engine writes, so many cancellations at a time, in how many parts, and the file. */
const written = async (format: FindingsFormat, part: number) => {
  const folder = temporaryFolder();
  const [path, all] = [join(folder, "part"), join(folder, `all.${format}`)];
  let parts = 0;
  const taken = (): void => {
    parts++;
    if (format !== "parquet") appendFileSync(all, readFileSync(path));
  };
  const target = { path: format === "parquet" ? all : path, format, cell: JSON.stringify, taken };
  const engine = duckdbEngine("0", { memory: "1GB", threads: null, scratch: temporaryFolder, part });
  await run(engine, { findingsFile: target });
  return { parts, all };
};

describe("a file of findings", () => {
  const expected: FindingRow[] = [];
  beforeAll(() =>
    run(referenceEngine("0"), { finding: (one) => void expected.push(findingRow(one, () => "log.csv")) }),
  );

  it.each([
    [4, 20],
    [10, 8],
    [1000, 1],
  ])("has them all in order as NDJSON, made of %i cancellations at a time", async (part, expectedParts) => {
    const { parts, all } = await written("ndjson", part);
    const rows = readFileSync(all, "utf8").trimEnd().split("\n");
    expect(rows.map((line) => JSON.parse(line))).toEqual(expected);
    expect(parts).toBe(expectedParts);
  });

  it.each([4, 1000])("has them all in order as Parquet, made of %i cancellations at a time", async (part) => {
    const { parts, all } = await written("parquet", part);
    expect(parts).toBe(1);
    expect(existsSync(all)).toBe(true);
    const db = await (await DuckDBInstance.create(":memory:")).connect();
    const read = await db.runAndReadAll(`select ${FINDING_COLUMNS.join(", ")} from '${all}'`);
    const rows = read
      .getRows()
      .map((row) =>
        Object.fromEntries(
          FINDING_COLUMNS.map((name, i) => [name, typeof row[i] === "bigint" ? Number(row[i]) : row[i]] as const),
        ),
      );
    expect(rows).toEqual(expected);
    db.closeSync();
  });
});
