import mappings from "virtual:mappings";
import type { Mapping } from "../model/mapping.ts";

/** The mappings of scheduling systems that are part of cancellog, by the bytes of their id. */
export const shippedMappings = (): readonly Mapping[] =>
  mappings.map(({ document, sha256 }) => ({ ...document, sha256 }));
