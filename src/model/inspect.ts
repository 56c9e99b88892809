import * as z from "zod";
import { FIELD_NAMES, type FieldName } from "./fields.ts";
import { mappingSchema } from "./mapping.ts";
import { PROBLEM_CODES, type ProblemCode } from "./problem.ts";

const count = z.int().min(0);
const line = z.int().min(1);
const field = z.enum(FIELD_NAMES as [FieldName, ...FieldName[]]);
const place = z.object({ path: z.string(), line });
const headers = z.array(z.string());

/** How sure a column's field is: by name or mapping; by alias; only suggested, and never applied. */
export const CONFIDENCES = ["certain", "high", "low"] as const;

/** What the values of a column look like, told without any of them. */
export const COLUMN_KINDS = ["dates", "times", "codes", "yes-no", "ids", "numbers", "text", "empty"] as const;
export type ColumnKind = (typeof COLUMN_KINDS)[number];

/** A field that a column might be: why, and of which columns it would be joined. */
const suggestion = z.object({
  field,
  columns: headers,
  because: z.enum(["header", "values", "both"]),
  confidence: z.literal("low"),
});

const column = z.object({
  /** Counted from 1. */
  place: z.int().min(1),
  header: z.string(),
  kind: z.enum(COLUMN_KINDS),
  filled: count,
  distinct: count,
  /** There are more distinct values than were counted. */
  capped: z.boolean(),
  field: field.nullable(),
  by: z.enum(["name", "alias", "mapping"]).nullable(),
  /** A date and its time of day, joined. */
  joined: z.boolean(),
  confidence: z.enum(CONFIDENCES).nullable(),
  /** A field that this and another column could be; it maps to neither. */
  ambiguous: field.nullable(),
  suggestion: suggestion.nullable(),
});

const order = z.enum(["mdy", "dmy"]);
const dates = z.object({
  field,
  columns: headers,
  filled: count,
  /** The usual first; `#/#/YYYY` where month and day may be either. */
  shapes: z.array(z.object({ shape: z.string(), count, example: z.string() })),
  unreadable: count,
  /** `one-way`: no value can be read in two orders. */
  order: z.enum(["one-way", "proven", "asked", "open", "conflict"]),
  is: order.nullable(),
  proofs: z.array(z.object({ order, text: z.string() }).extend(place.shape)),
  /** Where the order is open, the first date that may be either. */
  open: z.object({ text: z.string() }).extend(place.shape).nullable(),
  /** Every value is midnight Z: they are dates, not instants. */
  utcMidnights: z.boolean(),
});

const word = z.object({ word: z.string(), count });
const codes = z.object({
  field,
  columns: headers,
  /** The unmapped first, then by canonical value; `code` null for a word that says the value is unknown. */
  words: z.array(word.extend({ state: z.enum(["unmapped", "mapped", "unknown"]), code: z.string().nullable() })),
  /** Words that may be names or free text: counted, not shown. */
  hidden: z.object({ words: count, records: count }),
});

const unknown = z.object({ field, nullWords: z.array(word), sentinels: z.array(word) });
const nearest = z.object({ columns: headers, because: z.enum(["header", "values", "both"]) });

/** Files read alike: same columns, delimiter, quoting and mapping. */
const layout = z.object({
  files: count,
  records: count,
  delimiter: z.string(),
  quote: z.literal('"'),
  escapedBy: z.string(),
  /** Lines that the header takes; 0 where none was found, and the columns are known by their place. */
  headerRows: count,
  mapping: z.string(),
  columns: z.array(column),
  lacking: z.array(z.object({ field, nearest: nearest.nullable() })),
  ambiguous: z.array(z.object({ field, columns: headers })),
  dates: z.array(dates),
  codes: z.array(codes),
  unknown: z.array(unknown),
});

const skips = z.object({ blank: count, title: count, total: count, "repeated-header": count, sep: count });
const file = z.object({
  path: z.string(),
  /** Index among the layouts. */
  layout: count,
  encoding: z.string(),
  lineEnds: z.object({ lf: count, crlf: count, cr: count }),
  /** Null where another file's header was taken. */
  headerLine: line.nullable(),
  /** Lines before the header, and what they are. */
  before: z.array(z.object({ line, kind: z.enum(["blank", "title", "sep"]) })),
  records: count,
  rejected: count,
  skipped: skips,
});

