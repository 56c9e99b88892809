import type { GroupsTally } from "../../model/continuityTally.ts";
import type { Assessing } from "./assess.ts";
import { code } from "./columns.ts";
import { isCanceled } from "./context.ts";
import { inScope } from "./known.ts";
import { keySql } from "./links.ts";
import { byPlanSql, byUnknownSql } from "./planKinds.ts";
import { ident } from "./quote.ts";
import { countOf, rowOf, type Session } from "./session.ts";
import { REPLACING, STANDING, statusIs } from "./status.ts";

/** An id under which one site speaks of one thing: where sites number appointments alike, they number sessions alike. */
const ofSite = ({ plan }: Assessing, id: string): string => {
  const sites = plan.keyFields.filter((field) => field !== "appointment_id").map(ident);
  return sites.length === 0 ? id : `case when ${id} is not null then ${keySql([...sites, id])} end`;
};

/**
 * The group rows of the whole log (`GroupsTally`): appointments with a session's id, or of group therapy with a series'. A
 * row stands, or it was canceled; `lost` are the cancellations of the scope.
 */
const rowsQuery = (assessing: Assessing): string => {
  const lost = `${isCanceled("status_now")} and ${inScope(assessing)}`;
  return `select enrollee_id, day, by_id, by_series, stands, lost, lost and by_plan as by_plan, lost and by_unknown as by_unknown
from (
  select enrollee_id, ${assessing.stamps.day("scheduled_at")} as day, ${ofSite(assessing, "session_id")} as by_id,
    ${ofSite(assessing, "series_id")} as by_series, ${statusIs("status_now", STANDING)} as stands, ${lost} as lost, ${byPlanSql(assessing)} as by_plan, ${byUnknownSql(assessing)} as by_unknown
  from known
  where (session_id is not null or (series_id is not null and service = ${code("service", "group-therapy")}))
    and ${statusIs("status_now", REPLACING)}
) group_rows`;
};

/** The group rows with what their session is known by besides its day: its own id, or that of its series. */
const IDENTIFIED = "(select *, coalesce(by_id, by_series) as id, by_id is null as of_series from group_rows)";

/** Series that two enrollees share: of one alone, it may be a chain of reschedules. */
const SHARED_SERIES = `select by_series from group_rows where by_series is not null
group by by_series having min(enrollee_id) <> max(enrollee_id)`;

/** Ids that are used on two days: one of a single day may name a single meeting. */
const RECURRING_IDS = `select by_id from group_rows where by_id is not null
group by by_id having min(day) <> max(day)`;

/** The sessions: who canceled any place of theirs in the scope, and whether any place stands in the whole log. */
const SESSIONS = `select id, of_series, day, max(cast(stands as integer)) as held,
  max(cast(by_plan as integer)) as by_plan, max(cast(by_unknown as integer)) as by_unknown
from ${IDENTIFIED} r
group by id, of_series, day
having max(cast(lost as integer)) = 1`;

const FIGURES = `select count(case when by_plan = 1 and held = 0 then 1 end),
  count(case when by_plan = 1 and held = 1 then 1 end),
  count(case when by_plan = 0 and by_unknown = 1 and held = 0 then 1 end)
from sessions`;

/** The places lost in the sessions that were canceled. */
const LOST_PLACES = `select r.id, r.of_series, r.day, r.enrollee_id, r.by_id, r.by_series
from ${IDENTIFIED} r
join sessions s on s.id = r.id and s.of_series = r.of_series and s.day = r.day
where r.lost and s.by_plan = 1 and s.held = 0`;

const ENROLLEES = `select enrollees, count(*)
from (
  select id, of_series, day, count(distinct enrollee_id) as enrollees
  from lost_places
  group by id, of_series, day
) canceled
group by enrollees`;

/** Rows with their group: the series that enrollees share, or else the id that recurs; null where nothing names it. */
const named = (rows: string, where: string): string => `select r.*,
  case when s.by_series is not null then s.by_series else i.by_id end as named, s.by_series is not null as named_by_series
from ${rows} r
left join shared_series s on s.by_series = r.by_series
left join recurring_ids i on i.by_id = r.by_id
where ${where}`;

/** Of each group that lost a session on or before as-of's day, the last day on which it did. */
const groupsQuery = ({ asOf }: Assessing): string => `select named, named_by_series, max(day) as last_lost
from (
${named("lost_places", `r.day <= ${asOf.day}`)}
) lost
where named is not null
group by named, named_by_series`;

/** Groups of which a later session stands. */
const RESUMED = `select count(*)
from (
  select g.named, g.named_by_series
  from lost_groups g
  join (
${named("group_rows", "r.stands")}
  ) n on n.named = g.named and n.named_by_series = g.named_by_series
  where n.day > g.last_lost
  group by g.named, g.named_by_series
) resumed`;

/** Canceled sessions none of whose places names a group. */
const withoutGroup = ({ asOf }: Assessing): string => `select count(*)
from (
  select id, of_series, day from (
${named("lost_places", `r.day <= ${asOf.day}`)}
  ) lost
  group by id, of_series, day having count(named) = 0
) unnamed`;

const TABLES = ["lost_groups", "lost_places", "sessions", "recurring_ids", "shared_series", "group_rows"];

/** Counts group sessions that were lost, and groups that never met again; null where the log has no column for either id. */
export const groupsOf = async (assessing: Assessing, session: Session): Promise<GroupsTally | null> => {
  const { mapped, dialect } = assessing;
  if (!mapped.has("session_id") && !mapped.has("series_id")) return null;
  const { createTable } = dialect;
  await session.run(createTable("group_rows", rowsQuery(assessing)));
  await session.run(createTable("sessions", SESSIONS));
  await session.run(createTable("lost_places", LOST_PLACES));
  await session.run(createTable("shared_series", SHARED_SERIES));
  await session.run(createTable("recurring_ids", RECURRING_IDS));
  await session.run(createTable("lost_groups", groupsQuery(assessing)));
  const [canceled, partly, unknown] = await rowOf(session, FIGURES);
  const enrollees = await session.rows(ENROLLEES);
  const [groups] = await rowOf(session, "select count(*) from lost_groups");
  const [resumed] = await rowOf(session, RESUMED);
  const [without] = await rowOf(session, withoutGroup(assessing));
  for (const table of TABLES) await session.run(dialect.dropTable(table));
  return {
    canceled: countOf(canceled),
    partly: countOf(partly),
    unknown: countOf(unknown),
    enrolleesPerSession: enrollees
      .map(([own, n]) => ({ enrollees: countOf(own), sessions: countOf(n) }))
      .sort((a, b) => a.enrollees - b.enrollees),
    groups: countOf(groups),
    neverResumed: countOf(groups) - countOf(resumed),
    withoutGroup: countOf(without),
  };
};
