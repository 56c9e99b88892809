import type { Place } from "./appointment.ts";
import type { FieldName } from "./fields.ts";
import type { Moment } from "./moment.ts";

/** What was understood of one source before its records were read. */
export interface Dialect {
  readonly encoding: "utf-8" | "utf-8-bom";
  readonly delimiter: "," | ";" | "\t" | "|";
  /** Physical line of the header. */
  readonly headerLine: number;
  /** Header texts, trimmed. */
  readonly columns: readonly string[];
  /** For each canonical field mapped, the index of its column. */
  readonly mapped: ReadonlyMap<FieldName, number>;
  /** The header mapping by name, and the SHA-256 of its lines `field column`. */
  readonly mapping: { readonly id: string; readonly sha256: string };
}

/** One input as the report names it: bytes and SHA-256 are those of the file as given. */
export interface Source {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly dialect: Dialect;
  readonly records: number;
  readonly skipped: number;
  /** The latest of the dating fields among its readable records; null where it has none. */
  readonly latest: Moment | null;
}

export const REJECT_KINDS = [
  "field-count",
  "missing",
  "unreadable",
  "unknown-status",
  "id-collision",
  "unclosed-quote",
  "invalid-encoding",
] as const;

/** Why a record was refused: `field-count`, `missing:FIELD`, `unreadable:FIELD`, `unknown-status`, `id-collision` … */
export type RejectReason =
  | Exclude<(typeof REJECT_KINDS)[number], "missing" | "unreadable">
  | `missing:${FieldName}`
  | `unreadable:${FieldName}`;

/** A record that was refused, with all that is needed to find and mend it. */
export interface Reject {
  readonly place: Place;
  readonly reason: RejectReason;
  readonly raw: string;
}
