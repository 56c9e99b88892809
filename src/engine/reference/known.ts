import type { Appointment } from "../../model/appointment.ts";
import { isCanceledStatus, type Status } from "../../model/codes.ts";
import type { Moment } from "../../model/moment.ts";

/** Records of these are accepted, and are no appointments. */
const NO_APPOINTMENT: ReadonlySet<Status> = new Set(["proposed", "waitlist", "entered-in-error"]);
/** An appointment that stands was not canceled, and is no mere wish. */
const STANDS: ReadonlySet<Status> = new Set(["booked", "arrived", "fulfilled", "noshow"]);

/** The log as it is known at as-of (semantics.md, section 3 "As-of"). */
export interface KnownLog {
  readonly asOf: Moment;
  /** Accepted appointments booked by then, in input order. */
  readonly appointments: readonly Appointment[];
  readonly notYetKnown: number;
  readonly isKnown: (appointment: Appointment) => boolean;
  /** The status at as-of: what was canceled later is taken as still booked. */
  readonly statusOf: (appointment: Appointment) => Status;
  readonly isCancellation: (appointment: Appointment) => boolean;
  /** It was not canceled, and is no proposal, wait-list place or error. */
  readonly stands: (appointment: Appointment) => boolean;
  /** It is among the appointments of the headline, as far as the scope goes: it stands or was canceled. */
  readonly isCounted: (appointment: Appointment) => boolean;
}

const after = (moment: Moment | undefined, asOf: Moment): boolean =>
  moment !== undefined && moment.instant > asOf.instant;

/** Looks at the log as of a moment. */
export const knownAt = (accepted: readonly Appointment[], asOf: Moment): KnownLog => {
  const isKnown = ({ made_at }: Appointment): boolean => !after(made_at, asOf);
  const statusOf = ({ status, canceled_at }: Appointment): Status =>
    isCanceledStatus(status) && after(canceled_at, asOf) ? "booked" : status;
  const appointments = accepted.filter(isKnown);
  return {
    asOf,
    appointments,
    notYetKnown: accepted.length - appointments.length,
    isKnown,
    statusOf,
    isCancellation: (appointment) => isCanceledStatus(statusOf(appointment)),
    stands: (appointment) => STANDS.has(statusOf(appointment)),
    isCounted: (appointment) => !NO_APPOINTMENT.has(statusOf(appointment)),
  };
};
