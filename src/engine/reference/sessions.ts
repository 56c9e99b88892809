import type { Appointment } from "../../model/appointment.ts";
import type { GroupsTally } from "../../model/continuityTally.ts";
import type { FieldName } from "../../model/fields.ts";
import type { PackAssessor } from "./assessor.ts";
import { type GroupRow, groupRows } from "./groupKeys.ts";
import { histogramOf } from "./kinds.ts";
import type { KnownLog } from "./known.ts";

/** What the scope's cancellations tell of one session. */
interface Session {
  readonly day: number;
  readonly rows: GroupRow[];
  byPlan: boolean;
  byUnknown: boolean;
}

/** Counts group sessions that were lost, and groups that never met again (see `GroupsTally`). */
export class SessionCounter {
  readonly #lost: Appointment[] = [];

  constructor(
    readonly known: KnownLog,
    readonly keyFields: readonly FieldName[],
    readonly assessor: PackAssessor | undefined,
  ) {}

  /** Takes a cancellation of the scope. */
  add(cancellation: Appointment): void {
    if (cancellation.session_id !== undefined || cancellation.series_id !== undefined) this.#lost.push(cancellation);
  }

  tally(): GroupsTally {
    const { rows, rowOf, groupOf } = groupRows(this.known, this.keyFields);
    const standing = rows.filter(({ of }) => this.known.stands(of));
    const held = new Set(standing.map(({ session }) => session));
    const sessions = this.#sessions(rowOf);
    const byPlan = [...sessions].filter(([, { byPlan }]) => byPlan);
    const canceled = byPlan.flatMap(([id, session]) => (held.has(id) ? [] : [session]));
    const past = canceled.filter(({ day }) => day <= this.known.asOf.day);
    const groups = lastLostOf(past, groupOf);
    const resumed = new Set<string>();
    for (const row of standing) {
      const group = groupOf(row);
      const last = group === null ? undefined : groups.get(group);
      if (group !== null && last !== undefined && row.of.scheduled_at.day > last) resumed.add(group);
    }
    return {
      canceled: canceled.length,
      partly: byPlan.length - canceled.length,
      unknown: [...sessions].filter(([id, one]) => !one.byPlan && one.byUnknown && !held.has(id)).length,
      enrolleesPerSession: histogramOf(canceled.map(enrolleesIn)).map(([enrollees, count]) => ({
        enrollees,
        sessions: count,
      })),
      groups: groups.size,
      neverResumed: groups.size - resumed.size,
      withoutGroup: past.filter(({ rows: own }) => own.every((row) => groupOf(row) === null)).length,
    };
  }

  #sessions(rowOf: (of: Appointment) => GroupRow | null): ReadonlyMap<string, Session> {
    const sessions = new Map<string, Session>();
    for (const one of this.#lost) {
      const row = rowOf(one);
      if (row === null) continue;
      const fresh = { day: one.scheduled_at.day, rows: [], byPlan: false, byUnknown: false };
      const session: Session = sessions.get(row.session) ?? fresh;
      sessions.set(row.session, session);
      session.rows.push(row);
      const by = this.assessor?.canceledBy(one);
      if (by === "plan") session.byPlan = true;
      if (by === undefined) session.byUnknown = true;
    }
    return sessions;
  }
}

const enrolleesIn = ({ rows }: Session): number => new Set(rows.map(({ of }) => of.enrollee_id)).size;

/** The last day on which each group lost a session. */
const lastLostOf = (
  sessions: readonly Session[],
  groupOf: (row: GroupRow) => string | null,
): ReadonlyMap<string, number> => {
  const last = new Map<string, number>();
  for (const { day, rows } of sessions)
    for (const row of rows) {
      const group = groupOf(row);
      if (group !== null) last.set(group, Math.max(day, last.get(group) ?? day));
    }
  return last;
};
