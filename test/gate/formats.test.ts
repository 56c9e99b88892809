import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type Check, checkSchema } from "../../src/model/check.ts";
import type { Report } from "../../src/model/report.ts";
import { checkGithub } from "../../src/render/check/github.ts";
import { checkJunit } from "../../src/render/check/junit.ts";
import { checkSummary } from "../../src/render/check/summary.ts";
import { checkText } from "../../src/render/check/text.ts";
import { composeCheck } from "../../src/statistics/gateCheck.ts";
import { parseGate } from "../../src/statistics/gateSyntax.ts";
import { cancellog, folderOf } from "../cli/world.ts";
import { counts, family, group, report } from "../render/reportFixture.ts";

const STYLE = { width: 80, color: false, verbose: false };
const HOSTILE = `<b>"A" & 'B'</b>%0A::error::x\u001b[31m\r\n|\`*_[x](y)@somebody\uffff`;
const PERCENT = { text: "1%", percent: true, numerator: 1, denominator: 100 };

const checked = (of: Report, ...gates: readonly string[]): Check =>
  composeCheck(
    of,
    gates.map((text) => parseGate(text, { families: of.families.map(({ id }) => id), rules: [] })),
    { maxRejected: PERCENT, maxUndetermined: PERCENT },
    null,
  );
const facilities = (...rows: Report["breakdowns"][number]["rows"]): Report =>
  report({ breakdowns: [{ by: "facility", rows }] });
const many = facilities(...Array.from({ length: 25 }, (_, i) => group(`F${i}`, 10 + i, 100)), group(HOSTILE, 100, 100));
const BY_FACILITY = "by facility ca.reschedule:missed+overdue>5%";

const XSD = fileURLToPath(new URL("junit.xsd", import.meta.url));
const hasXmllint = spawnSync("xmllint", ["--version"]).error === undefined;

describe("JUnit XML", () => {
  const check = checked(many, BY_FACILITY, "ca.reschedule:missed>0", "resolution:none>9000");
  const xml = checkJunit(check, many, STYLE);

  it.skipIf(!hasXmllint)("is valid by the schemas of Ant and Jenkins", () => {
    for (const text of [xml, checkJunit({ ...check, gates: [], limits: [], asOf: "2022-10-31" }, many, STYLE)]) {
      const { status, stderr } = spawnSync("xmllint", ["--noout", "--schema", XSD, "-"], {
        input: text,
        encoding: "utf8",
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: "- validates\n" });
    }
  });

  it("has a suite a gate and a case a group, and counts them", () => {
    const suites = [
      ...xml.matchAll(
        /<testsuite [^>]* name="([^"]*)"[^>]*tests="(\d+)" failures="(\d+)" errors="(\d+)"[\s\S]*?<\/testsuite>/g,
      ),
    ];
    const told = suites.map(([text, name, tests, failures, errors]) => {
      const of = (element: string) => text.split(`<${element}`).length - 1;
      expect([tests, failures, errors].map(Number)).toEqual([of("testcase"), of("failure"), of("error")]);
      return [name, tests, failures, errors];
    });
    expect(told).toEqual([
      ["by facility ca.reschedule:missed+overdue&gt;5%", "26", "26", "0"],
      ["ca.reschedule:missed&gt;0", "1", "1", "0"],
      ["resolution:none&gt;9000", "1", "0", "0"],
      ["bounds", "3", "0", "3"],
    ]);
  });

  it("has an error where a gate cannot be decided", () => {
    const none = report({ families: [family({ counts: counts({ pending: 1 }) })] });
    const told = checkJunit(checked(none, "ca.reschedule:rate<90%"), none, STYLE);
    expect(told).toMatch(/<testcase name="the whole log"[^>]*>\s*<error type="undecided" message="cannot be decided: /);
  });

  it("quotes all that comes out of the data", () => {
    expect(xml).toContain("&lt;b&gt;&quot;A&quot; &amp; &apos;B&apos;&lt;/b&gt;");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    expect(xml).not.toMatch(/[\u0000-\u0009\u000b-\u001f\uffff]/);
  });
});

