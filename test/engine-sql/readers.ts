import { join } from "node:path";
import { Readable } from "node:stream";
import { type RawOptions, settle } from "../../src/cli/settle.ts";
import { Loader } from "../../src/engine/duckdb/load.ts";
import { DuckSession } from "../../src/engine/duckdb/session.ts";
import { openLog } from "../../src/ingest/openLog.ts";
import { temporaryFolder } from "../cli/temporary.ts";
import { folderOf } from "../cli/world.ts";

/** How many rows of a log the database read by itself, and how many were left to the shared reader. */
export const readers = async (
  csv: string,
  raw: RawOptions = {},
): Promise<{ readonly regular: number; readonly left: number }> => {
  const cwd = folderOf({ "log.csv": csv });
  const file = join(cwd, "log.csv");
  const { request, maxBytes } = await settle(
    [{ path: "log.csv", file, member: null }],
    { asOf: "2023-06-30", ...raw },
    { name: "cancellog", version: "0.0.0" },
    cwd,
  );
  const log = await openLog([{ path: "log.csv", file, member: null }], request.reading, {
    stdin: Readable.from([]),
    maxBytes,
    onRead: () => {},
  });
  const scratch = temporaryFolder();
  const session = await DuckSession.open({ memory: null, threads: 2, scratch, files: [file], directories: [] });
  try {
    await new Loader(session, log, scratch).load();
    const [[regular], [left]] = (await session.rows(
      "select count(*) from staging union all select count(*) from salvaged",
    )) as [[number], [number]];
    return { regular, left };
  } finally {
    session.close();
  }
};
