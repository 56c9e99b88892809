import * as z from "zod";
import { LINK_MODES } from "./cancellation.ts";
import { CANCELED_BY } from "./codes.ts";
import type { Threshold } from "./gate.ts";
import { allowedValues } from "./pack.ts";
import { ASSUMABLE, type AssumableField, type Assumed, DERIVABLE } from "./rule.ts";

/** Documents that a report can be written as. */
export const TEMPLATES = ["complaint", "press"] as const;
export type Template = (typeof TEMPLATES)[number];

const pair = (text: string, separator: string): readonly [string, string] | null => {
  const at = text.indexOf(separator);
  return at <= 0 ? null : [text.slice(0, at).trim(), text.slice(at + separator.length).trim()];
};

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "a date, YYYY-MM-DD");
const commaList = z.string().transform((text) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);

const SIZE_UNITS: Readonly<Record<string, number>> = { "": 1, k: 1e3, m: 1e6, g: 1e9 };
const size = z.string().transform((text, context) => {
  const match = /^(\d{1,12})\s*([kmg]?)b?$/i.exec(text.trim());
  if (match === null) {
    context.addIssue({ code: "custom", message: 'a size, such as "500MB" or "64GB"' });
    return z.NEVER;
  }
  return Number(match[1]) * (SIZE_UNITS[(match[2] ?? "").toLowerCase()] ?? 1);
});

const DELIMITER_WORDS: Readonly<Record<string, string>> = {
  comma: ",",
  semicolon: ";",
  tab: "\t",
  "\\t": "\t",
  pipe: "|",
};
const delimiter = z
  .string()
  .transform((text) => DELIMITER_WORDS[text] ?? text)
  .pipe(z.enum([",", ";", "\t", "|"], { error: () => "one of , ; tab |" }));

const ENCODING_WORDS: Readonly<Record<string, string>> = {
  utf8: "utf-8",
  "utf-16": "utf-16le",
  utf16le: "utf-16le",
  utf16be: "utf-16be",
  cp1252: "windows-1252",
  latin1: "windows-1252",
  "iso-8859-1": "windows-1252",
};
const encoding = z
  .string()
  .transform((text) => ENCODING_WORDS[text.toLowerCase()] ?? text.toLowerCase())
  .pipe(
    z.enum(["utf-8", "utf-16le", "utf-16be", "windows-1252"], {
      error: () => "utf-8, utf-16le, utf-16be or windows-1252",
    }),
  );

/** `field=value`; the value in the field's own words. */
const assumption = z.string().transform((text, context): readonly [AssumableField, string | boolean] => {
  const fail = (message: string) => {
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  };
  const parts = pair(text, "=");
  const field = ASSUMABLE.find((name) => name === parts?.[0]);
  if (parts === null || field === undefined) return fail(`field=value, the field one of ${ASSUMABLE.join(", ")}`);
  const allowed = field === "canceled_by" ? Object.keys(CANCELED_BY) : (allowedValues(field) ?? []);
  const value = allowed.find((one) => String(one) === parts[1].toLowerCase());
  return value === undefined ? fail(`${field}= one of ${allowed.map(String).join(", ")}`) : [field, value];
});

/** One `--where` as written: `FIELD=V[,V]` or `FIELD!=V[,V]`. */
const where = z.string().transform((text, context) => {
  const negated = /^[^=]+!=/.test(text);
  const parts = pair(text, negated ? "!=" : "=");
  if (parts === null) {
    context.addIssue({ code: "custom", message: "FIELD=VALUE[,VALUE] or FIELD!=VALUE[,VALUE]" });
    return z.NEVER;
  }
  return { text, column: parts[0], negated, values: parts[1].split(",").map((value) => value.trim()) };
});

const wholeNumber = (most: number, what: string) =>
  z
    .string()
    .regex(/^\d{1,15}$/, what)
    .transform(Number)
    .refine((n) => n <= most, what);

const MEMORY = "a size such as 2GB or 512MB, or a share such as 75%";
/** A bound of the engine's memory, as it writes it; it makes no sense of less than it needs to begin with. */
const memory = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,3})? ?([KMGT]i?B|%)$/i, MEMORY)
  .refine((text) => Number.parseFloat(text) > 0 && (!text.endsWith("%") || Number.parseFloat(text) <= 100), MEMORY);
