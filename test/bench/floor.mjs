/**
 * The floor: `node floor.mjs LOG` has DuckDB load all columns of the export, typed, on two threads, and do nothing with
 * them. Records that do not fit the types are dropped, so that a dirty log loads at all.
 */
import { DuckDBInstance } from "@duckdb/node-api";
import { columnsOf, headerOf, quoted } from "./columns.mjs";

const [log] = process.argv.slice(2);
const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
const db = await instance.connect();
await db.run(`CREATE TABLE log AS SELECT * FROM read_csv(${quoted(log)}, header = true, auto_detect = false, delim = ',',
  quote = '"', escape = '"', columns = ${columnsOf(headerOf(log))}, ignore_errors = true)`);
const [[records]] = (await db.runAndReadAll("SELECT count(*) FROM log")).getRowsJson();
process.stdout.write(`${JSON.stringify({ records: Number(records) })}\n`);
