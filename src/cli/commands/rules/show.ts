import { failure } from "../../../model/failure.ts";
import { nearest } from "../../../model/nearest.ts";
import { RULES_OPTIONS } from "../../../model/runOptions.ts";
import { packText, ruleText } from "../../../render/rules/show.ts";
import { packSheet } from "../../../rules/sheet.ts";
import { readOptional } from "../../readOption.ts";
import { isPackFile } from "../../readPack.ts";
import { type CliWorld, EXIT, widthOf, write } from "../../world.ts";
import type { SheetOptions } from "./list.ts";
import { readPacks } from "./readPacks.ts";

/**
 * Runs `cancellog rules show`: one rule of the shipped packs or of those named, or one pack.
 * @throws Failure `unknown-rule`, with the nearest.
 */
export const rulesShowCommand = async (id: string, options: SheetOptions, world: CliWorld): Promise<number> => {
  const format = readOptional("--format", RULES_OPTIONS["--show-format"], options.format) ?? "text";
  const packs = await readPacks(isFile(id) ? [id] : options.pack, world.cwd());
  const sheets = packs.map((one) => packSheet(one.pack, one.calendar));
  const pack = isFile(id) ? sheets[0] : sheets.find((sheet) => sheet.id === id);
  const owner = sheets.find(({ rules }) => rules.some((rule) => rule.id === id));
  const rule = owner?.rules.find((one) => one.id === id);
  const width = widthOf(world);
  if (owner !== undefined && rule !== undefined) {
    const { id: packId, version, sha256, calendar } = owner;
    const document = { ...rule, pack: { id: packId, version, sha256, extends: owner.extends, calendar } };
    await write(world.stdout, format === "json" ? json(document) : ruleText(rule, owner, width));
  } else if (pack !== undefined) await write(world.stdout, format === "json" ? json(pack) : packText(pack, width));
  else {
    const known = sheets.flatMap((sheet) => [...sheet.rules.map((one) => one.id), sheet.id]);
    throw failure("unknown-rule", { name: id, packs: sheets.map((sheet) => sheet.id), nearest: nearest(id, known) });
  }
  return EXIT.done;
};

const json = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`;

/** Rules have dots in their names; a pack's file ends like one. */
const isFile = (name: string): boolean => isPackFile(name) && /[/\\]|\.ya?ml$/i.test(name);
