import type { CANCEL_REASON, CanceledBy, Status } from "../model/codes.ts";
import type { Clinic } from "./clinics.ts";
import type { Care } from "./services.ts";

export type Initiator = CanceledBy | "unknown" | "";
export type Reason = keyof typeof CANCEL_REASON | "";

/** How an appointment was lost; moments in minutes of wall time. */
export interface Loss {
  readonly at: number;
  readonly by: Initiator;
  readonly reason: Reason;
  readonly notified: number | null;
  readonly waitExtended: boolean | null;
  readonly waitExtendedAt: number | null;
  /** Earliest alternative start that was offered. */
  readonly offered: number | null;
  /** A link that leads nowhere, or to another enrollee's appointment: its id. */
  readonly strayLink: number | null;
}

/** Who an appointment belongs to; the same for all of an enrollee's appointments. */
export interface Enrollee {
  readonly number: number;
  readonly language: string;
}

/** What the appointments of one course of treatment have in common. */
export interface Course {
  readonly enrollee: Enrollee;
  readonly clinic: Clinic;
  readonly urgent: boolean;
  readonly priorAuth: boolean | null;
  readonly followUp: boolean | null;
  readonly priorKept: number | null;
}

/** One appointment as the scenario knows it, before it is written in a form. */
export interface Visit {
  readonly id: number;
  readonly course: Course;
  readonly status: Status;
  readonly scheduled: number;
  readonly made: number;
  readonly requested: number | null;
  readonly care: Care;
  readonly provider: string;
  readonly network: "in" | "out";
  readonly session: string;
  readonly loss: Loss | null;
  /** When its own record was last written; a replacement made later writes it once more. */
  readonly touched: number;
  /** The link to the appointment before it in the episode is told on this one, by `replaces`. */
  readonly tellsBack: boolean;
}

/** Appointments in the order in which each took the place of the one before; most episodes are of one. */
export type Episode = readonly Visit[];

/** Gives out the ids of appointments, one after another. */
export type TakeId = () => number;
