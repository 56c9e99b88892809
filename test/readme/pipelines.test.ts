import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { buildProgram } from "../cli/built.ts";
import { folderOf } from "../cli/world.ts";

const README = readFileSync(fileURLToPath(new URL("../../README.md", import.meta.url)), "utf8");

/** The fenced text that follows a marker. */
const part = (name: string): string => {
  const found = new RegExp(`<!-- pipeline:${name} -->\\n\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(README);
  return found?.[1] ?? "";
};

const HEADER = "appointment_id,enrollee_id,scheduled_at,status,canceled_at,canceled_by,service,rescheduled_to,facility";
const log = (met: number, none: number): string =>
  `${HEADER}\n${Array.from({ length: met + none }, (_, i) => `A${i},E${i},2022-08-26,canceled,2022-08-25,plan,intake,${i < met ? "2022-08-30" : ""},North\n`).join("")}Z,Z,2022-10-31,fulfilled,2022-10-31,,intake,,North\n`;
const GOOD = log(40, 0);
const BAD = log(10, 30);
const UNDECIDED = GOOD.replace("canceled_by", "by_whom");

describe.skipIf(process.platform === "win32")("the shell parts of the README", () => {
  let bin = "";
  beforeAll(() => {
    const script = buildProgram();
    bin = folderOf({
      cancellog: `#!/bin/sh\nexec '${process.execPath}' '${script}' "$@"\n`,
      mail: '#!/bin/sh\nprintf "%s\\n" "$@" > mail.txt\ncat >> mail.txt\n',
    });
    for (const name of ["cancellog", "mail"]) chmodSync(join(bin, name), 0o755);
  });

  /** Runs a piece of shell where the exports are, as a runner does, and returns its exit code and output. */
  const run = (cwd: string, shell: readonly string[], text: string) => {
    const env = {
      ...process.env,
      PATH: `${bin}:${process.env.PATH ?? ""}`,
      GITHUB_STEP_SUMMARY: join(cwd, "summary.md"),
    };
    const { status, stdout, stderr } = spawnSync(shell[0] ?? "sh", [...shell.slice(1), text], {
      cwd,
      env,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  };
  const place = (csv: string): string => folderOf({ "exports/log.csv": csv, "cancellog.yaml": part("config") });
  const CASES = [
    ["good", GOOD, 0],
    ["bad", BAD, 1],
    ["undecided", UNDECIDED, 2],
  ] as const;

  it.each(CASES)("of GitHub Actions end as the gates do: %s", (_, csv, code) => {
    const workflow = parse(part("github")) as { jobs: { check: { steps: { name?: string; run?: string }[] } } };
    const step = workflow.jobs.check.steps.find(({ name }) => name === "check")?.run ?? "";
    const cwd = place(csv);
    const first = run(cwd, ["bash", "-e", "-o", "pipefail", "-c"], step);
    expect(first.status, first.stderr).toBe(code);
    expect(first.stdout).toMatch(/^check (passed|failed|undecided): /m);
    expect(readFileSync(join(cwd, "summary.md"), "utf8")).toMatch(/^## cancellog: check/);
    // Chosen as the baseline, the report of that night lets pass what is no worse.
    const baseline = ["bash", "-e", "-o", "pipefail", "-c"];
    expect(run(cwd, baseline, step.replace("check", "check --baseline today.json")).status).toBe(code === 1 ? 0 : code);
  });

  it.each(CASES)("of GitLab CI end as the gates do, and leave the test report: %s", (_, csv, code) => {
    const job = (
      parse(part("gitlab")) as { "timely-access": { script: string[]; artifacts: { reports: { junit: string } } } }
    )["timely-access"];
    const cwd = place(csv);
    expect(run(cwd, ["bash", "-e", "-c"], job.script.join("\n")).status).toBe(code);
    expect(readFileSync(join(cwd, job.artifacts.reports.junit), "utf8")).toContain("<testsuites>");
    expect(readFileSync(join(cwd, "check.txt"), "utf8")).toMatch(/^check /m);
  });

  it.each(CASES)("of cron write mail unless all is well: %s", (_, csv, code) => {
    const [, command = ""] = /^\S+ \S+ \S+ \S+ \S+ (.*)$/m.exec(part("cron")) ?? [];
    const cwd = place(csv);
    expect(command).toContain("/srv/schedule");
    // In a crontab a percent sign that is not escaped ends the command.
    expect(command).not.toContain("%");
    run(cwd, ["sh", "-c"], command.replace("/srv/schedule", cwd));
    expect(existsSync(join(cwd, "mail.txt"))).toBe(code !== 0);
    if (code !== 0) expect(readFileSync(join(cwd, "mail.txt"), "utf8")).toContain(`timely access: exit ${code}`);
  });

  it("leave nothing behind but what they say", () => {
    const cwd = place(GOOD);
    const job = (parse(part("gitlab")) as { "timely-access": { script: string[] } })["timely-access"];
    run(cwd, ["bash", "-e", "-c"], job.script.join("\n"));
    expect(readdirSync(cwd).sort()).toEqual(["cancellog.yaml", "check.txt", "check.xml", "exports"]);
  });
});
