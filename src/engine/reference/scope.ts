import { isoDate } from "../../calendar/civil.ts";
import type { Appointment } from "../../model/appointment.ts";
import type { FieldName } from "../../model/fields.ts";
import type { Scope, Where } from "../contract.ts";

/** A field's value as text, as read: neither derived nor assumed; null is unknown, a timestamp its local date. */
export const fieldText = (appointment: Appointment, field: FieldName): string | null => {
  if (field === "status" && appointment.statusDerived) return null;
  const value = appointment[field];
  if (value === undefined) return null;
  return typeof value === "object" ? isoDate(value.day) : String(value);
};

/** A column's raw text; null is unknown. Columns may be named as anything, `constructor` too. */
export const columnText = ({ texts }: Appointment, column: string): string | null =>
  texts !== undefined && Object.hasOwn(texts, column) ? (texts[column] ?? null) : null;

const holds = (appointment: Appointment, { field, column, negated, values }: Where): boolean => {
  const text = field === null ? columnText(appointment, column) : fieldText(appointment, field);
  return values.includes(text) !== negated;
};

/** Says whether an appointment is counted and judged. */
export const inScope = (appointment: Appointment, { from, to, where }: Scope): boolean => {
  const { day } = appointment.scheduled_at;
  return (from === null || day >= from) && (to === null || day <= to) && where.every((one) => holds(appointment, one));
};
