import { isAscii, isUtf8 } from "node:buffer";
import iconv from "iconv-lite";

/** The encodings that exports come in, by the names the report uses. */
export const ENCODINGS = ["utf-8", "utf-8-bom", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Share of NUL bytes in every other place from which on a text is taken for UTF-16. */
const UTF16_NULS = 0.3;

const marks: readonly (readonly [Encoding, readonly number[]])[] = [
  ["utf-8-bom", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

const markOf = (head: Buffer): Encoding | undefined =>
  marks.find(([, mark]) => mark.every((byte, i) => head[i] === byte))?.[0];

/** Finds UTF-16 without a byte order mark: Latin text has a NUL in every other byte. */
const utf16ByNuls = (head: Buffer): Encoding | undefined => {
  const nuls = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) nuls[i % 2] = (nuls[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  const half = head.length / 2;
  if (odd > UTF16_NULS * half && even < odd / 4) return "utf-16le";
  return even > UTF16_NULS * half && odd < even / 4 ? "utf-16be" : undefined;
};

/** Drops a character that the end of the head cuts in two. */
const wholeCharacters = (head: Buffer): Buffer => {
  for (let back = 1; back <= Math.min(3, head.length); back++) {
    const byte = head[head.length - back] ?? 0;
    if (byte >= 0xc0) return head.subarray(0, head.length - back);
    if (byte < 0x80) break;
  }
  return head;
};

/**
 * Names the encoding of a source by its first bytes: a byte order mark, the NUL pattern of UTF-16, valid UTF-8, or else
 * Windows-1252. `cut` says that more bytes follow. A record further on that is not valid is reported with its line.
 */
export const sniffEncoding = (head: Buffer, cut: boolean): Encoding => {
  const marked = markOf(head) ?? utf16ByNuls(head);
  if (marked !== undefined) return marked;
  return isUtf8(cut ? wholeCharacters(head) : head) || isUtf8(head) || mostlyUtf8(head) ? "utf-8" : "windows-1252";
};

/** One damaged line makes no other encoding: of the lines that are not ASCII, at least half are valid UTF-8. */
const mostlyUtf8 = (head: Buffer): boolean => {
  let valid = 0;
  let invalid = 0;
  let start = 0;
  for (let at = 0; at <= head.length; at++) {
    const byte = head[at];
    if (byte !== undefined && byte !== 0x0a && byte !== 0x0d) continue;
    const line = head.subarray(start, at);
    start = at + 1;
    if (!isUtf8(line)) invalid++;
    else if (!isAscii(line)) valid++;
  }
  return valid > 0 && valid >= invalid;
};

/** Reads bytes that are not valid UTF-8 as Windows-1252, which gives every one of them a meaning or U+FFFD. */
export const fromWindows1252 = (bytes: Buffer): Buffer => Buffer.from(iconv.decode(bytes, "windows-1252"), "utf8");

const BOM = 0xfeff;

/** Turns a source's bytes into UTF-8 without a byte order mark; what is UTF-8 already passes through. */
export async function* toUtf8(chunks: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  if (encoding === "utf-8") yield* chunks;
  else if (encoding === "utf-8-bom") yield* withoutMark(chunks);
  else {
    const decoder = iconv.getDecoder(encoding, { stripBOM: false });
    let first = true;
    let half = "";
    const take = (decoded: string, last: boolean): Buffer => {
      const text = half + decoded;
      // The first half of a pair waits for the second: alone it is no character.
      half = !last && /[\uD800-\uDBFF]$/.test(text) ? text.slice(-1) : "";
      const whole = half === "" ? text : text.slice(0, -1);
      const bare = first && whole.charCodeAt(0) === BOM ? whole.slice(1) : whole;
      first &&= whole === "";
      return Buffer.from(bare, "utf8");
    };
    for await (const chunk of chunks) yield take(decoder.write(chunk), false);
    yield take(decoder.end() ?? "", true);
  }
}

async function* withoutMark(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest = 3;
  for await (const chunk of chunks) {
    const skip = Math.min(rest, chunk.length);
    rest -= skip;
    if (chunk.length > skip) yield chunk.subarray(skip);
  }
}
