/**
 * Makes the exports of `fixtures/exports/` that no editor would save: other encodings, archives, odd bytes, long files.
 * All of them are `plain.csv` in another dress. `npm run fuzz`'s starter runs it: `node test/exports/start.mjs make.ts`;
 * a test compares what is made with what is committed.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import iconv from "iconv-lite";
import { storedGzip, zipOf } from "./archive.ts";

/** The records of a long file: enough that losing the rest of it to one quote would show. */
const LONG = 250;

const utf16be = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();

/** A quote is opened in the third record and never closed. */
const unclosedQuote = (header: string): string => {
  const rows = Array.from({ length: LONG }, (_, i) => {
    const facility = i === 2 ? '"Fremont' : "Fremont";
    return `A${i + 1},E${i + 1},canceled,2022-09-12 10:00,2022-08-22 09:15,2022-09-09 16:05,plan,,intake,,,${facility}`;
  });
  return `${[header, ...rows].join("\n")}\n`;
};

/** Every made export by its name, from the text of `plain.csv`. */
export const madeOf = (plain: string): Readonly<Record<string, Buffer>> => {
  const utf8 = Buffer.from(plain, "utf8");
  const lines = plain.trimEnd().split("\n");
  const header = lines[0] ?? "";
  const some = (from: number, to: number): Buffer =>
    Buffer.from(`${[header, ...lines.slice(from, to)].join("\n")}\n`, "utf8");
  return {
    "utf8-bom.csv": Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8]),
    "utf16le-bom.csv": Buffer.from(`\uFEFF${plain}`, "utf16le"),
    "utf16be-bom.csv": utf16be(`\uFEFF${plain}`),
    "utf16le.csv": Buffer.from(plain, "utf16le"),
    "utf16be.csv": utf16be(plain),
    "utf16le-tabs.txt": Buffer.from(
      `\uFEFF${plain.replaceAll('"', "").replaceAll(", P", "; P").replaceAll(",", "\t").replaceAll(";", ",")}`,
      "utf16le",
    ),
    "windows-1252.csv": iconv.encode(plain, "windows-1252"),
    "one-bad-byte.csv": Buffer.concat(
      lines.map((line, i) => iconv.encode(`${line}\n`, i === 3 ? "windows-1252" : "utf8")),
    ),
    "carriage-returns.csv": Buffer.from(plain.replaceAll("\n", "\r"), "utf8"),
    "nul-bytes.csv": Buffer.from(plain.replace("Fremont", "Fre\0mont").replace("A1004", "A1004\0\0"), "utf8"),
    "unclosed-quote.csv": Buffer.from(unclosedQuote(header), "utf8"),
    "gzipped.csv.gz": storedGzip(utf8),
    // The members stand in another order than that of their names, which is the order they are read in.
    "several.zip": zipOf([
      { name: "2022/part-2.csv", bytes: some(4, 7) },
      { name: "2022/", bytes: Buffer.alloc(0) },
      { name: "2022/part-1.csv", bytes: some(1, 4) },
      { name: "read-me.pdf", bytes: Buffer.from("%PDF-1.7\n", "latin1") },
      { name: "__MACOSX/2022/._part-1.csv", bytes: Buffer.from("no export", "latin1") },
    ]),
    "gzip-in-zip.zip": zipOf([{ name: "log.csv.gz", bytes: storedGzip(utf8) }]),
  };
};

/** Writes them into the folder given as the first argument. */
export const main = (args: readonly string[]): void => {
  const folder = args[0] ?? join("fixtures", "exports");
  const plain = readFileSync(join(folder, "plain.csv"), "utf8");
  for (const [name, bytes] of Object.entries(madeOf(plain))) writeFileSync(join(folder, name), bytes);
};
