import { LINKS, RESOLUTIONS, type Resolution, type UnverifiedCause } from "../../model/cancellation.ts";
import { type Context, earlierStamp, linksOfLog } from "./context.ts";
import { text } from "./quote.ts";
import { statusIs } from "./status.ts";

/** The number under which SQL holds a resolution. */
export const resolutionNumber = (resolution: Resolution): number => RESOLUTIONS.indexOf(resolution);

/** Columns of an outcome, beside those of the cancellation itself. */
export const OUTCOME_COLUMNS = ["resolution", "cause", "care", "linked_by"] as const;

const linkNumber = (sql: string): string =>
  `case ${LINKS.map((link, i) => `when ${sql} = ${text(link)} then ${i}`).join(" ")} end`;

/**
 * What became of each cancellation of a set, and when care was (semantics.md, section 5). `subjects` has the cancellations;
 * the result adds to them how their walk ended, resolution, cause, care and the link that the walk ended by.
 */
export const outcomesQuery = (context: Context, subjects: string, ends: string): string => {
  const { stated, further } = linksOfLog(context.mapped, context.plan);
  if (!stated && !further)
    return `select s.*, ${resolutionNumber("unverified")} as resolution, 'no-link-columns' as cause,
  cast(null as bigint) as care, cast(null as integer) as linked_by, 'none' as kind, cast(null as bigint) as end_seq,
  cast(null as varchar) as end_service, cast(null as varchar) as end_network, cast(null as varchar) as end_provider_id,
  cast(null as varchar) as end_appointment_id, cast(null as bigint) as end_start
from ${subjects} s`;
  return withCare(context, walked(subjects, ends));
};

/** Each cancellation with the end of its walk; most have no appointment for a replacement, and end where they began. */
const walked = (subjects: string, ends: string): string => `select s.*,
    coalesce(e.kind, case when s.rescheduled_to is not null then 'inline' else 'stopped' end) as kind,
    case when e.seq is null then s.offered_for else e.offered_for end as last_offered_for,
    case when e.seq is null then s.rescheduled_to else e.rescheduled_to end as last_rescheduled_to,
    case when e.seq is null then s.rescheduled_service else e.rescheduled_service end as last_rescheduled_service,
    case when e.seq is null then s.rescheduled_network else e.rescheduled_network end as last_rescheduled_network,
    case when e.seq is null then s.rescheduled_provider_id else e.rescheduled_provider_id end as last_rescheduled_provider_id,
    case when e.seq is null then ${statusIs("s.status_now", ["rescheduled"])} else e.said_rescheduled end as said_rescheduled,
    case when e.seq is null then x.seq is not null else e.broken end as is_broken,
    coalesce(e.steps, false) as steps, e.via, coalesce(e.by_series, false) as by_series,
    e.end_seq, e.end_at, e.end_service as appointment_service, e.end_network as appointment_network,
    e.end_provider_id as appointment_provider_id, e.end_appointment_id
  from ${subjects} s
  left join ${ends} e on e.seq = s.seq
  left join broken x on x.seq = s.seq`;

const ENDED = "kind in ('inline', 'ended', 'by-enrollee')";

const withCare = (context: Context, source: string): string => {
  const number = resolutionNumber;
  const start = "case when kind = 'inline' then last_rescheduled_to else end_at end";
  const cause = (name: UnverifiedCause): string => text(name);
  return `select *, case when ${ENDED} then ${start} end as end_start,
  case when early then ${number("unverified")} else first_resolution end as resolution,
  case when early then ${cause("care-before-booking")} else first_cause end as cause,
  case when early then null else first_care end as care,
  case when early then null else ${linkNumber("link")} end as linked_by
from (
  select *,
    coalesce(${context.stamps.day("first_care")} < ${context.stamps.day("made_at")}, false) as early
  from (
    select *,
      case
        when kind in ('inline', 'ended') then ${number("rescheduled")}
        when kind = 'by-enrollee' then ${number("enrollee-canceled")}
        when kind in ('circle', 'lost') then ${number("unverified")}
        when last_offered_for is not null then ${number("offered")}
        when is_broken or said_rescheduled then ${number("unverified")}
        when steps then ${number("recanceled")}
        else ${number("none")}
      end as first_resolution,
      case
        when kind = 'circle' then ${cause("link-cycle")}
        when kind = 'lost' then ${cause("initiator-unknown")}
        when kind <> 'stopped' or last_offered_for is not null then null
        when is_broken then ${cause("broken-link")}
        when said_rescheduled then ${cause("rescheduled-without-link")}
      end as first_cause,
      case
        when ${ENDED} then ${earlierStamp(context, `(${start})`, "last_offered_for")}
        when kind = 'stopped' then last_offered_for
      end as first_care,
      case
        when ${ENDED} then case when by_series then 'series' when kind = 'inline' then 'rescheduled_to' else via end
        when kind = 'stopped' and last_offered_for is not null
          then case when by_series then 'series' else 'offered_for' end
      end as link,
      case when kind = 'inline' then last_rescheduled_service else appointment_service end as end_service,
      case when kind = 'inline' then last_rescheduled_network else appointment_network end as end_network,
      case when kind = 'inline' then last_rescheduled_provider_id else appointment_provider_id end as end_provider_id
    from (
      ${source}
    ) walked
  ) told
) checked`;
};
