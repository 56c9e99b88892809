import { z } from "zod";
import { checkSchema } from "./check.ts";
import { inspectSchema } from "./inspect.ts";
import { mappingSchema } from "./mapping.ts";
import { packSchema } from "./pack.ts";
import { reportSchema } from "./report.ts";
import type { Schema } from "./schema.ts";

/** The documents whose shape does not depend on the command line; each as it is written, not as it is read. */
const DOCUMENTS = {
  report: reportSchema,
  check: checkSchema,
  inspect: inspectSchema,
  pack: packSchema,
  mapping: mappingSchema,
} as const;

export type DocumentName = keyof typeof DOCUMENTS;
export const DOCUMENT_NAMES = Object.keys(DOCUMENTS) as readonly DocumentName[];

/** Returns the JSON Schema (draft 2020-12) of a document as it stands in a file; unknown keys of ours are let pass. */
export const jsonSchemaOf = (schema: Schema<unknown>): Readonly<Record<string, unknown>> =>
  z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });

/** The same for a document by its name. */
export const documentSchema = (name: DocumentName): Readonly<Record<string, unknown>> => jsonSchemaOf(DOCUMENTS[name]);
