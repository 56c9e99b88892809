import { describe, expect, it } from "vitest";
import { fromWindows1252, sniffEncoding, toUtf8 } from "../../src/ingest/encoding.ts";

/** 0x80 to 0x9F in Windows-1252 (Unicode's table CP1252.TXT); the five that it leaves undefined are U+FFFD. */
const HIGH = "€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ";
const expected = (byte: number): string =>
  byte >= 0x80 && byte <= 0x9f ? HIGH[byte - 0x80]! : String.fromCharCode(byte);

const gather = async (chunks: AsyncIterable<Buffer>): Promise<string> => {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString("utf8");
};
async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe("Windows-1252", () => {
  it.each(Array.from({ length: 256 }, (_, byte) => byte))("byte %i is its character", (byte) =>
    expect(fromWindows1252(Buffer.from([byte])).toString("utf8")).toBe(expected(byte)),
  );
});

describe("UTF-16", () => {
  const text = "appointment_id,größe,\u{1F600}\n";
  it.each([
    ["utf-16le", (bytes: Buffer) => bytes],
    ["utf-16be", (bytes: Buffer) => Buffer.from(bytes).swap16()],
  ] as const)("%s is known with and without its mark, and read however it is cut", async (name, ordered) => {
    for (const mark of ["\uFEFF", ""]) {
      const bytes = ordered(Buffer.from(mark + text, "utf16le"));
      expect(sniffEncoding(bytes, false)).toBe(name);
      for (const size of [1, 2, 3, 5, 64]) expect(await gather(toUtf8(pieces(bytes, size), name))).toBe(text);
    }
  });
});

describe("what bytes are", () => {
  it.each([
    ["plain ASCII", Buffer.from("a,b\n"), false, "utf-8"],
    ["UTF-8", Buffer.from("größe\n"), false, "utf-8"],
    ["UTF-8 with its mark", Buffer.from("\uFEFFa\n"), false, "utf-8-bom"],
    ["UTF-8 cut within a character", Buffer.from("größ").subarray(0, -1), true, "utf-8"],
    ["Windows-1252", Buffer.from([0x67, 0x72, 0xf6, 0xdf, 0x65, 0x0a]), false, "windows-1252"],
  ] as const)("%s", (_, bytes, cut, name) => expect(sniffEncoding(bytes, cut)).toBe(name));
});
