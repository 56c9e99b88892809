import * as z from "zod";
import { FIELD_NAMES, type FieldName, fieldSpec } from "./fields.ts";

const fieldName = z.enum(FIELD_NAMES as [FieldName, ...FieldName[]], {
  error: (issue) => `"${String(issue.input)}" is no field; fields are ${FIELD_NAMES.join(", ")}`,
});

/** A column by its header, or by its place (`#3` is the third), or two of them: a date and its time of day. */
const column = z.union([z.string().min(1), z.tuple([z.string().min(1), z.string().min(1)])], {
  error: () => "takes a header, a place such as #3, or [date header, time header]",
});

const columns = z.partialRecord(fieldName, column).superRefine((given, context) => {
  for (const [field, one] of Object.entries(given))
    if (Array.isArray(one) && fieldSpec(field as FieldName).type !== "timestamp")
      context.addIssue({ code: "custom", path: [field], message: "only a timestamp is joined of two columns" });
});

const codes = z.partialRecord(fieldName, z.record(z.string(), z.string().nullable())).superRefine((given, context) => {
  for (const [field, words] of Object.entries(given)) {
    const { codes: book, type } = fieldSpec(field as FieldName);
    const allowed = type === "boolean" ? ["true", "false"] : book === undefined ? null : Object.keys(book);
    if (allowed === null) context.addIssue({ code: "custom", path: [field], message: `${field} is no code` });
    else
      for (const [word, code] of Object.entries(words))
        if (code !== null && !allowed.includes(code))
          context.addIssue({
            code: "custom",
            path: [field, word],
            message: `"${code}" is no value of ${field}; values are ${allowed.join(", ")}, or null for unknown`,
          });
  }
});

/** How the header and the words of one scheduling system map to the canonical ones, `cancellog.mapping/1`. */
export const mappingSchema = z.strictObject({
  schema: z.literal("cancellog.mapping/1"),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "takes small letters, digits and hyphens"),
  title: z.string().default(""),
  /** Headers that, all present, say that a file is of this system. */
  detect: z.array(z.string().min(1)).default([]),
  columns: columns.default({}),
  codes: codes.default({}),
  /** What stands before an id and is no part of it: `Patient/` of a FHIR reference. */
  prefixes: z.partialRecord(fieldName, z.string().min(1)).default({}),
  date_order: z.enum(["mdy", "dmy"]).optional(),
});

export type Mapping = z.infer<typeof mappingSchema> & { readonly sha256: string };
export type MappedColumn = z.infer<typeof column>;
