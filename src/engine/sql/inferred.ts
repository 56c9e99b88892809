import { type Context, isCanceled } from "./context.ts";
import { countOf, type Row, type Session } from "./session.ts";
import { STANDING, statusIs } from "./status.ts";
import { careClassAsRead } from "./subjects.ts";

/** Cancellations that no explicit link leads on from, in the order in which they choose. */
const lostQuery = (context: Context): string => {
  const { order, day } = context.stamps;
  const canceled = "coalesce(k.canceled_at, k.scheduled_at)";
  return `select k.seq, k.enrollee_id, ${careClassAsRead("k.service")} as care_class,
  ${order(canceled)} as canceled, ${day(canceled)} as canceled_day
from known k
left join (select seq from leads where lead = 'follow') l on l.seq = k.seq
left join first_claims c on c.target = k.seq
where ${isCanceled("k.status_now")} and k.service is not null
  and l.seq is null and c.target is null and k.rescheduled_to is null
order by k.enrollee_id, care_class, canceled, ${order("k.scheduled_at")}, k.appointment_id, k.key`;
};

/**
 * What an explicit link uses is taken. An inline reschedule names no appointment: where the log has one of the same
 * enrollee that starts then, that is the one it speaks of; at any time of that day where one of the two has no time.
 */
const freeQuery = (context: Context): string => {
  const { order, day, dateOnly } = context.stamps;
  return `select k.seq, k.enrollee_id, ${careClassAsRead("k.service")} as care_class,
  ${order("k.scheduled_at")} as starts, ${order("k.made_at")} as made, ${day("k.made_at")} as made_day,
  ${dateOnly("k.made_at")} as made_date_only
from known k
left join (
  select target from leads where lead = 'follow' and canceled
  union
  select c.seq from first_claims c join known t on t.seq = c.target
    left join (select seq from leads where lead = 'follow') l on l.seq = c.target
  where ${isCanceled("t.status_now")} and l.seq is null
) taken on taken.target = k.seq
left join (select distinct enrollee_id, day from inline_taken) d
  on d.enrollee_id = k.enrollee_id and d.day = ${day("k.scheduled_at")}
left join (select distinct enrollee_id, day from inline_taken where date_only) o
  on o.enrollee_id = k.enrollee_id and o.day = ${day("k.scheduled_at")}
left join (select distinct enrollee_id, starts from inline_taken where not date_only) i
  on i.enrollee_id = k.enrollee_id and i.starts = ${order("k.scheduled_at")}
where ${statusIs("k.status_now", STANDING)} and k.service is not null and taken.target is null
  and case when ${dateOnly("k.scheduled_at")} then d.day is null else o.day is null and i.starts is null end
order by k.enrollee_id, care_class, starts, k.appointment_id, k.key`;
};

const inlineTaken = (context: Context): string => {
  const { order, day, dateOnly } = context.stamps;
  return `select k.enrollee_id, ${day("k.rescheduled_to")} as day, ${order("k.rescheduled_to")} as starts,
  ${dateOnly("k.rescheduled_to")} as date_only
from known k
left join (select seq from leads where lead = 'follow') l on l.seq = k.seq
left join first_claims c on c.target = k.seq
where ${isCanceled("k.status_now")} and k.rescheduled_to is not null and l.seq is null and c.target is null`;
};

interface Candidate {
  readonly seq: number;
  readonly starts: number;
  readonly made: number | null;
  readonly madeDay: number;
  readonly dateOnly: boolean;
}

const groupOf = (row: Row): string => `${String(row[1])}\u0000${String(row[2])}`;

/** Booked in the same minute, or on the same day where the booking has no time of day, counts as after. */
const comesAfter = ({ made, madeDay, dateOnly, starts }: Candidate, canceled: number, canceledDay: number): boolean => {
  if (made === null) return starts > canceled;
  return dateOnly ? madeDay >= canceledDay : made >= canceled;
};

const BATCH = 10_000;

/**
 * Infers replacements for the cancellations that no explicit link leads on from (`--link inferred`). Each takes, in the
 * order of time, the first candidate of its enrollee and class of care that is not yet taken: a choice that hangs on the
 * one before it, which is why it is made here and not in SQL.
 */
export const inferScript = async (context: Context, session: Session): Promise<void> => {
  const { dialect } = context;
  await session.run(dialect.createTable("inline_taken", inlineTaken(context)));
  const candidates = new Map<string, Candidate[]>();
  for (const row of await session.rows(freeQuery(context))) {
    const key = groupOf(row);
    const list = candidates.get(key) ?? [];
    candidates.set(key, list);
    list.push({
      seq: countOf(row[0]),
      starts: countOf(row[3]),
      made: row[4] === null ? null : countOf(row[4]),
      madeDay: countOf(row[5]),
      dateOnly: row[6] === true,
    });
  }
  await session.run(
    dialect.createTable("sought", "select cast(null as bigint) as seq, cast(null as bigint) as target where false"),
  );
  const places = new Map<string, number>();
  let pairs: string[] = [];
  const flush = async (): Promise<void> => {
    if (pairs.length > 0) await session.run(`insert into sought values ${pairs.join(", ")}`);
    pairs = [];
  };
  for (const row of await session.rows(lostQuery(context))) {
    const key = groupOf(row);
    const list = candidates.get(key) ?? [];
    let next = places.get(key) ?? 0;
    let candidate = list[next++];
    while (candidate !== undefined && !comesAfter(candidate, countOf(row[3]), countOf(row[4])))
      candidate = list[next++];
    places.set(key, next);
    if (candidate !== undefined) pairs.push(`(${countOf(row[0])}, ${candidate.seq})`);
    if (pairs.length >= BATCH) await flush();
  }
  await flush();
};
