import * as z from "zod";
import { LINK_MODES, LINKS, RESOLUTIONS, UNVERIFIED_CAUSES } from "./cancellation.ts";
import { explainedRule, localTime, place } from "./explainRule.ts";
import { DATING_FIELDS } from "./fields.ts";
import { inputEntry, packEntry } from "./report.ts";
import { VERDICTS } from "./verdict.ts";

/** A value of a record: as it was read, and as the export writes it where that is not the same. */
const value = z.object({ field: z.string(), value: z.string(), raw: z.string().nullable() });

/** One record of an appointment's key: the one that counts, or one that gave way to it. */
const version = z.object({
  ...place,
  updatedAt: localTime.nullable(),
  state: z.enum(["counts", "superseded", "duplicate"]),
  /** What it says otherwise than the record that counts; null is an unknown value. */
  differs: z.array(z.object({ field: z.string(), value: z.string().nullable(), counts: z.string().nullable() })),
});

/** An appointment on a walk, or the inline reschedule on the record of one. */
const stop = z.object({
  /** What led here from the one before: null for the first. */
  by: z.enum(LINKS).nullable(),
  /** Null for an inline reschedule, which names no appointment. */
  appointment_id: z.string().nullable(),
  ...place,
  startsAt: localTime.nullable(),
  service: z.string().nullable(),
  status: z.string().nullable(),
  /** Who canceled it, assumptions included; null where it was not canceled, or nobody knows. */
  canceledBy: z.string().nullable(),
  canceledByAssumed: z.boolean(),
  offeredFor: localTime.nullable(),
});

const outcome = z.object({
  resolution: z.enum(RESOLUTIONS),
  /** For `unverified`, why. */
  cause: z.enum(UNVERIFIED_CAUSES).nullable(),
  walk: z.array(stop),
  /** The step that leads back to where the walk had been. */
  circle: z.string().nullable(),
  care: z.object({ at: localTime, field: z.string(), appointment_id: z.string() }).nullable(),
  linkedBy: z.enum(LINKS).nullable(),
});

const problem = z.object({ code: z.string(), ...place, detail: z.string() });

/** What is known of an id that was asked for. */
const appointment = z.object({
  asked: z.string(),
  /**
   * `cancellation`: judged, and its rules are listed. `not-canceled`: it stands, or was canceled after as-of only.
   * `no-appointment`: a proposal, a wait-list place or an entry in error. `not-yet-known`: booked after as-of.
   * `refused`: no record of it could be accepted.
   */
  state: z.enum(["cancellation", "not-canceled", "no-appointment", "not-yet-known", "refused"]),
  appointment_id: z.string(),
  enrollee_id: z.string().nullable(),
  ...place,
  status: z.string().nullable(),
  inScope: z.boolean(),
  values: z.array(value),
  /** Canonical columns that the log has, and of which this record says nothing. */
  unknown: z.array(z.string()),
  versions: z.array(version),
  refusals: z.array(z.object({ ...place, reason: z.string() })),
  problems: z.array(problem),
  /** Cancellations whose place it took. */
  tookPlaceOf: z.array(z.object({ appointment_id: z.string(), ...place })),
  outcome: outcome.nullable(),
  /** What a value that the record lacks would change, one at a time. */
  ifKnown: z.array(
    z.object({
      field: z.string(),
      value: z.string(),
      rules: z.array(
        z.object({
          id: z.string(),
          from: z.enum(VERDICTS),
          to: z.enum(VERDICTS),
          reason: z.string().nullable(),
          due: localTime.nullable(),
        }),
      ),
    }),
  ),
});

/**
 * `cancellog.explain/1`: some appointments, each step by step. `rules` has a row for each rule of each pack and each
 * cancellation asked for, named by its `appointment_id` and place; verdict, reason and times are those of the findings.
 */
export const explainSchema = z.object({
  schema: z.literal("cancellog.explain/1"),
  tool: z.object({ name: z.literal("cancellog"), version: z.string() }),
  engine: z.object({ name: z.literal("reference"), version: z.string() }),
  synthetic: z.boolean(),
  packs: z.array(packEntry),
  asOf: localTime,
  asOfFrom: z.enum(["option", ...DATING_FIELDS]),
  link: z.enum(LINK_MODES),
  scope: z.object({ from: z.string().nullable(), to: z.string().nullable(), where: z.array(z.string()) }),
  options: z.record(z.string(), z.unknown()),
  inputs: z.array(inputEntry),
  appointments: z.array(appointment),
  rules: z.array(explainedRule),
  /** Ids asked for that no record has, each with the nearest that one has. */
  notFound: z.array(z.object({ asked: z.string(), nearest: z.string().nullable() })),
});

export type Explanation = z.infer<typeof explainSchema>;
export type ExplainedAppointment = Explanation["appointments"][number];
export type ExplainedOutcome = NonNullable<ExplainedAppointment["outcome"]>;
