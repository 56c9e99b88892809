import { existsSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expandInputs } from "../../src/ingest/expand.ts";
import { OpenInput } from "../../src/ingest/head.ts";
import { failureOf, type Run, runLines, runTexts } from "../engine/run.ts";

const COLUMNS = ["appointment_id", "enrollee_id", "status", "scheduled_at", "canceled_by", "service", "rescheduled_to"];
const CELLS = [
  ["a1", "p1", "canceled", "2022-08-15T09:00", "plan", "intake", "2022-08-22T10:00"],
  ["a2", "p2", "canceled", "2022-08-16T09:00", "plan", "intake", "2022-08-23T10:00"],
];
const HEADER = COLUMNS.join(",");
const LINES = CELLS.map((cells) => cells.join(","));
const LOG = [HEADER, ...LINES];
const options = { asOf: "2022-10-31" };
const asOf = options;

const judged = ({ rows }: Run) =>
  rows
    .filter(({ rule }) => rule === "ca.reschedule.mh-10bd")
    .map(({ source, record, line, appointment_id }) => [source, record, line, appointment_id]);
const both = [
  ["log.csv", 1, 2, "a1"],
  ["log.csv", 2, 3, "a2"],
];
const run = (text: string | Uint8Array, more = {}) => runTexts({ "log.csv": text }, { ...asOf, ...more });
const input = async (text: string | Uint8Array) => (await run(text)).report.inputs[0]!;

describe("delimiters", () => {
  it.each([",", ";", "\t", "|"])("%j is detected", async (delimiter) => {
    const text = [COLUMNS, ...CELLS].map((cells) => cells.join(delimiter)).join("\n");
    expect(judged(await run(text))).toEqual(both);
    expect((await input(text)).delimiter).toBe(delimiter);
  });

  it("is the one under which most columns are known, not the one that stands most often", async () => {
    const text = [`${HEADER},a;b;c;d;e;f;g;h;i;j;k`, ...LINES.map((line) => `${line},x`)].join("\n");
    expect((await input(text)).delimiter).toBe(",");
  });

  it.each([",", ";", "tab", "|"])("--delimiter %s overrides it", async (asked) => {
    const delimiter = asked === "tab" ? "\t" : asked;
    const text = [COLUMNS, ...CELLS].map((cells) => cells.join(delimiter)).join("\n");
    expect(judged(await run(text, { delimiter: asked }))).toEqual(both);
  });

  it("a wrong one finds no columns", async () =>
    expect(await failureOf(run(LOG.join("\n"), { delimiter: ";" }))).toBe("missing-column"));

  it("quoted cells hold delimiters, quotes and line ends", async () => {
    const text = `${HEADER},note\n${LINES[0]},"a, ""b""\nc"\n"a2",${LINES[1]!.slice(3)},\n`;
    expect(judged(await run(text))).toEqual([
      ["log.csv", 1, 2, "a1"],
      ["log.csv", 2, 4, "a2"],
    ]);
  });
});

describe("the encoding", () => {
  it("a byte order mark is no part of the first header", async () => {
    const text = `\ufeff${LOG.join("\n")}\n`;
    expect(judged(await run(text))).toEqual(both);
    expect((await input(text)).encoding).toBe("utf-8-bom");
    expect((await input(LOG.join("\n"))).encoding).toBe("utf-8");
  });

  it("nor is it where the header is quoted", async () =>
    expect(judged(await run(`\ufeff"appointment_id"${HEADER.slice(14)}\n${LINES.join("\n")}`))).toEqual(both));

  it("letters beyond ASCII are kept", async () => {
    const { rows } = await run(`${HEADER}\n${LINES[0]!.replace("a1", "\u00e9\u{1F600}")}\n`);
    expect(rows[0]?.appointment_id).toBe("\u00e9\u{1F600}");
  });

  it.each([
    ["no-break space", "\u00a0", "a1"],
    ["ideographic space", "\u3000", "\u3000a1\u3000"],
  ])("a %s about an id", async (_, blank, id) => {
    const { rows } = await run(`${HEADER}\n${LINES[0]!.replace("a1", `${blank}a1${blank}`)}\n`);
    expect(rows[0]?.appointment_id).toBe(id);
  });
});

