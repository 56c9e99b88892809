import type { ContinuityTally, ProvidersHistogram } from "../../model/continuityTally.ts";
import type { Assessing } from "./assess.ts";
import { isAppointment } from "./known.ts";
import { resolutionNumber } from "./outcome.ts";
import { countOf, type Session } from "./session.ts";
import { STANDS } from "./stands.ts";

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
 * How many distinct providers each enrollee was booked with, and how many of them they saw. An inline reschedule is an
 * appointment without a record. Grouping by enrollee and provider first counts each once.
 */
const providersQuery = (assessing: Assessing): string => {
  const isKept = `status_now in ('arrived', 'fulfilled') and ${assessing.stamps.day("scheduled_at")} <= ${assessing.asOf.day}`;
  const inline = assessing.mapped.has("rescheduled_to") && assessing.mapped.has("rescheduled_provider_id");
  return `select booked, kept, count(*)
from (
  select enrollee_id, count(provider_id) as booked, sum(kept) as kept
  from (
    select enrollee_id, provider_id, max(kept) as kept
    from (
      select enrollee_id, provider_id, case when provider_id is not null and ${isKept} then 1 else 0 end as kept
      from known where ${isAppointment(assessing)}${
        inline
          ? `
      union all
      select enrollee_id, rescheduled_provider_id, 0 from subjects
      where rescheduled_to is not null and rescheduled_provider_id is not null`
          : ""
      }
    ) appointments
    group by enrollee_id, provider_id
  ) pairs
  group by enrollee_id
) people
group by booked, kept`;
};

/** Of each provider of the scope, the last day on which an appointment of theirs stands, anywhere in the log. */
const lastSeenQuery = (assessing: Assessing): string => `select last_day, count(*)
from (
  select provider_id, max(case when ${isAppointment(assessing)} then 1 else 0 end) as here,
    max(case when status_now in ${STANDS} then ${assessing.stamps.day("scheduled_at")} end) as last_day
  from known where provider_id is not null
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
  const people = await session.rows(providersQuery(assessing));
  const replaced = await session.rows("select stayed, count(*) from judged where stayed is not null group by stayed");
  const replacements = { same: 0, other: 0, unknown: 0 };
  for (const [stayed, n] of replaced) replacements[STAYED[countOf(stayed)] ?? "unknown"] += countOf(n);
  const days = await session.rows(lastSeenQuery(assessing));
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
