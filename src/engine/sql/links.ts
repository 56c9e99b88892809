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

/** What is asked of the appointments at which a link begins or ends. */
const ASKED = `offered_for, rescheduled_to, rescheduled_service, rescheduled_network, rescheduled_provider_id,
  scheduled_at, service, network, provider_id, appointment_id`;

/** Appointments that name another one, with the keys of what they name. */
const naming = (context: Context): string => {
  const fields = (["replaced_by", "replaces"] as const).filter((field) => context.mapped.has(field));
  const names = fields.map((field) => `k.${field} is not null`).join(" or ");
  const keyOf = (field: "replaced_by" | "replaces"): string =>
    `case when k.${field} is not null then ${keyOfLink(context, "k", field)} end`;
  return `select k.seq, k.key, ${keyOf("replaced_by")} as lead_key, ${keyOf("replaces")} as claim_key
from known k
where ${names === "" ? "false" : names}`;
};

/** The accepted appointments that name another one, or that some other one names. */
const LINKED = `select seq, key, enrollee_id, is_known, status_now, canceled_by, ${ASKED}
from dated t
join (
  select key as linked_key from naming
  union
  select lead_key from naming where lead_key is not null
  union
  select claim_key from naming where claim_key is not null
) n on n.linked_key = t.key`;

/** Where `replaced_by` leads: on to an appointment, to nothing that can replace, or nowhere that may be followed. */
const LEADS = `select k.seq, k.key, ${isCanceled("k.status_now")} as canceled,
  t.seq as target, t.status_now as target_status, t.canceled_by as target_canceled_by,
  case
    when t.seq is null then 'dangling'
    when t.seq = k.seq then 'self'
    when t.enrollee_id <> k.enrollee_id then 'other-enrollee'
    when t.is_known and ${statusIs("t.status_now", REPLACING)} then 'follow'
    else 'none'
  end as lead
from linked k
join naming n on n.seq = k.seq
left join linked t on t.key = n.lead_key
where n.lead_key is not null`;

/** Appointments that name what they replace: those that may be followed, and why the others may not. */
const claims = (context: Context): string => `select k.seq, k.key, t.seq as target,
  t.is_known and ${isCanceled("t.status_now")} as target_canceled,
  case
    when t.seq is null then 'dangling'
    when t.seq = k.seq then 'self'
    when t.enrollee_id <> k.enrollee_id then 'other-enrollee'
    when ${statusIs("k.status_now", REPLACING)} then 'follow'
    else 'none'
  end as claim,
  ${isCanceled("k.status_now")} as canceled, ${context.stamps.order("k.scheduled_at")} as starts,
  k.appointment_id, k.status_now, k.canceled_by
from linked k
join naming n on n.seq = k.seq
left join linked t on t.key = n.claim_key
where n.claim_key is not null`;

/** Of several that say they replace a cancellation: those not canceled first, then by start, then by id. */
const FIRST_CLAIMS = `select target, seq, target_canceled, status_now, canceled_by
from (
  select target, seq, target_canceled, status_now, canceled_by,
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

/** What a link comes to, by the status of the appointment it leads to and who canceled that. */
const kindSql = ({ plan }: Context, status: string, canceler: string): string => {
  const assumed = plan.assume.canceled_by ?? plan.packs[0]?.pack.assume.canceled_by;
  const canceledBy =
    assumed === undefined ? canceler : `coalesce(${canceler}, ${code("canceled_by", String(assumed))})`;
  return `case
    when not (${isCanceled(status)}) then 'ended'
    when ${canceledBy} is null then 'lost'
    when ${canceledBy} = ${code("canceled_by", "enrollee")} then 'by-enrollee'
    else 'onward'
  end`;
};

/** The links by which cancellations lead on that neither a link of theirs nor another's claim does so from. */
const soughtHops = (context: Context): string => `select h.seq, h.target, '${context.plan.link}' as via,
  ${kindSql(context, "t.status_now", "t.canceled_by")} as kind
from known t
join (
  select s.seq, s.target
  from known k
  join sought s on s.seq = k.seq
  left join (select seq from leads where lead = 'follow') l on l.seq = k.seq
  left join first_claims c on c.target = k.seq
  where ${isCanceled("k.status_now")} and l.seq is null and c.target is null and k.rescheduled_to is null
    and s.target is not null
) h on h.target = t.seq`;

/**
 * The appointment that each cancellation's link leads to; inline reschedules are no appointments. Its own link goes before
 * what others say of it.
 */
const hops = (context: Context): string => {
  const stated = `select seq, target, 'replaced_by' as via,
  ${kindSql(context, "target_status", "target_canceled_by")} as kind
from leads
where lead = 'follow' and canceled
union all
select c.target as seq, c.seq as target, 'replaces' as via,
  ${kindSql(context, "c.status_now", "c.canceled_by")} as kind
from first_claims c
left join (select seq from leads where lead = 'follow') l on l.seq = c.target
where c.target_canceled and l.seq is null`;
  return context.plan.link === "explicit" ? stated : `${stated}\nunion all\n${soughtHops(context)}`;
};

/** The appointments at which links begin or end: those that name another one, or are named; or any, where links are sought. */
export const placesQuery = ({ plan }: Context): string =>
  plan.link === "explicit"
    ? `select seq, status_now, ${ASKED} from linked where is_known`
    : `select k.seq, k.status_now, ${ASKED}
  from known k
  join (select seq as place from hops union select target from hops union select seq from broken) h on h.place = k.seq`;

/** A link to no accepted appointment, or to another enrollee's: not followed, but remembered. */
const BROKEN = "select seq from leads where lead in ('dangling', 'other-enrollee')";

/**
 * The links that the log states, as far as it has any. Those who name another are few beside the log: what they name is
 * looked for by one pass over it, and not by putting all of it into a table of keys. A pass costs by its columns: one is for
 * the few that tell who links, the other for all that is asked of those who do.
 */
export const statedScript = (context: Context): readonly string[] => {
  const { createTable } = context.dialect;
  return [
    createTable("naming", naming(context)),
    createTable("linked", LINKED),
    createTable("leads", LEADS),
    createTable("claims", claims(context)),
    createTable("first_claims", FIRST_CLAIMS),
    createTable("broken", BROKEN),
  ];
};

/** The links of a series, for cancellations that no other link leads on from. */
export const seriesScript = (context: Context): string => context.dialect.createTable("sought", series(context));

/** One step of every walk. */
export const hopsScript = (context: Context): string => context.dialect.createTable("hops", hops(context));
