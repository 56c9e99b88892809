import { describe, expect, it } from "vitest";
import { importFaults, importsOf, worldlyFaults } from "./importTable.ts";
import { codeOf, filesOf, isCode } from "./source.ts";

const code = filesOf("src").filter(isCode);
const faultsIn = (path: string, ...lines: readonly string[]) => importFaults({ path, text: lines.join("\n") });

describe("the import table", () => {
  it("is kept by every file of src", () => {
    expect(code.length).toBeGreaterThan(100);
    expect(code.flatMap(importFaults)).toEqual([]);
  });

  it("leaves clock, chance, collation and process to the command line", () => {
    expect(code.flatMap(worldlyFaults)).toEqual([]);
  });
});

describe("the checker", () => {
  it.each([
    ["a room below", "src/model/a.ts", 'import { x } from "../calendar/x.ts";', "model may not import calendar"],
    ["a type from a room below", "src/ingest/a.ts", 'import type { X } from "../rules/x.ts";', "may not import rules"],
    ["a re-export", "src/statistics/a.ts", 'export { x } from "../engine/rows.ts";', "may not import engine"],
    ["a whole re-export", "src/statistics/a.ts", 'export * from "../engine/rows.ts";', "may not import engine"],
    ["a lazy import", "src/render/a.ts", 'const x = await import("../calendar/civil.ts");', "may not import calendar"],
    ["the import of a type", "src/model/a.ts", 'let x: import("../rules/x.ts").X;', "may not import rules"],
    ["an import for its effect", "src/model/a.ts", 'import "../cli/main.ts";', "may not import cli"],
    ["another engine", "src/engine/duckdb/a.ts", 'import "../reference/walk.ts";', "may not import engine/reference"],
    [
      "the dialects, from the oracle",
      "src/engine/reference/a.ts",
      'import "../sql/a.ts";',
      "may not import engine/sql",
    ],
    ["an engine, from what they share", "src/engine/rows.ts", 'import "./reference/walk.ts";', "may not import one of"],
    ["another's package", "src/cli/a.ts", 'import type { z } from "zod";', "only src/model/ may import it"],
    ["another's package by a path", "src/cli/a.ts", 'import { parse } from "csv-parse/sync";', "only src/ingest/"],
    ["a package nobody owns", "src/cli/a.ts", 'import _ from "lodash";', "no folder owns"],
    ["the file system", "src/engine/a.ts", 'import { readFileSync } from "node:fs";', "node:fs: only"],
    ["its promises", "src/rules/a.ts", 'import { readFile } from "node:fs/promises";', "node:fs/promises: only"],
    ["Node in the model", "src/model/a.ts", 'import { join } from "node:path";', "imports nothing of Node's"],
    ["what lies outside of src", "src/model/a.ts", 'import "../../package.json";', "outside of the rooms"],
    ["a new room", "src/extra/a.ts", 'import "../model/fields.ts";', "in no room"],
    ["a name worked out", "src/cli/a.ts", "await import(name);", "nobody can check it"],
  ])("finds %s", (_, path, line, fault) => {
    expect(faultsIn(path, "/** A made-up file. */", line)).toEqual([expect.stringContaining(fault)]);
    expect(faultsIn(path, "/** A made-up file. */", line)[0]).toMatch(new RegExp(`^${path}:2 `));
  });

  it("finds an import over several lines, and names its first", () => {
    expect(faultsIn("src/model/a.ts", "", "import {", "  type A,", "  b,", '} from "../rules/b.ts";')).toEqual([
      "src/model/a.ts:2 imports src/rules/b.ts: model may not import rules",
    ]);
  });

  it("lets pass what the table allows", () => {
    expect(faultsIn("src/engine/duckdb/a.ts", 'import "../sql/a.ts";', 'import "@duckdb/node-api";')).toEqual([]);
    expect(faultsIn("src/cli/tool.ts", 'import manifest from "../../package.json" with { type: "json" };')).toEqual([]);
    expect(faultsIn("src/rules/yamlFile.ts", 'import "node:fs/promises";', 'import { parse } from "yaml";')).toEqual(
      [],
    );
  });

  it("takes no import out of comments, strings and expressions", () => {
    const text = [
      '// import "a";',
      '/* import "b"; */',
      "const js = 'import { c } from \"c\";';",
      'const quote = /["\'`]/.test(js) ? \'import "d"\' : `@{js /* import "e" */} import "f"`;',
      "const half = 6 / 2; const third = `@{`@{half}`}`; import 'g';",
    ]
      .join("\n")
      .replaceAll("@{", "${");
    expect(importsOf(text).map(({ specifier }) => specifier)).toEqual(["g"]);
    expect(codeOf(text)).toHaveLength(text.length);
  });

  it.each(["new Date()", "Date.now()", "Math.random()", "process.env.TZ", "`@{process.pid}`", "a.localeCompare(b)"])(
    "finds %s outside of the command line, and not inside it",
    (expression) => {
      const text = `\nconst x = ${expression.replace("@{", "${")};`;
      expect(worldlyFaults({ path: "src/engine/a.ts", text })).toEqual([
        expect.stringMatching(/^src\/engine\/a\.ts:2 /),
      ]);
      expect(worldlyFaults({ path: "src/cli/a.ts", text })).toEqual([]);
    },
  );

  it("knows the packages' own dates from the clock's", () => {
    const text = 'const first = new UTCDate(2022, 0, 1); // not new Date()\nconst word = "Date.now";';
    expect(worldlyFaults({ path: "src/calendar/a.ts", text })).toEqual([]);
  });
});
