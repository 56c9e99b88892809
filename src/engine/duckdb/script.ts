import { convertedFile } from "../../ingest/converted.ts";
import type { OpenLog } from "../../ingest/openLog.ts";
import type { Plan, Stage } from "../contract.ts";
import { SqlStages } from "../sql/run.ts";
import { Script } from "../sql/script.ts";
import { DUCKDB } from "../sql/session.ts";
import { type DuckOptions, fillDays } from "./engine.ts";
import { Loader } from "./load.ts";
import { loadConverted } from "./loadConverted.ts";
import { DuckSession } from "./session.ts";

/** Three years to either side: a script for any day at all would be mostly changes of the clock. */
const DAYS_AROUND = 1096;

/**
 * Runs a log, and writes down every statement that it took. `general` writes times as for a log of three more years to
 * either side.
 * @throws Failure of a run.
 */
export const scriptOf = async (
  log: OpenLog,
  plan: Plan,
  { memory, threads, scratch }: DuckOptions,
  general: boolean,
): Promise<string> => {
  const directory = scratch();
  const { converted } = log;
  const exports = log.sources.flatMap(({ open }) =>
    open.textFile === null ? [] : [[open.textFile, open.head.input.path] as const],
  );
  const records = converted === undefined ? null : convertedFile(converted, "records.parquet");
  const files = records === null ? exports.map(([file]) => file) : [records];
  const names = [
    ...exports,
    ...(records === null ? [] : [[records, `${converted?.path ?? ""}/records.parquet`] as const]),
    [directory, "SCRATCH"] as const,
  ];
  const named = (sql: string): string => names.reduce((text, [file, name]) => text.replaceAll(file, name), sql);
  const script = new Script(plan, DUCKDB, named);
  const session = await DuckSession.open({ memory, threads, scratch: directory, files, directories: [] });
  try {
    session.onStatement = (sql) => script.statement(sql);
    script.stage("load");
    await fillDays(session, plan, log.mapped);
    const loaded =
      converted === undefined
        ? await new Loader(session, log, directory).load()
        : await loadConverted(session, log, converted);
    const stamps = general
      ? {
          ...loaded.stamps,
          firstDay: loaded.stamps.firstDay - DAYS_AROUND,
          lastDay: loaded.stamps.lastDay + DAYS_AROUND,
          folded: true,
        }
      : loaded.stamps;
    const outlets = { stage: (stage: Stage) => script.stage(stage) };
    await new SqlStages(session, DUCKDB, { ...loaded, stamps }, plan, outlets, general).run(log.plan.columns);
    return script.text;
  } finally {
    session.close();
  }
};
