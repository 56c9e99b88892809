import { code } from "./columns.ts";
import { type Context, isCanceled } from "./context.ts";
import { ident } from "./quote.ts";
import { REPLACING, statusIs } from "./status.ts";

/** The appointment an id speaks of: where sites number alike, one of the same site. */
const keyOfLink = ({ plan }: Context, from: string, link: string): string => {
  const parts = plan.keyFields.map((field) =>
    field === "appointment_id" ? `${from}.${link}` : `${from}.${ident(field)}`,
  );
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : keySql(parts);
};

/** Joins the parts of a key as records do; an unknown part is empty. */
export const keySql = (parts: readonly string[]): string =>
  parts.map((part) => `coalesce(${part}, '')`).join(" || chr(0) || ");

/** Appointments that name another one in a field, with the key of what they name. */
const naming = (context: Context, field: "replaced_by" | "replaces"): string => `select k.seq, k.key, k.appointment_id,
  k.enrollee_id, k.scheduled_at, k.status_now, ${keyOfLink(context, "k", field)} as named
from known k
where k.${field} is not null`;

/** The accepted appointments that some other one names. */
const named = (table: string): string => `select t.seq, t.key, t.enrollee_id, t.is_known, t.status_now
from dated t
join (select distinct named from ${table}) n on n.named = t.key`;

/** Where `replaced_by` leads: on to an appointment, to nothing that can replace, or nowhere that may be followed. */
const LEADS = `select k.seq, ${isCanceled("k.status_now")} as canceled, t.seq as target,
  case
    when t.seq is null then 'dangling'
    when t.seq = k.seq then 'self'
    when t.enrollee_id <> k.enrollee_id then 'other-enrollee'
    when t.is_known and ${statusIs("t.status_now", REPLACING)} then 'follow'
    else 'none'
  end as lead
from leaders k
left join led t on t.key = k.named`;

/** Appointments that name what they replace: those that may be followed, and why the others may not. */
const claims = (context: Context): string => `select k.seq, t.seq as target,
  case
    when t.seq is null then 'dangling'
    when t.seq = k.seq then 'self'
    when t.enrollee_id <> k.enrollee_id then 'other-enrollee'
    when ${statusIs("k.status_now", REPLACING)} then 'follow'
    else 'none'
  end as claim,
  ${isCanceled("k.status_now")} as canceled, ${context.stamps.order("k.scheduled_at")} as starts,
  k.appointment_id, k.key
from claiming k
left join claimed t on t.key = k.named`;

/** Of several that say they replace a cancellation: those not canceled first, then by start, then by id. */
const FIRST_CLAIMS = `select target, seq
from (
  select target, seq,
    row_number() over (partition by target order by canceled, starts, appointment_id, key) as place
  from claims where claim = 'follow'
) ranked
where place = 1`;

/** The next of a reschedule chain; where some booking time of the chain is unknown, the chain goes by its starts. */
const series = (context: Context): string => {
  const parts = context.plan.keyFields.map((field) => ident(field === "appointment_id" ? "series_id" : field));
  const chain = parts.length === 1 ? (parts[0] ?? "") : keySql(parts);
  const starts = `${context.stamps.order("scheduled_at")}, appointment_id, key`;
  return `select seq, case when dated then next_booked else next_started end as target
from (
  select seq, status_now,
    count(made_at) over (partition by enrollee_id, chain) = count(*) over (partition by enrollee_id, chain) as dated,
    lead(seq) over (partition by enrollee_id, chain order by ${context.stamps.order("made_at")}, ${starts}) as next_booked,
    lead(seq) over (partition by enrollee_id, chain order by ${starts}) as next_started
  from (select *, ${chain} as chain from known where series_id is not null and ${statusIs("status_now", REPLACING)}) members
) chains
where ${isCanceled("status_now")}`;
};

/** The appointment that each cancellation's link leads to; inline reschedules are no appointments. */
const hops = (context: Context): string => {
  const { plan } = context;
  const sought = plan.link === "explicit" ? [] : ["left join sought s on s.seq = k.seq"];
  const seeks = "case when l.target is null and c.seq is null and k.rescheduled_to is null then";
  const target = sought.length === 0 ? "coalesce(l.target, c.seq)" : `coalesce(l.target, c.seq, ${seeks} s.target end)`;
  const by = `case when l.target is not null then 'replaced_by' when c.seq is not null then 'replaces' else '${plan.link}' end`;
  const assumed = plan.assume.canceled_by ?? plan.packs[0]?.pack.assume.canceled_by;
  const canceledBy =
    assumed === undefined ? "t.canceled_by" : `coalesce(t.canceled_by, ${code("canceled_by", String(assumed))})`;
  return `select h.seq, h.target, h.via,
  case
    when not (${isCanceled("t.status_now")}) then 'ended'
    when ${canceledBy} is null then 'lost'
    when ${canceledBy} = ${code("canceled_by", "enrollee")} then 'by-enrollee'
    else 'onward'
  end as kind
from known t
join (
  select k.seq, ${target} as target, ${by} as via
  from known k
  left join (select seq, target from leads where lead = 'follow') l on l.seq = k.seq
  left join first_claims c on c.target = k.seq
  ${sought.join("\n  ")}
  where ${isCanceled("k.status_now")} and ${target} is not null
) h on h.target = t.seq`;
};

/** A link to no accepted appointment, or to another enrollee's: not followed, but remembered. */
const BROKEN = "select seq from leads where lead in ('dangling', 'other-enrollee')";

/**
 * The links that the log states, as far as it has any. Those who name another are few beside the log: what they name is
 * looked for by one pass over it, and not by putting all of it into a table of keys.
 */
export const statedScript = (context: Context): readonly string[] => {
  const { createTable, dropTable } = context.dialect;
  return [
    createTable("leaders", naming(context, "replaced_by")),
    createTable("led", named("leaders")),
    createTable("leads", LEADS),
    createTable("claiming", naming(context, "replaces")),
    createTable("claimed", named("claiming")),
    createTable("claims", claims(context)),
    createTable("first_claims", FIRST_CLAIMS),
    createTable("broken", BROKEN),
    ...["leaders", "led", "claiming", "claimed"].map(dropTable),
  ];
};

/** The links of a series, for cancellations that no other link leads on from. */
export const seriesScript = (context: Context): string => context.dialect.createTable("sought", series(context));

/** One step of every walk. */
export const hopsScript = (context: Context): string => context.dialect.createTable("hops", hops(context));
