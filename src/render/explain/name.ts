import { type ConditionField, headerOf } from "../../model/rule.ts";

/** Names what a value stands under: a field, or a column of the export by its header. */
export const nameOf = (field: string): string => {
  const header = headerOf(field as ConditionField);
  return header === null ? field : `column "${header}"`;
};
