import { keyOf } from "../../ingest/key.ts";
import type { Appointment } from "../../model/appointment.ts";
import type { FieldName } from "../../model/fields.ts";
import type { KnownLog } from "./known.ts";

/** A row of a group session: an appointment, the session it belongs to, and the keys that may name its group. */
export interface GroupRow {
  readonly of: Appointment;
  readonly session: string;
  readonly series: string | null;
  readonly byId: string | null;
}

/**
 * Makes the reader of group rows: null for an appointment of no group session. Where sites number alike, the fields of
 * `--key` part them.
 */
export const groupRowOf = (keyFields: readonly FieldName[]): ((of: Appointment) => GroupRow | null) => {
  const sites = keyFields.filter((field) => field !== "appointment_id");
  return (of) => {
    const { session_id, series_id, service, scheduled_at } = of;
    if (session_id === undefined && (series_id === undefined || service !== "group-therapy")) return null;
    const site = keyOf(["", ...sites.map((field) => of[field] as string | undefined)]);
    const byId = session_id === undefined ? null : `session\u0000${site}\u0000${session_id}`;
    const series = series_id === undefined ? null : `series\u0000${site}\u0000${series_id}`;
    return { of, session: `${byId ?? series}\u0000${scheduled_at.day}`, series, byId };
  };
};

/** Says whether a key has been seen with two different things. */
class SeenWith<T> {
  readonly #first = new Map<string, T>();
  readonly #several = new Set<string>();

  add(key: string | null, thing: T): void {
    if (key === null) return;
    const first = this.#first.get(key);
    if (first === undefined) this.#first.set(key, thing);
    else if (first !== thing) this.#several.add(key);
  }

  several(key: string | null): key is string {
    return key !== null && this.#several.has(key);
  }
}

/** The group rows of a log, and the key of a row's group. */
export interface GroupRows {
  readonly rows: readonly GroupRow[];
  readonly rowOf: (of: Appointment) => GroupRow | null;
  /** A series that two enrollees share, else a session id that is used on two days; else nothing names the group. */
  readonly groupOf: (row: GroupRow) => string | null;
}

/** Gathers the group rows of the whole log. */
export const groupRows = (known: KnownLog, keyFields: readonly FieldName[]): GroupRows => {
  const rowOf = groupRowOf(keyFields);
  const rows = known.appointments.flatMap((one) => (known.isCounted(one) ? (rowOf(one) ?? []) : []));
  const enrollees = new SeenWith<string>();
  const days = new SeenWith<number>();
  for (const { of, series, byId } of rows) {
    enrollees.add(series, of.enrollee_id);
    days.add(byId, of.scheduled_at.day);
  }
  const groupOf = ({ series, byId }: GroupRow): string | null =>
    enrollees.several(series) ? series : days.several(byId) ? byId : null;
  return { rows, rowOf, groupOf };
};
