import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { HEADER, LOG, latin1, RECORD, utf16, zipOf } from "./exports.ts";
import { describeRefusals, expectRefusal } from "./transcript.ts";
import { cancellog, folderOf } from "./world.ts";

const XLS = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(504)]);
const MANY = `${HEADER}\n${Array.from({ length: 2000 }, (_, i) => `A${i},E${i * 7},2022-08-26,canceled,,plan\n`).join("")}`;
const cutOff = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length / 2);

describeRefusals({
  title: "Files that cannot be read as an export",
  name: "files",
  files: {
    "empty.csv": "",
    "header.csv": `${HEADER}\n`,
    "header2.csv": `${HEADER}\n\n`,
    "binary.csv": Buffer.from([1, 0, 2, 3, 0, 0, 7]),
    "report.pdf": "%PDF-1.7\n",
    "log.xlsx": zipOf("xl/workbook.xml"),
    "log.csv": zipOf("xl/worksheets/sheet1.xml"),
    "log.xls": XLS,
    "empty.zip": zipOf("log.csv"),
    "photos.zip": zipOf("photo.jpg"),
    "cut.zip": cutOff(zipOf("log.csv")),
    "log.parquet": "PAR1....",
    "cut.csv.gz": cutOff(gzipSync(MANY)),
    "damaged.csv.gz": Buffer.concat([gzipSync(LOG), Buffer.from("rest")]),
    "twice.csv.gz": gzipSync(gzipSync(LOG)),
    "nothing.csv.gz": gzipSync(""),
    "one-line.csv": "x".repeat(1_100_000),
    "notes/readme.md": "# no export\n",
  },
  attempts: [
    { what: "a file that is not there", args: ["report", "missing.csv"], names: ["missing.csv"] },
    { what: "one of two that is not there", args: ["report", "header.csv", "missing.csv"], names: ["missing.csv"] },
    { what: "a glob that matches nothing", args: ["report", "2022-*.csv"], names: ["2022-*.csv"] },
    { what: "a directory without exports", args: ["report", "notes"], names: ["notes", ".csv"] },
    { what: "an empty file", args: ["report", "empty.csv"], names: ["empty.csv", "empty"] },
    { what: "empty standard input", args: ["report", "-"], names: ["empty"] },
    { what: "a header and no records", args: ["report", "header.csv"], names: ["header.csv"] },
    { what: "headers alone", args: ["report", "header.csv", "header2.csv"], names: ["header.csv, header2.csv"] },
    { what: "a binary file", args: ["report", "binary.csv"], names: ["binary.csv", "binary"] },
    { what: "a PDF", args: ["report", "report.pdf"], names: ["report.pdf", "PDF"] },
    { what: "a workbook", args: ["report", "log.xlsx"], names: ["log.xlsx", "Excel", "CSV UTF-8"] },
    { what: "a workbook under another name", args: ["report", "log.csv"], names: ["log.csv", "Excel"] },
    { what: "an old workbook", args: ["report", "log.xls"], names: ["log.xls", "Excel"] },
    { what: "a zip archive of nothing", args: ["report", "empty.zip"], names: ["empty.zip/log.csv", "empty"] },
    { what: "a zip archive of other things", args: ["report", "photos.zip"], names: ["photos.zip", "no export"] },
    { what: "a zip archive that was cut off", args: ["report", "cut.zip"], names: ["cut.zip", "archive"] },
    { what: "a zip archive from a stream", args: ["report", "-"], stdin: zipOf("log.csv"), names: ["zip", "Save it"] },
    { what: "a Parquet file", args: ["report", "log.parquet"], names: ["log.parquet", "Parquet"] },
    { what: "gzip that was cut off", args: ["report", "cut.csv.gz"], names: ["cut.csv.gz", "cut off"] },
    { what: "gzip with something behind it", args: ["report", "damaged.csv.gz"], names: ["damaged.csv.gz"] },
    { what: "gzip within gzip", args: ["report", "twice.csv.gz"], names: ["twice.csv.gz", "twice"] },
    { what: "gzip of nothing", args: ["report", "nothing.csv.gz"], names: ["nothing.csv.gz", "empty"] },
    { what: "a file without line ends", args: ["report", "one-line.csv"], names: ["one-line.csv:1"] },
    {
      what: "more bytes than allowed",
      args: ["report", "header.csv", "--max-bytes", "20"],
      names: ["header.csv", "20 bytes", "--max-bytes"],
    },
  ],
});

describe("files that are an export all the same", () => {
  it.each([
    ["with a byte order mark", `\ufeff${LOG}`],
    ["with CRLF", LOG.replaceAll("\n", "\r\n")],
    ["with CR alone", LOG.replaceAll("\n", "\r")],
    ["without a last line end", LOG.trimEnd()],
    ["with semicolons", LOG.replaceAll(",", ";")],
    ["compressed", gzipSync(LOG)],
    ["compressed in two members", Buffer.concat([gzipSync(`${HEADER}\n`), gzipSync(`${RECORD}\n`)])],
    ["with blank lines before its header", `\n\n${LOG}`],
    ["with a title before its header", `Canceled appointments 2022\n${LOG}`],
    ["in UTF-16", utf16(LOG, true)],
    ["in UTF-16 without its mark", utf16(LOG, false)],
    ["in Windows-1252", latin1(LOG.replace("E1", "René"))],
    ["in Windows-1252, its header too", latin1(`${HEADER},Café\n${RECORD},x\n`)],
    ["in UTF-8, but for one byte", Buffer.concat([Buffer.from(LOG.replace("plan\n", "")), Buffer.from([0xe9, 0x0a])])],
  ])("are read: %s", async (_, bytes) => {
    const cwd = folderOf({ "log.csv": bytes });
    const { code, stdout } = await cancellog(["report", "log.csv", "-f", "json"], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ reconciliation: { read: 1, accepted: 1 } });
  });

  it("are read from a directory, in the order of their paths, the others named", async () => {
    const cwd = folderOf({ "exports/b.csv": LOG, "exports/a/c.tsv": LOG.replaceAll(",", "\t"), "exports/x.md": "x" });
    const { code, stdout, stderr } = await cancellog(["report", "exports", "-f", "json"], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ inputs: [{ path: "exports/a/c.tsv" }, { path: "exports/b.csv" }] });
    expect(stderr).toMatch(/exports\/x\.md/);
  });
});

it("a name that is empty, as an unset variable of a script is, names no folder", async () => {
  const cwd = folderOf({ "log.csv": LOG });
  const ran = await cancellog(["report", ""], { cwd });
  expectRefusal(ran, []);
  expect(ran.stderr).not.toContain("/log.csv");
});
