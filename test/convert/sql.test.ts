import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { settle } from "../../src/cli/settle.ts";
import { fillDays } from "../../src/engine/duckdb/engine.ts";
import { Loader } from "../../src/engine/duckdb/load.ts";
import { DuckSession } from "../../src/engine/duckdb/session.ts";
import { openLog } from "../../src/ingest/openLog.ts";
import { RESOLUTIONS } from "../../src/model/cancellation.ts";
import type { Report } from "../../src/model/report.ts";
import { temporaryFolder } from "../cli/temporary.ts";
import { cancellog, folderOf } from "../cli/world.ts";
import { MESSY } from "./log.ts";

const AS_OF = { asOf: "2022-12-31" };
const tool = { name: "cancellog", version: "0.0.0" } as const;

/** The statements of a script, in order; comments are none. */
const statementsOf = (script: string): readonly string[] =>
  script
    .split(/;\n/)
    .map((one) => one.replace(/^\s*--.*$/gm, "").trim())
    .filter((one) => one !== "");

describe("the SQL of a run", () => {
  it("gives the counts of the run, on tables that the load filled", async () => {
    const cwd = folderOf({ "log.csv": MESSY });
    const ran = await cancellog(["sql", "log.csv", "--as-of", AS_OF.asOf], { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    const said = await cancellog(["report", "log.csv", "--as-of", AS_OF.asOf, "-f", "json"], { cwd });
    const report = JSON.parse(said.stdout) as Report;

    const file = join(cwd, "log.csv");
    const inputs = [{ path: "log.csv", file, member: null }];
    const { request, maxBytes } = await settle(inputs, AS_OF, tool, cwd);
    const log = await openLog(inputs, request.reading, { stdin: Readable.from([]), maxBytes, onRead: () => {} });
    const scratch = temporaryFolder();
    const session = await DuckSession.open({ memory: null, threads: 1, scratch, files: [file], directories: [] });
    try {
      await fillDays(session, { ...request.plan, dimensions: [] }, log.mapped);
      await new Loader(session, log, scratch).load();
      for (const statement of statementsOf(ran.stdout)) await session.rows(statement);
      const [[judged]] = (await session.rows("select count(*) from judged")) as [[number]];
      expect(judged).toBe(report.headline.cancellations);
      expect(judged).toBeGreaterThan(4);
      const rows = await session.rows("select resolution, count(*) from judged group by resolution");
      const counted = Object.fromEntries(Object.entries(report.headline.resolution).filter(([, n]) => n > 0));
      expect(Object.fromEntries(rows.map(([place, n]) => [RESOLUTIONS[Number(place)], n]))).toEqual(counted);
    } finally {
      session.close();
    }
  });

  it("names stages, sections and rules, and nothing of this machine", async () => {
    const cwd = folderOf({ "log.csv": MESSY });
    const { stdout } = await cancellog(["sql", "log.csv", "--as-of", AS_OF.asOf], { cwd });
    for (const stage of ["Load", "Reconcile", "Link", "Classify", "Assess", "Tally", "Sections", "Readings"])
      expect(stdout).toMatch(new RegExp(`^-- ${stage}: .*\\(semantics\\.md, section`, "m"));
    expect(stdout).toMatch(/^-- rule_18 is ca\.followup\.mh-10bd: .*1367\.03/m);
    expect(stdout).not.toContain(cwd);
    expect(stdout).not.toMatch(/cancellog-\d+-/);
  });

  it("is written without a log too, with a walk's round once", async () => {
    const { code, stdout } = await cancellog(["sql"]);
    expect(code).toBe(0);
    const walks = stdout.slice(stdout.indexOf("-- Link"), stdout.indexOf("-- Classify"));
    expect(walks.match(/^-- Repeat the next three statements/gm)).toHaveLength(1);
    expect(walks.match(/create or replace table walks_next/g)).toHaveLength(1);
    expect(walks).toContain("replaced_by");
    expect(await cancellog(["sql"])).toEqual({ code, stdout, stderr: "" });
  });
});
