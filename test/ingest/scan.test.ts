import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseStretch } from "../../src/ingest/parse.ts";
import { MAX_QUOTED_BYTES, MAX_QUOTED_LINES, RecordScanner, type Span } from "../../src/ingest/scan.ts";

type Kind = Span["kind"];
/** A record told apart from how it was read: its kind, its first physical line, its bytes. */
type Told = readonly [Kind, number, string];

/** Scans bytes handed over in pieces; the places are those of the whole. */
const scan = (bytes: Buffer, cuts: readonly number[], delimiter = ","): readonly Told[] => {
  const scanner = new RecordScanner(delimiter, '"', 1);
  const ends = [...cuts, bytes.length];
  let from = 0;
  return ends.flatMap((end, i) => {
    const stretch = scanner.push(bytes.subarray(from, end), i === ends.length - 1);
    from = end;
    return stretch.spans.map(({ kind, line, start, end: stop }): Told => {
      return [kind, line, stretch.bytes.toString("latin1", start, stop)];
    });
  });
};
const whole = (text: string, delimiter = ","): readonly Told[] => scan(Buffer.from(text, "latin1"), [], delimiter);
const everyByte = (bytes: Buffer): readonly number[] => Array.from({ length: bytes.length }, (_, i) => i);

interface Read {
  readonly told: Told;
  readonly cells: readonly string[];
}

/** The same reading once more, a character at a time and with the whole text at hand. */
const naive = (text: string): readonly Read[] => {
  const isBreak = (at: number): boolean => text[at] === "\n" || text[at] === "\r";
  const afterBreak = (at: number): number => at + (text.startsWith("\r\n", at) ? 2 : 1);
  const linesIn = (from: number, to: number): number => text.slice(from, to).split(/\r\n|\r|\n/).length - 1;
  const reads: Read[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const start = at;
    const cells: string[] = [];
    let kind: Kind = "record";
    for (;;) {
      let cell = "";
      const [space = ""] = /^[ \t\v\f]*(?=")/.exec(text.slice(at)) ?? [];
      if (text[at + space.length] === '"') {
        const close = /^[ \t\v\f]*"(?:[^"]|"")*"(?!")/.exec(text.slice(at));
        const after = close === null ? "" : (text[at + close[0].length] ?? "");
        const opensAnother = /[\r\n]/.test(close?.[0] ?? "") && !/^[\s,\0]?$/.test(after);
        if (close === null || opensAnother) {
          kind = "unclosed-quote";
          while (at < text.length && !isBreak(at)) at++;
          break;
        }
        const inner = close[0].slice(space.length + 1, -1).replaceAll('""', '"');
        at += close[0].length;
        const plain = /^[ \t\v\f]*(,|\r|\n|$)/.test(text.slice(at));
        cell = plain ? inner : `"${inner}"`;
      }
      while (at < text.length && !isBreak(at) && text[at] !== ",") cell += text[at++];
      cells.push(cell);
      if (text[at] !== ",") break;
      at++;
    }
    const raw = text.slice(start, at);
    if (kind === "record" && /^[ \t\v\f]*$/.test(raw)) kind = "blank";
    const next = at < text.length ? afterBreak(at) : at;
    reads.push({ told: [kind, line, raw], cells });
    line += linesIn(start, next);
    at = next;
  }
  return reads;
};

