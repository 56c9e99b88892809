import { readFileSync } from "node:fs";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { main } from "../../src/cli/main.ts";
import { FORMATS } from "../../src/render/renderer.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const README = readFileSync(`${ROOT}/README.md`, "utf8");
const manifest = JSON.parse(readFileSync(`${ROOT}/package.json`, "utf8"));

const sink = (into: string[]): Writable =>
  new Writable({
    write: (chunk, _, done) => {
      into.push(String(chunk));
      done();
    },
  });

describe("the README", () => {
  it("shows what its first command prints, with both published figures", async () => {
    const [, command = ""] = /^npm ci && npx cancellog (.*?) +#/m.exec(README) ?? [];
    const stdout: string[] = [];
    const stderr: string[] = [];
    const argv = ["node", "cancellog", ...command.split(" ")];
    const world = { argv, env: {}, cwd: () => ROOT, stdin: process.stdin, stdout: sink(stdout), stderr: sink(stderr) };
    expect(await main(world)).toBe(0);
    expect(stderr.join("")).toBe("");
    const [, shown = ""] = /<!-- report:begin -->\n```text\n(.*?)```\n<!-- report:end -->/s.exec(README) ?? [];
    expect(shown).toContain("111,803 appointments canceled, affecting 63,808 enrollees.");
    expect(stdout.join("").slice(0, shown.length)).toBe(shown);
  });

  it("gives a reason for every package", () => {
    const packages = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    const [, table = ""] = README.split("## Dependencies");
    for (const name of packages.filter((one) => !one.startsWith("@types/"))) expect(table).toContain(name);
  });

  it("holds the rules as the packs have them (src/build/readmeTables.mjs writes them anew)", async () => {
    const stdout: string[] = [];
    const argv = ["node", "cancellog", "rules", "list", "-f", "markdown"];
    const world = { argv, env: {}, cwd: () => ROOT, stdin: process.stdin, stdout: sink(stdout), stderr: sink([]) };
    expect(await main(world)).toBe(0);
    const [, shown = ""] = /<!-- rules:begin -->\n(.*?)<!-- rules:end -->/s.exec(README) ?? [];
    expect(shown).toContain("| `ca.reschedule` | `ca.reschedule.urgent-48h` | 48 hours |");
    expect(shown).toBe(stdout.join(""));
  });

  it("names every mapping and every form of output that there is", () => {
    expect(README).toContain("--mapping epic|cerner|athena|fhir");
    for (const format of FORMATS.filter((one) => one !== "text")) expect(README).toContain(`-f ${format}`);
  });
});
