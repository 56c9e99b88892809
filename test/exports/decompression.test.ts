import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { zipOf } from "./archive.ts";
import { lines, text } from "./cleanLog.ts";
import { inFolder, run } from "./run.ts";

const LOG = Buffer.from(text(lines()), "utf8");
/** Half a kilobyte of records, many times over: 64 MB that compress to nearly nothing. */
const BOMB = Buffer.concat([
  Buffer.from(`${lines()[0]}\n`),
  Buffer.alloc(64_000_000, "A1,E1,canceled,2022-09-12,,,,,,,\n"),
]);
const member = (bytes: Buffer, name = "log.csv") => ({ name, bytes });
const zipped = zipOf([{ ...member(LOG), deflated: true }]);
const gzipped = gzipSync(LOG);
const broken = (bytes: Buffer, at: number): Buffer => {
  const changed = Buffer.from(bytes);
  changed.writeUInt8(changed.readUInt8(at) ^ 0xff, at);
  return changed;
};

/** Archives by name; `-` at the end of the options pipes them in. */
const ARCHIVES: readonly (readonly [string, string, Buffer, string?])[] = [
  ["a gzip bomb", "bomb.csv.gz", gzipSync(BOMB), "--max-bytes 1MB"],
  ["a zip bomb", "bomb.zip", zipOf([{ ...member(BOMB), deflated: true }]), "--max-bytes 1MB"],
  ["a gzip bomb in a zip", "bomb.zip", zipOf([member(gzipSync(BOMB), "log.csv.gz")]), "--max-bytes 1MB"],
  ["a zip that lies about its size", "liar.zip", zipOf([{ ...member(LOG), deflated: true, claimed: 100 }])],
  ["a limit that is just kept", "log.csv.gz", gzipped, `--max-bytes ${LOG.length}`],
  ["a limit that is missed by a byte", "log.csv.gz", gzipped, `--max-bytes ${LOG.length - 1}`],
  ["a gzip in a gzip", "log.csv.gz", gzipSync(gzipped)],
  ["a zip in a gzip", "log.csv.gz", gzipSync(zipped)],
  ["a zip in a zip", "outer.zip", zipOf([member(zipped, "inner.zip")])],
  ["a zip in a zip, named like an export", "outer.zip", zipOf([member(zipped)])],
  ["a gzip cut off", "log.csv.gz", gzipped.subarray(0, 700)],
  ["a gzip cut off in its header", "log.csv.gz", gzipped.subarray(0, 5)],
  ["a damaged gzip", "log.csv.gz", broken(gzipped, 400)],
  ["a gzip with a wrong checksum", "log.csv.gz", broken(gzipped, gzipped.length - 6)],
  ["a gzip of nothing", "log.csv.gz", gzipSync(Buffer.alloc(0))],
  ["a gzip with other bytes behind it", "log.csv.gz", Buffer.concat([gzipped, Buffer.from("behind")])],
  ["a zip cut off", "log.zip", zipped.subarray(0, 700)],
  ["a zip with a damaged member", "log.zip", broken(zipped, 400)],
  ["a zip with a damaged member that is not compressed", "log.zip", broken(zipOf([member(LOG)]), 400)],
  ["an encrypted zip", "log.zip", zipOf([{ ...member(LOG), encrypted: true }])],
  ["an empty zip", "log.zip", zipOf([])],
  ["a zip without an export", "log.zip", zipOf([member(LOG, "letter.pdf")])],
  ["a zip with a workbook", "log.zip", zipOf([member(Buffer.from("PK"), "book.xlsx")])],
  [
    "a zip with a workbook named like an export",
    "log.zip",
    zipOf([member(zipOf([member(LOG, "xl/workbook.xml")]), "book.csv")]),
  ],
  ["a workbook", "book.xlsx", zipOf([member(LOG, "[Content_Types].xml"), member(LOG, "xl/workbook.xml")])],
  ["a workbook named like an export", "book.csv", zipOf([member(LOG, "xl/workbook.xml")])],
  ["a zip with a path out of it", "log.zip", zipOf([member(LOG, "../log.csv")])],
  ["a zip with a path from the root", "log.zip", zipOf([member(LOG, "/tmp/log.csv")])],
  ["a zip with a path on a drive", "log.zip", zipOf([member(LOG, "C:\\log.csv")])],
  ["a zip with a control character in a name", "log.zip", zipOf([member(Buffer.from("x"), "\u001B[31m.csv")])],
  ["a zip piped in", "log.zip", zipped, "-"],
  ["a gzip piped in", "log.csv.gz", gzipped, "-"],
];

/** A readable transcript: the command, what came of it, the exit code. */
const transcript = (name: string, bytes: Buffer, options = ""): Promise<string> =>
  inFolder(async (folder) => {
    writeFileSync(join(folder, name), bytes);
    const piped = options === "-";
    const words = piped ? ["report", "-"] : ["report", name, ...options.split(" ").filter((word) => word !== "")];
    const ran = await run([...words, "--format", "json"], folder, piped ? bytes : undefined);
    const read = ran.code === 0 ? JSON.parse(ran.stdout).reconciliation : null;
    const said = read === null ? ran.stderr : `${read.read} read, ${read.accepted} accepted\n`;
    return `$ cancellog ${words.join(" ")}${piped ? ` < ${name}` : ""}\n${said}exit ${ran.code}\n`;
  });

describe("an archive", () => {
  it("is read, or refused in a sentence", async () => {
    const told: string[] = [];
    for (const [what, ...rest] of ARCHIVES) told.push(`# ${what}\n${await transcript(...rest)}`);
    await expect(told.join("\n")).toMatchFileSnapshot("decompression.txt");
  });

  it("is not unpacked further than the limit", async () => {
    const before = process.memoryUsage().rss;
    const started = performance.now();
    await transcript("bomb.csv.gz", gzipSync(BOMB), "--max-bytes 2MB");
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
