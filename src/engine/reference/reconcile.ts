import type { Appointment, CanonicalRecord, Place } from "../../model/appointment.ts";
import { FIELD_NAMES, type FieldName } from "../../model/fields.ts";
import type { Reject } from "../../model/source.ts";

/** What became of every readable record (semantics.md, section 3). */
export interface Reconciled {
  /** The winners, in input order. */
  readonly accepted: readonly Appointment[];
  /** Records of one key with different enrollees. */
  readonly collisions: readonly CanonicalRecord[];
  readonly duplicates: number;
  readonly superseded: number;
}

/** Orders by input: source, then record number. */
export const byPlace = (a: { readonly place: Place }, b: { readonly place: Place }): number =>
  a.place.source - b.place.source || a.place.record - b.place.record;

/** What two versions are compared by: a note on waiting counts by its local date, other times by their instant. */
const comparable = (record: CanonicalRecord, field: FieldName): unknown => {
  const value = record[field];
  return typeof value === "object" ? (field === "wait_extended_at" ? value.day : value.instant) : value;
};

/** Spells a version out; two records of one spelling are one version. */
export const spelling = (record: CanonicalRecord): string =>
  JSON.stringify(FIELD_NAMES.map((field) => comparable(record, field) ?? null));

/** The version that counts: the latest by `updated_at`, unknown first; of equals the last in input order. */
const winner = (versions: readonly CanonicalRecord[]): CanonicalRecord | undefined => {
  const writtenAt = (one: CanonicalRecord): number => one.updated_at?.instant ?? Number.NEGATIVE_INFINITY;
  return versions.reduce((best, one) => (writtenAt(one) >= writtenAt(best) ? one : best));
};

/**
 * Settles records of one key: versions of one appointment, or a collision where they name different enrollees.
 * n records in k different versions are n − k duplicates and k − 1 superseded.
 */
export const reconcile = (records: readonly CanonicalRecord[]): Reconciled => {
  const byKey = new Map<string, CanonicalRecord | CanonicalRecord[]>();
  for (const record of records) {
    const held = byKey.get(record.key);
    if (held === undefined) byKey.set(record.key, record);
    else if (Array.isArray(held)) held.push(record);
    else byKey.set(record.key, [held, record]);
  }
  const accepted: Appointment[] = [];
  const collisions: CanonicalRecord[] = [];
  let duplicates = 0;
  let superseded = 0;
  for (const held of byKey.values()) {
    if (!Array.isArray(held)) {
      accepted.push(held);
      continue;
    }
    if (held.some(({ enrollee_id }) => enrollee_id !== held[0]?.enrollee_id)) {
      collisions.push(...held);
      continue;
    }
    const kinds = new Set(held.map(spelling)).size;
    duplicates += held.length - kinds;
    superseded += kinds - 1;
    const best = winner(held);
    if (best !== undefined) accepted.push(best);
  }
  return { accepted: accepted.sort(byPlace), collisions: collisions.sort(byPlace), duplicates, superseded };
};

/** Turns a collision into a reject; the raw text is put together from what was read. */
export const collisionReject = (record: CanonicalRecord): Reject => ({
  place: record.place,
  reason: "id-collision",
  raw: record.raw,
});
