import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { manifestSeal } from "../../src/ingest/converted.ts";
import { convertedSchema } from "../../src/model/converted.ts";
import { describeRefusals, expectRefusal } from "../cli/transcript.ts";
import { cancellog, folderOf, type Ran } from "../cli/world.ts";
import { randomLogs } from "../properties/logs.ts";
import { runs } from "../properties/run.ts";
import { MESSY, SECOND } from "./log.ts";

const FILES = { "in/a.csv": MESSY, "in/b.csv": SECOND };

const converted = async (files: Readonly<Record<string, string | Buffer>>, ...options: readonly string[]) => {
  const cwd = folderOf(files);
  const ran = await cancellog(["convert", "in", "-o", "kept", ...options], { cwd });
  return { cwd, ran };
};

/** What a run says and writes, over the exports or over what they were converted to. */
const outcome = async (cwd: string, log: string, options: readonly string[]) => {
  const files = ["findings.csv", "rejects.csv"];
  for (const file of files) rmSync(join(cwd, file), { force: true });
  const args = ["report", log, "-f", "json", "--findings", "findings.csv", "--rejects", "rejects.csv", "-q"];
  const ran: Ran = await cancellog([...args, ...options], { cwd });
  const written = files.map((file) => (readdirSync(cwd).includes(file) ? readFileSync(join(cwd, file), "utf8") : null));
  return { ...ran, written };
};

describe("a report on a converted log", () => {
  it.each([
    ["as it stands", []],
    [
      "as of a day, over a part of it",
      ["--as-of", "2022-10-31", "--from", "2022-09-14", "--where", "canceled_by=plan"],
    ],
    ["broken down by columns that are no fields", ["--by", "Region Name,Clinic,week"]],
    ["with replacements inferred", ["--link", "inferred", "--as-of", "2022-12-31"]],
    ["by the reference engine", ["--engine", "reference", "--by", "Region Name,Clinic"]],
  ])("is that of the exports, byte for byte: %s", async (_, options) => {
    const { cwd, ran } = await converted(FILES);
    expect(ran.code).toBe(0);
    const exports = await outcome(cwd, "in", options);
    expect(exports.code, exports.stderr).toBe(0);
    expect(await outcome(cwd, "kept", options)).toEqual(exports);
    expect(exports.written[1]).toContain("id-collision");
  });

  it("names the options that the conversion had, as the exports' own report does", async () => {
    const options = ["--key", "facility,appointment_id", "--timezone", "America/Denver", "--date-order", "dmy"];
    const files = {
      "in/a.csv":
        "appointment_id,enrollee_id,status,scheduled_at,canceled_at,facility\nA,E,canceled,03/04/2022,01/04/2022,F\n",
    };
    const { cwd, ran } = await converted(files, ...options);
    expect(ran.code, ran.stderr).toBe(0);
    const exports = await outcome(cwd, "in", options);
    expect(exports.stdout).toContain('"date-order": "dmy"');
    expect(await outcome(cwd, "kept", options)).toEqual(exports);
    expect(await outcome(cwd, "kept", [])).toEqual(exports);
  });

  it("is that of the exports, for any log", async () => {
    const cwd = folderOf({});
    const asked = ["--as-of", "2022-12-31", "--date-order", "mdy", "--engine", "reference"];
    let same = 0;
    await fc.assert(
      fc.asyncProperty(randomLogs(), async (log) => {
        rmSync(join(cwd, "kept"), { recursive: true, force: true });
        writeFileSync(join(cwd, "log.csv"), log.csv);
        const ran = await cancellog(["convert", "log.csv", "-o", "kept", "--date-order", "mdy"], { cwd });
        const exports = await outcome(cwd, "log.csv", asked);
        if (ran.code === 0) {
          same++;
          expect(await outcome(cwd, "kept", asked)).toEqual(exports);
        } else expect(exports).toMatchObject({ code: 2, stderr: ran.stderr });
      }),
      runs(25),
    );
    expect(same).toBeGreaterThan(5);
  });

  it("is the gate's too", async () => {
    const { cwd } = await converted(FILES);
    const args = ["--max-rejected", "90%", "--max-undetermined", "100%", "-f", "json"];
    const exports = await cancellog(["check", "in", ...args], { cwd });
    expect(await cancellog(["check", "kept", ...args], { cwd })).toEqual(exports);
  });
});

