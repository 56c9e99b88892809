import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readMappingFile } from "../../src/rules/mappingFile.ts";
import { ASSESSABLE, EXPORT_NAMES, EXPORTS } from "./exports.ts";
import { folderOf, run } from "./world.ts";

const folder = folderOf(EXPORTS);
afterAll(folder.remove);

/** The mapping as a person would take it from the screen. */
const printed = async (files: readonly string[]): Promise<string> => {
  const { stdout } = await run(folder.path, ["inspect", ...files]);
  return stdout.slice(stdout.indexOf("schema: cancellog.mapping/1"));
};

const saved = (yaml: string): string => {
  writeFileSync(join(folder.path, "mapping.yaml"), yaml);
  return "./mapping.yaml";
};

/** A report without what names the mapping itself. */
const report = async (files: readonly string[], ...args: readonly string[]) => {
  const { code, stdout, stderr } = await run(folder.path, ["report", ...files, "-f", "json", ...args]);
  if (code !== 0) return stderr;
  const document = JSON.parse(stdout);
  for (const input of document.inputs) input.mapping = undefined;
  return { ...document, options: undefined };
};

describe("the mapping that is printed", () => {
  it.each(EXPORT_NAMES)("loads: %s", async (name) => {
    const mapping = await readMappingFile(saved(await printed([name])), folder.path);
    expect(mapping.schema).toBe("cancellog.mapping/1");
  });

  it.each(ASSESSABLE)("gives the same report as detection: %s", async (name) => {
    const path = saved(await printed([name]));
    const detected = await report([name]);
    expect(detected).toMatchObject({ schema: "cancellog.report/1" });
    expect(await report([name], "--mapping", path)).toEqual(detected);
  });

  it.each(["lacking.csv", "choices.csv", "ambiguous.csv"])("fails where detection failed: %s", async (name) => {
    const detected = await report([name]);
    expect(typeof detected).toBe("string");
    expect(await report([name], "--mapping", saved(await printed([name])))).toBe(detected);
  });

  it("makes an export assessable once the nearest columns are accepted", async () => {
    const yaml = (await printed(["lacking.csv"])).replace(/^ {2}# (\w+: (?:"|\[))/gm, "  $1");
    expect(await report(["lacking.csv"], "--mapping", saved(yaml))).toMatchObject({
      reconciliation: { read: 4, accepted: 4 },
      headline: { cancellations: 1, canceledBy: { plan: 1 } },
    });
  });

  it("makes the wide export assessable the same way", async () => {
    const yaml = (await printed(["wide.csv"]))
      .replace("{} # take", "# take")
      .replace(/^ {2}# (\w+: (?:"|\[))/gm, "  $1");
    const path = saved(yaml);
    const { stdout } = await run(folder.path, ["inspect", "wide.csv", "--mapping", path]);
    expect(stdout).toMatch(/^This export can be assessed as it is\./);
    expect(stdout).toContain("zz-hold");
    expect(await report(["wide.csv"], "--mapping", path)).toMatchObject({ reconciliation: { read: 120, rejected: 3 } });
  });

  it("takes a word that was filled in", async () => {
    const yaml = (await printed(["epic.csv"])).replace('# "zz-hold": null', '"zz-hold": waitlist');
    expect(await report(["epic.csv"], "--mapping", saved(yaml))).toMatchObject({ reconciliation: { rejected: 0 } });
  });

  it("is one for files that differ in columns and order, and one each for systems", async () => {
    writeFileSync(join(folder.path, "part1.csv"), "Appt ID,MRN,status,start\n1,2,booked,2022-08-01\n");
    writeFileSync(
      join(folder.path, "part2.csv"),
      "status,patient_id,appointment_id,scheduled_at,site\nbooked,2,3,2022-08-02,X\n",
    );
    const document = async (...files: string[]) =>
      JSON.parse((await run(folder.path, ["inspect", ...files, "-f", "json"])).stdout);
    expect((await document("part1.csv", "part2.csv")).mappings).toHaveLength(1);
    expect((await document("epic.csv", "cerner.psv")).mappings).toHaveLength(2);
  });
});
