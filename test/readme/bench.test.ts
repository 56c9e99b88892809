import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string): string => readFileSync(`${ROOT}/${path}`, "utf8");

it("the README quotes the figures of the benchmark as it wrote them", () => {
  const [, quoted = ""] = /<!-- bench:begin -->\n(.*?)<!-- bench:end -->/s.exec(read("README.md")) ?? [];
  expect(quoted).toContain("| whole command : the floor |");
  const results = ["results.md", "results-large.md"].flatMap((name) => read(`test/bench/${name}`).split("\n"));
  for (const row of quoted.split("\n").filter((line) => line.startsWith("|"))) expect(results).toContain(row);
});
