import { failure } from "../model/failure.ts";

const starts = (bytes: Buffer, ...magic: readonly number[]): boolean => magic.every((byte, i) => bytes[i] === byte);
const HEAD = 64 * 1024;

/** Share of control characters from which on bytes are no text. */
const BINARY = 0.1;

const isControl = (byte: number): boolean =>
  (byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0) || byte === 0x7f;

/**
 * Refuses files that are no CSV, by what they are and with the remedy: workbooks, other binaries.
 * @throws Failure `excel-file`, `zip-stream`, `binary-file`.
 */
export const refuseForeign = (first: Buffer, path: string): void => {
  const head = first.subarray(0, HEAD);
  if (starts(head, 0x50, 0x4b, 0x03, 0x04) || starts(head, 0x50, 0x4b, 0x05, 0x06)) {
    const workbook = head.includes("xl/") || head.includes("[Content_Types].xml") || /\.xls[xmb]$/i.test(path);
    throw workbook ? failure("excel-file", { path, kind: "xlsx" }) : failure("zip-stream", { path });
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
  let controls = 0;
  let nuls = 0;
  for (const byte of head) {
    if (byte === 0) nuls++;
    else if (isControl(byte)) controls++;
  }
  // Half of UTF-16 text is NUL; more than that, or many other control characters, and it is no text at all.
  if (controls > BINARY * head.length || nuls > 0.6 * head.length)
    throw failure("binary-file", { path, kind: "a binary file" });
};
