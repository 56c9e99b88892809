import type { Flaw } from "../model/appointment.ts";
import type { FieldName } from "../model/fields.ts";
import type { RejectReason } from "../model/source.ts";
import type { Draft } from "./draft.ts";

const REQUIRED = ["appointment_id", "enrollee_id", "scheduled_at"] as const;

/** Finds the first reason, in the order of semantics.md section 3, for which a record is refused. */
export const refusal = (
  draft: Draft,
  missing: ReadonlySet<FieldName>,
  flaws: readonly Flaw[],
  isMapped: (field: FieldName) => boolean,
): RejectReason | undefined => {
  for (const field of REQUIRED) if (missing.has(field)) return `missing:${field}`;
  const unreadable = (field: FieldName): boolean =>
    flaws.some((flaw) => flaw.field === field && (flaw.code === "bad-value" || flaw.code === "damaged-id"));
  // A cell that says `unknown` leaves the status unknown, but not empty: nothing is derived from `canceled_at`.
  const statusEmpty = !isMapped("status") || missing.has("status");
  const underived = statusEmpty && draft.canceled_at === undefined;
  if (underived && !unreadable("canceled_at")) return "missing:status";
  for (const field of REQUIRED) if (unreadable(field)) return `unreadable:${field}`;
  if (underived) return "unreadable:canceled_at";
  return draft.status === undefined && !statusEmpty ? "unknown-status" : undefined;
};