/** A bound on records or cancellations: a whole number, or a percentage. */
const bound = (what: string, allowed: RegExp) =>
  z.string().transform((text, context): Threshold => {
    const match = allowed.exec(text.trim());
    if (match === null) {
      context.addIssue({ code: "custom", message: what });
      return z.NEVER;
    }
    const [whole = "", integer = "", decimals = "", sign = ""] = match;
    return {
      text: whole,
      percent: sign === "%",
      numerator: Number(integer + decimals),
      denominator: 10 ** decimals.length * (sign === "%" ? 100 : 1),
    };
  });

/** The options of a run, each read from its text. A schema's message says what was expected. */
export const RUN_OPTIONS = {
  "--as-of": date,
  "--from": date,
  "--to": date,
  "--by": commaList,
  "--key": commaList,
  "--assume": assumption,
  "--where": where,
  "--delimiter": delimiter,
  "--max-bytes": size,
  "--encoding": encoding,
  "--date-order": z.enum(["mdy", "dmy"], { error: () => "mdy or dmy" }),
  "--max-rejected": bound(
    'a whole number or a percentage, such as "500" or "1%"',
    /^(\d{1,9})(?:\.(\d{1,6})(?=%))?(%?)$/,
  ),
  "--max-undetermined": bound('a percentage, such as "10%" or "2.5%"', /^(\d{1,3})(?:\.(\d{1,6}))?(%)$/),
  "--link": z.enum(LINK_MODES, { error: () => "explicit, series or inferred" }),
  "--derive": z.enum(DERIVABLE, { error: () => DERIVABLE.join(" or ") }),
  "--memory": memory,
  "--threads": wholeNumber(1024, "a whole number from 1 to 1024").refine(
    (n) => n >= 1,
    "a whole number from 1 to 1024",
  ),
} as const;

const CASES = "a whole number from 1 to 1000";

/** The options of a document in place of the report. */
export const DOCUMENT_OPTIONS = {
  "--template": z.enum(TEMPLATES, { error: () => TEMPLATES.join(" or ") }),
  "--cases": wholeNumber(1000, CASES).refine((n) => n >= 1, CASES),
} as const;

/** The options of `generate`. */
export const GENERATE_OPTIONS = {
  "--seed": wholeNumber(4_294_967_295, "a whole number from 0 to 4294967295"),
  "--cancellations": wholeNumber(1e9, "a whole number from 1 to 1000000000").refine(
    (n) => n >= 1,
    "a whole number from 1 to 1000000000",
  ),
  "--form": z.enum(["inline", "linked", "epic"], { error: () => "inline, linked or epic" }),
} as const;

/** The options that only `inspect` has. */
export const INSPECT_OPTIONS = {
  "--format": z.enum(["text", "json"], { error: () => "text or json" }),
  "--sample": wholeNumber(1e12, "a whole number of records, 1 or more").refine(
    (n) => n >= 1,
    "a whole number of records, 1 or more",
  ),
} as const;

/** What an explanation can be written as. */
export const EXPLAIN_FORMATS = ["text", "json", "markdown"] as const;
export type ExplainFormat = (typeof EXPLAIN_FORMATS)[number];

/** The options that only `explain` has. */
export const EXPLAIN_OPTIONS = {
  "--format": z.enum(EXPLAIN_FORMATS, { error: () => "text, json or markdown" }),
} as const;

const sheetFormats = ["text", "json", "markdown"] as const;
export type SheetFormat = (typeof sheetFormats)[number];

/** The options of `rules` and `calendar`. */
export const RULES_OPTIONS = {
  "--format": z.enum(sheetFormats, { error: () => "text, json or markdown" }),
  year: z
    .string()
    .regex(/^\d{4}$/, "a year from 1990 to 2100")
    .transform(Number)
    .refine((year) => year >= 1990 && year <= 2100, "a year from 1990 to 2100"),
  "--show-format": z.enum(["text", "json"], { error: () => "text or json" }),
} as const;

export type WhereText = z.infer<typeof where>;

/** Gathers `--assume` options; the last of a field stands. */
export const assumedOf = (given: readonly (readonly [AssumableField, string | boolean])[]): Assumed =>
  Object.fromEntries(given);
