import {
  CANCEL_REASON,
  CANCELED_BY,
  type CodeBook,
  NETWORK,
  PROVIDER_KIND,
  SERVICE,
  STATUS,
  URGENCY,
} from "./codes.ts";
import type { Moment } from "./moment.ts";

export type FieldType = "text" | "code" | "boolean" | "timestamp";

/** One canonical column: what it means, how it is read, and what exports call it. */
export interface FieldSpec {
  readonly type: FieldType;
  readonly codes?: CodeBook;
  readonly meaning: string;
  /** Element of HL7 FHIR `Appointment`, where there is one. */
  readonly fhir?: string;
  /** Column of Epic Clarity's V_SCHED_APPT, where there is one; always an alias too. */
  readonly epic?: string;
  /** Other headers; compared on their letters and digits alone, without regard to case. */
  readonly aliases?: readonly string[];
}

/**
 * The field table (semantics.md, section 2). Names, types, code books, header aliases, the record type and the
 * order of canonical columns all derive from it.
 */
export const FIELDS = {
  appointment_id: {
    type: "text",
    meaning: "key of the appointment",
    fhir: "Appointment.id",
    epic: "PAT_ENC_CSN_ID",
    aliases: [
      "appt_no",
      "appt_num",
      "appt_id",
      "appointment_number",
      "appointment_no",
      "appt_number",
      "encounter_id",
      "visit_id",
      "csn",
    ],
  },
  enrollee_id: {
    type: "text",
    meaning: "key of the person",
    fhir: "Appointment.subject",
    epic: "PAT_ID",
    aliases: [
      "patient",
      "patient_no",
      "patient_number",
      "member_no",
      "member_number",
      "patient_id",
      "member_id",
      "mrn",
      "person_id",
      "client_id",
      "subject",
      "subscriber_id",
    ],
  },
  status: {
    type: "code",
    codes: STATUS,
    meaning: "state of the appointment",
    fhir: "status",
    epic: "APPT_STATUS_NAME",
    aliases: ["appointment_status", "appt_status"],
  },
  scheduled_at: {
    type: "timestamp",
    meaning: "when it was to start",
    fhir: "start",
    epic: "APPT_DTTM",
    aliases: [
      "appointment_date",
      "appt_date",
      "appointment_time",
      "appointment_datetime",
      "appt_datetime",
      "start",
      "start_time",
      "scheduled_for",
    ],
  },
  made_at: {
    type: "timestamp",
    meaning: "when it was booked",
    fhir: "created",
    epic: "APPT_MADE_DTTM",
    aliases: ["booked_at", "date_made", "made_date", "booking_date", "created", "created_at", "appt_made_date"],
  },
  requested_at: {
    type: "timestamp",
    meaning: "first request for this care",
    aliases: ["request_date", "requested_date", "date_requested"],
  },
  canceled_at: {
    type: "timestamp",
    meaning: "when it was canceled",
    fhir: "cancellationDate",
    epic: "APPT_CANC_DTTM",
    aliases: [
      "cancelled_on",
      "canceled_on",
      "cancelled_datetime",
      "canceled_datetime",
      "cancelled_at",
      "cancel_date",
      "canceled_date",
      "cancelled_date",
      "cancellation_date",
      "date_canceled",
      "date_cancelled",
      "cancel_time",
    ],
  },
  canceled_by: {
    type: "code",
    codes: CANCELED_BY,
    meaning: "who canceled it",
    epic: "CANCEL_INITIATOR",
    aliases: ["cancelled_by", "cancelation_initiator", "cancellation_initiator", "initiator", "cancel_by"],
  },
  cancel_reason: {
    type: "code",
    codes: CANCEL_REASON,
    meaning: "why it was canceled",
    fhir: "cancellationReason",
    epic: "CANCEL_REASON_NAME",
    aliases: ["cancellation_reason", "cancelled_reason", "canceled_reason", "reason_for_cancellation"],
  },
  service: {
    type: "code",
    codes: SERVICE,
    meaning: "kind of care",
    fhir: "serviceType",
    epic: "PRC_NAME",
    aliases: ["service_type", "visit_type", "appointment_type", "appt_type", "procedure_name"],
  },
  provider_id: {
    type: "text",
    meaning: "who was to give it",
    epic: "PROV_ID",
    aliases: ["provider", "clinician_id", "practitioner_id", "rendering_provider_id"],
  },
  provider_kind: {
    type: "code",
    codes: PROVIDER_KIND,
    meaning: "physician or nonphysician",
    aliases: ["provider_type", "clinician_type"],
  },
  urgency: { type: "code", codes: URGENCY, meaning: "urgent or not", fhir: "priority", aliases: ["priority"] },
  prior_auth: {
    type: "boolean",
    meaning: "prior authorization needed",
    aliases: ["prior_authorization", "authorization_required", "prior_auth_required"],
  },
  follow_up: {
    type: "boolean",
    meaning: "part of an ongoing course of treatment",
    aliases: ["followup", "is_follow_up", "return_visit"],
  },
  prior_kept_at: {
    type: "timestamp",
    meaning: "the last appointment of this course of treatment that the enrollee kept",
    aliases: ["last_kept_at", "prior_appointment_date", "last_visit_date", "previous_appointment_date"],
  },
  wait_extended: {
    type: "boolean",
    meaning: "a clinician noted that a longer wait does no harm",
    aliases: ["extension_documented", "wait_extension"],
  },
  wait_extended_at: {
    type: "timestamp",
    meaning: "the date of that note",
    aliases: ["extension_date", "wait_extension_date"],
  },
  replaced_by: {
    type: "text",
    meaning: "the replacement's appointment_id",
    epic: "RESCHED_APPT_CSN_ID",
    aliases: ["rescheduled_appointment_id", "new_appointment_id", "replacement_id", "rescheduled_to_id"],
  },
  replaces: {
    type: "text",
    meaning: "on the replacement: the appointment_id it replaces",
    fhir: "replaces",
    aliases: ["rescheduled_from_id", "original_appointment_id", "previous_appointment_id"],
  },
  rescheduled_to: {
    type: "timestamp",
    meaning: "start of the replacement, given inline on the canceled row",
    aliases: [
      "new_appt_date",
      "new_date",
      "rescheduled_on",
      "reschedule_date",
      "rescheduled_date",
      "new_appointment_date",
      "rescheduled_for",
    ],
  },
  rescheduled_service: {
    type: "code",
    codes: SERVICE,
    meaning: "its kind of care",
    aliases: ["new_appointment_type", "rescheduled_visit_type"],
  },
  rescheduled_provider_id: { type: "text", meaning: "who is to give it", aliases: ["new_provider_id"] },
  rescheduled_network: { type: "code", codes: NETWORK, meaning: "in or out of network", aliases: ["new_network"] },
  offered_for: {
    type: "timestamp",
    meaning: "earliest alternative start offered when this one was canceled",
    aliases: ["offered_date", "earliest_offered_date", "offered_at"],
  },
  network: { type: "code", codes: NETWORK, meaning: "in or out of network", aliases: ["network_status"] },
  notified_at: {
    type: "timestamp",
    meaning: "when the enrollee was told",
    aliases: ["notice_date", "notification_date", "notified_date"],
  },
  session_id: { type: "text", meaning: "the group session; many enrollees share one", aliases: ["group_session_id"] },
  series_id: {
    type: "text",
    meaning: "one id shared by all appointments of one reschedule chain",
    epic: "APPT_SERIAL_NUM",
    aliases: ["serial_number", "series", "appointment_series"],
  },
  updated_at: {
    type: "timestamp",
    meaning: "when this version of the record was written",
    epic: "UPDATE_DATE",
    aliases: ["last_updated", "modified_at", "last_modified"],
  },
  facility: {
    type: "text",
    meaning: "site",
    epic: "DEPARTMENT_NAME",
    aliases: ["department", "clinic", "site", "location"],
  },
  county: { type: "text", meaning: "county" },
  region: { type: "text", meaning: "region", aliases: ["service_area"] },
  plan: { type: "text", meaning: "health plan or product", aliases: ["health_plan", "plan_name"] },
} as const satisfies Readonly<Record<string, FieldSpec>>;