const problem = z.object({
  code: z.enum(PROBLEM_CODES as [ProblemCode, ...ProblemCode[]]),
  field: z.string().nullable(),
  count,
  first: z.array(place),
});
const reject = z.object({ reason: z.string(), count, first: z.array(place) });

/** What stands between the files and a report (`blocking`), or keeps some of it from being told. */
const need = z.discriminatedUnion("code", [
  z.object({ code: z.literal("unreadable"), blocking: z.boolean(), path: z.string(), message: z.string() }),
  z.object({ code: z.literal("no-header"), blocking: z.boolean(), layout: count }),
  z.object({
    code: z.literal("missing-column"),
    blocking: z.boolean(),
    layout: count,
    field,
    nearest: nearest.nullable(),
  }),
  z.object({ code: z.literal("ambiguous-column"), blocking: z.boolean(), layout: count, field, columns: headers }),
  z.object({ code: z.literal("date-order-open"), blocking: z.boolean(), field, text: z.string() }).extend(place.shape),
  z.object({
    code: z.literal("date-order-conflict"),
    blocking: z.boolean(),
    field,
    proofs: z.array(z.object({ order, text: z.string() }).extend(place.shape)),
  }),
  z.object({ code: z.literal("no-records"), blocking: z.boolean() }),
  z.object({ code: z.literal("all-rejected"), blocking: z.boolean(), records: count, reason: z.string() }),
  z.object({ code: z.literal("no-as-of"), blocking: z.boolean() }),
  z.object({ code: z.literal("unmapped-codes"), blocking: z.boolean(), field, words: count, records: count }),
]);

/** Rules that will say nothing of these files: each of `wants` is a column, or several of which one will do. */
const silent = z.object({
  pack: z.string(),
  family: z.string(),
  rules: z.array(z.string()),
  of: count,
  /** `undecided`: undetermined or not applicable for all. `assumed-away`: an assumption says they bind nobody. */
  state: z.enum(["undecided", "assumed-away"]),
  wants: z.array(z.array(field)),
  assumed: z.array(z.object({ field: z.string(), value: z.string() })),
});

/** A mapping that reads these files as they were read, and what is left to fill in. */
const draft = z.object({
  layouts: z.array(count),
  document: mappingSchema,
  lacking: z.array(z.object({ field, nearest: nearest.nullable() })),
  ambiguous: z.array(z.object({ field, columns: headers })),
  suggestions: z.array(z.object({ field, columns: headers, because: z.enum(["header", "values", "both"]) })),
  unmapped: z.array(z.object({ field, words: z.array(word), allowed: z.array(z.string()) })),
  /** Dates that nothing proves month first or day first. */
  orderOpen: z.boolean(),
});

/**
 * What would be read of some exports, `cancellog.inspect/1`. Additive within /1: keys are only ever added, consumers
 * ignore those they do not know. It holds no id and no free text of a record.
 */
export const inspectSchema = z.object({
  schema: z.literal("cancellog.inspect/1"),
  tool: z.object({ name: z.literal("cancellog"), version: z.string() }),
  packs: z.array(z.object({ id: z.string(), version: z.string() })),
  /** Records looked at of each file; null for all. */
  sample: z.int().min(1).nullable(),
  assessable: z.boolean(),
  needs: z.array(need),
  files: z.array(file),
  layouts: z.array(layout),
  problems: z.array(problem),
  rejects: z.array(reject),
  silent: z.array(silent),
  mappings: z.array(draft),
});

export type Inspection = z.infer<typeof inspectSchema>;
export type InspectedColumn = z.infer<typeof column>;
export type InspectedDates = z.infer<typeof dates>;
export type InspectedCodes = z.infer<typeof codes>;
export type InspectedUnknown = z.infer<typeof unknown>;
export type InspectedFile = z.infer<typeof file>;
export type InspectedLayout = z.infer<typeof layout>;
export type InspectedProblem = z.infer<typeof problem>;
export type InspectedReject = z.infer<typeof reject>;
export type Suggestion = z.infer<typeof suggestion>;
export type Nearest = z.infer<typeof nearest>;
export type Need = z.infer<typeof need>;
export type Silent = z.infer<typeof silent>;
export type MappingDraft = z.infer<typeof draft>;
