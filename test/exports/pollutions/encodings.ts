import iconv from "iconv-lite";
import { lines, text } from "../cleanLog.ts";
import { log, MIDDLE, type Pollution, withLine } from "../pollution.ts";

export const encodings = (): Pollution[] => {
  const group = "encoding";
  const plain = text(lines());
  const swap = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();
  const utf16 = (written: string): Buffer => Buffer.from(written, "utf16le");
  const nul = (written: string): Readonly<Record<string, Buffer>> => log(written);
  const badByte = (index: number): Buffer =>
    Buffer.concat(lines().map((one, i) => iconv.encode(`${one}\n`, i === index ? "windows-1252" : "utf8")));
  return [
    { group, name: "UTF-8", files: log(plain) },
    { group, name: "UTF-8, marked", files: log(`\uFEFF${plain}`) },
    { group, name: "UTF-16 LE", files: { "log.csv": utf16(plain) } },
    { group, name: "UTF-16 LE, marked", files: { "log.csv": utf16(`\uFEFF${plain}`) } },
    { group, name: "UTF-16 BE", files: { "log.csv": swap(utf16(plain)) } },
    { group, name: "UTF-16 BE, marked", files: { "log.csv": swap(utf16(`\uFEFF${plain}`)) } },
    { group, name: "Windows-1252", files: { "log.csv": iconv.encode(plain, "windows-1252") } },
    {
      group,
      name: "Windows-1252, asked for",
      files: { "log.csv": iconv.encode(plain, "windows-1252") },
      options: { encoding: "windows-1252" },
    },
    // Records 2 and 5 are the first whose text is not ASCII.
    { group, name: "UTF-8, one record in Windows-1252", files: { "log.csv": badByte(2) } },
    { group, name: "UTF-8, another record in Windows-1252", files: { "log.csv": badByte(5) } },
    {
      group: "NUL bytes",
      name: "in a cell",
      files: nul(withLine(MIDDLE, (one) => one.replace("canceled", "can\0celed"))),
    },
    { group: "NUL bytes", name: "behind a record", files: nul(withLine(MIDDLE, (one) => `${one}\0\0`)) },
    {
      group: "NUL bytes",
      // The quote is no longer the first of its field, and the comma behind it delimits.
      name: "before a quoted cell with a comma",
      files: nul(withLine(2, (one) => one.replace(',"', ',\0"'))),
      refused: [2],
    },
    { group: "NUL bytes", name: "in the header", files: nul(plain.replace("enrollee_id", "enrollee\0_id")) },
    { group: "NUL bytes", name: "at the end of the file", files: nul(`${plain}${"\0".repeat(512)}`) },
    {
      group: "NUL bytes",
      name: "instead of empty cells",
      files: nul(plain.replaceAll(",,", ",\0,").replaceAll(",,", ",\0,")),
    },
  ];
};
