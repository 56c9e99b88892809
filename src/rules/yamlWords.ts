import type { ErrorCode } from "yaml";
import { nearest } from "../model/nearest.ts";
import type { Issue } from "../model/schema.ts";

/** What a YAML value is called. */
const kindOf = (value: unknown): string => {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "keys and values";
  return typeof value === "string" ? `"${clipped(value)}"` : `the ${typeof value} ${String(value)}`;
};

/** Longer texts are known by their beginning. */
const LONG = 60;
const clipped = (text: string): string => (text.length <= LONG ? text : `${text.slice(0, LONG)}…`);

const EXPECTED: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "keys and values",
  record: "keys and values",
};

const quotes = (expected: string, value: unknown): string =>
  expected === "string" && (typeof value === "number" || typeof value === "boolean") ? ": put it in quotes" : "";

const meant = (word: string, known: readonly string[]): string => {
  const found = nearest(word, known);
  return found === null ? "" : `; did you mean "${found}"?`;
};

/** What to do about faults of YAML itself, where the library's own sentence leaves it open. */
const REMEDIES: Readonly<Partial<Record<ErrorCode, string>>> = {
  BLOCK_AS_IMPLICIT_KEY: "a text that holds a colon and a space goes in quotes",
  TAB_AS_INDENT: "indent with spaces",
  DUPLICATE_KEY: "one of them would be lost",
};

/** Says what is wrong with a document that is no YAML, and what to do. */
export const syntaxWords = (code: ErrorCode, message: string): string => {
  const remedy = REMEDIES[code];
  return remedy === undefined ? message : `${message.replace(/\.$/, "")}: ${remedy}`;
};

/** What zod says where a schema says nothing of its own. */
const UNSAID = /^(Invalid|Unrecognized|Too (small|big))/;

const isAbsent = (value: unknown): boolean => value === undefined;

/** Goes on in the same sentence; after a question in another. */
const then = (sentence: string, next: string): string => {
  if (next === "") return sentence;
  return sentence.endsWith("?")
    ? `${sentence} ${next.charAt(0).toUpperCase()}${next.slice(1)}`
    : `${sentence}; ${next}`;
};

/**
 * Says what is meant by one thing wrong: `value` is what stands in its place, `keys` are those that could stand there.
 * A schema's own sentences are left as they are.
 */
export const wordsOf = (issue: Issue, value: unknown, keys: readonly string[], what: string): string => {
  const last = issue.path.at(-1);
  if (!UNSAID.test(issue.message)) return issue.message;
  switch (issue.code) {
    case "invalid_type": {
      if (issue.path.length === 0)
        return value === null ? `the file is empty, in place of ${what}` : `holds ${kindOf(value)} in place of ${what}`;
      if (isAbsent(value)) return `"${String(last)}" is missing`;
      const expected = EXPECTED[issue.expected] ?? issue.expected;
      return `takes ${expected}, and holds ${kindOf(value)}${quotes(issue.expected, value)}`;
    }
    case "invalid_value": {
      const values = issue.values.map(String);
      if (isAbsent(value)) return then(`"${String(last)}" is missing`, `takes ${values.join(", ")}`);
      if (values.length === 1) return `takes ${values.join("")}, and holds ${kindOf(value)}`;
      return then(
        `${kindOf(value)} is none of its values${meant(String(value), values)}`,
        `values are ${values.join(", ")}`,
      );
    }
    case "unrecognized_keys": {
      const [key = ""] = issue.keys;
      const known = keys.length === 0 ? "" : `keys are ${keys.join(", ")}`;
      return then(`"${key}" is no key here${meant(key, keys)}`, known);
    }
    case "too_small":
      return issue.origin === "array" ? "takes at least one" : "takes more than nothing";
    case "invalid_union":
      return isAbsent(value) ? `"${String(last)}" is missing` : `cannot be read from ${kindOf(value)}`;
    default:
      return issue.code !== "custom" && isAbsent(value) ? `"${String(last)}" is missing` : issue.message;
  }
};
