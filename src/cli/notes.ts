import { type CliWorld, write } from "./world.ts";

/** Says on standard error what a reader of the result should know beside it. */
export const noteBeside = async (
  world: CliWorld,
  ignored: readonly string[],
  {
    findings,
    rejects,
    pseudonymize,
  }: { readonly findings?: string; readonly rejects?: string; readonly pseudonymize?: string },
): Promise<void> => {
  if (ignored.length > 0)
    await write(world.stderr, `note: not read, since they do not end like an export: ${ignored.join(", ")}\n`);
  if (findings !== undefined && pseudonymize === undefined)
    await write(world.stderr, `note: ${findings} holds ids and dates of persons; handle it as you would the export.\n`);
  if (findings !== undefined && pseudonymize !== undefined)
    await write(
      world.stderr,
      `note: ${findings} holds real dates beside pseudonyms: at best a limited data set, and not de-identified.\n`,
    );
  if (rejects !== undefined && pseudonymize !== undefined)
    await write(
      world.stderr,
      `note: ${rejects} holds records as they stand, ids included: --pseudonymize does not reach it.\n`,
    );
};
