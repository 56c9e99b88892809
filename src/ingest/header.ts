import { failure } from "../model/failure.ts";
import { FIELD_NAMES, type FieldName, fieldSpec } from "../model/fields.ts";
import { nearest } from "../model/nearest.ts";
import { headerSpelling, trimCell } from "./cell.ts";

const aliasesOf = (field: FieldName): readonly string[] => {
  const { fhir, epic, aliases } = fieldSpec(field);
  // Only the Appointment's own elements: `Appointment.id` is not a header, `start` is.
  return [epic, fhir?.startsWith("Appointment.") ? undefined : fhir, ...(aliases ?? [])].filter((a) => a !== undefined);
};

const fieldByAlias: ReadonlyMap<string, FieldName> = new Map(
  FIELD_NAMES.flatMap((field) => aliasesOf(field).map((alias) => [headerSpelling(alias), field] as const)),
);
const fieldByName: ReadonlyMap<string, FieldName> = new Map(FIELD_NAMES.map((name) => [headerSpelling(name), name]));

/** Finds the field a header means, by canonical name or alias; null where it maps to none. */
export const fieldOfHeader = (text: string): FieldName | null => {
  const spelling = headerSpelling(text);
  return fieldByName.get(spelling) ?? fieldByAlias.get(spelling) ?? null;
};

/**
 * Maps a header line to fields. A canonical name wins over aliases; two aliases of one field are not chosen between.
 * @throws Failure `ambiguous-column`.
 */
export const mapHeader = (
  columns: readonly string[],
  place: { readonly path: string; readonly line: number },
): ReadonlyMap<FieldName, number> => {
  const exact = new Map<FieldName, number[]>();
  const alias = new Map<FieldName, number[]>();
  columns.forEach((column, index) => {
    const spelling = headerSpelling(column);
    const named = fieldByName.get(spelling);
    const meant = named ?? fieldByAlias.get(spelling);
    if (meant === undefined) return;
    const found = named === undefined ? alias : exact;
    found.set(meant, [...(found.get(meant) ?? []), index]);
  });
  const mapped = new Map<FieldName, number>();
  for (const field of FIELD_NAMES) {
    const candidates = exact.get(field) ?? alias.get(field) ?? [];
    if (candidates.length > 1)
      throw failure("ambiguous-column", { ...place, field, columns: candidates.map((i) => columns[i] ?? "") });
    if (candidates[0] !== undefined) mapped.set(field, candidates[0]);
  }
  return mapped;
};

/** Names the column that comes nearest to a field, by its name or one of its aliases. */
const nearestColumn = (field: FieldName, columns: readonly string[]): string | null => {
  const free = columns.filter((column) => column !== "" && fieldOfHeader(column) === null);
  for (const word of [field, ...aliasesOf(field)]) {
    const found = nearest(
      headerSpelling(word),
      free.map((column) => headerSpelling(column)),
    );
    if (found !== null) return free.find((column) => headerSpelling(column) === found) ?? null;
  }
  return null;
};

/**
 * Requires what no record can do without: an appointment, an enrollee, a time, and a status or a cancellation.
 * @throws Failure `missing-column`, naming what was seen and the nearest column.
 */
export const requireColumns = (
  columns: readonly string[],
  mapped: ReadonlyMap<FieldName, number>,
  keyFields: readonly FieldName[],
  place: { readonly path: string; readonly line: number },
): void => {
  const fail = (field: string, like: FieldName) =>
    failure("missing-column", { ...place, field, seen: columns.map(trimCell), nearest: nearestColumn(like, columns) });
  for (const field of new Set<FieldName>(["appointment_id", "enrollee_id", "scheduled_at", ...keyFields]))
    if (!mapped.has(field)) throw fail(field, field);
  if (!mapped.has("status") && !mapped.has("canceled_at")) throw fail("status (or canceled_at)", "status");
};
