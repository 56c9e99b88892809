import { type CliWorld, write } from "./world.ts";

/** Says on standard error what a reader of the result should know beside it. */
export const noteBeside = async (
  world: CliWorld,
  ignored: readonly string[],
  findings: string | undefined,
): Promise<void> => {
  if (ignored.length > 0)
    await write(world.stderr, `note: not read, since they do not end like an export: ${ignored.join(", ")}\n`);
  if (findings !== undefined)
    await write(world.stderr, `note: ${findings} holds ids and dates of persons; handle it as you would the export.\n`);
};
