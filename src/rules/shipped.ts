import packs from "virtual:packs";
import { packSchema } from "../model/pack.ts";
import type { Pack } from "../model/rule.ts";
import { packOf } from "./packDocument.ts";

/** The ids of the packs that are part of cancellog. */
export const shippedPackIds = (): readonly string[] => packs.map(({ document }) => document.id);

/** Returns a shipped pack by its id; null where there is none of that name. */
export const shippedPack = (id: string): Pack | null => {
  const found = packs.find(({ document }) => document.id === id);
  return found === undefined ? null : packOf(packSchema.parse(found.document), found.sha256);
};

/** Returns a shipped pack's YAML, as written. */
export const shippedPackSource = (id: string): string | null =>
  packs.find(({ document }) => document.id === id)?.source ?? null;
