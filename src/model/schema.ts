import type { z } from "zod";

/** A schema of this folder, as those that read by it see it. */
export type Schema<T> = z.ZodType<T>;

/** One thing wrong with what was read by a schema. */
export type Issue = z.core.$ZodIssue;