describe("records by their quotes and line ends", () => {
  it.each<readonly [string, string, readonly Told[]]>([
    [
      "LF",
      "a,b\nc,d\n",
      [
        ["record", 1, "a,b"],
        ["record", 2, "c,d"],
      ],
    ],
    [
      "CRLF",
      "a,b\r\nc,d\r\n",
      [
        ["record", 1, "a,b"],
        ["record", 2, "c,d"],
      ],
    ],
    [
      "CR",
      "a,b\rc,d\r",
      [
        ["record", 1, "a,b"],
        ["record", 2, "c,d"],
      ],
    ],
    [
      "all three in one file",
      "a\nb\r\nc\rd",
      [
        ["record", 1, "a"],
        ["record", 2, "b"],
        ["record", 3, "c"],
        ["record", 4, "d"],
      ],
    ],
    [
      "no line end at the end",
      "a,b\nc,d",
      [
        ["record", 1, "a,b"],
        ["record", 2, "c,d"],
      ],
    ],
    [
      "blank lines",
      "a\n\n \t\nb\r\n\r\n",
      [
        ["record", 1, "a"],
        ["blank", 2, ""],
        ["blank", 3, " \t"],
        ["record", 4, "b"],
        ["blank", 5, ""],
      ],
    ],
    ["delimiters alone are a record", ",,\n", [["record", 1, ",,"]]],
    ["an empty quoted field is a record", '""\n', [["record", 1, '""']]],
    ["a delimiter in quotes", '"a,b",c\n', [["record", 1, '"a,b",c']]],
    [
      "a line end in quotes",
      '"a\nb",c\nd\n',
      [
        ["record", 1, '"a\nb",c'],
        ["record", 3, "d"],
      ],
    ],
    [
      "CRLF in quotes is one line",
      '"a\r\nb",c\r\nd\r\n',
      [
        ["record", 1, '"a\r\nb",c'],
        ["record", 3, "d"],
      ],
    ],
    [
      "a doubled quote",
      '"a""b",c\nd\n',
      [
        ["record", 1, '"a""b",c'],
        ["record", 2, "d"],
      ],
    ],
    [
      "a doubled quote at the end",
      '"a""",c\nd\n',
      [
        ["record", 1, '"a""",c'],
        ["record", 2, "d"],
      ],
    ],
    [
      "four quotes are one",
      '"""",c\nd\n',
      [
        ["record", 1, '"""",c'],
        ["record", 2, "d"],
      ],
    ],
    [
      "a bare quote within a field",
      '5" tall,c\nd\n',
      [
        ["record", 1, '5" tall,c'],
        ["record", 2, "d"],
      ],
    ],
    [
      "two bare quotes do not hold a line end",
      'a "b\nc" d\n',
      [
        ["record", 1, 'a "b'],
        ["record", 2, 'c" d'],
      ],
    ],
    [
      "text after a closing quote",
      '"a"b,c\nd\n',
      [
        ["record", 1, '"a"b,c'],
        ["record", 2, "d"],
      ],
    ],
    [
      "a quote after that is bare",
      '"a"b"\nd\n',
      [
        ["record", 1, '"a"b"'],
        ["record", 2, "d"],
      ],
    ],
    ["a blank before a quote changes nothing", ' "a\nd"\n', [["record", 1, ' "a\nd"']]],
    [
      "an unclosed quote costs its line",
      'a,"b\nc,d\n',
      [
        ["unclosed-quote", 1, 'a,"b'],
        ["record", 2, "c,d"],
      ],
    ],
    [
      "in the last line",
      'a\nb,"c',
      [
        ["record", 1, "a"],
        ["unclosed-quote", 2, 'b,"c'],
      ],
    ],
    [
      "with CRLF",
      '"b\r\nc,d\r\n',
      [
        ["unclosed-quote", 1, '"b'],
        ["record", 2, "c,d"],
      ],
    ],
    [
      "after a field that spans lines",
      '"a\nb","c\nd\n',
      [
        ["unclosed-quote", 1, '"a\nb","c'],
        ["record", 3, "d"],
      ],
    ],
    [
      "two in a row",
      '"a\nb,"c\nd\n',
      [
        ["unclosed-quote", 1, '"a'],
        ["unclosed-quote", 2, 'b,"c'],
        ["record", 3, "d"],
      ],
    ],
    [
      "bytes of other letters",
      "\u00c3\u00a9,\u00c2\u00a0\nb",
      [
        ["record", 1, "\u00c3\u00a9,\u00c2\u00a0"],
        ["record", 2, "b"],
      ],
    ],
  ])("%s", (_, text, expected) => expect(whole(text)).toEqual(expected));

  it.each([";", "\t", "|"])("a quote opens a field after the delimiter %j", (delimiter) =>
    expect(whole(`a${delimiter}"b\nc"\nd\n`, delimiter)).toEqual([
      ["record", 1, `a${delimiter}"b\nc"`],
      ["record", 3, "d"],
    ]),
  );

  it("a line of tabs alone is a record where tabs delimit, and blank elsewhere", () => {
    expect(whole("\t\t\n", "\t")).toEqual([["record", 1, "\t\t"]]);
    expect(whole("\t\t\n", ",")).toEqual([["blank", 1, "\t\t"]]);
  });
});

