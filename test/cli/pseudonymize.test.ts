import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { readKey } from "../../src/cli/keyFile.ts";
import { ENGINES } from "../../src/engine/contract.ts";
import { pseudonymOf } from "../../src/engine/pseudonym.ts";
import { expectRefusal } from "./transcript.ts";
import { cancellog, folderOf } from "./world.ts";

const HEADER = "appointment_id,enrollee_id,scheduled_at,status,canceled_at,canceled_by,service,replaced_by";
const LOG = `${HEADER}
A1,P1,2022-08-15 09:00,canceled,2022-08-12,plan,individual-therapy,A2
A2,P1,2022-10-24 09:00,booked,,,individual-therapy,
A3,P1,2022-08-16 09:00,canceled,2022-08-12,plan,individual-therapy,
P1,A1,2022-08-17 09:00,canceled,2022-08-12,plan,individual-therapy,
`;
const KEY = "0123456789abcdef0123456789abcdef";
const RUN = ["--as-of", "2022-10-31"];

const folder = (key: string | Buffer = KEY, mode = 0o600): string => {
  const cwd = folderOf({ "log.csv": LOG, key });
  chmodSync(join(cwd, "key"), mode);
  return cwd;
};
const findingsOf = async (cwd: string, command: string, ...more: readonly string[]): Promise<string> => {
  const open = command === "check" ? ["--fail-on", "problems>1000"] : [];
  const ran = await cancellog([command, "log.csv", ...RUN, ...open, "--findings", "findings.csv", ...more], { cwd });
  expect(ran.code).toBe(0);
  return readFileSync(join(cwd, "findings.csv"), "utf8");
};

