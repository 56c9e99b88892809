import type { CanonicalRecord } from "../model/appointment.ts";
import { FIELD_NAMES } from "../model/fields.ts";

/** The record being filled; it becomes the record once nothing refuses it. */
export type Draft = { -readonly [F in keyof CanonicalRecord]?: CanonicalRecord[F] | undefined };

/** Every field, unknown: a draft starts as a copy of it, so that all records have one shape in memory. */
export const EMPTY = Object.fromEntries(
  [...FIELD_NAMES, "statusDerived", "key", "place", "raw", "texts", "flaws", "synthetic"].map((name) => [
    name,
    undefined,
  ]),
) as Draft;
