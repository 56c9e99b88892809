import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { buildProgram, spawned } from "../cli/built.ts";
import { folderOf } from "../cli/world.ts";
import { RandomLog, randomLogs } from "./logs.ts";
import { runs } from "./run.ts";

/** One log of many small ones, each with enrollees and appointments of its own. */
const largeLog = (): string => {
  const parts = fc.sample(randomLogs(), runs(60));
  const lines = parts.flatMap((part, n) =>
    part.lines.map((line) => {
      const cells = { ...line.cells };
      for (const field of ["appointment_id", "enrollee_id", "replaced_by", "replaces"] as const)
        cells[field] = cells[field] === "" ? "" : `${cells[field]}-${n}`;
      return { ...line, cells };
    }),
  );
  return new RandomLog(parts.find(({ columns }) => columns.length > 30)?.columns ?? [], lines).csv;
};

const MACHINES = [
  { TZ: "UTC", LC_ALL: "C" },
  { TZ: "Asia/Kolkata", LC_ALL: "de_DE.UTF-8" },
  { TZ: "America/Sao_Paulo", LC_ALL: "tr_TR.UTF-8", LANG: "tr" },
  { TZ: "Pacific/Kiritimati", LC_ALL: "sv_SE.UTF-8", LANGUAGE: "sv" },
] as const;

describe("the machine's time zone and language", () => {
  let script = "";
  beforeAll(() => {
    script = buildProgram();
  });

  it.each(["json", "text"])("change no byte of a %s report, of findings, of rejects", async (format) => {
    const outputs = await Promise.all(
      MACHINES.map(async (env) => {
        const folder = folderOf({ "log.csv": largeLog() });
        const args = ["report", "log.csv", "--as-of", "2022-11-06", "-f", format];
        const { stdout, stderr } = await spawned(
          script,
          [...args, "--findings", "findings.csv", "--rejects", "rejects.csv"],
          folder,
          env,
        );
        const hash = (name: string) =>
          createHash("sha256")
            .update(readFileSync(join(folder, name)))
            .digest("hex");
        return { stdout, stderr, findings: hash("findings.csv"), rejects: hash("rejects.csv") };
      }),
    );
    const [first, ...others] = outputs;
    for (const other of others) expect(other).toEqual(first);
  });
});
