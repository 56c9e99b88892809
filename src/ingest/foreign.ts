import { failure } from "../model/failure.ts";

const starts = (bytes: Buffer, ...magic: readonly number[]): boolean => magic.every((byte, i) => bytes[i] === byte);
const HEAD = 64 * 1024;

/**
 * Refuses files that are no CSV, by what they are and with the remedy: workbooks, archives, other binaries.
 * @throws Failure `excel-file`, `zip-file`, `binary-file`, `not-utf8`.
 */
export const refuseForeign = (first: Buffer, path: string): void => {
  const head = first.subarray(0, HEAD);
  if (starts(head, 0x50, 0x4b, 0x03, 0x04) || starts(head, 0x50, 0x4b, 0x05, 0x06)) {
    const workbook = head.includes("xl/") || head.includes("[Content_Types].xml") || /\.xls[xmb]$/i.test(path);
    throw workbook ? failure("excel-file", { path, kind: "xlsx" }) : failure("zip-file", { path });
  }
  if (starts(head, 0xd0, 0xcf, 0x11, 0xe0)) throw failure("excel-file", { path, kind: "xls" });
  const kind = starts(head, 0x25, 0x50, 0x44, 0x46)
    ? "a PDF document"
    : starts(head, 0x50, 0x41, 0x52, 0x31)
      ? "a Parquet file"
      : starts(head, 0x1f, 0x8b)
        ? "a file compressed twice"
        : null;
  if (kind !== null) throw failure("binary-file", { path, kind });
  if (starts(head, 0xff, 0xfe) || starts(head, 0xfe, 0xff))
    throw failure("not-utf8", { path, line: 1, column: 1, encoding: "UTF-16 with a byte order mark" });
  const nul = head.indexOf(0);
  if (nul >= 0) {
    const halves = head.length > 3 && (head[1] === 0) !== (head[0] === 0) && (head[3] === 0) !== (head[2] === 0);
    throw halves
      ? failure("not-utf8", { path, line: 1, column: 1, encoding: "UTF-16 without a byte order mark" })
      : failure("binary-file", { path, kind: "a binary file" });
  }
};
