import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import type { Random } from "../../../src/generate/random.ts";
import { zipOf } from "../archive.ts";
import { HOSTILE } from "./hostile.ts";

type Mutation = (bytes: Buffer, random: Random, other: Buffer) => Buffer;

const place = (bytes: Buffer, random: Random): number => random.below(bytes.length + 1);
const range = (bytes: Buffer, random: Random): readonly [number, number] => {
  const start = place(bytes, random);
  return [start, Math.min(bytes.length, start + random.below(random.pick([4, 40, 400])))];
};
const insert = (bytes: Buffer, at: number, added: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at)]);
const hostile = (random: Random): Buffer => Buffer.from(random.pick(HOSTILE), "utf8");
export const noise = (length: number, random: Random): Buffer =>
  Buffer.from(Uint8Array.from({ length }, () => random.below(256)));

/** Changes the lines of a text; a byte stays a byte. */
const onLines =
  (change: (lines: string[], random: Random) => string[]): Mutation =>
  (bytes, random) => {
    const end = random.pick(["\n", "\n", "\r\n"]);
    return Buffer.from(change(bytes.toString("latin1").split(end), random).join(end), "latin1");
  };

/** Changes one cell of one line. */
const onCell = (change: (cell: string, random: Random) => string): Mutation =>
  onLines((lines, random) => {
    const at = random.below(lines.length);
    const delimiter = random.pick([",", ",", ";", "\t", "|"]);
    const cells = (lines[at] ?? "").split(delimiter);
    const column = random.below(cells.length);
    return lines.with(at, cells.with(column, change(cells[column] ?? "", random)).join(delimiter));
  });

const latin1 = (random: Random): string => hostile(random).toString("latin1");

const MUTATIONS: readonly Mutation[] = [
  (bytes, random) => {
    const changed = Buffer.from(bytes);
    for (let n = random.between(1, 8); n > 0 && bytes.length > 0; n--) {
      const at = random.below(bytes.length);
      changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
    }
    return changed;
  },
  (bytes, random) => {
    const [start, end] = range(bytes, random);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  },
  (bytes, random) => {
    const [start, end] = range(bytes, random);
    return insert(bytes, place(bytes, random), bytes.subarray(start, end));
  },
  (bytes, random, other) => {
    const [start, end] = range(other, random);
    return insert(bytes, place(bytes, random), other.subarray(start, end));
  },
  (bytes, random) => insert(bytes, place(bytes, random), hostile(random)),
  (bytes, random) => insert(bytes, place(bytes, random), noise(random.between(1, 40), random)),
  (bytes, random) => bytes.subarray(0, place(bytes, random)),
  (bytes, _, other) => Buffer.concat([bytes, other]),
  onLines((lines, random) => lines.toSpliced(random.below(lines.length), 1)),
  onLines((lines, random) => lines.toSpliced(random.below(lines.length), 0, random.pick(lines))),
  onLines((lines, random) => lines.with(random.below(lines.length), random.pick(lines))),
  onLines((lines, random) => lines.toSpliced(random.below(lines.length), 0, latin1(random))),
  onLines((lines, random) => Array.from({ length: random.between(2, 40) }, () => lines).flat()),
  onCell((_, random) => latin1(random)),
  onCell((_, random) => latin1(random)),
  onCell((cell, random) => cell + latin1(random)),
  onCell((cell) => `"${cell}"`),
  onCell((cell) => `"${cell}`),
  onCell(() => ""),
  (bytes, random) =>
    iconv.encode(bytes.toString("utf8"), random.pick(["utf-16le", "utf-16be", "windows-1252", "utf8"]), {
      addBOM: random.percent(50),
    }),
  (bytes, random) =>
    Buffer.from(
      bytes.toString("latin1").replaceAll(random.pick([",", '"', "\n", "-", ":", "0"]), latin1(random).slice(0, 20)),
      "latin1",
    ),
  (bytes) => gzipSync(bytes, { level: 1 }),
  (bytes, random, other) =>
    zipOf([
      { name: random.pick(["a.csv", "../a.csv", "a.txt", "a/b.tsv", ".a.csv"]), bytes, deflated: random.percent(50) },
      { name: random.pick(["a.csv", "b.csv", "xl/b.csv", "C:\\b.csv"]), bytes: other, encrypted: random.percent(10) },
    ]),
];

/** Changes a file a few times over; `other` is there to be spliced in. */
export const mutate = (bytes: Buffer, other: Buffer, random: Random): Buffer => {
  let mutated = bytes;
  const limit = 300_000;
  for (let n = random.between(1, 5); n > 0; n--) {
    const next = random.pick(MUTATIONS)(mutated, random, other);
    if (next.length <= limit) mutated = next;
  }
  return mutated;
};
