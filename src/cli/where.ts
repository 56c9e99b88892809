import { parseIsoDate } from "../calendar/civil.ts";
import type { Where } from "../engine/contract.ts";
import { codeReader, readBoolean } from "../ingest/codeBook.ts";
import { failure } from "../model/failure.ts";
import { type FieldName, fieldSpec, isFieldName } from "../model/fields.ts";
import type { WhereText } from "../model/runOptions.ts";

/** Reads one value of `--where` in its field's own words; an empty one stands for unknown. */
const readValue = (field: FieldName, text: string): string | null => {
  if (text === "") return null;
  const { type, codes } = fieldSpec(field);
  const fail = (expected: string) => failure("bad-option", { option: `--where ${field}`, value: text, expected });
  if (codes !== undefined) {
    const reading = codeReader(codes)(text);
    if (reading === "unmapped") throw fail(`one of ${Object.keys(codes).join(", ")}, or nothing for unknown`);
    return reading.code ?? null;
  }
  if (type === "boolean") {
    const value = readBoolean(text);
    if (value === undefined) throw fail("true or false, or nothing for unknown");
    return String(value);
  }
  if (type === "timestamp" && parseIsoDate(text) === null) throw fail("a date, YYYY-MM-DD");
  return text;
};

/** Makes one `--where` ready for the engines. */
export const whereOf = ({ column, negated, values }: WhereText): Where =>
  isFieldName(column)
    ? { field: column, column, negated, values: values.map((value) => readValue(column, value)) }
    : { field: null, column, negated, values: values.map((value) => (value === "" ? null : value)) };
