import { LINKS } from "../../model/cancellation.ts";
import { type Context, earlierStamp } from "./context.ts";
import { placesQuery } from "./links.ts";
import { resolutionNumber } from "./outcome.ts";
import { text } from "./quote.ts";
import { statusIs } from "./status.ts";
import { causeNumber, ENDED, endNumber, linkNumber, NO_WALK } from "./walkEnds.ts";

/**
 * The cancellation on which each walk ends or stops, and the appointment it ends at. Those with a broken link are walks too,
 * even if they take no step: so that all who need more than their own record are found by one join.
 */
const STOPS = `select b.seq, b.last, b.steps, b.by_series, b.circle, h.target, h.kind, h.via, x.seq is not null as broken
from (
  select f.seq, coalesce(w.at, f.seq) as last, w.seq is not null as steps, coalesce(w.by_series, false) as by_series,
    c.seq is not null as circle
  from (select seq from hops union select seq from broken) f
  left join walks w on w.seq = f.seq
  left join circles c on c.seq = f.seq
) b
left join hops h on h.seq = b.last and h.kind <> 'onward'
left join broken x on x.seq = b.last`;

const KINDS = `case
    when b.circle or b.target = b.seq then ${endNumber("circle")}
    ${(["ended", "lost", "by-enrollee"] as const).map((end) => `when b.kind = ${text(end)} then ${endNumber(end)}`).join("\n    ")}
    when l.rescheduled_to is not null then ${endNumber("inline")}
    else ${endNumber("stopped")}
  end`;

/** Every walk with the record on which it stops, and the one at which it ends. */
const WALKED = `select b.seq, b.steps, b.broken, b.via = 'series' or b.by_series as by_series, b.via, ${KINDS} as kind,
  l.offered_for, l.rescheduled_to, l.rescheduled_service, l.rescheduled_network, l.rescheduled_provider_id,
  ${statusIs("l.status_now", ["rescheduled"])} as said_rescheduled, e.scheduled_at, e.service, e.network, e.provider_id, e.appointment_id
from stops b
join places l on l.seq = b.last
left join places e on e.seq = b.target`;

const INLINE = `kind = ${endNumber("inline")}`;
const STOPPED = `kind = ${endNumber("stopped")}`;
const START = `case when ${INLINE} then rescheduled_to when ${ENDED} then scheduled_at end`;

/**
 * What each walk came to (semantics.md, section 5), but for care before the booking: of every cancellation that has an
 * appointment for its replacement, or a broken link. All others end where they began.
 */
const endsQuery = (context: Context): string => `with stops as (
${STOPS}
),
places as (
${placesQuery(context)}
)
select seq, kind, appointment_id as end_appointment_id,
  case
    when kind in (${endNumber("inline")}, ${endNumber("ended")}) then ${resolutionNumber("rescheduled")}
    when kind = ${endNumber("by-enrollee")} then ${resolutionNumber("enrollee-canceled")}
    when kind in (${endNumber("circle")}, ${endNumber("lost")}) then ${resolutionNumber("unverified")}
    when offered_for is not null then ${resolutionNumber("offered")}
    when broken or said_rescheduled then ${resolutionNumber("unverified")}
    when steps then ${resolutionNumber("recanceled")}
    else ${resolutionNumber("none")}
  end as resolution,
  case
    when kind = ${endNumber("circle")} then ${causeNumber("link-cycle")}
    when kind = ${endNumber("lost")} then ${causeNumber("initiator-unknown")}
    when not (${STOPPED}) or offered_for is not null then null
    when broken then ${causeNumber("broken-link")}
    when said_rescheduled then ${causeNumber("rescheduled-without-link")}
  end as cause,
  case
    when ${ENDED} then ${earlierStamp(context, `(${START})`, "offered_for")}
    when ${STOPPED} then offered_for
  end as care,
  case
    when not (${ENDED} or (${STOPPED} and offered_for is not null)) then null
    when by_series then ${linkNumber("series")}
    when ${INLINE} then ${linkNumber("rescheduled_to")}
    when ${STOPPED} then ${linkNumber("offered_for")}
    ${LINKS.map((link) => `when via = ${text(link)} then ${linkNumber(link)}`).join("\n    ")}
  end as linked_by,
  ${START} as end_start,
  case when ${INLINE} then rescheduled_service else service end as end_service,
  case when ${INLINE} then rescheduled_network else network end as end_network,
  case when ${INLINE} then rescheduled_provider_id else provider_id end as end_provider_id
from (
${WALKED}
) walked
union all
select ${[NO_WALK, ...Array.from({ length: 10 }, () => "null")].join(", ")}`;

/** Builds the table of where the walks end that lead anywhere. */
export const endsScript = (context: Context, name = "ends"): string =>
  context.dialect.createTable(name, endsQuery(context));
