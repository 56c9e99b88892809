import { shippedMappings } from "../ingest/mappings.ts";
import { failure } from "../model/failure.ts";
import type { Mapping } from "../model/mapping.ts";
import { nearest } from "../model/nearest.ts";

/**
 * Finds the mapping that `--mapping` names: a shipped one by its id, or a YAML file.
 * @throws Failure `unknown-option-value`, and those of reading the file.
 */
export const readMapping = async (name: string, cwd: string): Promise<Mapping> => {
  const shipped = shippedMappings();
  const found = shipped.find(({ id }) => id === name);
  if (found !== undefined) return found;
  if (/[./\\]/.test(name)) return (await import("../rules/mappingFile.ts")).readMappingFile(name, cwd);
  const ids = shipped.map(({ id }) => id);
  throw failure("unknown-option-value", {
    option: "--mapping",
    value: name,
    allowed: `Mappings are ${ids.join(", ")}; or name a YAML file, such as ./my-mapping.yaml.`,
    nearest: nearest(name, ids),
  });
};
