import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { RawOptions } from "../../src/cli/settle.ts";
import { madeOf } from "./make.ts";
import { readExports, report, type Values, valuesOf } from "./run.ts";

/**
 * `fixtures/exports/`: an export per trouble. `expected.json` says what must come of each; a key may go on with options
 * behind the name. Values stand in input order, of all records that could be read.
 */
const folder = fileURLToPath(new URL("../../fixtures/exports", import.meta.url));

interface Understood {
  readonly sources: readonly { encoding: string; delimiter: string; mapping: string; records: number }[];
  readonly reconciliation: Readonly<
    Record<"read" | "accepted" | "rejected" | "duplicates" | "superseded" | "skipped", number>
  >;
  readonly cancellations: number;
  /** Code → count; no other problem may be reported. */
  readonly problems: Readonly<Record<string, number>>;
  /** `:line reason`. */
  readonly rejects: readonly string[];
  /** The fixture whose canonical values this one must have, in all fields or in those named. */
  readonly same?: string;
  readonly fields?: readonly string[];
  readonly values?: Readonly<Record<string, readonly (string | null)[]>>;
  /** Named on stderr as left out. */
  readonly note?: string;
}
interface Refused {
  readonly failure: string;
  readonly says: string;
}

const text = (name: string): string => readFileSync(join(folder, name), "utf8");
const expected = JSON.parse(text("expected.json")) as Readonly<Record<string, Understood | Refused>>;
const fixtures = readdirSync(folder).filter((name) => name !== "expected.json" && !name.startsWith("."));

const optionsOf = (words: readonly string[]): RawOptions =>
  Object.fromEntries(
    words.flatMap((word, i) =>
      word.startsWith("--")
        ? [[word.slice(2).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()), words[i + 1]]]
        : [],
    ),
  );

const read = async (key: string): Promise<readonly Values[]> => {
  const [name = "", ...words] = key.split(" ");
  const log = await readExports([name], optionsOf(words), folder);
  if ("failure" in log) throw new Error(log.message);
  return valuesOf(log);
};

const only = (values: readonly Values[], fields: readonly string[] | undefined): readonly Values[] =>
  fields === undefined
    ? values
    : values.map((one) => Object.fromEntries(fields.map((field) => [field, one[field] ?? null])));

const judge = async (key: string, wanted: Understood): Promise<void> => {
  const ran = await report(key.split(" "), folder);
  expect(ran.stderr).toBe(
    wanted.note === undefined ? "" : `note: not read, since they do not end like an export: ${wanted.note}\n`,
  );
  expect(ran.code).toBe(0);
  const { inputs, reconciliation, headline, problems } = ran.report!;
  expect(inputs.map((one) => ({ ...one, mapping: one.mapping.id }))).toMatchObject(wanted.sources);
  expect(inputs).toHaveLength(wanted.sources.length);
  expect(reconciliation).toMatchObject(wanted.reconciliation);
  expect(headline.cancellations).toBe(wanted.cancellations);
  expect(Object.fromEntries(problems.map(({ code, count }) => [code, count]))).toEqual(wanted.problems);
  expect(ran.rejects).toEqual(wanted.rejects.map((one) => key.split(" ")[0] + one));
  const values = await read(key);
  for (const [field, texts] of Object.entries(wanted.values ?? {}))
    expect(values.map((one) => one[field])).toEqual(texts);
  if (wanted.same !== undefined)
    expect(only(values, wanted.fields)).toEqual(only(await read(wanted.same), wanted.fields));
};

describe("an export with one trouble", () => {
  it.each(Object.keys(expected))("%s", async (key) => {
    const wanted = expected[key]!;
    if (!("failure" in wanted)) return await judge(key, wanted);
    const [name = "", ...words] = key.split(" ");
    const ran = await report(key.split(" "), folder);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(wanted.says);
    expect(await readExports([name], optionsOf(words), folder)).toMatchObject({ failure: wanted.failure });
  });

  it("has an expectation, every one of them", () => {
    const told = new Set(Object.keys(expected).map((key) => key.split(" ")[0]));
    expect(fixtures.filter((name) => !told.has(name))).toEqual([]);
    expect([...told].filter((name) => !fixtures.includes(name ?? ""))).toEqual([]);
    expect(fixtures.length).toBeGreaterThanOrEqual(36);
  });

  it("is what make.ts makes, where no editor would save it", () => {
    for (const [name, bytes] of Object.entries(madeOf(text("plain.csv"))))
      expect(readFileSync(join(folder, name)).equals(bytes), name).toBe(true);
  });
});
