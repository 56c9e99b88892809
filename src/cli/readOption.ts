import { failure } from "../model/failure.ts";
import type { Schema } from "../model/schema.ts";

/**
 * Reads one option's text by its schema.
 * @throws Failure `bad-option`, with what was expected.
 */
export const readOption = <T>(option: string, schema: Schema<T>, text: string): T => {
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw failure("bad-option", { option, value: text, expected: parsed.error.issues[0]?.message ?? "another value" });
};

/** The same, for an option that may be absent. */
export const readOptional = <T>(option: string, schema: Schema<T>, text: string | undefined): T | undefined =>
  text === undefined ? undefined : readOption(option, schema, text);
