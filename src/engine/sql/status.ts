import type { Status } from "../../model/codes.ts";
import { codesAre } from "./columns.ts";

/** Says that a status is one of several. */
export const statusIs = (status: string, names: readonly Status[]): string => codesAre(status, "status", names);

/** Status at as-of of an appointment that was not canceled, and is no proposal, wait-list place or error. */
export const STANDING = ["booked", "arrived", "fulfilled", "noshow"] as const satisfies readonly Status[];

/** Status of an appointment that the enrollee kept. */
export const KEPT = ["arrived", "fulfilled"] as const satisfies readonly Status[];

/** Status of what can stand in for a lost appointment; a proposal, a wait-list place or an error cannot. */
export const REPLACING = [...STANDING, "canceled", "rescheduled"] as const satisfies readonly Status[];

/** Status of what was never an appointment. */
export const NO_APPOINTMENT = ["proposed", "waitlist", "entered-in-error"] as const satisfies readonly Status[];
