import { failure } from "../../../model/failure.ts";
import type { Pack } from "../../../model/rule.ts";
import { shippedPack } from "../../../rules/shipped.ts";
import type { PlacedFault } from "../../../rules/yamlFile.ts";
import { readCalendar } from "../../readCalendar.ts";
import { isPackFile, unknownPack } from "../../readPack.ts";
import { type CliWorld, EXIT, write } from "../../world.ts";

const check = async (name: string, cwd: string): Promise<{ pack: Pack | null; faults: readonly PlacedFault[] }> => {
  if (isPackFile(name)) return (await import("../../../rules/packFile.ts")).checkPackFile(name, cwd);
  const pack = shippedPack(name);
  if (pack === null) throw unknownPack(name, "rules validate");
  return { pack, faults: [] };
};

const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;

const summary = (name: string, { id, version, extends: base, families, rules, examples }: Pack): string => {
  const from = base === null ? "" : `, extends ${base.id} ${base.version}`;
  const holds = `${counted(rules.length, "rule")} in ${families.length} ${families.length === 1 ? "family" : "families"}`;
  const next =
    examples.length === 0
      ? "It has no examples: give it some, and cancellog rules test runs them."
      : `Try it: cancellog rules test ${name}`;
  return `${name}: pack ${id} ${version}${from}: ${holds}, ${counted(examples.length, "example")}; nothing is wrong with it.\n${next}\n`;
};

/**
 * Runs `cancellog rules validate`: all that is wrong with a pack, a line each with file, line and column.
 * @throws Failure where the file, the pack it extends or the calendar it names cannot be read.
 */
export const rulesValidateCommand = async (name: string, world: CliWorld): Promise<number> => {
  const cwd = world.cwd();
  const { pack, faults } = await check(name, cwd);
  if (pack === null) {
    const inOrder = faults.toSorted((a, b) => a.line - b.line || a.column - b.column);
    const lines = [...new Set(inOrder.map((fault) => failure("pack-error", fault).message))];
    await write(world.stdout, `${lines.join("\n")}\n`);
    return EXIT.failed;
  }
  await readCalendar(pack.calendar, `the calendar of pack ${pack.id}`, cwd);
  await write(world.stdout, summary(name, pack));
  return EXIT.done;
};
