import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { cancellog } from "../cli/world.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const README = readFileSync(`${ROOT}/README.md`, "utf8");

it("the README shows a rule as its own command explains it", async () => {
  const [, command = ""] =
    /^npx cancellog (explain .*)$/m.exec(README.split("## One appointment explained")[1] ?? "") ?? [];
  const { code, stdout, stderr } = await cancellog(command.split(" "), { cwd: ROOT });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const [, shown = ""] = /<!-- explain:begin -->\n```text\n(.*?)```\n<!-- explain:end -->/s.exec(README) ?? [];
  expect(shown).toContain("OVERDUE  ca.followup.mh-10bd");
  expect(shown).toContain("Labor Day");
  expect(stdout).toContain(shown);
});