describe("a pseudonym", () => {
  const pseudonym = pseudonymOf(Buffer.from(KEY));

  it("is HMAC-SHA-256 of its kind and id, in the reading of another program", () => {
    const script =
      "import hmac,hashlib,sys;print(hmac.new(sys.argv[1].encode(),b'cancellog.pseudonym/1\\0enrollee\\0P\\xc3\\xa91',hashlib.sha256).hexdigest())";
    const other = execFileSync("python3", ["-c", script, KEY], { encoding: "utf8" }).trim();
    expect(pseudonym("enrollee", "P\u00e91")).toBe(other);
  });

  it("is the same every time, and another for another kind, id or key", () => {
    expect(pseudonym("enrollee", "P1")).toBe(pseudonym("enrollee", "P1"));
    const all = [
      pseudonym("enrollee", "P1"),
      pseudonym("appointment", "P1"),
      pseudonym("enrollee", "P2"),
      pseudonymOf(Buffer.from(`${KEY}0`))("enrollee", "P1"),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it.each(["", "\u0000", "\ud800", "x".repeat(10_240)])("is made of any text", (id) => {
    expect(pseudonym("appointment", id)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe.each(ENGINES)("findings with pseudonyms, by the %s engine", (engine) => {
  const findings = (cwd: string, command = "report", ...more: readonly string[]): Promise<string> =>
    findingsOf(cwd, command, "--engine", engine, ...more);
  const hidden = (cwd: string, command = "report"): Promise<string> => findings(cwd, command, "--pseudonymize", "key");

  it("are the findings without, but for the ids, which stay joined", async () => {
    const cwd = folder();
    const [plain, taken] = [await findings(cwd), await hidden(cwd)];
    const pseudonym = pseudonymOf(Buffer.from(KEY));
    const ids = (line: string): string =>
      line
        .split(",")
        .map((cell, i) =>
          cell === "" || ![0, 1, 15].includes(i) ? cell : pseudonym(i === 1 ? "enrollee" : "appointment", cell),
        )
        .join(",");
    const [head = "", ...rows] = plain.trimEnd().split("\n");
    // The citation holds commas, behind all ids.
    expect(rows.length).toBeGreaterThan(5);
    expect(taken.trimEnd().split("\n")).toEqual([head, ...rows.map(ids)]);
    expect(taken).not.toMatch(/\b[AP][123]\b/);
  });

  it("are the same in check, in NDJSON, and in another run with the key", async () => {
    const cwd = folder();
    const first = await hidden(cwd);
    expect(await hidden(cwd, "check")).toBe(first);
    expect(await hidden(folder(`${KEY}\n`))).toBe(first);
    expect(await hidden(folder(`${KEY}\r\n`))).toBe(first);
    expect(await hidden(folder(`${KEY}x`))).not.toBe(first);
    const args = ["--engine", engine, "--findings", "f.ndjson", "--pseudonymize", "key"];
    await cancellog(["report", "log.csv", ...RUN, ...args], { cwd });
    const rows = readFileSync(join(cwd, "f.ndjson"), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rows.map(({ appointment_id }) => appointment_id)).toEqual(
      first
        .trimEnd()
        .split("\n")
        .slice(1)
        .map((line) => line.split(",")[0]),
    );
  });

  it("are called what they are, and no output holds the key", async () => {
    const cwd = folder();
    const args = [
      "report",
      "log.csv",
      ...RUN,
      "--engine",
      engine,
      "--findings",
      "f.csv",
      "--rejects",
      "r.csv",
      "--pseudonymize",
      "key",
      "-v",
    ];
    const { code, stdout, stderr } = await cancellog(args, { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain("limited data set");
    expect(stderr).toContain("r.csv holds records as they stand");
    const json = await cancellog([...args, "-f", "json"], { cwd });
    for (const text of [stdout, stderr, json.stdout, json.stderr, readFileSync(join(cwd, "f.csv"), "utf8")])
      expect(text).not.toContain(KEY);
  });
});

describe("pseudonyms of the database", () => {
  const ODD = ["=1+1", 'a "b"', "\u00e9\ud83d\ude00", "x'; drop table found; --", "y".repeat(300), "0"];
  const odd = ODD.map((id, i) => {
    const cell = `"${id.replaceAll('"', '""')}"`;
    return `${cell},${cell},2022-08-1${i + 1} 09:00,canceled,2022-08-02,plan,individual-therapy,A2\n`;
  });

  it.each([32, 63, 64, 65, 200])("are those of the reference engine, under a key of %i bytes", async (length) => {
    // None of them ends a line: a file's last line end is not of the key.
    const key = Buffer.from(Array.from({ length }, (_, i) => (i * 37 + 128) % 256)).map((byte) =>
      byte === 10 ? 11 : byte,
    );
    const cwd = folderOf({ "log.csv": LOG + odd.join(""), key: Buffer.from(key) });
    chmodSync(join(cwd, "key"), 0o600);
    const [database, reference] = [
      await findingsOf(cwd, "report", "--pseudonymize", "key"),
      await findingsOf(cwd, "report", "--pseudonymize", "key", "--engine", "reference"),
    ];
    expect(database).toBe(reference);
    for (const id of ODD) if (id !== "0") expect(database).toContain(pseudonymOf(key)("appointment", id));
    expect(database).not.toMatch(/drop table|=1/);
  });

  it("stand in Parquet too", async () => {
    const cwd = folder();
    const args = ["report", "log.csv", ...RUN, "--findings", "f.parquet", "--pseudonymize", "key"];
    expect((await cancellog(args, { cwd })).code).toBe(0);
    const db = await (await DuckDBInstance.create(":memory:")).connect();
    const read = await db.runAndReadAll(`select distinct enrollee_id from '${join(cwd, "f.parquet")}' order by 1`);
    const pseudonym = pseudonymOf(Buffer.from(KEY));
    expect(read.getRows().flat()).toEqual(["A1", "P1"].map((id) => pseudonym("enrollee", id)).sort());
    db.closeSync();
  });
});

describe("a key", () => {
  it.each([
    ["a byte too short", KEY.slice(1), 0o600, "31 bytes"],
    ["too short but for its line end", `${KEY.slice(1)}\n`, 0o600, "31 bytes"],
    ["empty", "", 0o600, "0 bytes"],
    ["readable by the group", KEY, 0o640, "chmod 600"],
    ["readable by all", KEY, 0o604, "chmod 600"],
    ["writable by all", KEY, 0o602, "chmod 600"],
  ] as const)("is refused: %s", async (_, key, mode, name) => {
    const cwd = folder(key, mode);
    const ran = await cancellog(["report", "log.csv", ...RUN, "--findings", "f.csv", "--pseudonymize", "key"], { cwd });
    expectRefusal(ran, ["--pseudonymize key", name]);
    expect(ran.stderr).not.toContain(KEY.slice(1));
  });

  it.each([
    ["its owner's alone", 0o600],
    ["readable alone", 0o400],
  ])("is taken: %s", (_, mode) => {
    expect(readKey("key", folder(KEY, mode)).toString()).toBe(KEY);
  });

  it("may be any bytes, whatever its permissions where a system has none", () => {
    const bytes = Buffer.from([...Array(32).keys()]);
    expect(readKey("key", folder(bytes, 0o644), false)).toEqual(bytes);
  });

  it.each([
    [
      ["--findings", "f.csv", "--pseudonymize", "none"],
      ["none", "no such file"],
    ],
    [["--findings", "f.csv", "--pseudonymize", "."], ["."]],
    [
      ["--pseudonymize", "key"],
      ["--pseudonymize key", "--findings"],
    ],
    [["--findings", "key", "--pseudonymize", "key"], ["key"]],
    [
      ["--findings", "f.csv", "--pseudonymize", "key", "-o", "text=key"],
      ["key", "input"],
    ],
  ] as const)("is refused with %j", async (args, names) => {
    const cwd = folder();
    expectRefusal(await cancellog(["report", "log.csv", ...RUN, ...args], { cwd }), names);
    expect(readFileSync(join(cwd, "key"), "utf8")).toBe(KEY);
  });

  it("is looked at before the log is", async () => {
    const cwd = folder(KEY, 0o644);
    writeFileSync(join(cwd, "log.csv"), "no log at all\n");
    const ran = await cancellog(["report", "log.csv", "--findings", "f.csv", "--pseudonymize", "key"], { cwd });
    expectRefusal(ran, ["chmod 600"]);
  });
});
