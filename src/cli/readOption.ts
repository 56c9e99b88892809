import type { z } from "zod";
import { failure } from "../model/failure.ts";

/**
 * Reads one option's text by its schema.
 * @throws Failure `bad-option`, with what was expected.
 */
export const readOption = <S extends z.ZodType>(option: string, schema: S, text: string): z.output<S> => {
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw failure("bad-option", { option, value: text, expected: parsed.error.issues[0]?.message ?? "another value" });
};

/** The same, for an option that may be absent. */
export const readOptional = <S extends z.ZodType>(
  option: string,
  schema: S,
  text: string | undefined,
): z.output<S> | undefined => (text === undefined ? undefined : readOption(option, schema, text));
