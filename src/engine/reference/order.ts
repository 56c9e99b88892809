import type { Appointment } from "../../model/appointment.ts";
import { compareMoments } from "../../model/moment.ts";
import { compareUtf8 } from "../../model/utf8Order.ts";

/** Orders appointments by start, and what starts together by id, so that the order of the rows decides nothing. */
export const byStart = (a: Appointment, b: Appointment): number =>
  compareMoments(a.scheduled_at, b.scheduled_at) ||
  compareUtf8(a.appointment_id, b.appointment_id) ||
  compareUtf8(a.key, b.key);
