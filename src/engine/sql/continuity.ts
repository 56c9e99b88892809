import type { ContinuityTally, ProvidersHistogram } from "../../model/continuityTally.ts";
import type { Assessing } from "./assess.ts";
import { isAppointment } from "./known.ts";
import { resolutionNumber } from "./outcome.ts";
import { countOf, type Session } from "./session.ts";
import { KEPT, STANDING, statusIs } from "./status.ts";

const STAYED = ["same", "other", "unknown"] as const;

/** Whether a replacement was the same person's (`ContinuityTally`): null where the walk ended at none. */
export const replacementColumns = (): readonly string[] => [
  `cast(case
    when resolution not in (${resolutionNumber("rescheduled")}, ${resolutionNumber("enrollee-canceled")}) then null
    when provider_id = end_provider_id then ${STAYED.indexOf("same")}
    when provider_id <> end_provider_id then ${STAYED.indexOf("other")}
    else ${STAYED.indexOf("unknown")} end as smallint) as stayed`,
];

/**
 * Every enrollee with every provider of theirs: `booked` and `kept` in the scope, `here` where an appointment of the scope
 * is on record (an inline reschedule is one without a record), and the last day on which one stands, anywhere in the log.
 * Grouped once, enrollees and providers are both counted from here.
 */
const pairsQuery = (assessing: Assessing): string => {
  const day = assessing.stamps.day("scheduled_at");
  const isKept = `${statusIs("status_now", KEPT)} and ${day} <= ${assessing.asOf.day}`;
  const isInline = `rescheduled_to is not null and rescheduled_provider_id is not null`;
  const inline = `
  union all
  select enrollee_id, rescheduled_provider_id, 1, 0, 0, null from subjects where ${isInline}`;
  return `select enrollee_id, provider_id, max(booked) as booked, max(here) as here, max(kept) as kept,
  max(last_day) as last_day
from (
  select enrollee_id, provider_id, here as booked, here, case when here = 1 and ${isKept} then 1 else 0 end as kept,
    case when ${statusIs("status_now", STANDING)} then ${day} end as last_day
  from (select *, case when ${isAppointment(assessing)} then 1 else 0 end as here from known) told${
    assessing.mapped.has("rescheduled_provider_id") ? inline : ""
  }
) appointments
group by enrollee_id, provider_id`;
};

/** How many enrollees of the scope were booked with, and kept appointments with, how many different providers. */
const PEOPLE = `select booked, kept, count(*)
from (
  select enrollee_id, count(provider_id) as booked, count(case when kept = 1 then provider_id end) as kept
  from pairs where booked = 1
  group by enrollee_id
) people
group by booked, kept`;

/** How many providers of the scope were last seen on each day; null for those that never were. */
const LAST_SEEN = `select last_day, count(*)
from (
  select provider_id, max(here) as here, max(last_day) as last_day
  from pairs where provider_id is not null
  group by provider_id
) providers
where here = 1
group by last_day`;

const histogram = (pairs: readonly (readonly [providers: number, enrollees: number])[]): ProvidersHistogram => {
  const bins = new Map<number, number>();
  for (const [providers, enrollees] of pairs) bins.set(providers, (bins.get(providers) ?? 0) + enrollees);
  return [...bins].sort(([a], [b]) => a - b).map(([providers, enrollees]) => ({ providers, enrollees }));
};

/** Counts whether care stayed with one person. */
export const continuityOf = async (assessing: Assessing, session: Session): Promise<ContinuityTally> => {
  await session.run(assessing.dialect.createTable("pairs", pairsQuery(assessing)));
  const people = await session.rows(PEOPLE);
  const days = await session.rows(LAST_SEEN);
  await session.run(assessing.dialect.dropTable("pairs"));
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
