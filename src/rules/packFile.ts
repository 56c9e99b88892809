import { createHash } from "node:crypto";
import { parseIsoDate } from "../calendar/civil.ts";
import { packSchema } from "../model/pack.ts";
import type { Pack } from "../model/rule.ts";
import { packOf } from "./packDocument.ts";
import { parseYaml, readText } from "./yamlFile.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/**
 * Reads a rule pack from YAML text.
 * @throws Failure `pack-error` with file, line and column of the first fault.
 */
export const parsePack = (source: string, path: string): Pack => {
  const document = parseYaml(source, path, packSchema, "a rule pack", ({ rules }, fault) => {
    rules.forEach(({ effective }, i) => {
      for (const end of ["from", "to"] as const)
        if (effective[end] !== null && parseIsoDate(effective[end]) === null)
          throw fault(["rules", i, "effective", end], `${effective[end]} is no date of the calendar`);
    });
  });
  return packOf(document, sha256(source));
};

/**
 * Reads a rule pack of the user's own.
 * @throws Failure `file-missing`, `file-unreadable` or `pack-error`.
 */
export const readPackFile = async (path: string, cwd: string): Promise<Pack> =>
  parsePack(await readText(path, cwd), path);
