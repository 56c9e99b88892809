import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { checkSchema } from "../../src/model/check.ts";
import { DOCUMENT_NAMES } from "../../src/model/documents.ts";
import { explainSchema } from "../../src/model/explain.ts";
import { publishedSchema } from "../../src/model/published.ts";
import { type Report, reportSchema } from "../../src/model/report.ts";
import { renderText } from "../../src/render/text/text.ts";
import { cancellog, folderOf } from "../cli/world.ts";
import { faultsOf, requireValid } from "./validate.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const saved = (name: string): string => readFileSync(join(ROOT, "fixtures/documents", name), "utf8");
const yamlIn = (folder: string): readonly (readonly [string, unknown])[] =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => [name, parse(readFileSync(join(ROOT, folder, name), "utf8"))] as const);

describe("the published schemas", () => {
  it.each([...DOCUMENT_NAMES, "config"])("are JSON Schema, in the reading of another validator: %s", async (name) => {
    const { code, stdout, stderr } = await cancellog(["schema", name]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const schema = JSON.parse(stdout);
    expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(() => new Ajv2020({ strict: true, strictTypes: false }).compile(schema)).not.toThrow();
  });

  it.each(yamlIn("src/rules/packs"))("take the shipped pack %s", (_, pack) =>
    expect(faultsOf("pack", pack)).toEqual([]),
  );
  it.each(yamlIn("src/ingest/mappings"))("take the shipped mapping %s", (_, mapping) =>
    expect(faultsOf("mapping", mapping)).toEqual([]),
  );

  it("refuse what is none of them", () => {
    expect(faultsOf("report", { schema: "cancellog.report/2" })).not.toEqual([]);
    expect(faultsOf("pack", { schema: "cancellog.pack/1" })).not.toEqual([]);
    expect(() => requireValid('{ "schema": "cancellog.check/1" }')).toThrow("not what its schema says");
  });

  it("let an additive key pass, as every reader must", () => {
    expect(faultsOf("report", { ...JSON.parse(saved("report-1.json")), added: { later: 1 } })).toEqual([]);
  });

  it("know every option that a configuration takes, and no other", async () => {
    const { stdout } = await cancellog(["schema", "config"]);
    const validate = new Ajv2020({ strict: true, strictTypes: false }).compile(JSON.parse(stdout));
    const good = { schema: "cancellog.config/1", pack: ["a", "b"], "as-of": "2022-10-31", by: ["week"], quiet: true };
    expect(validate({ ...good, check: { "fail-on": ["rejected>0"], format: "junit" } })).toBe(true);
    expect(validate({ ...good, asof: "2022-10-31" })).toBe(false);
    expect(validate({ ...good, report: { "fail-on": "rejected>0" } })).toBe(false);
    expect(validate({ ...good, quiet: "yes" })).toBe(false);
  });
});

/** Documents of a first version are read for ever: these files are never changed, only added to. */
describe("a report saved by this version", () => {
  const text = saved("report-1.json");
  const document = JSON.parse(text);

  it("is valid by the schema of today", () => {
    expect(faultsOf("report", document)).toEqual([]);
    expect(reportSchema.parse(document)).toMatchObject(document);
  });

  it.each(["links", "seenOtherwise", "config"])("is valid without %s, which was added since", (key) => {
    const { [key]: _, ...older } = document;
    expect(faultsOf("report", older)).toEqual([]);
    expect(reportSchema.parse(older)).toMatchObject({ ...document, [key]: null });
  });

  it("is still rendered", () => {
    const report: Report = reportSchema.parse(document);
    expect(renderText(report, { width: 80, color: false, verbose: true })).toContain("Provenance");
  });

  it("is still a baseline, as far as the pack is the same", async () => {
    const logs = reportSchema.parse(document).inputs.map(({ path }) => join(ROOT, path));
    const run = ["--as-of", "2022-11-30", "--by", "service,canceled_by"];
    const { packs } = JSON.parse((await cancellog(["report", ...logs, ...run, "-f", "json"])).stdout);
    const cwd = folderOf({ "base.json": JSON.stringify({ ...document, packs }) });
    const open = ["--max-rejected", "100%", "--max-undetermined", "100%", "--fail-on", "problems>0"];
    const ran = await cancellog(["check", ...logs, ...run, ...open, "--baseline", "base.json"], { cwd });
    expect(ran).toMatchObject({
      stderr: "",
      stdout: expect.stringMatching(/than the\s+baseline's|in\s+the\s+baseline/),
    });
  });
});

describe("a check saved by this version", () => {
  it("is valid by the schema of today", () => {
    const document = JSON.parse(saved("check-1.json"));
    expect(faultsOf("check", document)).toEqual([]);
    expect(checkSchema.parse(document)).toMatchObject(document);
  });
});

describe("a publication saved by this version", () => {
  const text = saved("published-1.json");

  it("is valid by the schema of today", () => {
    const document = JSON.parse(text);
    expect(faultsOf("published", document)).toEqual([]);
    expect(publishedSchema.parse(document)).toMatchObject(document);
  });

  it("is still rendered", async () => {
    const cwd = folderOf({ "p.json": text });
    const { code, stdout } = await cancellog(["render", "p.json"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain("What was hidden, and by which rule");
  });
});

describe("an explanation saved by this version", () => {
  it("is valid by the schema of today", () => {
    const document = JSON.parse(saved("explain-1.json"));
    expect(faultsOf("explain", document)).toEqual([]);
    expect(explainSchema.parse(document)).toMatchObject(document);
  });
});

describe("the fixtures of exports", () => {
  const exports = readdirSync(join(ROOT, "fixtures/problems")).filter((name) => name.endsWith(".csv"));
  it.each(exports)("give documents that their schemas take: %s", async (name) => {
    const cwd = folderOf({ "log.csv": readFileSync(join(ROOT, "fixtures/problems", name)) });
    for (const command of ["report", "check", "inspect"]) {
      const { stdout } = await cancellog([command, "log.csv", "-f", "json"], { cwd });
      requireValid(stdout);
    }
  });
});
