import { calendarSchema } from "./calendarFile.ts";
import { checkSchema } from "./check.ts";
import { claimsSchema } from "./claims.ts";
import { compareSchema } from "./compare.ts";
import { conditionJsonSchema } from "./condition.ts";
import { convertedSchema } from "./converted.ts";
import { explainSchema } from "./explain.ts";
import { inspectSchema } from "./inspect.ts";
import { mappingSchema } from "./mapping.ts";
import { packSchema } from "./pack.ts";
import { extensionSchema } from "./packExtension.ts";
import { publishedSchema } from "./published.ts";
import { reportSchema } from "./report.ts";
import { jsonSchemaOf } from "./schema.ts";

type JsonSchema = Readonly<Record<string, unknown>>;

const withCondition = (schema: JsonSchema): JsonSchema => {
  const { $defs } = schema;
  return $defs === undefined ? schema : { ...schema, $defs: { ...$defs, condition: conditionJsonSchema() } };
};

/** A pack stands by itself, or extends another: which of the two, its own keys tell. */
const packJsonSchema = (): JsonSchema => {
  const { $defs, $schema, ...whole } = withCondition(jsonSchemaOf(packSchema));
  const { $defs: others, $schema: _, ...extension } = withCondition(jsonSchemaOf(extensionSchema));
  return {
    $schema,
    title: "cancellog.pack/1",
    if: { type: "object", properties: { extends: true }, required: ["extends"] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: extension,
    else: whole,
    $defs: { ...(others as object), ...($defs as object) },
  };
};

/** The documents that cancellog reads and writes, each as JSON Schema. */
export const DOCUMENTS = {
  report: () => ({ title: "cancellog.report/1", ...jsonSchemaOf(reportSchema) }),
  published: () => ({ title: "cancellog.published/1", ...jsonSchemaOf(publishedSchema) }),
  compare: () => ({ title: "cancellog.compare/1", ...jsonSchemaOf(compareSchema) }),
  check: () => ({ title: "cancellog.check/1", ...jsonSchemaOf(checkSchema) }),
  explain: () => ({ title: "cancellog.explain/1", ...jsonSchemaOf(explainSchema) }),
  inspect: () => ({ title: "cancellog.inspect/1", ...jsonSchemaOf(inspectSchema) }),
  pack: packJsonSchema,
  mapping: () => ({ title: "cancellog.mapping/1", ...jsonSchemaOf(mappingSchema) }),
  claims: () => ({ title: "cancellog.claims/1", ...jsonSchemaOf(claimsSchema) }),
  calendar: () => ({ title: "cancellog.calendar/1", ...jsonSchemaOf(calendarSchema) }),
  converted: () => ({ title: "cancellog.converted/1", ...jsonSchemaOf(convertedSchema) }),
} as const satisfies Readonly<Record<string, () => JsonSchema>>;

export type DocumentName = keyof typeof DOCUMENTS;
export const DOCUMENT_NAMES = Object.keys(DOCUMENTS) as readonly DocumentName[];

/** Returns the JSON Schema of a document by its name. */
export const documentSchema = (name: DocumentName): JsonSchema => DOCUMENTS[name]();
