import { momentText } from "../calendar/momentText.ts";
import type { Moment } from "../model/moment.ts";
import type { Reject } from "../model/source.ts";
import type { Finding, FindingRow, RejectRow } from "../model/verdict.ts";

const time = (moment: Moment | null): string | null => (moment === null ? null : momentText(moment));

/** Writes a finding as the row of a findings file. */
export const findingRow = (
  { cancellation, outcome, assessment }: Finding,
  pathOf: (source: number) => string,
): FindingRow => {
  const { rule, verdict, reason, start, due, elapsed, unit } = assessment;
  const { end } = outcome;
  return {
    appointment_id: cancellation.appointment_id,
    enrollee_id: cancellation.enrollee_id,
    source: pathOf(cancellation.place.source),
    record: cancellation.place.record,
    line: cancellation.place.line,
    rule: rule.id,
    family: rule.family,
    verdict,
    reason,
    starts_at: time(start),
    care_at: time(outcome.care),
    due_at: time(due),
    elapsed,
    unit,
    resolution: outcome.resolution,
    care_appointment_id: end === null || end.by === "rescheduled_to" ? null : end.appointment.appointment_id,
    linked_by: outcome.linkedBy,
    citation: rule.citation.law,
  };
};

/** Writes a refused record as the row of a rejects file. */
export const rejectRow = ({ place, reason, raw }: Reject, pathOf: (source: number) => string): RejectRow => ({
  source: pathOf(place.source),
  record: place.record,
  line: place.line,
  reason,
  raw,
});
