import { FIELDS, type FieldName } from "../model/fields.ts";
import type { Form } from "./form.ts";
import { type Row, updatedAt } from "./row.ts";
import { isoDateOf, isoStamp } from "./stamps.ts";

const idText = (id: number): string => `A${String(id).padStart(7, "0")}`;
const stampOr = (moment: number | null | undefined): string => (moment == null ? "" : isoStamp(moment));
const dateOr = (moment: number | null | undefined): string => (moment == null ? "" : isoDateOf(moment));
const flag = (value: boolean | null | undefined): string => (value == null ? "" : value ? "true" : "false");

type Cell = (row: Row) => string;
type Column = FieldName | "language" | "synthetic";

/** What the canonical forms have in common, in the order of the field table but for the links. */
const LEADING = {
  appointment_id: ({ visit }) => idText(visit.id),
  enrollee_id: ({ visit }) => `E${String(visit.course.enrollee.number).padStart(6, "0")}`,
  status: ({ visit }) => visit.status,
  scheduled_at: ({ visit }) => isoStamp(visit.scheduled),
  made_at: ({ visit }) => isoStamp(visit.made),
  requested_at: ({ visit }) => dateOr(visit.requested),
  canceled_at: ({ visit }) => stampOr(visit.loss?.at),
  canceled_by: ({ visit }) => visit.loss?.by ?? "",
  cancel_reason: ({ visit }) => visit.loss?.reason ?? "",
  service: ({ visit }) => visit.care,
  provider_id: ({ visit }) => visit.provider,
  urgency: ({ visit }) => (visit.course.urgent ? "urgent" : "non-urgent"),
  prior_auth: ({ visit }) => flag(visit.course.priorAuth),
  follow_up: ({ visit }) => flag(visit.course.followUp),
  prior_kept_at: ({ visit }) => dateOr(visit.course.priorKept),
  wait_extended: ({ visit }) => flag(visit.loss?.waitExtended),
  wait_extended_at: ({ visit }) => dateOr(visit.loss?.waitExtendedAt),
} satisfies Partial<Record<Column, Cell>>;

const TRAILING = {
  offered_for: ({ visit }) => stampOr(visit.loss?.offered),
  network: ({ visit }) => visit.network,
  notified_at: ({ visit }) => stampOr(visit.loss?.notified),
  session_id: ({ visit }) => visit.session,
  updated_at: (row) => isoStamp(updatedAt(row)),
  facility: ({ visit }) => visit.course.clinic.name,
  county: ({ visit }) => visit.course.clinic.county,
  region: ({ visit }) => visit.course.clinic.region,
  language: ({ visit }) => visit.course.enrollee.language,
  synthetic: () => "true",
} satisfies Partial<Record<Column, Cell>>;

const strayText = ({ visit }: Row): string => (visit.loss?.strayLink == null ? "" : idText(visit.loss.strayLink));

/** Returns what took a lost appointment's place where it stood, so that it is told on the lost one's own record. */
const settledBy = ({ next }: Row): Row["next"] => (next !== null && next.loss === null ? next : null);

const INLINE_LINKS = {
  replaced_by: (row) => (row.next !== null && row.next.loss !== null ? idText(row.next.id) : strayText(row)),
  rescheduled_to: (row) => stampOr(settledBy(row)?.scheduled),
  rescheduled_service: (row) => settledBy(row)?.care ?? "",
  rescheduled_provider_id: (row) => settledBy(row)?.provider ?? "",
  rescheduled_network: (row) => settledBy(row)?.network ?? "",
} satisfies Partial<Record<Column, Cell>>;

const LINKS = {
  replaced_by: (row) => (row.next !== null && !row.next.tellsBack ? idText(row.next.id) : strayText(row)),
  replaces: ({ visit, previous }) => (previous !== null && visit.tellsBack ? idText(previous.id) : ""),
} satisfies Partial<Record<Column, Cell>>;

const formOf = (columns: Readonly<Record<string, Cell>>, has: Form["has"]): Form => {
  const header = Object.keys(columns);
  return {
    header,
    cells: Object.values(columns),
    has,
    places: Object.fromEntries(header.flatMap((name, place) => (name in FIELDS ? [[name, place]] : []))),
    brokenStamp: "2022-13-45 09:00",
  };
};

/** Writes a replacement on the record of the appointment it replaced, unless it was canceled in its turn. */
export const INLINE: Form = formOf(
  { ...LEADING, ...INLINE_LINKS, ...TRAILING },
  ({ visit, previous }) => previous === null || visit.loss !== null,
);

/** Writes every replacement as a record of its own. */
export const LINKED: Form = formOf({ ...LEADING, ...LINKS, ...TRAILING }, () => true);
