import { shippedPackSource } from "../../../rules/shipped.ts";
import { OutputFile } from "../../outputFile.ts";
import { unknownPack } from "../../readPack.ts";
import { type CliWorld, EXIT, write } from "../../world.ts";

/**
 * Runs `cancellog rules export`: a shipped pack's YAML as it is written, comments and all, to start from.
 * @throws Failure `unknown-option-value` for a pack that is not shipped.
 */
export const rulesExportCommand = async (
  id: string,
  { output }: { readonly output?: string },
  world: CliWorld,
): Promise<number> => {
  const source = shippedPackSource(id);
  if (source === null) throw unknownPack(id, "rules export");
  if (output === undefined) await write(world.stdout, source);
  else {
    const file = new OutputFile(output, world.cwd());
    file.write(source);
    file.finish();
  }
  return EXIT.done;
};