describe("a conversion", () => {
  it("says what it read, and that it holds persons", async () => {
    const { ran } = await converted(FILES);
    expect(ran).toEqual({
      code: 0,
      stdout: "kept: 15 records of 2 sources converted; 10 accepted, 3 rejected, 1 duplicates, 1 superseded.\n",
      stderr: "note: kept holds ids and dates of persons; handle it as you would the export.\n",
    });
  });

  it("has a manifest that its schema knows, whose counts add up", async () => {
    const { cwd } = await converted(FILES);
    const manifest = convertedSchema.parse(JSON.parse(readFileSync(join(cwd, "kept/manifest.json"), "utf8")));
    const { read, accepted, rejected, duplicates, superseded } = manifest.counts;
    expect(read).toBe(accepted + rejected + duplicates + superseded);
    expect(manifest.files.map(({ name }) => name).sort()).toEqual(
      readdirSync(join(cwd, "kept"))
        .filter((name) => name !== "manifest.json")
        .sort(),
    );
  });

  it("replaces an earlier one, and leaves nothing beside it", async () => {
    const { cwd } = await converted(FILES);
    const again = await cancellog(["convert", "in/b.csv", "-o", "kept"], { cwd });
    expect(again.stdout).toMatch(/^kept: 1 records of 1 source /);
    expect(readdirSync(cwd).sort()).toEqual(["in", "kept"]);
  });

  it("that fails leaves nothing, and the one before it as it was", async () => {
    const { cwd } = await converted(FILES);
    const before = readFileSync(join(cwd, "kept/manifest.json"), "utf8");
    writeFileSync(join(cwd, "in/c.csv"), "no export\n");
    expectRefusal(await cancellog(["convert", "in", "-o", "kept"], { cwd }), ["in/c.csv"]);
    expect(readdirSync(cwd).sort()).toEqual(["in", "kept"]);
    expect(readFileSync(join(cwd, "kept/manifest.json"), "utf8")).toBe(before);
  });

  it.each(["records.parquet", "rejects.ndjson", "flaws.ndjson", "places.ndjson", "collisions.ndjson"])(
    "is not believed once %s is another",
    async (name) => {
      const { cwd } = await converted(FILES);
      appendFileSync(join(cwd, "kept", name), "\n");
      expectRefusal(await cancellog(["report", "kept"], { cwd }), ["kept", name]);
      rmSync(join(cwd, "kept", name));
      expectRefusal(await cancellog(["report", "kept"], { cwd }), ["kept", name]);
    },
  );

  it("is not believed where its manifest counts other records, though it be sealed", async () => {
    const { cwd } = await converted(FILES);
    const path = join(cwd, "kept/manifest.json");
    const { seal: _, ...manifest } = JSON.parse(readFileSync(path, "utf8").replace('"readable": 14', '"readable": 13'));
    writeFileSync(path, JSON.stringify({ ...manifest, seal: manifestSeal(manifest) }));
    expectRefusal(await cancellog(["report", "kept"], { cwd }), ["kept", "13", "14"]);
  });

  it.each([
    ["a count", /"readable": 14/, '"readable": 13'],
    ["the name of a source", /"path": "[^"]/, '"path": "_'],
    ["the hash of a source", /"sha256": "./, '"sha256": "g'],
    ["the hash of a source, and it may be one", /(?<="sha256": ")./, "0"],
    ["the version of the program", /"version": "./, '"version": "9'],
  ])("is not believed where a byte of its manifest was changed: %s", async (_, from, to) => {
    const { cwd } = await converted(FILES);
    const path = join(cwd, "kept/manifest.json");
    const before = readFileSync(path, "utf8");
    const after = before.replace(from, to);
    expect(after).not.toBe(before);
    writeFileSync(path, after);
    for (const engine of ["duckdb", "reference"])
      expectRefusal(await cancellog(["report", "kept", "--engine", engine], { cwd }), ["kept", "manifest.json"]);
  });

  it("is refused where options would have read otherwise", async () => {
    const { cwd } = await converted(FILES);
    const refused = async (...options: readonly string[]) =>
      expectRefusal(await cancellog(["report", "kept", ...options], { cwd }), [options[0] ?? "", "onvert"]);
    await refused("--mapping", "epic");
    await refused("--encoding", "utf-16le");
    await refused("--delimiter", ";");
    await refused("--date-order", "dmy");
    await refused("--key", "facility,appointment_id");
    await refused("--timezone", "America/New_York");
    expectRefusal(await cancellog(["report", "kept", "in"], { cwd }), ["kept", "alone"]);
    expectRefusal(await cancellog(["inspect", "kept"], { cwd }), ["kept", "exports"]);
    expectRefusal(await cancellog(["convert", "kept", "-o", "more"], { cwd }), ["kept", "exports"]);
    expectRefusal(await cancellog(["report", "kept", "--by", "Regio Name"], { cwd }), ["Region Name"]);
  });
});

describeRefusals({
  title: "Conversions that are refused",
  name: "convert",
  files: {
    "log.csv": SECOND,
    "full/notes.txt": "mine",
    "notes.txt": "a file",
    "later/manifest.json": '{"schema":"cancellog.converted/2"}',
    "odd/manifest.json": '{"schema":"cancellog.converted/1"}',
  },
  attempts: [
    { what: "no folder", args: ["convert", "log.csv"], names: ["-o FOLDER"] },
    { what: "into a folder with something else", args: ["convert", "log.csv", "-o", "full"], names: ["full"] },
    { what: "into a file", args: ["convert", "log.csv", "-o", "notes.txt"], names: ["notes.txt"] },
    { what: "a report on a manifest that is none", args: ["report", "odd"], names: ["odd", "manifest.json"] },
    {
      what: "a report on what a later version converted",
      args: ["report", "later"],
      names: ["later", "cancellog.converted/2", "cancellog.converted/1"],
    },
  ],
});
