import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { type Inspection, inspectSchema } from "../../src/model/inspect.ts";
import { ASSESSABLE, EXPORT_NAMES, EXPORTS } from "./exports.ts";
import { folderOf, run } from "./world.ts";

const folder = folderOf(EXPORTS);
afterAll(folder.remove);

const inspected = async (args: readonly string[], options = {}): Promise<Inspection & { code: number }> => {
  const { code, stdout } = await run(folder.path, ["inspect", ...args, "-f", "json"], options);
  return { ...inspectSchema.parse(JSON.parse(stdout)), code };
};
const write = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder.path, name), content);
  return name;
};

const columnOf = ({ layouts }: Inspection, header: string) =>
  layouts[0]?.columns.find((column) => column.header === header);

describe("the document", () => {
  it.each(EXPORT_NAMES)("follows its schema: %s", async (name) => {
    const { stdout } = await run(folder.path, ["inspect", name, "-f", "json"]);
    const document = JSON.parse(stdout);
    expect(inspectSchema.parse(document)).toEqual(document);
    expect(document.assessable).toBe(ASSESSABLE.some((one) => one === name));
  });

  it("is printable throughout, whatever a file holds", async () => {
    for (const args of [[], ["-f", "json"]]) {
      const { stdout } = await run(folder.path, ["inspect", "hostile.csv", ...args]);
      expect(stdout.replaceAll("\n", "")).not.toMatch(/\p{Cc}|\p{Cf}|\p{Zl}/u);
    }
  });

  it.each(["text", "json"])("tells no person and no free text of an unknown export: %s", async (format) => {
    const { stdout } = await run(folder.path, ["inspect", "wide.csv", "-f", format]);
    expect(stdout).not.toMatch(/Nguyen|Garcia|M1000|510-555|S2000|7000\d\d\d|anxiety|J\. Doe|asmith|\/19[5-9]\d/);
  });

  it("tells nothing of a record that stands where the header should", async () => {
    for (const format of ["text", "json"]) {
      const { code, stdout } = await run(folder.path, ["inspect", "headless.csv", "-f", format]);
      expect(code).toBe(0);
      expect(stdout).not.toMatch(/4000|M00|Psychotherapy/);
    }
    expect((await inspected(["headless.csv"])).needs.map(({ code }) => code)).toEqual(["no-header"]);
  });

  it("counts words by name, alias and mapping, joined and suggested", async () => {
    const epic = await inspected(["epic.csv"]);
    expect(columnOf(epic, "PAT_ID")).toMatchObject({ field: "enrollee_id", by: "mapping", confidence: "certain" });
    const titled = await inspected(["titled.csv"]);
    expect(columnOf(titled, "Patient ID")).toMatchObject({ field: "enrollee_id", by: "alias", confidence: "high" });
    const athena = await inspected(["athena.csv"]);
    expect(columnOf(athena, "appointmentstarttime")).toMatchObject({ field: "scheduled_at", joined: true });
    const lacking = await inspected(["lacking.csv"]);
    expect(columnOf(lacking, "Appt Dt")).toMatchObject({
      field: null,
      confidence: "low",
      suggestion: { field: "scheduled_at", columns: ["Appt Dt", "Appt Tm"], confidence: "low" },
    });
  });

  it("suggests a column by its values alone", async () => {
    const name = write(
      "values.csv",
      "appointment_id,enrollee_id,start,Zustand\n1,a,2022-08-01,Cancelled\n2,b,2022-08-02,Completed\n3,c,2022-08-03,No Show\n",
    );
    expect((await inspected([name])).needs).toMatchObject([
      { code: "missing-column", field: "status", nearest: { columns: ["Zustand"], because: "values" } },
    ]);
  });

  it("lists the unmapped codes first, and each with its count", async () => {
    const { layouts } = await inspected(["epic.csv"]);
    const status = layouts[0]?.codes.find(({ field }) => field === "status");
    expect(status?.words[0]).toEqual({ word: "zz-hold", count: 1, state: "unmapped", code: null });
    expect(status?.words.reduce((sum, { count }) => sum + count, 0)).toBe(6);
  });

  it("keeps back words that may name persons", async () => {
    const free = Array.from(
      { length: 40 },
      (_, i) =>
        `${i},p${i},canceled,2022-08-01,2022-08-01,spoke to Ms. ${"abcdefghijklmnopqrstuvwxyz"[i % 26]}${i < 26 ? "x" : "y"}`,
    );
    const name = write(
      "free.csv",
      `appointment_id,enrollee_id,status,start,canceled_at,cancellation_reason\n${free.join("\n")}\n`,
    );
    const { stdout } = await run(folder.path, ["inspect", name]);
    expect(stdout).not.toContain("spoke to");
    expect((await inspected([name])).layouts[0]?.codes[1]).toMatchObject({
      words: [],
      hidden: { words: 40, records: 40 },
    });
    expect((await run(folder.path, ["inspect", "athena.csv"])).stdout).not.toContain("jsmith12");
  });

  it("counts null words and sentinel dates", async () => {
    expect((await inspected(["epic.csv"])).layouts[0]?.unknown).toEqual([
      { field: "canceled_at", nullWords: [{ word: "NULL", count: 1 }], sentinels: [{ word: "1/1/1900", count: 1 }] },
    ]);
  });

  it("proves the order of dates, or says that it is open", async () => {
    const orders = async (...args: string[]) =>
      Object.fromEntries(
        (await inspected(args)).layouts[0]?.dates.map(({ field, order, is }) => [field, [order, is]]) ?? [],
      );
    expect(await orders("ambiguous.csv")).toEqual({
      scheduled_at: ["open", null],
      made_at: ["proven", "dmy"],
      canceled_at: ["open", null],
    });
    expect(await orders("ambiguous.csv", "--date-order", "mdy")).toMatchObject({ scheduled_at: ["asked", "mdy"] });
    expect(await orders("cerner.psv")).toMatchObject({ scheduled_at: ["one-way", null] });
    const both = write(
      "both.csv",
      "appointment_id,enrollee_id,status,start,created\n1,a,booked,8/15/2022,2022-08-01\n2,b,booked,15/8/2022,2022-08-01\n",
    );
    expect(await orders(both)).toMatchObject({ scheduled_at: ["conflict", null] });
  });

  it("tells places of what is refused and odd, never its text", async () => {
    const name = write(
      "odd.csv",
      "appointment_id,enrollee_id,status,start,made_at\n1,a,booked,2022-08-01,next week\n2,,booked,2022-08-01,\n3,c,booked\n4,d,booked,2022-08-02,2022-07-01\n",
    );
    const { problems, rejects } = await inspected([name]);
    expect(problems).toEqual([{ code: "bad-value", field: "made_at", count: 1, first: [{ path: name, line: 2 }] }]);
    expect(rejects).toEqual([
      { reason: "missing:enrollee_id", count: 1, first: [{ path: name, line: 3 }] },
      { reason: "field-count", count: 1, first: [{ path: name, line: 4 }] },
    ]);
    expect((await run(folder.path, ["inspect", name])).stdout).not.toContain("next week");
  });
});

