import type { CanonicalRecord } from "../model/appointment.ts";
import type { FieldName } from "../model/fields.ts";
import type { ProblemCode } from "../model/problem.ts";
import type { Reject, Source } from "../model/source.ts";

/** Something to tell about a source or a line of it, which no accepted record carries. */
export interface Notice {
  readonly code: ProblemCode;
  readonly source: number;
  readonly line: number | null;
  readonly detail: string;
}

/** All sources of a run as one log, in input order: what could be read, what was refused, and what was there. */
export interface Log {
  readonly sources: readonly Source[];
  readonly records: readonly CanonicalRecord[];
  readonly rejects: readonly Reject[];
  readonly notices: readonly Notice[];
  /** Fields that at least one source has a column for. */
  readonly mapped: ReadonlySet<FieldName>;
}
