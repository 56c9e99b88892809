import type { CanonicalRecord } from "../model/appointment.ts";
import type { FieldName } from "../model/fields.ts";
import type { Reject, Source } from "../model/source.ts";

/** All sources of a run as one log, in input order: what could be read, what was refused, and what was there. */
export interface Log {
  readonly sources: readonly Source[];
  readonly records: readonly CanonicalRecord[];
  readonly rejects: readonly Reject[];
  /** Fields that at least one source has a column for. */
  readonly mapped: ReadonlySet<FieldName>;
}
