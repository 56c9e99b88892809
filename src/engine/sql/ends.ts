import type { Context } from "./context.ts";
import { statusIs } from "./status.ts";

/**
 * Where the walk of every cancellation ends that has an appointment for its replacement; all others end where they
 * began. `last` is the cancellation on which the walk ends or stops, `end` the appointment it ends at.
 */
const ENDS = `select b.seq, b.steps, b.last,
  case
    when b.circle then 'circle'
    when h.target = b.seq then 'circle'
    when h.kind is not null then h.kind
    when l.rescheduled_to is not null then 'inline'
    else 'stopped'
  end as kind,
  case when h.via = 'series' or b.by_series then 'series' else h.via end as via, b.by_series,
  l.offered_for, l.rescheduled_to, l.rescheduled_service, l.rescheduled_network, l.rescheduled_provider_id,
  ${statusIs("l.status_now", ["rescheduled"])} as said_rescheduled, x.seq is not null as broken,
  e.seq as end_seq, e.scheduled_at as end_at, e.service as end_service, e.network as end_network,
  e.provider_id as end_provider_id, e.appointment_id as end_appointment_id
from (
  select h.seq, coalesce(w.at, h.seq) as last, w.seq is not null as steps, coalesce(w.by_series, false) as by_series,
    c.seq is not null as circle
  from hops h
  left join walks w on w.seq = h.seq
  left join circles c on c.seq = h.seq
) b
join known l on l.seq = b.last
left join hops h on h.seq = b.last and h.kind <> 'onward'
left join known e on e.seq = h.target
left join broken x on x.seq = b.last`;

/** Builds the table of where the walks end that lead anywhere. */
export const endsScript = ({ dialect }: Context, name = "ends"): string => dialect.createTable(name, ENDS);
