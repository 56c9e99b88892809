import type { Place } from "./appointment.ts";
import type { FieldName } from "./fields.ts";
import type { Moment } from "./moment.ts";

/** What was understood of one source before its records were read. */
export interface Dialect {
  readonly encoding: string;
  readonly delimiter: "," | ";" | "\t" | "|";
  /** What makes a quote inside quotes: another quote, or a backslash. */
  readonly escapedBy: '"' | "\\";
  /** Physical line of the header; null where the source has none and another source's was taken. */
  readonly headerLine: number | null;
  /** The header's records as they stand, to know a repetition by. */
  readonly headerRows: readonly (readonly string[])[];
  /** Header texts, trimmed; those of a header over two lines joined by a space. */
  readonly columns: readonly string[];
  /** Fewest and most cells of a record: blank columns at the end may be left out. */
  readonly width: { readonly least: number; readonly most: number };
  /** For each canonical field mapped, the index of its column; two where a date and its time of day are joined. */
  readonly mapped: ReadonlyMap<FieldName, readonly number[]>;
  /** The header mapping by name, and the SHA-256 of its lines `field column`. */
  readonly mapping: { readonly id: string; readonly sha256: string };
  /** Texts of title lines before the header, to know a repetition by. */
  readonly titles: readonly string[];
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
