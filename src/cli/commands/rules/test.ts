import { Failure, failure } from "../../../model/failure.ts";
import { inert } from "../../../model/inert.ts";
import { readPack } from "../../readPack.ts";
import { type CliWorld, EXIT, write } from "../../world.ts";
import { type ExampleRun, runExample } from "./runExample.ts";

const told = ({ title, verdicts, surprises }: ExampleRun): string =>
  [
    `${surprises.length === 0 ? "as expected" : "OTHERWISE  "}  ${title} (${verdicts} ${verdicts === 1 ? "verdict" : "verdicts"})`,
    ...surprises.map((surprise) => `             ${surprise}`),
  ]
    .map(inert)
    .join("\n");

/**
 * Runs `cancellog rules test`: a pack's own examples; exit code 1 where one comes out otherwise.
 * @throws Failure where the pack or an example cannot be read, and `no-examples`: nothing tested is nothing passed.
 */
export const rulesTestCommand = async (name: string, world: CliWorld): Promise<number> => {
  const cwd = world.cwd();
  const pack = await readPack(name, cwd, "rules test");
  if (pack.examples.length === 0) throw failure("no-examples", { pack: name });
  const runs: ExampleRun[] = [];
  for (const example of pack.examples) {
    const told = (cause: Failure) =>
      cause.message.includes(example.title)
        ? cause
        : failure("example-unread", { pack: name, title: example.title, cause: cause.message });
    runs.push(
      await runExample(name, example, cwd).catch((error: unknown) => {
        throw error instanceof Failure ? told(error) : error;
      }),
    );
  }
  const failed = runs.filter(({ surprises }) => surprises.length > 0).length;
  const verdicts = runs.reduce((sum, run) => sum + run.verdicts, 0);
  const end = failed === 0 ? "all as expected" : `${failed} came out otherwise`;
  await write(
    world.stdout,
    `${runs.map(told).join("\n")}\n${pack.id} ${pack.version}: ${runs.length} ${runs.length === 1 ? "example" : "examples"}, ${verdicts} verdicts; ${end}.\n`,
  );
  return failed === 0 ? EXIT.done : EXIT.gate;
};