describe("an unclosed quote costs one record", () => {
  const after = ["b,c", "d,e"];
  const log = (field: string, end: string): string => `a,"${field}${end}\n${after.join("\n")}\n`;
  const lines = (n: number): string => Array.from({ length: n }, (_, i) => `l${i}`).join("\n");
  const kinds = (text: string) => whole(text).map(([kind]) => kind);

  it.each([
    [MAX_QUOTED_LINES - 1, true],
    [MAX_QUOTED_LINES, true],
    [MAX_QUOTED_LINES + 1, false],
  ])("a quoted field of %i lines is a field: %s", (n, closed) => {
    const told = whole(log(lines(n), '"'));
    expect(told[0]![0]).toBe(closed ? "record" : "unclosed-quote");
    expect(told).toHaveLength(closed ? 3 : n + 2);
    expect(told.at(-1)).toEqual(["record", n + 2, "d,e"]);
  });

  it.each([
    [MAX_QUOTED_BYTES - 2, true],
    [MAX_QUOTED_BYTES + 2, false],
  ])("a quoted field of %i bytes is a field: %s", (n, closed) => {
    const text = log(`${"x".repeat(n - 2)}\ny`, '"');
    expect(kinds(text)).toEqual(
      closed ? ["record", "record", "record"] : ["unclosed-quote", "record", "record", "record"],
    );
  });

  it("reading resumes on the next line, however long the log", () => {
    const rows = Array.from({ length: 5000 }, (_, i) => `r${i},x`);
    const told = whole(`a,"b\n${rows.join("\n")}\n`);
    expect(told[0]).toEqual(["unclosed-quote", 1, 'a,"b']);
    expect(told.slice(1)).toEqual(rows.map((row, i) => ["record", i + 2, row]));
  });

  it("is the same wherever the bytes are cut", () => {
    const bytes = Buffer.from(log(lines(MAX_QUOTED_LINES + 1), ""), "latin1");
    const expected = scan(bytes, []);
    for (const cut of everyByte(bytes)) expect(scan(bytes, [cut])).toEqual(expected);
    expect(scan(bytes, everyByte(bytes))).toEqual(expected);
  });

  it("is the same wherever the bytes are cut about the 64 KiB", () => {
    const bytes = Buffer.from(log("x".repeat(MAX_QUOTED_BYTES + 100), ""), "latin1");
    const expected = scan(bytes, []);
    expect(expected.map(([kind]) => kind)).toEqual(["unclosed-quote", "record", "record"]);
    for (let cut = MAX_QUOTED_BYTES - 5; cut < bytes.length; cut++) expect(scan(bytes, [cut])).toEqual(expected);
  });
});

/** Texts of what makes records difficult. */
const difficult = fc
  .array(fc.constantFrom('"', '"', '""', ",", "\r", "\n", "\r\n", "a", " ", "\u00e9"), { maxLength: 24 })
  .map((parts) => parts.join(""));

describe("any text", () => {
  it("is cut into the records that a reading of the whole finds", () =>
    fc.assert(
      fc.property(difficult, (text) => {
        expect(whole(text)).toEqual(naive(text).map(({ told }) => told));
      }),
      { seed: 1, numRuns: 5000 },
    ));

  it("is cut the same wherever its bytes are cut in two, and byte by byte", () =>
    fc.assert(
      fc.property(difficult, (text) => {
        const bytes = Buffer.from(text, "utf8");
        const expected = scan(bytes, []);
        for (const cut of everyByte(bytes)) expect(scan(bytes, [cut])).toEqual(expected);
        expect(scan(bytes, everyByte(bytes))).toEqual(expected);
      }),
      { seed: 2, numRuns: 1500 },
    ));

  it("loses no byte: records and line ends make up the whole", () =>
    fc.assert(
      fc.property(difficult, (text) => {
        const scanner = new RecordScanner(",", '"', 1);
        const bytes = Buffer.from(text, "utf8");
        const { spans, length } = scanner.push(bytes, true);
        expect([length, scanner.pending]).toEqual([bytes.length, 0]);
        let at = 0;
        for (const { start, end } of spans) {
          expect(start).toBe(at);
          at = end + (/^(\r\n|\r|\n)?/.exec(bytes.toString("latin1", end))?.[0].length ?? 0);
        }
        expect(at).toBe(bytes.length);
      }),
      { seed: 3, numRuns: 2000 },
    ));

  it("has the cells that a reading of the whole finds", () =>
    fc.assert(
      fc.property(difficult, (text) => {
        // csv-parse, trimming, takes an empty quoted text and a quote behind it for one quoted text.
        fc.pre(!/"" +"/.test(text));
        const bytes = Buffer.from(text, "utf8");
        const stretch = new RecordScanner(",", '"', 1).push(bytes, true);
        const cells = parseStretch(stretch, ",", '"');
        const expected = naive(bytes.toString("latin1")).filter(({ told: [kind] }) => kind === "record");
        const latin1 = cells.map((read) => read?.map((cell) => Buffer.from(cell, "utf8").toString("latin1").trim()));
        expect(latin1).toEqual(expected.map((one) => one.cells.map((cell) => cell.trim())));
      }),
      { seed: 4, numRuns: 5000 },
    ));
});