describe("lines that are no records", () => {
  it("blank lines, before the header too, are skipped and counted", async () => {
    const result = await run(`\n  \n${HEADER}\n\n${LINES[0]}\n \t\n,,,,,,\n\u00a0\n${LINES[1]}\n\n`);
    expect(judged(result)).toEqual([
      ["log.csv", 1, 5, "a1"],
      ["log.csv", 2, 9, "a2"],
    ]);
    expect(result.report.reconciliation).toMatchObject({ read: 2, accepted: 2, rejected: 0, skipped: 7 });
  });

  it("a repeated header is skipped and counted", async () => {
    const result = await run([HEADER, LINES[0], HEADER, ` ${HEADER} `, LINES[1]].join("\n"));
    expect(judged(result)).toEqual([
      ["log.csv", 1, 2, "a1"],
      ["log.csv", 2, 5, "a2"],
    ]);
    expect(result.report.reconciliation).toMatchObject({ read: 2, rejected: 0, skipped: 2 });
  });

  it.each([
    ["LF", "\n"],
    ["CRLF", "\r\n"],
    ["CR", "\r"],
  ])("%s ends a line", async (_, end) => {
    expect(judged(await run(LOG.join(end)))).toEqual(both);
    expect(judged(await run(LOG.join(end) + end))).toEqual(both);
  });

  it("a header that spans lines moves the lines of the records", async () =>
    expect(judged(await run(`${HEADER},"two\nlines"\n${LINES.map((line) => `${line},`).join("\n")}`))).toEqual([
      ["log.csv", 1, 3, "a1"],
      ["log.csv", 2, 4, "a2"],
    ]));
});

describe("what cannot be understood", () => {
  const zip = Buffer.from("504b0304140000000000", "hex");
  it.each<readonly [string, string | Uint8Array, string]>([
    ["an empty file", "", "file-empty"],
    ["an empty gzip", gzipSync(""), "file-empty"],
    ["blank lines alone", "\n\n", "file-empty"],
    ["a header alone", `${HEADER}\n`, "header-only"],
    ["no header", LINES.join("\n"), "no-header"],
    ["a gzip cut off", gzipSync(LOG.join("\n")).subarray(0, 60), "bad-gzip"],
    ["a zip archive cut off", zip, "bad-zip"],
    ["a workbook", Buffer.concat([zip, Buffer.from("[Content_Types].xml")]), "excel-file"],
    ["an old workbook", Buffer.from("d0cf11e0a1b11ae1", "hex"), "excel-file"],
    ["a PDF document", "%PDF-1.7\n", "binary-file"],
    ["a Parquet file", "PAR1\u0000", "binary-file"],
    ["compressed twice", gzipSync(gzipSync(LOG.join("\n"))), "binary-file"],
    ["UTF-16 with a mark, a header alone", Buffer.from(`\ufeff${HEADER}\n`, "utf16le"), "header-only"],
    ["UTF-16 without, a header alone", Buffer.from(`${HEADER}\n`, "utf16le"), "header-only"],
  ])("%s: %s", async (_, text, code) => expect(await failureOf(run(text))).toBe(code));

  it("a record of over a megabyte is no record", async () =>
    expect(await failureOf(run(`${HEADER}\n${"x".repeat(3_000_000)}`))).toBe("line-too-long"));

  it("more bytes than were allowed", async () =>
    expect(await failureOf(run(gzipSync(LOG.join("\n")), { maxBytes: "20" }))).toBe("too-many-bytes"));
});

describe("gzip", () => {
  it("is known by its bytes, whatever the name", async () => {
    expect(judged(await run(gzipSync(LOG.join("\n"))))).toEqual(both);
    const named = await runTexts({ "log.csv.gz": gzipSync(LOG.join("\n")) }, asOf);
    expect(judged(named).map(([source]) => source)).toEqual(["log.csv.gz", "log.csv.gz"]);
  });

  it("is hashed as given", async () => {
    const bytes = gzipSync(LOG.join("\n"));
    const { createHash } = await import("node:crypto");
    expect(await input(bytes)).toMatchObject({
      bytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      records: 2,
    });
  });

  it("of several members is one text", async () =>
    expect(judged(await run(Buffer.concat([gzipSync(`${HEADER}\n`), gzipSync(LINES.join("\n"))])))).toEqual(both));
});

describe("several files are one log", () => {
  it("in the order of the arguments, each with its own header", async () => {
    const result = await runTexts(
      {
        "b.csv": `${HEADER}\n${LINES[0]}\n`,
        "a.csv": [COLUMNS, CELLS[1]!].map((cells) => cells.toReversed().join(";")).join("\n"),
      },
      asOf,
    );
    expect(judged(result)).toEqual([
      ["b.csv", 1, 2, "a1"],
      ["a.csv", 1, 2, "a2"],
    ]);
    expect(result.report.inputs.map(({ path, delimiter, records }) => [path, delimiter, records])).toEqual([
      ["b.csv", ",", 1],
      ["a.csv", ";", 1],
    ]);
  });

  it("one may hold a header alone", async () =>
    expect(judged(await runTexts({ "log.csv": LOG.join("\n"), "empty.csv": `${HEADER}\n` }, asOf))).toEqual(both));

  it("a column that one of them has is a column of the log", async () => {
    const bare = "appointment_id,enrollee_id,status,scheduled_at,canceled_by,service";
    const result = await runTexts(
      { "a.csv": `${bare}\na9,p9,canceled,2022-08-15,plan,intake\n`, "log.csv": LOG.join("\n") },
      asOf,
    );
    expect(result.report.headline.resolution).toMatchObject({ rescheduled: 2, none: 1, unverified: 0 });
  });

  it("cut at any record, a log tells the same", async () => {
    const rows = Array.from({ length: 8 }, (_, i) => `a${i},p${i % 3},canceled,2022-08-15,plan,intake,2022-08-2${i}`);
    const figures = async (cut: number) => {
      const texts = {
        "1.csv": [HEADER, ...rows.slice(0, cut)].join("\n"),
        "2.csv": [HEADER, ...rows.slice(cut)].join("\n"),
      };
      const { headline, rules, families } = (await runTexts(texts, asOf)).report;
      return { headline, rules, families };
    };
    const whole = await figures(8);
    for (let cut = 0; cut < 8; cut++) expect(await figures(cut)).toEqual(whole);
  });
});

