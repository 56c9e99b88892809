import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { strike2022 } from "../../src/generate/strike2022.ts";
import { temporaryFolder } from "../cli/temporary.ts";
import { runFiles } from "../engine/run.ts";
import { ROOT } from "../house/source.ts";
import { type Answer, answerIn, differences } from "./answers.ts";
import { ANALYST, COMPETENT, contendersOf, type Given, PANDAS, POLARS, pythonOf } from "./contenders.ts";
import { holidaysFile, type LogForm } from "./inputs.ts";
import { measure, median } from "./measure.ts";
import { ratioOf, resultsMarkdown } from "./results.ts";
import { timingOf } from "./rounds.ts";

const folder = temporaryFolder();
const python = pythonOf(process.env);
const contenders = contendersOf(ROOT, python);
const FORMS: readonly LogForm[] = ["inline", "linked"];

/** What each script needs to be there; said aloud where it is not, so that nobody takes a skip for a pass. */
const canImport = (...modules: readonly string[]): boolean => {
  try {
    execFileSync(python, ["-c", `import ${modules.join(", ")}`], { stdio: "ignore" });
    return true;
  } catch {
    process.stderr.write(`SKIPPED: ${python} cannot import ${modules.join(", ")}; set PYTHON to one that can\n`);
    return false;
  }
};

const SCRIPTS = [
  { name: ANALYST, runs: true },
  { name: COMPETENT, runs: true },
  { name: PANDAS, runs: canImport("pandas", "pyarrow") },
  { name: POLARS, runs: canImport("polars") },
];

const expected = new Map<LogForm, Answer>();
const givenOf = (form: LogForm): Given => ({
  log: join(folder, `${form}.csv`),
  converted: "",
  holidays: join(folder, "holidays.csv"),
});

beforeAll(async () => {
  holidaysFile(folder);
  for (const form of FORMS) {
    const { log } = givenOf(form);
    writeFileSync(log, [...strike2022({ seed: 7, cancellations: 3_000, form })].join(""));
    const { report } = await runFiles([log]);
    const saved = join(folder, `${form}.json`);
    writeFileSync(saved, JSON.stringify(report));
    expected.set(form, answerIn(saved, "report"));
  }
});

describe.each(FORMS)("of the %s log", (form) => {
  it("the reference engine finds something of everything that clocks can say", () => {
    const { "ca.reschedule": clock } = expected.get(form)!.families;
    expect(Object.entries(clock!).filter(([, count]) => count === 0)).toEqual([]);
  });

  it.each(SCRIPTS.filter(({ runs }) => runs))("$name tells what the reference engine tells", async ({ name }) => {
    const contender = contenders.find((one) => one.name === name)!;
    const output = join(folder, "answer.json");
    expect((await measure(contender.command(givenOf(form)), output)).failure).toBeNull();
    expect(differences(expected.get(form)!, answerIn(output, "script"))).toEqual([]);
  });

  it.skip.each(SCRIPTS.filter(({ runs }) => !runs))("$name is not checked: its modules are not there", () => {});
});

describe("the comparison", () => {
  it("names family, verdict and group of what differs", () => {
    const right = expected.get("inline")!;
    const wrong = structuredClone(right) as { families: Record<string, Record<string, number>> } & Answer;
    wrong.families["ca.notice"]!.met! += 1;
    delete (wrong.breakdowns.region as Record<string, unknown>)["East Bay"];
    const found = differences(right, wrong);
    expect(found[0]).toMatch(/^ca\.notice met: \d+ instead of \d+$/);
    expect(found[1]).toMatch(/^by region "East Bay": appointments missing instead of \d+$/);
  });
});

describe("the measuring", () => {
  it("tells failures by the line that says most, and gives them no figures", async () => {
    const run = await measure(
      [process.execPath, "-e", "console.error('error: no such engine'); process.exit(2)"],
      join(folder, "x"),
    );
    expect(run.failure).toBe("exit 2: error: no such engine");
    expect(timingOf("x", [{ seconds: 1, peak: null, failure: null }, run])).toEqual({
      name: "x",
      failure: run.failure,
    });
    expect((await measure([join(folder, "nothing")], join(folder, "x"))).failure).toMatch(/ENOENT/);
  });

  it("takes medians of times and the most of peaks", () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, null]);
    const runs = [1, 5, 2].map((seconds) => ({ seconds, peak: seconds * 10, failure: null }));
    expect(timingOf("x", runs)).toEqual({ name: "x", seconds: 2, peak: 50, runs: 3 });
  });

  it("never makes a ratio of what did not run", () => {
    const [ran, failed] = [
      { name: "a", seconds: 2, peak: null, runs: 1 },
      { name: "b", failure: "exit 2" },
    ];
    expect([ratioOf(ran, ran), ratioOf(ran, failed), ratioOf(failed, ran), ratioOf(ran, undefined)]).toEqual([
      1,
      null,
      null,
      null,
    ]);
    const text = resultsMarkdown({
      stamp: null,
      machine: [],
      log: { path: "a.csv", bytes: 1, cancellations: 1 },
      floor: ran,
      timings: [ran, failed],
      small: [],
      ratios: [{ what: "a : b", of: ran, to: failed, bound: "< 1" }],
      peaks: [{ what: "peak", of: undefined, bound: "" }],
    });
    expect(text).toContain("| b | not available: exit 2 |");
    expect(text).toContain("| a : b | not available: exit 2 | < 1 |");
    expect(text).toContain("| peak | not measured |");
  });
});
