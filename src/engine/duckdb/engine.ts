import { dirname } from "node:path";
import { INTEGER } from "@duckdb/node-api";
import { convertedFile } from "../../ingest/converted.ts";
import type { OpenLog } from "../../ingest/openLog.ts";
import type { Engine, EngineRun, Outlets, Plan } from "../contract.ts";
import { calendarsOf, countedOn, dayColumns, daysOfLogs, NO_DAY } from "../sql/days.ts";
import { packsCounted } from "../sql/readings.ts";
import { SqlStages } from "../sql/run.ts";
import { DUCKDB } from "../sql/session.ts";
import { FindingTables } from "./findingRows.ts";
import { writeFindings } from "./findingsFile.ts";
import { Loader } from "./load.ts";
import { loadConverted } from "./loadConverted.ts";
import { findLongest } from "./longestFindings.ts";
import { DuckSession } from "./session.ts";
import { threadsWorth } from "./threads.ts";

/** What the engine may use of the machine. */
export interface DuckOptions {
  readonly memory: string | null;
  readonly threads: number | null;
  /** Makes the private directory for what does not fit into memory. */
  readonly scratch: () => string;
  /** Cancellations whose findings are made at a time, where not the usual number. */
  readonly part?: number;
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
  { memory, threads, scratch, part }: DuckOptions,
): Promise<EngineRun> => {
  const directory = scratch();
  const { converted } = log;
  const files =
    converted === undefined
      ? log.sources.flatMap(({ open }) => open.textFile ?? [])
      : [convertedFile(converted, "records.parquet")];
  const directories = outlets.findingsFile === undefined ? [] : [dirname(outlets.findingsFile.path)];
  const session = await DuckSession.open({
    memory,
    threads: threads ?? (await threadsWorth(log)),
    scratch: directory,
    files,
    directories,
  });
  try {
    await fillDays(session, plan, log.mapped);
    outlets.stage?.("load");
    const loaded =
      converted === undefined
        ? await new Loader(session, log, directory).load()
        : await loadConverted(session, log, converted);
    const { assessing, ...done } = await new SqlStages(session, DUCKDB, loaded, plan, outlets).run(log.plan.columns);
    await handOut(new FindingTables(session, assessing, loaded.places, part), outlets, directory);
    return done;
  } finally {
    session.close();
  }
};

/** Writes the findings that are asked for. */
const handOut = async (tables: FindingTables, outlets: Outlets, scratch: string): Promise<void> => {
  const { findingsFile, longest, pseudonymKey = null } = outlets;
  if (findingsFile === undefined && longest === undefined) return;
  outlets.stage?.("write");
  await tables.make(pseudonymKey);
  if (longest !== undefined) await findLongest(tables, longest);
  if (findingsFile !== undefined) await writeFindings(tables, findingsFile, scratch);
};

/** Fills the day table: everything that is known of a day, so that counting days is a subtraction. */
export const fillDays = async (session: DuckSession, plan: Plan, mapped: OpenLog["mapped"]): Promise<void> => {
  const calendars = calendarsOf(plan.packs, packsCounted(plan, mapped));
  const columns = dayColumns(calendars);
  await session.run(`create table days (${columns.map((name) => `${name} integer`).join(", ")})`);
  await session.append(
    "days",
    [
      { type: INTEGER, read: (day: number | null) => day ?? NO_DAY },
      ...calendars.tables.map((table) => ({
        type: INTEGER,
        read: (day: number | null) => (day === null ? null : countedOn(table, day)),
      })),
    ],
    [null, ...daysOfLogs()],
  );
};
