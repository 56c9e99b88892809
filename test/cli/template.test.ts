import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ENGINES } from "../../src/engine/contract.ts";
import { pseudonymOf } from "../../src/engine/pseudonym.ts";
import { LOG } from "./exports.ts";
import { describeRefusals } from "./transcript.ts";
import { cancellog, folderOf } from "./world.ts";

const KEY = "0123456789abcdef0123456789abcdef";
const LATE = `appointment_id,enrollee_id,scheduled_at,status,canceled_at,canceled_by,service,replaced_by
PATIENT-1-VISIT,PATIENT-1,2022-08-15 09:00,canceled,2022-08-12,plan,individual-therapy,
PATIENT-2-VISIT,PATIENT-2,2022-08-01 09:00,canceled,2022-07-29,plan,individual-therapy,
`;
const RUN = ["report", "log.csv", "--engine", "reference", "--as-of", "2022-10-31"];
const folder = (): string => {
  const cwd = folderOf({ "log.csv": LATE, key: KEY });
  chmodSync(join(cwd, "key"), 0o600);
  return cwd;
};

describe("--template", () => {
  it.each(["complaint", "press"])(
    "%s takes the place of Markdown and HTML, and the saved report renders to the same",
    async (template) => {
      const cwd = folder();
      const files = ["d.md", "d.html", "d.json"].flatMap((path) => ["-o", path]);
      expect(await cancellog([...RUN, "--template", template, ...files], { cwd })).toEqual({
        code: 0,
        stdout: "",
        stderr: "",
      });
      const markdown = readFileSync(join(cwd, "d.md"), "utf8");
      expect(JSON.parse(readFileSync(join(cwd, "d.json"), "utf8"))).toMatchObject({ schema: "cancellog.report/1" });
      const again = await cancellog(["render", "d.json", "--template", template], { cwd });
      expect(again).toEqual({ code: 0, stdout: markdown, stderr: "" });
      const html = await cancellog(["render", "d.json", "--template", template, "-f", "html"], { cwd });
      expect(html.stdout).toBe(readFileSync(join(cwd, "d.html"), "utf8"));
    },
  );

  it.each(ENGINES)(
    "has an annex by pseudonyms, the longest first, and no id anywhere, by the %s engine",
    async (engine) => {
      const cwd = folder();
      const run = ["report", "log.csv", "--engine", engine, "--as-of", "2022-10-31"];
      const args = [...run, "--template", "complaint", "--cases", "2", "--pseudonymize", "key"];
      const { code, stdout, stderr } = await cancellog([...args, "--findings", "f.csv"], { cwd });
      expect(code).toBe(0);
      const pseudonym = pseudonymOf(Buffer.from(KEY));
      const [first, second] = ["PATIENT-2", "PATIENT-1"].map((id) =>
        stdout.indexOf(pseudonym("enrollee", id).slice(0, 16)),
      );
      expect(first).toBeGreaterThan(0);
      expect(second).toBeGreaterThan(first!);
      for (const text of [stdout, stderr, readFileSync(join(cwd, "f.csv"), "utf8")]) {
        expect(text).not.toContain("PATIENT");
        expect(text).not.toContain(KEY);
      }
      expect(readFileSync(join(cwd, "f.csv"), "utf8")).toContain(pseudonym("enrollee", "PATIENT-2"));
      expect((await cancellog([...args, "-f", "markdown"], { cwd })).stdout).toBe(stdout);
    },
  );

  it.each([1, 7, 40])("has the same annex of %i cases by either engine, whatever else is written", async (most) => {
    const cwd = folder();
    const made = ["--seed", "11", "--cancellations", "1500", "--form", "linked", "-o", "many.csv"];
    expect((await cancellog(["generate", "strike-2022", ...made], { cwd })).code).toBe(0);
    const filing = async (engine: string, ...more: readonly string[]): Promise<string> => {
      const options = ["--template", "complaint", "--cases", String(most), "--pseudonymize", "key", "-q", ...more];
      const { code, stdout } = await cancellog(["report", "many.csv", "--engine", engine, ...options], { cwd });
      expect(code).toBe(0);
      return stdout.replace(`engine ${engine}`, "engine");
    };
    const own = await filing("duckdb");
    expect(own.split("\n").filter((line) => /^\| \d+ \| [0-9a-f]{16} /.test(line))).toHaveLength(most);
    expect(await filing("reference")).toBe(own);
    expect(await filing("duckdb", "--findings", "f.csv")).toBe(own);
    expect(await filing("duckdb", "--findings", "f.ndjson", "--threads", "1")).toBe(own);
  });
});

describeRefusals({
  title: "Documents that cannot be written",
  name: "template",
  files: { "log.csv": LOG, key: KEY },
  attempts: [
    {
      what: "a template mistyped",
      args: [...RUN, "--template", "complain"],
      names: ["complain", "complaint or press"],
    },
    {
      what: "a complaint as text",
      args: [...RUN, "--template", "complaint", "-f", "text"],
      names: ["text", "markdown or html"],
    },
    {
      what: "a sheet as JSON",
      args: [...RUN, "--template", "press", "-f", "json"],
      names: ["json", "markdown or html"],
    },
    {
      what: "a sheet to a text file",
      args: [...RUN, "--template", "press", "-o", "p.txt"],
      names: ["text", "markdown or html"],
    },
    {
      what: "cases without pseudonyms",
      args: [...RUN, "--template", "complaint", "--cases", "5"],
      names: ["--cases 5", "--pseudonymize"],
    },
    {
      what: "cases without a complaint",
      args: [...RUN, "--cases", "5", "--pseudonymize", "key"],
      names: ["--cases 5", "complaint"],
    },
    {
      what: "cases for the press",
      args: [...RUN, "--template", "press", "--cases", "5", "--pseudonymize", "key"],
      names: ["complaint"],
    },
    {
      what: "no cases at all",
      args: [...RUN, "--template", "complaint", "--cases", "0", "--pseudonymize", "key"],
      names: ["--cases", "1 to 1000"],
    },
    { what: "cases from a saved report", args: ["render", "r.json", "--cases", "5"], names: ["--cases"] },
  ],
});
