import type { OpenLog } from "../../ingest/openLog.ts";
import type { Engine, EngineRun, Outlets, Plan } from "../contract.ts";
import { calendarsOf, dayColumns, dayRows, NO_DAY } from "../sql/days.ts";
import { SqlStages } from "../sql/run.ts";
import { DUCKDB } from "../sql/session.ts";
import { Loader } from "./load.ts";
import { DuckSession } from "./session.ts";

/** What the engine may use of the machine. */
export interface DuckOptions {
  readonly memory: string | null;
  readonly threads: number | null;
  /** Makes the private directory for what does not fit into memory. */
  readonly scratch: () => string;
}

/** The engine that runs: SQL compiled from the packs, in DuckDB. */
export const duckdbEngine = (version: string, options: DuckOptions): Engine => ({
  name: "duckdb",
  version,
  run: (log, plan, outlets) => run(log, plan, outlets, options),
});

const run = async (
  log: OpenLog,
  plan: Plan,
  outlets: Outlets,
  { memory, threads, scratch }: DuckOptions,
): Promise<EngineRun> => {
  const directory = scratch();
  const files = log.sources.flatMap(({ open }) => open.textFile ?? []);
  const session = await DuckSession.open({ memory, threads, scratch: directory, files, directories: [] });
  try {
    await fillDays(session, plan);
    const loaded = await new Loader(session, log, directory).load();
    return await new SqlStages(session, DUCKDB, loaded, plan, outlets).run(log.plan.columns);
  } finally {
    session.close();
  }
};

/** Fills the day table: everything that is known of a day, so that counting days is a subtraction. */
const fillDays = async (session: DuckSession, plan: Plan): Promise<void> => {
  const calendars = calendarsOf(plan.packs);
  const columns = dayColumns(calendars);
  await session.run(
    `create table days (${columns.map((name) => `${name} ${name.endsWith("_at") ? "bigint" : "integer"}`).join(", ")})`,
  );
  const appender = await session.connection.createAppender("days");
  for (const row of dayRows(plan.zone, calendars)) {
    row.forEach((value, i) => {
      if (columns[i]?.endsWith("_at") === true) appender.appendBigInt(BigInt(value));
      else appender.appendInteger(value);
    });
    appender.endRow();
  }
  appender.appendInteger(NO_DAY);
  for (let i = 1; i < columns.length; i++) appender.appendNull();
  appender.endRow();
  appender.closeSync();
};
