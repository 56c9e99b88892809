import type { Row } from "./row.ts";

/** Columns that the deliberate faults need to find; undefined where a form has no such column. */
export type Blemishable =
  | "enrollee_id"
  | "status"
  | "scheduled_at"
  | "canceled_at"
  | "made_at"
  | "canceled_by"
  | "cancel_reason"
  | "service"
  | "provider_id"
  | "notified_at"
  | "facility"
  | "county"
  | "urgency";

/** One way to write the scenario down. */
export interface Form {
  readonly header: readonly string[];
  /** A cell of each column, in the order of the header; the last is the synthetic mark. */
  readonly cells: readonly ((row: Row) => string)[];
  /** Says whether the form has a record for this appointment at all. */
  readonly has: (row: Row) => boolean;
  /** Where the columns stand that faults are made in. */
  readonly places: Readonly<Partial<Record<Blemishable, number>>>;
  /** A date that does not exist, as this form would write it. */
  readonly brokenStamp: string;
}

export const FORMS = ["inline", "linked", "epic"] as const;
export type FormName = (typeof FORMS)[number];

/** Writes out a record's cells. */
export const cellsOf = (form: Form, row: Row): string[] => form.cells.map((cell) => cell(row));
