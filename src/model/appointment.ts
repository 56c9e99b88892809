import type { Status } from "./codes.ts";
import type { FieldValues } from "./fields.ts";
import type { ProblemCode } from "./problem.ts";

/** Where a record stands: the source's place in the run, its number among the records there, its physical line. */
export interface Place {
  readonly source: number;
  readonly record: number;
  readonly line: number;
}

/** One CSV record of an export whose required fields could be read. */
export interface CanonicalRecord extends FieldValues {
  readonly appointment_id: string;
  readonly enrollee_id: string;
  readonly scheduled_at: NonNullable<FieldValues["scheduled_at"]>;
  /** As derived: `canceled` where the status is empty and `canceled_at` known. */
  readonly status: Status;
  /** The status cell was empty and the status derived from `canceled_at`. */
  readonly statusDerived: boolean;
  /** The appointment's key: `appointment_id`, or the fields of `--key` in their order. */
  readonly key: string;
  readonly place: Place;
  /** The record as it stands in the file, without its line end. */
  readonly raw: string;
  /** Trimmed raw texts: of code fields where they differ from the code, and of the columns the run asked for. */
  readonly texts: Readonly<Record<string, string>> | undefined;
  /** Optional values that could not be read, and codes no code book knows. */
  readonly flaws: readonly Flaw[] | undefined;
  /** The generator's own mark. */
  readonly synthetic: boolean;
}

/** What was odd about one cell of a record, or about its bytes, and what it was taken as. */
export interface Flaw {
  readonly code: FlawCode;
  /** The field, or null where the record as a whole is meant. */
  readonly field: string | null;
  readonly text: string;
}
export type FlawCode = Extract<
  ProblemCode,
  "bad-value" | "unmapped-value" | "null-word" | "sentinel-date" | "damaged-id" | "invalid-bytes" | "nul-bytes"
>;

/** A record that was accepted (semantics.md, section 3). */
export type Appointment = CanonicalRecord;
