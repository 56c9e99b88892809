import type { ContinuityTally, ProvidersHistogram } from "../../model/continuityTally.ts";
import type { Assessing } from "./assess.ts";
import type { Named } from "./condition.ts";
import { inScope } from "./known.ts";
import { resolutionNumber } from "./outcome.ts";
import { countOf, type Session } from "./session.ts";
import { KEPT, STANDING, statusIs } from "./status.ts";

const STAYED = ["same", "other", "unknown"] as const;

/** Whether a replacement was the same person's (`ContinuityTally`): null where the walk ended at none. */
const STAYED_SQL = `case
    when resolution not in (${resolutionNumber("rescheduled")}, ${resolutionNumber("enrollee-canceled")}) then null
    when provider_id = end_provider_id then ${STAYED.indexOf("same")}
    when provider_id is null or end_provider_id is null then ${STAYED.indexOf("unknown")}
    else ${STAYED.indexOf("other")} end`;

/** Whose a judged cancellation was, and another's inline reschedule of it: an appointment without a record. */
export const continuityColumns = (): readonly Named[] => [
  ["stayed", `cast(${STAYED_SQL} as smallint)`],
  ["provider_id", "provider_id"],
  [
    "inline_provider_id",
    `case when rescheduled_to is not null and coalesce(rescheduled_provider_id <> provider_id, true)
    then rescheduled_provider_id end`,
  ],
];

/** The appointments of the whole log that stand: `here` are those of the scope, `kept` those of them that took place. */
const standingQuery = (assessing: Assessing): string => {
  const day = assessing.stamps.day("scheduled_at");
  return `select enrollee_id, provider_id, day, here,
  case when here and provider_id is not null and was_kept then 1 end as kept
from (
  select enrollee_id, provider_id, ${day} as day, ${inScope(assessing)} as here,
    ${statusIs("status_now", KEPT)} and ${day} <= ${assessing.asOf.day} as was_kept
  from known where ${statusIs("status_now", STANDING)}
) standing`;
};

/**
 * How many enrollees of the scope were booked with, and kept appointments with, how many different providers. Grouped by
 * enrollee and provider first, each provider counts once; `kept` is unknown where none was.
 */
const PEOPLE = `select booked, kept, count(*)
from (
  select enrollee_id, count(provider_id) as booked, count(kept) as kept
  from (
    select enrollee_id, provider_id, max(kept) as kept
    from (
      select enrollee_id, provider_id, kept from standing where here
      union all
      select enrollee_id, provider_id, null from judged
      union all
      select enrollee_id, inline_provider_id, null from judged where inline_provider_id is not null
    ) appointments
    group by enrollee_id, provider_id
  ) pairs
  group by enrollee_id
) people
group by booked, kept`;

/** How many providers of the scope were last seen on each day, anywhere in the log; null for those that never were. */
const LAST_SEEN = `select s.last_day, count(*)
from (
  select provider_id from judged where provider_id is not null
  union
  select provider_id from standing where here and provider_id is not null
) p
left join (select provider_id, max(day) as last_day from standing group by provider_id) s on s.provider_id = p.provider_id
group by s.last_day`;

const histogram = (pairs: readonly (readonly [providers: number, enrollees: number])[]): ProvidersHistogram => {
  const bins = new Map<number, number>();
  for (const [providers, enrollees] of pairs) bins.set(providers, (bins.get(providers) ?? 0) + enrollees);
  return [...bins].sort(([a], [b]) => a - b).map(([providers, enrollees]) => ({ providers, enrollees }));
};

/** Counts whether care stayed with one person. */
export const continuityOf = async (assessing: Assessing, session: Session): Promise<ContinuityTally> => {
  await session.run(assessing.dialect.createTable("standing", standingQuery(assessing)));
  const people = await session.rows(PEOPLE);
  const days = await session.rows(LAST_SEEN);
  await session.run(assessing.dialect.dropTable("standing"));
  const replaced = await session.rows("select stayed, count(*) from judged where stayed is not null group by stayed");
  const replacements = { same: 0, other: 0, unknown: 0 };
  for (const [stayed, n] of replaced) replacements[STAYED[countOf(stayed)] ?? "unknown"] += countOf(n);
  return {
    booked: histogram(people.map(([booked, , n]) => [countOf(booked), countOf(n)])),
    kept: histogram(people.map(([, kept, n]) => [countOf(kept), countOf(n)])),
    replacements,
    providers: days.reduce((sum, [, n]) => sum + countOf(n), 0),
    neverSeen: days.reduce((sum, [day, n]) => sum + (day === null ? countOf(n) : 0), 0),
    lastSeen: days
      .flatMap(([day, n]) => (typeof day === "number" ? [{ day, providers: countOf(n) }] : []))
      .sort((a, b) => a.day - b.day),
  };
};