describe("one record in trouble", () => {
  it("an unclosed quote in the middle of a log costs that record", async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `a${i},p${i},canceled,2022-08-15,plan,intake,`);
    const result = await runLines([HEADER, ...rows.with(1500, 'a1500,p,canceled,"2022-08-15,plan,intake,')], asOf);
    expect(result.report.reconciliation).toMatchObject({ read: 3000, accepted: 2999, rejected: 1 });
    expect(result.rejects.map(({ place, reason }) => [place.line, reason])).toEqual([[1502, "unclosed-quote"]]);
  });

  it("a bare quote costs nothing", async () => {
    const result = await runLines([`${HEADER},note`, `${LINES[0]},5" tall`, `${LINES[1]},"so" called`], asOf);
    expect(judged(result)).toEqual(both);
  });

  it("whatever a record holds, every record is counted once", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.constantFrom('"', ",", "a", "2022-08-15", "canceled", "p1", " "), { maxLength: 12 }), {
          minLength: 1,
          maxLength: 12,
        }),
        async (records) => {
          const lines = records.map((parts) => parts.join(""));
          const result = await runLines([HEADER, ...LINES, ...lines], asOf);
          const { read, accepted, rejected, duplicates, superseded } = result.report.reconciliation;
          expect(accepted + rejected + duplicates + superseded).toBe(read);
          expect(result.rejects).toHaveLength(rejected);
        },
      ),
      { seed: 5, numRuns: 60 },
    ));
});

describe("what the arguments name", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "cancellog-"));
    for (const name of ["exports/b", "exports/.hidden", "none"]) mkdirSync(join(folder, name), { recursive: true });
    for (const name of ["B.csv", "a.csv", "b/c.tsv", "\u00e9.csv", "z.csv.gz", "notes.md", ".hidden/x.csv", ".y.csv"])
      writeFileSync(join(folder, "exports", name), LOG.join("\n"));
    writeFileSync(join(folder, "log[1].csv"), LOG.join("\n"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const pathsOf = async (...files: string[]): Promise<string[]> =>
    (await expandInputs(files, folder)).inputs.map(({ path }) => path);
  const inOrder = ["B.csv", "a.csv", "b/c.tsv", "z.csv.gz", "\u00e9.csv"].map((name) => `exports/${name}`);

  it("a directory: its exports by the bytes of their paths", async () => {
    expect(await pathsOf("exports")).toEqual(inOrder);
    expect((await expandInputs(["exports"], folder)).ignored).toEqual(["exports/notes.md"]);
    expect(await pathsOf("exports/")).toEqual(inOrder);
  });

  it("a glob: what it matches by the bytes of their paths", async () =>
    expect(await pathsOf("exports/*.csv")).toEqual(["exports/B.csv", "exports/a.csv", "exports/\u00e9.csv"]));

  it("arguments in the order given", async () =>
    expect(await pathsOf("exports/b/c.tsv", "exports/B.csv", "-")).toEqual(["exports/b/c.tsv", "exports/B.csv", "-"]));

  it("a file by its own name, though it looks like a pattern", async () =>
    expect(await pathsOf("log[1].csv")).toEqual(["log[1].csv"]));

  it.each([
    ["nowhere.csv", "file-missing"],
    ["exports/*.psv", "glob-empty"],
    ["none", "directory-empty"],
  ])("%s: %s", async (path, code) => expect(await failureOf(expandInputs([path], folder))).toBe(code));
});

describe.skipIf(!existsSync("/proc/self/fd"))("a source of which only the head was looked at", () => {
  it("is not left open", async () => {
    const folder = mkdtempSync(join(tmpdir(), "cancellog-test-"));
    try {
      const csv = Buffer.from("appointment_id,enrollee_id,scheduled_at,status\nA,E,2022-08-26,canceled\n");
      const files = { "plain.csv": csv, "packed.csv.gz": gzipSync(csv) };
      const world = { stdin: Readable.from([]), maxBytes: 1e6, onRead: () => {} };
      for (const [path, bytes] of Object.entries(files)) {
        const file = join(folder, path);
        writeFileSync(file, bytes);
        for (let i = 0; i < 3; i++) await OpenInput.open({ path, file, member: null }, world, undefined);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
      const open = readdirSync("/proc/self/fd").flatMap((fd) => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`);
        } catch {
          return [];
        }
      });
      expect(open.filter((path) => path.startsWith(folder))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
