import * as z from "zod";
import { CARE_CLASSES } from "./codes.ts";
import { FIELDS, type FieldName, fieldSpec, isFieldName } from "./fields.ts";
import { nearest } from "./nearest.ts";
import {
  CANCELLATION_DAYS,
  type Condition,
  type ConditionField,
  columnField,
  DERIVED_FROM,
  type DerivedField,
  isDerivedField,
} from "./rule.ts";

const DERIVED_VALUES: Readonly<Record<DerivedField, readonly string[]>> = {
  care_class: CARE_CLASSES,
  cancellation_day: CANCELLATION_DAYS,
};

/** Names the values a field can have, for messages and for checking; null where any text goes. */
export const allowedValues = (field: ConditionField): readonly (string | boolean)[] | null => {
  if (isDerivedField(field)) return DERIVED_VALUES[field];
  if (!isFieldName(field)) return null;
  const { type, codes } = fieldSpec(field);
  if (type === "boolean") return [true, false];
  return codes === undefined ? null : Object.keys(codes);
};

/** Lists values for a message. */
export const quoted = (values: readonly (string | boolean)[]): string => values.map(String).join(", ");

/** All that a condition may name, but for columns. */
export const CONDITION_FIELDS: readonly (FieldName | DerivedField)[] = [
  ...(Object.keys(FIELDS) as FieldName[]).filter((field) => fieldSpec(field).type !== "timestamp"),
  ...(Object.keys(DERIVED_FROM) as DerivedField[]),
];

/** What a field is compared with. */
export const comparable = z.union([z.string(), z.boolean()]);

/** `{ field: value, field: [value, …], all: […], any: […], not: … }`: every part must hold, in the order written. */
export const condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.record(z.string(), z.unknown()).transform((parts, context): Condition => {
      const of: Condition[] = [];
      const nested = (key: string, value: unknown): Condition[] => {
        const list = key === "not" ? [value] : Array.isArray(value) ? value : null;
        if (list === null) {
          context.addIssue({ code: "custom", path: [key], message: `${key} takes a list of conditions` });
          return [];
        }
        return list.flatMap((item, i) => {
          const parsed = condition.safeParse(item);
          if (parsed.success) return [parsed.data];
          for (const issue of parsed.error.issues)
            context.addIssue({
              code: "custom",
              path: [key, ...(key === "not" ? [] : [i]), ...issue.path],
              message: issue.message,
            });
          return [];
        });
      };
      const issue: Report = (message, at) =>
        context.addIssue({ code: "custom", path: at === undefined ? [] : [at], message });
      if (Object.hasOwn(parts, "column")) of.push(columnComparison(parts, issue));
      else if (Object.hasOwn(parts, "is")) issue('"is" belongs to a column: { column: HEADER, is: VALUE }', "is");
      for (const [key, value] of Object.entries(parts)) {
        if (key === "column" || key === "is") continue;
        if (key === "all" || key === "any") of.push({ kind: key, of: nested(key, value) });
        else if (key === "not") of.push(...nested(key, value).map((inner) => ({ kind: "not", of: inner }) as const));
        else of.push(comparison(key, value, (message) => issue(message, key)));
      }
      return of.length === 1 && of[0] !== undefined ? of[0] : { kind: "all", of };
    }),
  )
  .meta({ id: "condition" });

type Report = (message: string, at?: PropertyKey) => void;

/** Reads what a field is compared with, one value or several; null where it is none. */
const valuesOf = (value: unknown): (string | boolean)[] | null =>
  z.union([comparable.transform((one) => [one]), z.array(comparable).min(1)]).safeParse(value).data ?? null;

/** Keys of a condition that are no fields. */
const PARTS = ["column", "is", "all", "any", "not"] as const;
const NO_VALUES = "takes a value or a list of values (quote dates and numbers)";
const NOTHING: Condition = { kind: "all", of: [] };

const comparison = (key: string, value: unknown, issue: Report): Condition => {
  if (!isDerivedField(key) && !isFieldName(key)) {
    const meant = nearest(key, [...CONDITION_FIELDS, ...PARTS]);
    const isPart = PARTS.some((part) => part === meant);
    issue(
      `"${key}" is no field; ${meant === null ? `fields are ${CONDITION_FIELDS.join(", ")}.` : `did you mean "${meant}"?`}` +
        (isPart ? "" : ` A column of the export goes by its header: { column: "${key}", is: … }`),
    );
    return NOTHING;
  }
  if (isFieldName(key) && fieldSpec(key).type === "timestamp") {
    issue(`${key} is a timestamp, which a condition cannot compare`);
    return NOTHING;
  }
  const values = valuesOf(value);
  const allowed = allowedValues(key);
  const wrong = values?.filter((one) => (allowed === null ? typeof one !== "string" : !allowed.includes(one))) ?? [];
  if (values === null) issue(NO_VALUES);
  else if (wrong.length > 0)
    issue(
      allowed === null
        ? `${key} is a text: quote ${quoted(wrong)}`
        : `${quoted(wrong)} is no value of ${key}; values are ${quoted(allowed)}`,
    );
  else return { kind: "is", field: key, values };
  return NOTHING;
};

/** `{ column: HEADER, is: VALUE or [VALUE, …] }`: the trimmed text of a column, letter by letter. */
const columnComparison = ({ column, is }: Readonly<Record<string, unknown>>, issue: Report): Condition => {
  const values = valuesOf(is);
  if (typeof column !== "string" || column.trim() === "")
    issue("takes the header of a column, as the export has it", "column");
  else if (is === undefined) issue('is compared with what stands under "is": { column: HEADER, is: VALUE }', "column");
  else if (values === null || !values.every((one) => typeof one === "string"))
    issue("takes a text or a list of texts (quote dates, numbers, true and false)", "is");
  else if (values.some((one) => one.trim() !== one || one === ""))
    issue("is compared with trimmed texts, and an empty cell is unknown", "is");
  else return { kind: "is", field: columnField(column.trim()), values };
  return NOTHING;
};

const valuesSchema = (allowed: readonly (string | boolean)[] | null): Readonly<Record<string, unknown>> => {
  const one = allowed === null ? { type: "string" } : { enum: [...allowed] };
  return { anyOf: [one, { type: "array", items: one, minItems: 1 }] };
};

/** A condition as JSON Schema, with every field and its values: what the schema above cannot say of itself. */
export const conditionJsonSchema = (): Readonly<Record<string, unknown>> => {
  const self = { $ref: "#/$defs/condition" };
  const several = { type: "array", items: self };
  const fields = CONDITION_FIELDS.map((field) => [field, valuesSchema(allowedValues(field))]);
  return {
    type: "object",
    properties: {
      ...Object.fromEntries(fields),
      column: { type: "string", description: "a column of the export, by its header" },
      is: valuesSchema(null),
      all: several,
      any: several,
      not: self,
    },
    additionalProperties: false,
  };
};