export type FieldName = keyof typeof FIELDS;
export const FIELD_NAMES = Object.keys(FIELDS) as readonly FieldName[];

type ValueOf<S> = S extends { type: "code"; codes: infer C }
  ? keyof C
  : S extends { type: "boolean" }
    ? boolean
    : S extends { type: "timestamp" }
      ? Moment
      : string;

/** The values of one record after reading; `undefined` is an unknown value. */
export type FieldValues = { readonly [F in FieldName]: ValueOf<(typeof FIELDS)[F]> | undefined };
export type FieldValue = FieldValues[FieldName];

type FieldsOf<T> = { [F in FieldName]: (typeof FIELDS)[F]["type"] extends T ? F : never }[FieldName];
export type TimestampField = FieldsOf<"timestamp">;
export type CodeField = FieldsOf<"code">;
export type TextField = FieldsOf<"text">;

/** Returns the specification of a field, seen through the common interface. */
export const fieldSpec = (name: FieldName): FieldSpec => FIELDS[name];
export const isFieldName = (name: string): name is FieldName => Object.hasOwn(FIELDS, name);

/** Fields whose presence in the log says that it can speak of what followed; `series_id` does so only if asked. */
export const LINK_FIELDS = ["replaced_by", "replaces", "rescheduled_to", "offered_for"] as const;

/** Fields that date the export: the latest of them is the default as-of (semantics.md, section 3). */
export const DATING_FIELDS = ["canceled_at", "made_at", "updated_at"] as const;
export type DatingField = (typeof DATING_FIELDS)[number];
