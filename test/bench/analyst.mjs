/**
 * Runs the analyst's script: `node analyst.mjs LOG HOLIDAYS`, where HOLIDAYS is a CSV of dates. Prints what all
 * contenders print, family counts and breakdowns as JSON.
 */
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { columnsOf, headerOf, quoted, typeOf } from "./columns.mjs";

const [log, holidays] = process.argv.slice(2);

/** These may hold anything; the script tries them. */
const TRIED = ["scheduled_at", "made_at", "canceled_at"];
/** Link columns that only one form of the export has. */
const LINKS = ["replaces", "rescheduled_to", "rescheduled_service"];
const FAMILIES = {
  reschedule: "ca.reschedule",
  notice: "ca.notice",
  request: "ca.request",
  followup: "ca.followup",
  like_for_like: "ca.like-for-like",
};

const typeRead = (name) => (TRIED.includes(name) ? "VARCHAR" : typeOf(name));
const header = headerOf(log);
const absent = LINKS.filter((name) => !header.includes(name)).map((name) => `NULL::${typeOf(name)} AS ${name}`);
const script = readFileSync(new URL("analyst.sql", import.meta.url), "utf8")
  .replace("{{columns}}", columnsOf(header, typeRead))
  .replace("{{absent}}", absent.join(", "));

const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
const db = await instance.connect();
await db.run(`SET VARIABLE log = ${quoted(log)}; SET VARIABLE holidays = ${quoted(holidays)};`);
await db.run(script);
const rowsOf = async (table) => (await db.runAndReadAll(`FROM ${table}`)).getRowsJson();

const families = Object.fromEntries(Object.values(FAMILIES).map((id) => [id, {}]));
for (const [family, verdict, cancellations] of await rowsOf("families"))
  families[FAMILIES[family]][verdict] = Number(cancellations);
const breakdowns = {};
for (const [by, key, appointments, cancellations, enrollees] of await rowsOf("group_sizes")) {
  breakdowns[by] ??= {};
  breakdowns[by][key ?? ""] = {
    appointments: Number(appointments),
    cancellations: Number(cancellations),
    enrollees: Number(enrollees),
    families: Object.fromEntries(Object.values(FAMILIES).map((id) => [id, {}])),
  };
}
for (const [by, key, family, verdict, cancellations] of await rowsOf("group_verdicts"))
  breakdowns[by][key ?? ""].families[FAMILIES[family]][verdict] = Number(cancellations);
process.stdout.write(`${JSON.stringify({ families, breakdowns })}\n`);
