import { createHash } from "node:crypto";
import { type Mapping, mappingSchema } from "../model/mapping.ts";
import { parseYaml, readText } from "./yamlFile.ts";

/**
 * Reads a header and code mapping of the user's own.
 * @throws Failure `file-missing`, `file-unreadable`, or `pack-error` with line and column.
 */
export const readMappingFile = async (path: string, cwd: string): Promise<Mapping> => {
  const source = await readText(path, cwd);
  const sha256 = createHash("sha256").update(source).digest("hex");
  return { ...parseYaml(source, path, mappingSchema, "a mapping"), sha256 };
};
