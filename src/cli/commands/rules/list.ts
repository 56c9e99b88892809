import type { PackSheet } from "../../../model/ruleSheet.ts";
import { RULES_OPTIONS, type SheetFormat } from "../../../model/runOptions.ts";
import { ruleListMarkdown, ruleListText } from "../../../render/rules/list.ts";
import { packSheet } from "../../../rules/sheet.ts";
import { shippedPackIds } from "../../../rules/shipped.ts";
import { readCalendar } from "../../readCalendar.ts";
import { readOptional } from "../../readOption.ts";
import { readPack } from "../../readPack.ts";
import { type CliWorld, EXIT, write } from "../../world.ts";

export interface SheetOptions {
  readonly pack?: readonly string[];
  readonly format?: string;
}

const RENDERERS: Readonly<Record<SheetFormat, (packs: readonly PackSheet[]) => string>> = {
  text: ruleListText,
  json: (packs) => `${JSON.stringify(packs, null, 2)}\n`,
  markdown: ruleListMarkdown,
};

/** Reads packs as people read them: those named, or all that are shipped. */
export const readSheets = async (names: readonly string[] | undefined, cwd: string): Promise<readonly PackSheet[]> => {
  const sheets: PackSheet[] = [];
  for (const name of names ?? shippedPackIds()) {
    const pack = await readPack(name, cwd);
    sheets.push(packSheet(pack, await readCalendar(pack.calendar, `the calendar of pack ${pack.id}`, cwd)));
  }
  return sheets;
};

/** Runs `cancellog rules list`. */
export const rulesListCommand = async (options: SheetOptions, world: CliWorld): Promise<number> => {
  const format = readOptional("--format", RULES_OPTIONS["--format"], options.format) ?? "text";
  await write(world.stdout, RENDERERS[format](await readSheets(options.pack, world.cwd())));
  return EXIT.done;
};
