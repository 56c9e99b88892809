import type { Status } from "../model/codes.ts";
import type { Form } from "./form.ts";
import { type Row, updatedAt } from "./row.ts";
import type { Care } from "./services.ts";
import { usStamp } from "./stamps.ts";
import type { Initiator, Reason } from "./visit.ts";

/** Words in the manner of Epic's category lists; each is a synonym that the code books know. */
const STATUS_WORDS: Readonly<Record<Status, string>> = {
  proposed: "Pending",
  booked: "Scheduled",
  arrived: "Arrived",
  fulfilled: "Completed",
  noshow: "No Show",
  waitlist: "Wait List",
  canceled: "Canceled",
  rescheduled: "Canceled",
  "entered-in-error": "Entered in Error",
};

const INITIATOR_WORDS: Readonly<Record<Initiator, string>> = {
  plan: "Provider",
  enrollee: "Patient",
  other: "Third Party",
  unknown: "Unknown",
  "": "",
};

const REASON_WORDS: Readonly<Record<Reason, string>> = {
  "labor-action": "Labor Action",
  "provider-unavailable": "Provider Unavailable",
  facility: "Facility Closed",
  clinical: "Medical",
  enrollee: "Patient",
  administrative: "Scheduling Error",
  other: "Other",
  "": "",
};

const CARE_WORDS: Readonly<Record<Care, string>> = {
  "individual-therapy": "Individual Psychotherapy",
  "group-therapy": "Group Psychotherapy",
  "family-therapy": "Family Psychotherapy",
  intake: "Mental Health Intake",
  psychiatry: "Psychiatric Visit",
  "medication-management": "Medication Management",
  crisis: "Crisis Intervention",
  "case-management": "Care Coordination",
  class: "Health Class",
};

/** Contact serial numbers start there. */
const FIRST_CSN = 200_000_000;
const csn = (id: number): string => String(FIRST_CSN + id);

const linkText = ({ visit, next }: Row): string => {
  if (next !== null) return csn(next.id);
  return visit.loss?.strayLink == null ? "" : csn(visit.loss.strayLink);
};

/** Columns of Epic Clarity's V_SCHED_APPT; every replacement is a record of its own. */
const COLUMNS: Readonly<Record<string, (row: Row) => string>> = {
  PAT_ENC_CSN_ID: ({ visit }) => csn(visit.id),
  PAT_ID: ({ visit }) => `Z${String(visit.course.enrollee.number).padStart(6, "0")}`,
  APPT_STATUS_NAME: ({ visit }) => STATUS_WORDS[visit.status],
  APPT_DTTM: ({ visit }) => usStamp(visit.scheduled),
  APPT_MADE_DTTM: ({ visit }) => usStamp(visit.made),
  APPT_CANC_DTTM: ({ visit }) => (visit.loss === null ? "" : usStamp(visit.loss.at)),
  CANCEL_INITIATOR: ({ visit }) => (visit.loss === null ? "" : INITIATOR_WORDS[visit.loss.by]),
  CANCEL_REASON_NAME: ({ visit }) => (visit.loss === null ? "" : REASON_WORDS[visit.loss.reason]),
  RESCHED_APPT_CSN_ID: linkText,
  APPT_SERIAL_NUM: ({ first }) => csn(first.id),
  PRC_NAME: ({ visit }) => CARE_WORDS[visit.care],
  DEPARTMENT_NAME: ({ visit }) => visit.course.clinic.name.toUpperCase(),
  PROV_ID: ({ visit }) => visit.provider,
  UPDATE_DATE: (row) => usStamp(updatedAt(row)),
  SYNTHETIC: () => "true",
};

const header = Object.keys(COLUMNS);

/** Writes the scenario in the manner of an Epic report, with dates of the United States. */
export const EPIC: Form = {
  header,
  cells: Object.values(COLUMNS),
  has: () => true,
  places: {
    enrollee_id: header.indexOf("PAT_ID"),
    status: header.indexOf("APPT_STATUS_NAME"),
    scheduled_at: header.indexOf("APPT_DTTM"),
    made_at: header.indexOf("APPT_MADE_DTTM"),
    canceled_at: header.indexOf("APPT_CANC_DTTM"),
    canceled_by: header.indexOf("CANCEL_INITIATOR"),
    cancel_reason: header.indexOf("CANCEL_REASON_NAME"),
    service: header.indexOf("PRC_NAME"),
    provider_id: header.indexOf("PROV_ID"),
    facility: header.indexOf("DEPARTMENT_NAME"),
  },
  brokenStamp: "13/45/2022 9:00 AM",
};
