import { failure } from "../model/failure.ts";

/** What a schema of the model can do with an option's text. */
interface Schema<T> {
  readonly safeParse: (
    text: unknown,
  ) =>
    | { readonly success: true; readonly data: T }
    | { readonly success: false; readonly error: { readonly issues: readonly { readonly message: string }[] } };
}

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
