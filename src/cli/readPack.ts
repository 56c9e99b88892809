import { failure } from "../model/failure.ts";
import { nearest } from "../model/nearest.ts";
import type { Pack } from "../model/rule.ts";
import { shippedPack, shippedPackIds } from "../rules/shipped.ts";

/** Says whether a name is that of a pack file, and not the id of a shipped pack. */
export const isPackFile = (name: string): boolean => /[./\\]/.test(name);

/** Makes the failure of a pack's name that nobody knows. */
export const unknownPack = (name: string, option: string): Error => {
  const ids = shippedPackIds();
  return failure("unknown-option-value", {
    option,
    value: name,
    allowed: `Packs are ${ids.join(", ")}; or name a YAML file, such as ./my-pack.yaml.`,
    nearest: nearest(name, ids),
  });
};

/**
 * Finds the pack that an option or an argument names: a shipped one by its id, or a YAML file.
 * @throws Failure `unknown-option-value`, and those of reading the file.
 */
export const readPack = async (name: string, cwd: string, option = "--pack"): Promise<Pack> => {
  const shipped = shippedPack(name);
  if (shipped !== null) return shipped;
  if (isPackFile(name)) return (await import("../rules/packFile.ts")).readPackFile(name, cwd);
  throw unknownPack(name, option);
};
