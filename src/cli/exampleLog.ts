import { FIELD_NAMES, type FieldName } from "../model/fields.ts";

const RECORDS: readonly Readonly<Partial<Record<FieldName, string>>>[] = [
  {
    appointment_id: "A1",
    enrollee_id: "E1",
    status: "canceled",
    scheduled_at: "2022-08-26 09:00",
    canceled_at: "2022-08-25 10:00",
    replaced_by: "A2",
  },
  {
    appointment_id: "A2",
    enrollee_id: "E1",
    status: "canceled",
    scheduled_at: "2022-09-02 09:00",
    canceled_at: "2022-09-01 10:00",
    canceled_by: "plan",
    replaced_by: "A3",
  },
  {
    appointment_id: "A3",
    enrollee_id: "E1",
    status: "canceled",
    scheduled_at: "2022-09-09 09:00",
    canceled_at: "2022-09-08 10:00",
    canceled_by: "plan",
    replaced_by: "A4",
  },
  { appointment_id: "A4", enrollee_id: "E1", status: "booked", scheduled_at: "2022-09-09 09:00" },
  {
    appointment_id: "A4",
    enrollee_id: "E1",
    status: "fulfilled",
    scheduled_at: "2022-09-09 09:00",
    updated_at: "2022-09-09 12:00",
  },
];

/** A log that has every field and every thing that asks for statements of its own: versions, and a walk of three steps. */
export const exampleLog = (): string =>
  [FIELD_NAMES.join(","), ...RECORDS.map((record) => FIELD_NAMES.map((field) => record[field] ?? "").join(","))]
    .map((line) => `${line}\n`)
    .join("");
