import { parseIsoDate } from "../../calendar/civil.ts";
import { type FieldName, fieldSpec } from "../../model/fields.ts";
import type { Where } from "../contract.ts";
import { askedColumn, code } from "./columns.ts";
import { type Context, isCanceled, surelyAfterAsOf } from "./context.ts";
import { all, ident, text } from "./quote.ts";
import { NO_APPOINTMENT, statusIs } from "./status.ts";

/**
 * The log as it is known at as-of (semantics.md, section 3): what was booked later is left out, what was canceled later
 * is taken as still booked. Most logs end before as-of, and a status as read lets a scan pass over what it excludes.
 */
export const knownViews = (context: Context): readonly string[] =>
  context.beyond
    ? [
        `create or replace view dated as
select *,
  not ${surelyAfterAsOf(context, "made_at")} as is_known,
  case when ${isCanceled("status")} and ${surelyAfterAsOf(context, "canceled_at")}
    then ${code("status", "booked")} else status end as status_now
from accepted`,
        "create or replace view known as\nselect * from dated where is_known",
      ]
    : [
        "create or replace view dated as\nselect *, true as is_known, status as status_now from accepted",
        "create or replace view known as\nselect * from dated",
      ];

/** A field's value as text, as read: neither derived nor assumed; null is unknown, a timestamp its local day. */
const valueAsRead = ({ stamps }: Context, field: FieldName): string => {
  const { type } = fieldSpec(field);
  if (field === "status") return "case when status_derived then null else cast(status as varchar) end";
  if (type === "timestamp") return stamps.day(ident(field));
  return type === "text" ? ident(field) : `cast(${ident(field)} as varchar)`;
};

const whereSql = (context: Context, { field, column, negated, values }: Where): string => {
  const value = field === null ? askedColumn(context.asked.indexOf(column)) : valueAsRead(context, field);
  const isDay = field !== null && fieldSpec(field).type === "timestamp";
  const wanted = values.flatMap((one) => {
    if (one === null) return [];
    if (!isDay) return [text(one)];
    // A text that is no date is no timestamp's date.
    const day = parseIsoDate(one);
    return day === null ? [] : [String(day)];
  });
  const isWanted = wanted.length === 0 ? "false" : `coalesce(${value} in (${wanted.join(", ")}), false)`;
  const holds = values.includes(null) ? `(${isWanted} or ${value} is null)` : isWanted;
  return negated ? `not ${holds}` : holds;
};

/** Says whether an appointment is counted and judged, as one condition; links see the whole log. */
export const inScope = (context: Context): string => {
  const { from, to, where } = context.plan.scope;
  const day = context.stamps.day("scheduled_at");
  const holds = all([
    ...(from === null ? [] : [`${day} >= ${from}`]),
    ...(to === null ? [] : [`${day} <= ${to}`]),
    ...where.map((one) => whereSql(context, one)),
  ]);
  return `(${holds})`;
};

/** Appointments in scope that are some: a proposal, a wait-list place or an error is none. */
export const isAppointment = (context: Context): string =>
  `not (${statusIs("status_now", NO_APPOINTMENT)}) and ${inScope(context)}`;

const DAYS_A_WEEK = 7;
/** 1970-01-01 was a Thursday: three days after a Monday. */
const THURSDAY = 3;

/** How the key of a breakdown is written in SQL; days are whole numbers, to be written as dates afterwards. */
export const dimensionSql = (
  context: Context,
  { name, kind }: Context["plan"]["dimensions"][number],
): { readonly sql: string; readonly isDay: boolean } => {
  const day = context.stamps.day("scheduled_at");
  if (kind === "week") return { sql: `(${day} - (${day} + ${THURSDAY}) % ${DAYS_A_WEEK})`, isDay: true };
  if (kind === "column") return { sql: askedColumn(context.asked.indexOf(name)), isDay: false };
  if (name === "status") return { sql: "cast(status_now as varchar)", isDay: false };
  const field = name as FieldName;
  const isDay = fieldSpec(field).type === "timestamp";
  return { sql: isDay ? context.stamps.day(ident(field)) : valueAsRead(context, field), isDay };
};
