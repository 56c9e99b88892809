import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { shippedPackIds } from "../../src/rules/shipped.ts";
import { cancellog, folderOf } from "../cli/world.ts";

const PAGE = fileURLToPath(new URL("../../src/rules/packs/README.md", import.meta.url));

/** The files of the page on writing a pack, as a reader would copy them. */
const FILES: Readonly<Record<string, string>> = Object.fromEntries(
  [...readFileSync(PAGE, "utf8").matchAll(/<!-- file: (\S+) -->\n```\w+\n(.*?)```/gs)].map(([, name, text]) => [
    name!,
    text!,
  ]),
);

/** An export of New York, with a discharge date under a header that no field claims. */
const EXPORT = `Appointment ID,Patient ID,Status,Scheduled At,Canceled At,Canceled By,Service,Requested At,Discharge Date,Referred From,Rescheduled To
1,p1,canceled,2025-08-28,2025-08-27,plan,intake,2025-08-21,,Family Doctor,2025-09-05
2,p2,canceled,2025-08-28,2025-08-27,plan,intake,2025-08-21,,Family Doctor,2025-09-08
3,p3,canceled,2025-08-28,2025-08-27,plan,intake,,2025-08-25,Hospital,2025-09-02
4,p4,canceled,2025-08-28,2025-08-27,plan,intake,,2025-08-25,Hospital,
5,p5,canceled,2025-08-28,2025-08-27,plan,intake,2025-08-21,,,
`;
const cwd = folderOf({ ...FILES, "export.csv": EXPORT });
const run = (...args: readonly string[]) => cancellog(args, { cwd });

describe("the page on writing a pack", () => {
  it("shows a pack, its holidays, a mapping and an extension", () =>
    expect(Object.keys(FILES).sort()).toEqual([
      "five-days.yaml",
      "ny-behavioral-health.yaml",
      "ny-holidays.csv",
      "ny-mapping.yaml",
    ]));

  it.each(["./ny-behavioral-health.yaml", "./five-days.yaml"])("%s is valid, and its examples hold", async (pack) => {
    const validated = await run("rules", "validate", pack);
    expect({ ...validated, stdout: "" }).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(validated.stdout).toContain("nothing is wrong with it");
    const tested = await run("rules", "test", pack);
    expect({ ...tested, stdout: "" }).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(tested.stdout).toMatch(/all as expected\.\n$/);
  });

  it("its pack reports on an export, by holidays and mapping of its own", async () => {
    const args = ["--pack", "./ny-behavioral-health.yaml", "--mapping", "./ny-mapping.yaml", "--as-of", "2025-12-01"];
    const { code, stdout } = await run("report", "export.csv", ...args, "-f", "json", "-q");
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as Report;
    expect(report.packs[0]?.calendar.id).toBe("ny-holidays");
    expect(
      report.rules.map(({ id, counts }) => [id, counts.met, counts.missed, counts.overdue, counts.undetermined]),
    ).toEqual([
      ["ny.initial.request-10bd", 1, 1, 0, 1],
      ["ny.initial.discharge-7d", 0, 1, 1, 1],
    ]);
    expect(report.undecided).toContainEqual({
      family: "ny.initial",
      reason: "unknown:column:Referred From",
      cancellations: 1,
    });
  });

  it("says in the text report which column is blank", async () => {
    const args = ["--pack", "./ny-behavioral-health.yaml", "--mapping", "./ny-mapping.yaml", "--as-of", "2025-12-01"];
    expect((await run("report", "export.csv", ...args)).stdout).toContain('column "Referred From" is blank');
  });

  it("its calendar is shown with the law of each day", async () => {
    const { code, stdout } = await run("calendar", "2025", "--calendar", "./ny-holidays.csv");
    expect(code).toBe(0);
    expect(stdout).toContain("2025-11-04  Tuesday    Election Day: General Construction Law § 24");
  });
});

describe.each(shippedPackIds())("the examples of %s", (id) => {
  it("come out as expected", async () => {
    const { code, stdout } = await run("rules", "test", id);
    expect(stdout).not.toContain("OTHERWISE");
    expect(code).toBe(0);
  });

  it("hold in what rules export prints, once saved as a file", async () => {
    const { stdout } = await run("rules", "export", id);
    const folder = folderOf({ "copy.yaml": stdout });
    expect((await cancellog(["rules", "test", "./copy.yaml"], { cwd: folder })).code).toBe(0);
  });
});
