/**
 * Writes the rule tables of the README anew, from the packs: `node src/build/bundle.mjs && node src/build/readmeTables.mjs`.
 * A test says where they are not what this would write.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const page = join(root, "README.md");
const program = join(root, "bin", "cancellog.js");
const tables = execFileSync(process.execPath, [program, "rules", "list", "-f", "markdown"], { encoding: "utf8" });

const text = readFileSync(page, "utf8");
const [before, rest] = text.split("<!-- rules:begin -->\n");
const [, after] = (rest ?? "").split("<!-- rules:end -->");
if (rest === undefined || after === undefined)
  throw new Error("README.md has no <!-- rules:begin --> and <!-- rules:end -->");
writeFileSync(page, `${before}<!-- rules:begin -->\n${tables}<!-- rules:end -->${after}`);
