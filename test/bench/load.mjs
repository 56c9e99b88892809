/** Node starting and loading DuckDB, and nothing more. */
import { DuckDBInstance } from "@duckdb/node-api";

const instance = await DuckDBInstance.create(":memory:");
const db = await instance.connect();
await db.runAndReadAll("SELECT 1");
