import type { Request } from "../audit.ts";
import type { Claims } from "../model/claims.ts";

/**
 * Reads the statements that `--claims` names, by the packs of a run.
 * @throws Failure with file, line and column.
 */
export const readClaims = async (path: string, { plan }: Request, cwd: string): Promise<Claims> => {
  const names = {
    families: plan.packs.flatMap(({ pack }) => pack.families.map(({ id }) => id)),
    rules: plan.packs.flatMap(({ pack }) => pack.rules.map(({ id }) => id)),
  };
  return (await import("../rules/claimsFile.ts")).readClaimsFile(path, cwd, names);
};