describe("annotations", () => {
  const lines = checkGithub(checked(many, BY_FACILITY, "ca.reschedule:missed>0"), many, STYLE)
    .trimEnd()
    .split("\n");
  const of = (kind: string) => lines.filter((line) => line.startsWith(`::${kind} `));

  it("are ten of a kind at the most, and the tenth says what is left", () => {
    expect(of("error")).toHaveLength(10);
    expect(of("error").at(-1)).toMatch(/::and 20 more of this kind/);
  });

  it("have something of every gate before much of any", () => {
    expect(of("error").filter((line) => line.includes("title=ca.reschedule%3Amissed>0"))).toHaveLength(1);
    expect(of("error").filter((line) => line.includes("title=--max-"))).toHaveLength(2);
  });

  it("name the worst facilities of a family whose gate is on the whole log", () => {
    const told = checkGithub(checked(many, "ca.reschedule:missed>0"), many, STYLE).split("\n");
    const warnings = told.filter((line) => line.startsWith("::warning "));
    expect(warnings).toHaveLength(10);
    expect(warnings[1]).toBe(
      "::warning title=ca.reschedule at F24::34.0 %25 missed or overdue (34 of 100 whose limit has passed)",
    );
  });

  it("name no facility that has fewer than 30", () => {
    const small = facilities(group("A", 29, 29));
    expect(checkGithub(checked(small, "ca.reschedule:missed>0"), small, STYLE)).not.toContain("::warning");
  });

  it("are one line each, whatever the data say", () => {
    for (const line of lines) expect(line).toMatch(/^(::(error|warning|notice) title=[^:,]*::.*|check undecided: .*)$/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    expect(lines.join("")).not.toMatch(/[\u0000-\u001f]/);
  });
});

describe("a job summary", () => {
  const text = checkSummary(checked(many, BY_FACILITY));

  it("is a table of the gates and of the worst groups, twenty of them at the most", () => {
    expect(text).toMatch(/^## cancellog: check undecided: /);
    expect(text).toContain("| F24 | FAILED | 34.0 % \\(34 of 100\\) |");
    expect(text.split("\n").filter((line) => line.includes("| FAILED | "))).toHaveLength(21);
    expect(text).toContain("and 6 more.");
  });

  it("is plain text, whatever the data say", () => {
    const line = text.split("\n").find((one) => one.includes("somebody")) ?? "";
    expect(line).toContain("&lt;b&gt;");
    expect(line).toContain("\\|\\`\\*\\_\\[x\\]\\(y\\)\\@somebody");
  });

  it("is appended where GitHub says, and nowhere else", async () => {
    const log = "appointment_id,enrollee_id,scheduled_at,status,canceled_at,canceled_by,rescheduled_to,service\n";
    const cwd = folderOf({
      "log.csv": `${log}A,B,2022-08-26,canceled,2022-08-25,plan,2022-09-01,intake\n`,
      "summary.md": "before\n",
    });
    const path = join(cwd, "summary.md");
    const run = (env: Record<string, string>, ...args: readonly string[]) =>
      cancellog(["check", "log.csv", "--as-of", "2022-11-30", ...args], { cwd, env });
    expect((await run({ GITHUB_STEP_SUMMARY: path })).code).toBe(0);
    expect((await run({}, "-f", "github")).code).toBe(0);
    expect(readFileSync(path, "utf8")).toBe("before\n");
    expect((await run({ GITHUB_STEP_SUMMARY: path }, "-f", "github")).stdout).toBe(
      "check passed: 1 gate, none crossed.\n",
    );
    expect(readFileSync(path, "utf8")).toMatch(/^before\n## cancellog: check passed: 1 gate, none crossed/);
    expect((await run({ GITHUB_STEP_SUMMARY: join(cwd, "log.csv", "x") }, "-f", "github")).code).toBe(2);
    expect(existsSync(join(cwd, "log.csv"))).toBe(true);
  });
});

describe("the document", () => {
  it("is what its schema says", () => {
    const check = checked(many, BY_FACILITY, "problems>0");
    expect(checkSchema.strict().parse(JSON.parse(JSON.stringify(check)))).toEqual(check);
  });
});

describe("the text", () => {
  it("fits its width, and acts on no terminal", () => {
    const check = checked(many, BY_FACILITY, "ca.reschedule:missed>0", "resolution:none>0");
    const text = checkText(check, many, { ...STYLE, verbose: true });
    expect(text.split("\n").filter((line) => line.length > 80 && !line.startsWith("check "))).toEqual([]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });
});
