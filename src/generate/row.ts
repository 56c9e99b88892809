import type { Visit } from "./visit.ts";

/** One record to be written: an appointment, what came before and after it in its episode. */
export interface Row {
  readonly visit: Visit;
  readonly first: Visit;
  readonly previous: Visit | null;
  readonly next: Visit | null;
}

/** Says when a record was last written: by what happened to it, or by the booking of what took its place. */
export const updatedAt = ({ visit, next }: Row): number => Math.max(visit.touched, next?.made ?? 0);

/** Returns the record as an earlier export held it: still booked, nothing known of what followed. */
export const earlierVersion = (row: Row): Row => {
  const at = Math.min(row.visit.made, updatedAt(row) - 15);
  const visit: Visit = { ...row.visit, status: "booked", loss: null, made: at, touched: at };
  return { ...row, visit, next: null };
};
