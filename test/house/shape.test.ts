import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { docFaults, lengthFaults, pathFaults, shapeFaults } from "./shape.ts";
import { filesOf, ROOT } from "./source.ts";

const src = filesOf("src");
const made = (...lines: readonly string[]) => ({ path: "src/model/a.ts", text: lines.join("\n") });

describe("the shape of the house", () => {
  it("is one idea a file, and every exported function says what it does", () => {
    expect(src.flatMap(shapeFaults)).toEqual([]);
  });

  it("has no folder and no file that is named for nothing", () => {
    expect([...src, ...filesOf("test")].flatMap(({ path }) => pathFaults(path))).toEqual([]);
  });

  it.skipIf(!existsSync(join(ROOT, ".git")))("holds at its top level what the plan names, and nothing else", () => {
    const tracked = execFileSync("git", ["ls-files", "-z"], { cwd: ROOT, encoding: "utf8" }).split("\0");
    expect(tracked.filter((path) => path !== "").flatMap(pathFaults)).toEqual([]);
  });
});

describe("the checker", () => {
  it("finds a file that is too long, unless it is data", () => {
    const text = "x;\n".repeat(251);
    expect(lengthFaults({ path: "src/cli/a.ts", text })).toEqual([
      "src/cli/a.ts:251 the file goes on to line 251; one idea takes 250 at the most",
    ]);
    expect(lengthFaults({ path: "src/cli/a.ts", text: "x;\n".repeat(250) })).toEqual([]);
    expect(lengthFaults({ path: "src/model/fields.ts", text })).toEqual([]);
    expect(lengthFaults({ path: "src/calendar/zones.json", text })).toEqual([]);
  });

  it.each([
    ["dist/main.js", "the top level has no place for dist"],
    ["notes.md", "the top level has no place for notes.md"],
    ["src/utils/date.ts", '"utils" names no idea'],
    ["src/ingest/helpers.ts", '"helpers.ts" names no idea'],
    ["src/common/a.ts", '"common" names no idea'],
  ])("finds %s", (path, fault) => {
    expect(pathFaults(path)).toEqual([`${path}:1 ${fault}`]);
  });

  it.each([
    "export const f = (a: number): number => a;",
    "export const f = async <T>(a: T) => a;",
    "export const f: Renderer = (report) => report;",
    "export const f = a => a;",
    "export function f() {}",
    "export async function* f() {}",
  ])("finds no doc comment at %s", (line) => {
    expect(docFaults(made("", line))).toEqual(["src/model/a.ts:2 exports f without a doc comment"]);
    expect(docFaults(made("/** Says something. */", line))).toEqual([]);
    expect(docFaults(made("// Not a doc comment.", line))).toHaveLength(1);
  });

  it("asks no doc comment of values, and takes one for adjacent one-liners", () => {
    expect(docFaults(made("export const n = (1 + 2) * 3;", "export const list = [(a) => a];"))).toEqual([]);
    expect(docFaults(made("/** Begun, or done. */", "export const f = () => 1;", "export const g = () => 2;"))).toEqual(
      [],
    );
    expect(docFaults(made("/** Begun. */", "export const f = () => 1;", "", "export const g = () => 2;"))).toHaveLength(
      1,
    );
  });
});
