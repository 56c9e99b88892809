import type { SheetFormat } from "../../../model/runOptions.ts";
import { ruleListMarkdown, ruleListText } from "../../../render/rules/list.ts";
import { packListing, packSheet } from "../../../rules/sheet.ts";
import { readOption } from "../../readOption.ts";
import { type CliWorld, EXIT, write } from "../../world.ts";
import { type ReadPack, readPacks } from "./readPacks.ts";

export interface SheetOptions {
  readonly pack?: readonly string[];
  readonly format?: string;
}

const listings = (packs: readonly ReadPack[]) => packs.map(({ pack, calendar }) => packListing(pack, calendar));

const RENDERERS: Readonly<Record<SheetFormat, (packs: readonly ReadPack[]) => string>> = {
  text: (packs) => ruleListText(listings(packs)),
  json: (packs) =>
    `${JSON.stringify(
      packs.map(({ pack, calendar }) => packSheet(pack, calendar)),
      null,
      2,
    )}\n`,
  markdown: (packs) => ruleListMarkdown(listings(packs)),
};

/** Checking what was asked for takes a library; asked for nothing, there is nothing to check. */
const formatOf = async (asked: string | undefined): Promise<SheetFormat> => {
  if (asked === undefined) return "text";
  const { RULES_OPTIONS } = await import("../../../model/runOptions.ts");
  return readOption("--format", RULES_OPTIONS["--format"], asked);
};

/** Runs `cancellog rules list`. */
export const rulesListCommand = async (options: SheetOptions, world: CliWorld): Promise<number> => {
  const format = await formatOf(options.format);
  await write(world.stdout, RENDERERS[format](await readPacks(options.pack, world.cwd())));
  return EXIT.done;
};
