import { type Published, RECORD_KINDS, type RecordKind } from "../../model/published.ts";
import type { Report } from "../../model/report.ts";
import { hiddenAddends, lacks } from "./oneSum.ts";

/** Gives what the records read came to, as far as it tells of no few of them; null where nothing can be told. */
export const publishedRecords = ({ reconciliation, headline }: Report): Published["headline"]["records"] => {
  const { read, accepted, rejected, duplicates, superseded } = reconciliation;
  const counts: Readonly<Record<RecordKind, number>> = {
    canceled: headline.cancellations,
    notCanceled: headline.appointments - headline.cancellations,
    other: accepted - headline.appointments,
    rejected,
    duplicates,
    superseded,
  };
  const hidden = hiddenAddends(
    RECORD_KINDS.map((kind) => ({
      count: counts[kind],
      needs: lacks(counts[kind]),
      spares: counts[kind],
      // The cancellations are told wherever anything is.
      canHide: kind !== "canceled",
      isRest: false,
    })),
  );
  if (hidden === null) return null;
  const kinds = RECORD_KINDS.map((kind, i) => [kind, hidden.has(i) ? null : counts[kind]] as const);
  return { read, kinds: Object.fromEntries(kinds) as Record<RecordKind, number | null> };
};
