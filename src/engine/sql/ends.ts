import type { Context } from "./context.ts";
import { placesQuery } from "./links.ts";
import { statusIs } from "./status.ts";

/** The cancellation on which each walk ends or stops, and the appointment it ends at. */
const STOPS = `select b.seq, b.last, b.steps, b.by_series, b.circle, h.target, h.kind, h.via, x.seq is not null as broken
  from (
    select h.seq, coalesce(w.at, h.seq) as last, w.seq is not null as steps, coalesce(w.by_series, false) as by_series,
      c.seq is not null as circle
    from hops h
    left join walks w on w.seq = h.seq
    left join circles c on c.seq = h.seq
  ) b
  left join hops h on h.seq = b.last and h.kind <> 'onward'
  left join broken x on x.seq = b.last`;

/**
 * Where the walk of every cancellation ends that has an appointment for its replacement; all others end where they
 * began. `l` is the cancellation on which a walk ends, `e` the appointment at which it does.
 */
const ends = (context: Context): string => `with stops as (
  ${STOPS}
),
places as (
  ${placesQuery(context)}
)
select b.seq, b.steps, b.last,
  case
    when b.circle then 'circle'
    when b.target = b.seq then 'circle'
    when b.kind is not null then b.kind
    when l.rescheduled_to is not null then 'inline'
    else 'stopped'
  end as kind,
  case when b.via = 'series' or b.by_series then 'series' else b.via end as via, b.by_series,
  l.offered_for, l.rescheduled_to, l.rescheduled_service, l.rescheduled_network, l.rescheduled_provider_id,
  ${statusIs("l.status_now", ["rescheduled"])} as said_rescheduled, b.broken,
  e.seq as end_seq, e.scheduled_at as end_at, e.service as end_service, e.network as end_network,
  e.provider_id as end_provider_id, e.appointment_id as end_appointment_id
from stops b
join places l on l.seq = b.last
left join places e on e.seq = b.target`;

/** Builds the table of where the walks end that lead anywhere. */
export const endsScript = (context: Context, name = "ends"): string => context.dialect.createTable(name, ends(context));
