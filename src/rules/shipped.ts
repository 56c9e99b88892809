import packs from "virtual:packs";
import type { PackDocument } from "../model/pack.ts";
import type { Pack } from "../model/rule.ts";
import { packOf } from "./packDocument.ts";

/** The ids of the packs that are part of cancellog. */
export const shippedPackIds = (): readonly string[] => packs.map(({ document }) => document.id);

/** Returns a shipped pack as written; null where there is none of that name. */
export const shippedPackDocument = (id: string): PackDocument | null =>
  packs.find(({ document }) => document.id === id)?.document ?? null;

/** Returns a shipped pack by its id; null where there is none of that name. */
export const shippedPack = (id: string): Pack | null => {
  const document = shippedPackDocument(id);
  const sha256 = packs.find((pack) => pack.document.id === id)?.sha256;
  return document === null || sha256 === undefined ? null : packOf(document, sha256);
};

/** Returns a shipped pack's YAML, as written. */
export const shippedPackSource = (id: string): string | null =>
  packs.find(({ document }) => document.id === id)?.source ?? null;
