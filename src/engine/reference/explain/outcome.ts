import { momentText } from "../../../calendar/momentText.ts";
import type { Appointment } from "../../../model/appointment.ts";
import type { Link, Outcome } from "../../../model/cancellation.ts";
import type { CanceledBy } from "../../../model/codes.ts";
import type { ExplainedOutcome } from "../../../model/explain.ts";
import type { Moment } from "../../../model/moment.ts";
import type { KnownLog } from "../known.ts";
import type { Links } from "../links.ts";
import { stepper } from "../walk.ts";

/** What the way of a cancellation is told by. */
export interface Way {
  readonly known: KnownLog;
  /** Null where nothing in the log could tell of a replacement. */
  readonly links: Links | null;
  readonly canceledBy: (of: Appointment) => CanceledBy | undefined;
  readonly pathOf: (of: Appointment) => string;
}

type Stop = ExplainedOutcome["walk"][number];

const time = (moment: Moment | undefined | null): string | null => (moment ? momentText(moment) : null);

/** Says where an appointment stands, by file, record and line. */
export const placeOf = (one: Appointment, pathOf: Way["pathOf"]) => ({
  source: pathOf(one),
  record: one.place.record,
  line: one.place.line,
});

const stopAt = (one: Appointment, by: Link | null, { known, canceledBy, pathOf }: Way): Stop => ({
  by,
  appointment_id: one.appointment_id,
  ...placeOf(one, pathOf),
  startsAt: time(one.scheduled_at),
  service: one.service ?? null,
  status: known.statusOf(one),
  canceledBy: known.isCancellation(one) ? (canceledBy(one) ?? null) : null,
  canceledByAssumed: known.isCancellation(one) && one.canceled_by === undefined && canceledBy(one) !== undefined,
  offeredFor: time(one.offered_for),
});

const inlineStop = (of: Appointment, { pathOf }: Way): Stop => ({
  by: "rescheduled_to",
  appointment_id: null,
  ...placeOf(of, pathOf),
  startsAt: time(of.rescheduled_to),
  service: of.rescheduled_service ?? null,
  status: null,
  canceledBy: null,
  canceledByAssumed: false,
  offeredFor: null,
});

/** Draws the walk of a cancellation step by step, as it was walked, and says how care was found. */
export const explainOutcome = (cancellation: Appointment, outcome: Outcome, way: Way): ExplainedOutcome => {
  const { walk, circle, appointments } = drawn(cancellation, way);
  const { resolution, cause, care, linkedBy } = outcome;
  return {
    resolution,
    cause,
    walk,
    circle,
    care: care === null ? null : { at: momentText(care), ...careFrom(appointments, outcome, care) },
    linkedBy,
  };
};

const drawn = (cancellation: Appointment, way: Way) => {
  const walk: Stop[] = [stopAt(cancellation, null, way)];
  const appointments = [cancellation];
  const step = way.links === null ? null : stepper(way.known, way.links, way.canceledBy);
  const seen = new Set(appointments);
  for (let at = cancellation; step !== null; ) {
    const next = step(at);
    if (next.kind === "stopped" || next.kind === "circle") break;
    const by = way.links?.replacementOf(at)?.by ?? null;
    if (next.kind === "ended" && next.at.by === "rescheduled_to") {
      walk.push(inlineStop(at, way));
      break;
    }
    const to = next.kind === "onward" ? next.to : next.kind === "lost" ? next.at : stoppedAt(next.at);
    if (to === null) break;
    if (seen.has(to)) return { walk, circle: to.appointment_id, appointments };
    seen.add(to);
    walk.push(stopAt(to, by, way));
    appointments.push(to);
    if (next.kind !== "onward") break;
    at = to;
  }
  return { walk, circle: null, appointments };
};

const stoppedAt = (at: NonNullable<Outcome["end"]>): Appointment | null =>
  at.by === "rescheduled_to" ? null : at.appointment;

/** Says which field of which record care was read from: an earlier offer goes before the appointment. */
const careFrom = (appointments: readonly Appointment[], { end }: Outcome, care: Moment) => {
  const ended = end === null || end.by === "rescheduled_to" ? null : end.appointment;
  const last = (ended === null ? appointments : appointments.slice(0, -1)).at(-1) ?? appointments[0];
  const inline = end?.by === "rescheduled_to" ? end.inlineOf : null;
  if (inline !== null && inline.rescheduled_to?.instant === care.instant)
    return { field: "rescheduled_to", appointment_id: inline.appointment_id };
  if (ended !== null && ended.scheduled_at.instant === care.instant)
    return { field: "scheduled_at", appointment_id: ended.appointment_id };
  return { field: "offered_for", appointment_id: last?.appointment_id ?? "" };
};
