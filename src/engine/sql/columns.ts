import type { FieldSpec } from "../../model/fields.ts";
import { FIELD_NAMES, type FieldName, fieldSpec } from "../../model/fields.ts";
import { ident, text } from "./quote.ts";

/** Fields of what took an appointment's place hold the same codes as the appointment's own. */
const SAME_CODES: Readonly<Partial<Record<FieldName, FieldName>>> = {
  rescheduled_service: "service",
  rescheduled_network: "network",
};

/** The name of the type that holds the codes of a field. */
export const codeType = (field: FieldName): string => ident(`code_${SAME_CODES[field] ?? field}`);

/** The SQL type of a canonical field: codes are enumerations, times are stamps. */
export const typeOf = (field: FieldName): string => {
  const { type } = fieldSpec(field);
  return ({ text: "varchar", code: codeType(field), boolean: "boolean", timestamp: "bigint" } as const)[type];
};

/** Writes a code of a field: one of its own type is compared as a number, a mere text would make texts of the column. */
export const code = (field: FieldName, value: string): string => `cast(${text(value)} as ${codeType(field)})`;

/** Says that a column which holds codes of a field has one of several. */
export const codesAre = (column: string, field: FieldName, values: readonly string[]): string =>
  `${column} in (${values.map((value) => code(field, value)).join(", ")})`;

/** Lists the codes of a field in the order of its code book. */
export const codesOf = ({ codes }: FieldSpec): readonly string[] => Object.keys(codes ?? {});

/** Creates the types of all coded fields. */
export const createTypes = (): readonly string[] =>
  FIELD_NAMES.filter((field) => fieldSpec(field).type === "code" && SAME_CODES[field] === undefined).map(
    (field) => `create type ${codeType(field)} as enum (${codesOf(fieldSpec(field)).map(text).join(", ")})`,
  );

/** The column that holds a column of the exports which maps to no field, by its place among those asked for. */
export const askedColumn = (index: number): string => ident(`column_${index}`);

/** Columns of a record besides the canonical fields and those asked for. */
export const OWN_COLUMNS = { key: "varchar", status_derived: "boolean", synthetic: "boolean" } as const;

/** Every column of a record with its type, in order; `asked` columns are texts. */
export const recordColumns = (asked: readonly string[]): readonly (readonly [string, string])[] => [
  ...Object.entries(OWN_COLUMNS),
  ...FIELD_NAMES.map((field) => [field, typeOf(field)] as const),
  ...asked.map((_, i) => [askedColumn(i), "varchar"] as const),
];