describe("files", () => {
  it("tells a folder of daily files as one", async () => {
    const days = Array.from({ length: 60 }, (_, i) => [`daily-${100 + i}.csv`, EXPORTS["clean.csv"]] as const);
    const daily = folderOf(Object.fromEntries(days));
    const { stdout } = await run(daily.path, ["inspect", "."]);
    daily.remove();
    expect(stdout).toContain("These 60 exports can be assessed as they are.");
    expect(stdout.match(/daily-/g)).toHaveLength(2);
    expect(stdout.split("\n").length).toBeLessThan(70);
  });

  it("says which file cannot be read, tells of the others, and exits 2", async () => {
    const bad = write("cut.csv.gz", gzipSync(EXPORTS["clean.csv"]).subarray(0, 60));
    const { code, needs, files } = await inspected(["clean.csv", bad]);
    expect(code).toBe(2);
    expect(needs[0]).toMatchObject({ code: "unreadable", path: bad });
    expect(files.map(({ path }) => path)).toEqual(["clean.csv"]);
    const alone = await run(folder.path, ["inspect", bad]);
    expect(alone).toMatchObject({ code: 2, stdout: "" });
    expect(alone.stderr).toMatch(/gzip data are damaged/);
  });

  it("tells what it could of a file that breaks off, and exits 2", async () => {
    const [header = "", ...rows] = EXPORTS["wide.csv"].split("\n");
    const whole = gzipSync([header, ...Array.from({ length: 60 }, () => rows.join("\n"))].join("\n"));
    const name = write("broken.csv.gz", whole.subarray(0, whole.length - 20));
    const { code, stdout } = await run(folder.path, ["inspect", name]);
    expect(code).toBe(2);
    expect(stdout).toMatch(/^This export cannot be assessed yet/);
    expect(stdout).toMatch(/gzip data are damaged or cut off/);
  });

  it.each(["lacking.csv", "headless.csv", "ambiguous.csv"])("exits 0 whatever is missing: %s", async (name) => {
    expect((await run(folder.path, ["inspect", name])).code).toBe(0);
  });

  it("reads standard input", async () => {
    const { files } = await inspected(["-"], { stdin: EXPORTS["lacking.csv"] });
    expect(files).toMatchObject([{ path: "-", records: 4 }]);
  });

  it("takes another file's header where one has none", async () => {
    const name = write("no-header.csv", EXPORTS["clean.csv"].split("\n").slice(1).join("\n"));
    const { layouts, files } = await inspected([name, "clean.csv"]);
    expect(layouts).toHaveLength(1);
    expect(files.map(({ headerLine }) => headerLine)).toEqual([null, 1]);
  });

  it("looks at a sample where asked, and says so", async () => {
    const { sample, files } = await inspected(["wide.csv", "--sample", "10"]);
    expect([sample, files[0]?.records]).toEqual([10, 10]);
    expect((await run(folder.path, ["inspect", "wide.csv", "--sample", "10"])).stdout).toContain("first 10 records");
    expect((await run(folder.path, ["inspect", "wide.csv", "--sample", "0"])).code).toBe(2);
  });

  it("writes to a file, in the format of its ending", async () => {
    const { code, stdout } = await run(folder.path, ["inspect", "clean.csv", "-o", "told.json"]);
    expect([code, stdout]).toEqual([0, ""]);
    expect(inspectSchema.parse(JSON.parse(readFileSync(join(folder.path, "told.json"), "utf8"))).assessable).toBe(true);
    expect((await run(folder.path, ["inspect", "clean.csv", "-o", "clean.csv"])).code).toBe(2);
  });

  it.each([
    ["a\nb\n", { lf: 2, crlf: 0, cr: 0 }],
    ["a\r\nb\r\n", { lf: 0, crlf: 2, cr: 0 }],
    ["a\rb\r", { lf: 0, crlf: 0, cr: 2 }],
    ["a\r\nb\nc\rd", { lf: 1, crlf: 1, cr: 1 }],
  ])("counts the line ends of %j, however the bytes are cut", async (text, counts) => {
    const { LineEnds } = await import("../../src/ingest/lineEnds.ts");
    for (let size = 1; size <= text.length; size++) {
      const ends = new LineEnds();
      const pieces = text.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
      for await (const _ of ends.watch(
        (async function* () {
          yield* pieces.map((piece) => Buffer.from(piece));
        })(),
      ));
      expect(ends.counts).toEqual(counts);
    }
  });
});
