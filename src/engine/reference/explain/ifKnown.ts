import { momentText } from "../../../calendar/momentText.ts";
import type { Appointment } from "../../../model/appointment.ts";
import { UNKNOWN_CODE } from "../../../model/codes.ts";
import { allowedValues } from "../../../model/condition.ts";
import type { ExplainedAppointment } from "../../../model/explain.ts";
import { isFieldName } from "../../../model/fields.ts";
import { ASSUMABLE, type Condition, type ConditionField, headerOf } from "../../../model/rule.ts";
import { fieldsOf } from "../../../rules/condition.ts";
import { columnText } from "../scope.ts";
import type { Judged } from "./changes.ts";

/** A value to try, and how it is told. */
interface Tried {
  readonly value: string | boolean;
  readonly told: string;
}

/** No condition names it: packs write texts that can be printed. */
const OTHER: Tried = { value: "\u0000", told: "anything else" };

const conditionsOf = ({ assessor }: Judged): readonly Condition[] => assessor.pack.rules.map(({ applies }) => applies);

const namedBy = (condition: Condition, field: ConditionField): readonly (string | boolean)[] => {
  if (condition.kind === "is") return condition.field === field ? condition.values : [];
  const parts = condition.kind === "not" ? [condition.of] : condition.of;
  return parts.flatMap((part) => namedBy(part, field));
};

/** Lists the fields that could be known: those that can be assumed, and what else the conditions ask for. */
const fieldsAsked = (all: readonly Judged[]): readonly ConditionField[] => {
  const asked = all.flatMap(conditionsOf).flatMap(fieldsOf);
  const known = asked.filter((field) => isFieldName(field) || headerOf(field) !== null);
  return [...new Set<ConditionField>([...ASSUMABLE, ...known])];
};

/** Lists the values to try: all that a field can have; of a text, those that some condition names, and any other. */
const valuesOf = (field: ConditionField, all: readonly Judged[]): readonly Tried[] => {
  const allowed = allowedValues(field);
  if (allowed !== null)
    return allowed.filter((value) => value !== UNKNOWN_CODE).map((value) => ({ value, told: String(value) }));
  const named = new Set(all.flatMap(conditionsOf).flatMap((condition) => namedBy(condition, field)));
  return [...[...named].map((value) => ({ value, told: String(value) })), OTHER];
};

/** Writes a record that says one thing more; null where it says something of it already. */
const saying = (read: Appointment, field: ConditionField, { value }: Tried): Appointment | null => {
  const header = headerOf(field);
  if (header !== null)
    return columnText(read, header) === null ? { ...read, texts: { ...read.texts, [header]: String(value) } } : null;
  return isFieldName(field) && read[field] === undefined ? { ...read, [field]: value } : null;
};

type Row = ExplainedAppointment["ifKnown"][number]["rules"][number];

const changedBy = ({ subject, assessor, outcome, assessed }: Judged, field: ConditionField, tried: Tried): Row[] => {
  const judged = saying(subject.judged, field, tried);
  if (judged === null) return [];
  const others = assessor.assess({ ...subject, judged }, outcome).assessed;
  return assessed.flatMap(({ rule, verdict, reason }, i) => {
    const other = others[i];
    if (other === undefined || (other.verdict === verdict && other.reason === reason)) return [];
    const due = other.due === null ? null : momentText(other.due);
    return [{ id: rule.id, from: verdict, to: other.verdict, reason: other.reason, due }];
  });
};

/** Says what a value that the record lacks would change, one value at a time; each was judged anew. */
export const ifKnown = (all: readonly Judged[]): ExplainedAppointment["ifKnown"] =>
  fieldsAsked(all).flatMap((field) =>
    valuesOf(field, all).flatMap((tried) => {
      const rules = all.flatMap((given) => changedBy(given, field, tried));
      return rules.length === 0 ? [] : [{ field, value: tried.told, rules }];
    }),
  );
