import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RawOptions } from "../../src/cli/settle.ts";
import { PROBLEM_CODES, type ProblemCode } from "../../src/model/problem.ts";
import { FIXTURES, type Run, readFixture, runFiles, runLines, runTexts } from "./run.ts";

interface Expected {
  readonly count: number;
  /** Physical lines of the samples, ascending; a problem of the whole log or source stands on none. */
  readonly lines: readonly number[];
  /** What else the fixture cannot help bringing about. */
  readonly also?: readonly ProblemCode[];
  readonly options?: RawOptions;
  /** The files of the log, where it takes more than one. */
  readonly paths?: readonly string[];
}

/** Every problem has a log of its own, in which it is seen where it should be and nowhere else. */
const EXPECTED = {
  "bad-value": { count: 4, lines: [2, 3, 4, 4] },
  "unmapped-value": { count: 3, lines: [2, 3, 3] },
  "null-word": { count: 3, lines: [2, 3, 3] },
  "sentinel-date": { count: 2, lines: [2, 3] },
  "utc-midnights": { count: 1, lines: [] },
  "damaged-id": { count: 2, lines: [2, 4], also: ["link-dangling"] },
  "invalid-bytes": { count: 1, lines: [3] },
  "nul-bytes": { count: 1, lines: [2] },
  "skipped-lines": { count: 3, lines: [1, 4, 6] },
  "borrowed-header": { count: 1, lines: [], paths: ["borrowed-header.csv", "borrowed-header.more.csv"] },
  "no-link-columns": { count: 1, lines: [] },
  "link-self": { count: 2, lines: [2, 3] },
  "link-dangling": { count: 3, lines: [2, 3, 5] },
  "link-other-enrollee": { count: 3, lines: [2, 4, 7] },
  "link-conflict": { count: 3, lines: [2, 5, 10] },
  "replacement-shared": { count: 1, lines: [4] },
  "link-cycle": { count: 4, lines: [2, 3, 4, 5], also: ["replacement-shared"] },
  "initiator-unknown": { count: 1, lines: [2] },
  "rescheduled-without-link": { count: 3, lines: [2, 3, 4] },
  "care-before-booking": { count: 1, lines: [2] },
  "care-before-cancellation": { count: 2, lines: [2, 4] },
  "source-stale": { count: 1, lines: [], options: { asOf: "2022-08-22" } },
} satisfies Record<ProblemCode, Expected>;

const problemOf = ({ report }: Run, code: ProblemCode) => report.problems.find((one) => one.code === code);
const linesOf = (run: Run, code: ProblemCode): readonly (number | null)[] =>
  (problemOf(run, code)?.samples ?? []).map(({ line }) => line).sort((a, b) => (a ?? 0) - (b ?? 0));

const filesOf = (code: ProblemCode): readonly string[] => {
  const { paths = [`${code}.csv`] }: Expected = EXPECTED[code];
  return paths;
};

it("every fixture belongs to a problem", () =>
  expect(readdirSync(join(FIXTURES, "problems")).sort()).toEqual(PROBLEM_CODES.flatMap(filesOf).sort()));

describe.each(PROBLEM_CODES)("%s", (code) => {
  const { count, lines, also = [], options = {} }: Expected = EXPECTED[code];
  const files = filesOf(code).map((file) => `problems/${file}`);

  it("is counted, with its lines, and comes alone", async () => {
    const run = await runFiles(files, options);
    const problem = problemOf(run, code);
    expect(problem?.count).toBe(count);
    expect(linesOf(run, code).filter((line) => line !== null)).toEqual(lines);
    expect(run.report.problems.map((one) => one.code)).toEqual(
      PROBLEM_CODES.filter((one) => one === code || also.includes(one)),
    );
  });

  it("names path, record and line, and no person", async () => {
    const run = await runFiles(files, options);
    for (const { path: named, record, line, detail } of problemOf(run, code)?.samples ?? []) {
      expect(files).toContain(named);
      const rows = readFixture(named);
      if (record !== null) expect(rows[record - 1]?.line).toBe(line);
      for (const { appointment_id, enrollee_id } of rows)
        expect(detail.split(/\W+/)).not.toEqual(expect.arrayContaining([appointment_id || enrollee_id]));
    }
  });
});

const HEADER = "appointment_id,enrollee_id,status,scheduled_at,canceled_at,canceled_by,prior_auth,replaced_by";
const row = (id: string, canceledAt: string, priorAuth = ""): string =>
  `${id},p${id},canceled,2022-08-15T09:00,${canceledAt},plan,${priorAuth},`;

describe("a problem", () => {
  it("keeps five samples, and counts the rest", async () => {
    const run = await runLines([HEADER, ...Array.from({ length: 9 }, (_, i) => row(`${i}`, "2022-08-14", "maybe"))]);
    expect(problemOf(run, "bad-value")?.count).toBe(9);
    expect(problemOf(run, "bad-value")?.samples).toHaveLength(5);
  });

  it("is that of the version that counts, not of those superseded", async () => {
    const header = `${HEADER},updated_at`;
    const run = await runLines([
      header,
      `${row("a", "2022-08-14", "maybe")},2022-08-14T10:00`,
      `${row("a", "2022-08-14", "no")},2022-08-14T11:00`,
    ]);
    expect(problemOf(run, "bad-value")).toBeUndefined();
  });
});

describe("a source is stale", () => {
  const ends = (asOf: string) => runLines([HEADER, row("a", "2022-08-14T12:00")], { asOf });
  it.each([
    ["2022-08-20", false, "6 days before as-of"],
    ["2022-08-21", false, "7 days before as-of"],
    ["2022-08-22", true, "8 days before as-of"],
  ])("as of %s: %s, it ends %s", async (asOf, stale) =>
    expect(problemOf(await ends(asOf), "source-stale") !== undefined).toBe(stale),
  );

  it("that ends well before the others; the others are not", async () => {
    const run = await runTexts({
      "north.csv": `${HEADER}\n${row("a", "2022-08-14T12:00")}\n`,
      "south.csv": `${HEADER}\n${row("b", "2022-08-22T12:00")}\n`,
      "west.csv": `${HEADER}\n${row("c", "2022-08-15T12:00")}\n`,
    });
    expect(problemOf(run, "source-stale")?.samples.map(({ path }) => path)).toEqual(["north.csv"]);
  });
});
