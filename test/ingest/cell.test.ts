import { describe, expect, it } from "vitest";
import { codeSpelling, headerSpelling, lowerAscii, trimCell } from "../../src/ingest/cell.ts";

const named = (text: string): string =>
  [...text].map((c) => `U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`).join(" ");

describe("trimming a cell", () => {
  it.each([" ", "\t", "\n", "\v", "\f", "\r", "\u00a0", " \u00a0\t "])("%j is taken off both ends", (blank) => {
    expect(trimCell(`${blank}a1${blank}`)).toBe("a1");
    expect(trimCell(`${blank}a${blank}1${blank}`)).toBe(`a${blank}1`);
    expect(trimCell(blank)).toBe("");
  });

  it.each(
    [
      0x0000, 0x0008, 0x000e, 0x001c, 0x001f, 0x0085, 0x1680, 0x180e, 0x2000, 0x2003, 0x2007, 0x2009, 0x200a, 0x200b,
      0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff,
    ].map((unit) => String.fromCodePoint(unit)),
  )("%j is kept", (other) => {
    expect(named(trimCell(`${other}a1${other}`))).toBe(named(`${other}a1${other}`));
    expect(named(trimCell(` ${other} `))).toBe(named(other));
  });

  it.each(["", "a1", "a 1", "\u{1F600}"])("%j has nothing to take off", (text) => expect(trimCell(text)).toBe(text));
});

describe("ASCII case, and no other", () => {
  it.each([
    ["ABCXYZ", "abcxyz", "letters of ASCII"],
    ["@[`{", "@[`{", "the signs beside them"],
    ["\u212a", "\u212a", "the Kelvin sign is no k"],
    ["\u0130", "\u0130", "a dotted capital I is no i"],
    ["\u0131", "\u0131", "a dotless i is no i"],
    ["\u017f", "\u017f", "a long s is no s"],
    ["\u00c4\u00d6\u0391\u0416", "\u00c4\u00d6\u0391\u0416", "capitals of other alphabets"],
    ["\uff21", "\uff21", "a full-width A"],
  ])("%j becomes %j: %s", (text, lower) => expect(named(lowerAscii(text))).toBe(named(lower)));
});

describe("the spelling of a code", () => {
  it.each(["No-Show", "no show", "NO_SHOW", "no  show", "no - show", "no\u00a0show"])("%j is no-show", (text) =>
    expect(codeSpelling(text)).toBe("no-show"),
  );
});

describe("the spelling of a header", () => {
  it.each(["PAT_ENC_CSN_ID", "Pat Enc CSN ID", "patEncCsnId", "pat.enc.csn-id", " PAT ENC CSN ID "])("%j", (text) =>
    expect(headerSpelling(text)).toBe("patenccsnid"),
  );
});
