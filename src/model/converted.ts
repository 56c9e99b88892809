import * as z from "zod";
import { FIELD_NAMES, type FieldName } from "./fields.ts";
import { PROBLEM_CODES, type ProblemCode } from "./problem.ts";
import { REJECT_KINDS, type RejectReason } from "./source.ts";

export const CONVERTED_SCHEMA = "cancellog.converted/1";
/** What tells a converted log from a folder of exports. */
export const MANIFEST_NAME = "manifest.json";

const count = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const field = z.enum(FIELD_NAMES as [FieldName, ...FieldName[]]);

/**
 * The files beside the manifest: every readable record by its place in the log; the records that reading refused; what
 * was odd about cells; where records stand; the raw text of records that share a key with another enrollee's.
 */
export const CONVERTED_FILES = [
  "records.parquet",
  "rejects.ndjson",
  "flaws.ndjson",
  "places.ndjson",
  "collisions.ndjson",
] as const;
export type ConvertedFile = (typeof CONVERTED_FILES)[number];

/** How the exports were read, as far as options said it; null where they did not. */
const readingSchema = z.object({
  mapping: z.object({ id: z.string(), sha256 }).nullable(),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  dateOrder: z.enum(["mdy", "dmy"]).nullable(),
  key: z.array(field).min(1),
  timezone: z.string(),
  /** The options that said so, by their long names, as they were given. */
  options: z.partialRecord(z.enum(["date-order", "delimiter", "encoding", "key", "mapping", "timezone"]), z.string()),
});
export type ReadingOption = keyof z.infer<typeof readingSchema>["options"];

const sourceSchema = z.object({
  path: z.string(),
  bytes: count,
  sha256,
  encoding: z.string(),
  delimiter: z.enum([",", ";", "\t", "|"]),
  escapedBy: z.enum(['"', "\\"]),
  headerLine: z.int().min(1).nullable(),
  mapping: z.object({ id: z.string(), sha256 }),
  records: count,
  skipped: count,
  /** The header, and by field the places of its columns, from 0. */
  columns: z.array(z.string()),
  mapped: z.partialRecord(field, z.array(count)),
});

/** The manifest of a converted log, `cancellog.converted/1`. */
export const convertedSchema = z.object({
  schema: z.literal(CONVERTED_SCHEMA),
  tool: z.object({ name: z.literal("cancellog"), version: z.string() }),
  reading: readingSchema,
  sources: z.array(sourceSchema).min(1),
  /** Headers whose texts are kept as they stand, each with its column in `records.parquet`. */
  columns: z.array(z.object({ name: z.string(), header: z.string() })),
  /** The days between which all stamps lie, and whether one lies where the clock was put back. */
  stamps: z.object({ firstDay: z.int(), lastDay: z.int(), folded: z.boolean() }),
  /**
   * Words for no value, by source, in records that `flaws.ndjson` does not list: the column `null_words` of
   * `records.parquet` has a bit for each field, in the order of `fields`. Null where there are none.
   */
  nullWords: z
    .object({
      fields: z.array(field).max(FIELD_NAMES.length),
      words: z.array(z.object({ source: count, word: z.string() })),
    })
    .nullable()
    .default(null),
  counts: z.object({
    read: count,
    readable: count,
    accepted: count,
    rejected: count,
    duplicates: count,
    superseded: count,
    skipped: count,
  }),
  notices: z.array(
    z.object({
      code: z.enum(PROBLEM_CODES as [ProblemCode, ...ProblemCode[]]),
      source: count,
      line: count.nullable(),
      detail: z.string(),
    }),
  ),
  files: z.array(z.object({ name: z.enum(CONVERTED_FILES), bytes: count, sha256 })),
  /** SHA-256 of all the above, as JSON without spaces. */
  seal: sha256,
});
export type ConvertedManifest = z.infer<typeof convertedSchema>;

const isReason = (text: string): boolean => {
  const [kind = "", name] = text.split(":");
  const known = REJECT_KINDS.some((one) => one === kind);
  return known && (name === undefined || FIELD_NAMES.some((one) => one === name));
};

const placeSchema = z.object({ source: count, record: count, line: count });
const flawSchema = z.object({
  code: z.enum([
    "bad-value",
    "unmapped-value",
    "null-word",
    "sentinel-date",
    "damaged-id",
    "invalid-bytes",
    "nul-bytes",
  ]),
  field: z.string().nullable(),
  text: z.string(),
});

/** One row of each file that is lines of JSON; the first of a source's places tells its other rows. */
export const CONVERTED_ROWS = {
  "rejects.ndjson": z.object({
    place: placeSchema,
    reason: z.string().refine(isReason) as unknown as z.ZodType<RejectReason>,
    raw: z.string(),
  }),
  "flaws.ndjson": z.object({ seq: count, key: z.string(), flaws: z.array(flawSchema) }),
  "places.ndjson": placeSchema.extend({ firstSeq: count }),
  "collisions.ndjson": z.object({ seq: count, raw: z.string() }),
} as const satisfies Readonly<Record<Exclude<ConvertedFile, "records.parquet">, z.ZodType>>;

export type ConvertedRow<F extends keyof typeof CONVERTED_ROWS> = z.infer<(typeof CONVERTED_ROWS)[F]>;
export type ConvertedRows = { readonly [F in keyof typeof CONVERTED_ROWS]: readonly ConvertedRow<F>[] };
