import { momentText } from "../../../calendar/momentText.ts";
import type { Log } from "../../../ingest/log.ts";
import type { Appointment, CanonicalRecord } from "../../../model/appointment.ts";
import type { ExplainedAppointment } from "../../../model/explain.ts";
import { FIELD_NAMES, type FieldName } from "../../../model/fields.ts";
import type { Reject } from "../../../model/source.ts";
import { spelling } from "../reconcile.ts";

/** A record that was asked for, by its id and its place. */
export interface Asked {
  readonly appointment_id: string;
  readonly place: { readonly source: string; readonly record: number; readonly line: number };
}

/** Writes a field's value as it was read; null where it is unknown. */
const textOf = (one: CanonicalRecord, field: FieldName): string | null => {
  const value = one[field];
  if (value === undefined) return null;
  return typeof value === "object" ? momentText(value) : String(value);
};

/** Lists what a record says: every canonical field, and the columns that the run asked for. */
export const valuesOf = (one: Appointment): ExplainedAppointment["values"] => {
  const texts = one.texts ?? {};
  const fields = FIELD_NAMES.flatMap((field) => {
    const value = textOf(one, field);
    if (value === null) return [];
    const raw =
      field === "status" && one.statusDerived ? "" : Object.hasOwn(texts, field) ? (texts[field] ?? null) : null;
    return [{ field: field as string, value, raw }];
  });
  const known = new Set<string>(FIELD_NAMES);
  const columns = Object.entries(texts).filter(([name, text]) => !known.has(name) && text !== "");
  return [...fields, ...columns.map(([name, text]) => ({ field: `column:${name}`, value: text, raw: null }))];
};

/** Lists the columns that the log has, and of which a record says nothing. */
export const unknownOf = (one: Appointment, { mapped }: Log): string[] =>
  FIELD_NAMES.filter((field) => mapped.has(field) && one[field] === undefined);

/** Sets the records of one key beside the one that counts. */
export const versionsOf = (
  one: Appointment,
  records: readonly CanonicalRecord[],
  pathOf: (of: CanonicalRecord) => string,
): ExplainedAppointment["versions"] => {
  const own = spelling(one);
  const seen = new Set([own]);
  if (records.length < 2) return [];
  return records.map((version) => {
    const words = spelling(version);
    const state = version === one ? "counts" : seen.has(words) ? "duplicate" : "superseded";
    seen.add(words);
    const differing = words === own ? [] : FIELD_NAMES.filter((field) => textOf(version, field) !== textOf(one, field));
    return {
      source: pathOf(version),
      record: version.place.record,
      line: version.place.line,
      updatedAt: textOf(version, "updated_at"),
      state,
      differs: differing.map((field) => ({ field, value: textOf(version, field), counts: textOf(one, field) })),
    };
  });
};

const QUOTED = /^"(.*)"$/s;

/** Says whether a refused record names an id in one of its cells; what could not be read is compared as it stands. */
const names = ({ raw, place }: Reject, id: string, { sources }: Log): boolean =>
  raw
    .split(sources[place.source]?.dialect.delimiter ?? ",")
    .some((cell) => cell.trim().replace(QUOTED, "$1").trim() === id) ||
  // A quoted cell may hold the delimiter, and quotes of its own.
  raw.includes(`"${id.replaceAll('"', '""')}"`);

/** Lists the refused records that name an id. */
export const refusalsOf = (id: string, rejects: readonly Reject[], log: Log): ExplainedAppointment["refusals"] =>
  rejects
    .filter((reject) => names(reject, id, log))
    .map(({ place, reason }) => ({
      source: log.sources[place.source]?.path ?? "",
      record: place.record,
      line: place.line,
      reason,
    }));
