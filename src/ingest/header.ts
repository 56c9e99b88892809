import { failure } from "../model/failure.ts";
import { FIELD_NAMES, type FieldName, fieldSpec } from "../model/fields.ts";
import type { MappedColumn, Mapping } from "../model/mapping.ts";
import { nearest } from "../model/nearest.ts";
import { headerSpelling } from "./cell.ts";

/** Where a header stands, for messages. */
export interface HeaderPlace {
  readonly path: string;
  readonly line: number;
}

/** For each field mapped, its column; two where a date and a time of day are joined. */
export type FieldColumns = ReadonlyMap<FieldName, readonly number[]>;

const aliasesOf = (field: FieldName): readonly string[] => {
  const { fhir, epic, aliases } = fieldSpec(field);
  // Only the Appointment's own elements: `Appointment.id` is not a header, `start` is.
  return [epic, fhir?.startsWith("Appointment.") ? undefined : fhir, ...(aliases ?? [])].filter((a) => a !== undefined);
};

const fieldByAlias: ReadonlyMap<string, FieldName> = new Map(
  FIELD_NAMES.flatMap((field) => aliasesOf(field).map((alias) => [headerSpelling(alias), field] as const)),
);
const fieldByName: ReadonlyMap<string, FieldName> = new Map(FIELD_NAMES.map((name) => [headerSpelling(name), name]));

/** Finds the field a header means, and how it is known; null where it maps to none. */
export const fieldOfHeader = (text: string): { readonly field: FieldName; readonly by: "name" | "alias" } | null => {
  const spelling = headerSpelling(text);
  const named = fieldByName.get(spelling);
  if (named !== undefined) return { field: named, by: "name" };
  const alias = fieldByAlias.get(spelling);
  return alias === undefined ? null : { field: alias, by: "alias" };
};

/** Finds the column a mapping names: by its header, or `#3` by its place. */
export const columnAt = (columns: readonly string[], name: string): number | null => {
  const place = /^#(\d+)$/.exec(name);
  if (place !== null) return Number(place[1]) <= columns.length && place[1] !== "0" ? Number(place[1]) - 1 : null;
  const exact = columns.indexOf(name.trim());
  const index = exact >= 0 ? exact : columns.findIndex((column) => headerSpelling(column) === headerSpelling(name));
  return index < 0 ? null : index;
};

/** Names a column so that a mapping finds it again: by its header, or where that will not do by its place. */
export const columnName = (columns: readonly string[], index: number): string => {
  const header = columns[index] ?? "";
  return header !== "" && columnAt(columns, header) === index ? header : `#${index + 1}`;
};

/** Finds the columns a mapping names for one field; null where one of them is not there. */
export const columnsOf = (columns: readonly string[], wanted: MappedColumn): readonly number[] | null => {
  const found = (typeof wanted === "string" ? [wanted] : wanted).map((name) => columnAt(columns, name));
  return found.every((index) => index !== null) ? found : null;
};

/** A date column and its time column: `Appt Date` and `Appt Time`. */
const datePair = (columns: readonly string[], candidates: readonly number[]): readonly number[] | null => {
  const ending = (index: number, word: string): string | null => {
    const spelling = headerSpelling(columns[index] ?? "");
    return spelling.endsWith(word) ? spelling.slice(0, -word.length) : null;
  };
  const [a, b] = candidates;
  if (candidates.length !== 2 || a === undefined || b === undefined) return null;
  for (const [date, time] of [
    [a, b],
    [b, a],
  ] as const) {
    const stem = ending(date, "date");
    if (stem !== null && stem === ending(time, "time")) return [date, time];
  }
  return null;
};

/** Adds the time column of a lone date column, where no field has a claim to it: `Appt Time` beside `Appt Date`. */
const withTime = (columns: readonly string[], candidates: readonly number[]): readonly number[] => {
  const [date] = candidates;
  const spelling = headerSpelling(columns[date ?? -1] ?? "");
  if (date === undefined || candidates.length > 1 || !spelling.endsWith("date")) return candidates;
  const wanted = `${spelling.slice(0, -"date".length)}time`;
  const time = columns.findIndex((column) => headerSpelling(column) === wanted && fieldOfHeader(column) === null);
  return time < 0 ? candidates : [date, time];
};

/**
 * Maps a header line to fields: first as the mapping says, then by canonical name, then by alias. A date and a time
 * column of one name are joined; otherwise two aliases of one field are not chosen between.
 * @throws Failure `ambiguous-column`.
 */
export const mapHeader = (columns: readonly string[], mapping: Mapping | null, place: HeaderPlace): FieldColumns => {
  const { mapped, ambiguous } = surveyHeader(columns, mapping);
  for (const [field, found] of ambiguous)
    throw failure("ambiguous-column", { ...place, field, columns: found.map((i) => columns[i] ?? "") });
  return mapped;
};

/** The same without judging: fields that several columns could be are told apart, the first of them standing in. */
export const surveyHeader = (
  columns: readonly string[],
  mapping: Mapping | null,
): { readonly mapped: FieldColumns; readonly ambiguous: FieldColumns } => {
  const ambiguous = new Map<FieldName, readonly number[]>();
  const mapped = new Map<FieldName, readonly number[]>();
  for (const [field, wanted] of Object.entries(mapping?.columns ?? {})) {
    const found = columnsOf(columns, wanted);
    if (found !== null) mapped.set(field as FieldName, found);
  }
  const taken = new Set([...mapped.values()].flat());
  const candidates = { name: new Map<FieldName, number[]>(), alias: new Map<FieldName, number[]>() };
  columns.forEach((column, index) => {
    const meant = taken.has(index) ? null : fieldOfHeader(column);
    if (meant === null) return;
    const found = candidates[meant.by];
    found.set(meant.field, [...(found.get(meant.field) ?? []), index]);
  });
  for (const field of FIELD_NAMES) {
    const found = candidates.name.get(field) ?? candidates.alias.get(field) ?? [];
    if (mapped.has(field) || found.length === 0) continue;
    const pair = fieldSpec(field).type === "timestamp" ? datePair(columns, withTime(columns, found)) : null;
    if (found.length > 1 && pair === null) ambiguous.set(field, found);
    mapped.set(field, pair ?? found.slice(0, 1));
  }
  return { mapped, ambiguous };
};

/** Names the column that comes nearest to a field, by its name or one of its aliases. */
export const nearestColumn = (field: FieldName, columns: readonly string[]): string | null => {
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

/** Names what no record can do without and the columns do not give; empty where all is there. */
export const lackingColumns = (mapped: FieldColumns, keyFields: readonly FieldName[]): readonly FieldName[] => {
  const required: FieldName[] = ["appointment_id", "enrollee_id", "scheduled_at", ...keyFields];
  const lacking = [...new Set(required)].filter((field) => !mapped.has(field));
  return mapped.has("status") || mapped.has("canceled_at") ? lacking : [...lacking, "status"];
};

/**
 * Requires what no record can do without: an appointment, an enrollee, a time, and a status or a cancellation.
 * @throws Failure `missing-column`, naming what was seen and the nearest column.
 */
export const requireColumns = (
  columns: readonly string[],
  mapped: FieldColumns,
  keyFields: readonly FieldName[],
  place: HeaderPlace,
): void => {
  const [field] = lackingColumns(mapped, keyFields);
  if (field === undefined) return;
  const or = field === "status" ? "canceled_at" : null;
  const seen = columns.filter((column) => column !== "");
  throw failure("missing-column", { ...place, field, or, seen, nearest: nearestColumn(field, columns) });
};
