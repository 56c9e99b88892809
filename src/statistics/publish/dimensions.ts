import { FIELDS, type FieldName, isFieldName } from "../../model/fields.ts";
import type { LeftOutRule } from "../../model/published.ts";
import type { ReportBreakdown } from "../../model/report.ts";

/** Text fields that name a place or a plan; every other one names a person, a provider or an appointment. */
const NAMED: ReadonlySet<FieldName> = new Set(["facility", "county", "region", "plan"]);

const WEEK = "week";
/** What a column without a field of its own may hold: a date, or the start of a time. */
const DATES =
  /\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|^\d{8}$|\d{1,2}[- ]?[A-Za-z]{3,9}[- ,]+\d{2,4}|\d{1,2}:\d{2}/;

/** Says whether a field tells of kinds or places, and of no person and no day. */
export const isPublicField = (name: string): boolean =>
  name === WEEK || !isFieldName(name) || NAMED.has(name) || ["code", "boolean"].includes(FIELDS[name].type);

/** Says why a breakdown may not be published, whatever its counts; null where it may. */
export const forbiddenBreakdown = ({ by, rows }: ReportBreakdown): LeftOutRule | null => {
  if (by === WEEK) return null;
  if (isFieldName(by) && FIELDS[by].type === "timestamp") return "finer-than-week";
  if (!isPublicField(by)) return "persons";
  if (!isFieldName(by) && rows.some(({ key }) => key !== null && DATES.test(key))) return "finer-than-week";
  return null;
};
