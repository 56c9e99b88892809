import { FIRST_DAY, LAST_DAY } from "../../calendar/civil.ts";
import { momentOfWall } from "../../calendar/zone.ts";
import type { OpenLog } from "../../ingest/openLog.ts";
import { FIELD_NAMES, type FieldName, fieldSpec, type TimestampField } from "../../model/fields.ts";
import { countOf, DUCKDB, rowOf } from "../sql/session.ts";
import { type Change, changesOf, STAMPS_A_DAY, STAMPS_A_SECOND, type StampFacts, stampOf } from "../sql/stamp.ts";
import type { DuckSession } from "./session.ts";
import { withStretches } from "./stretches.ts";

const within = (field: string, { from, to }: Change): string =>
  `${field} >= ${from * STAMPS_A_SECOND} and ${field} < ${to * STAMPS_A_SECOND}`;

/** What the stamps of a field are like in some table; there is none where it has none. */
export interface StampBounds {
  readonly field: TimestampField;
  readonly min: number;
  readonly max: number;
  /** Some stamp says more than its wall time. */
  readonly marked: boolean;
}

const isStamp = (field: FieldName): field is TimestampField => fieldSpec(field).type === "timestamp";

/** Finds out what the stamps of a table of records are like. */
export const stampBounds = async (
  session: DuckSession,
  mapped: OpenLog["mapped"],
  table: "staging" | "salvaged",
): Promise<readonly StampBounds[]> => {
  const fields = FIELD_NAMES.filter(isStamp).filter((field) => mapped.has(field));
  const columns = fields.map((field) => `min(${field}), max(${field}), ${DUCKDB.bitOr(field)}`);
  const row = await rowOf(session, `select ${columns.join(", ")} from ${table}`);
  return fields.flatMap((field, i) => {
    const [min, max, bits] = row.slice(i * 3, i * 3 + 3);
    return typeof min === "number" && typeof max === "number"
      ? [{ field, min, max, marked: countOf(bits) % STAMPS_A_SECOND !== 0 }]
      : [];
  });
};

/** The bounds of each field over all tables. */
const overall = (bounds: readonly StampBounds[]): readonly StampBounds[] => {
  const found = new Map<TimestampField, StampBounds>();
  for (const one of bounds) {
    const { min, max, marked } = found.get(one.field) ?? one;
    found.set(one.field, {
      field: one.field,
      min: Math.min(min, one.min),
      max: Math.max(max, one.max),
      marked: marked || one.marked,
    });
  }
  return [...found.values()];
};

/** Says which fields have a stamp within some change. A condition of its own for each lets a scan pass over most of a log. */
const changedFields = async (
  session: DuckSession,
  bounds: readonly StampBounds[],
  changes: readonly Change[],
): Promise<ReadonlySet<string>> => {
  const asked = bounds.flatMap(({ field, min, max }) => {
    const near = changes.filter(({ from, to }) => min < to * STAMPS_A_SECOND && max >= from * STAMPS_A_SECOND);
    return near.length === 0 ? [] : [{ field, where: near.map((one) => `(${within(field, one)})`).join(" or ") }];
  });
  if (asked.length === 0) return new Set();
  const columns = asked.map(({ where }) => `(select count(*) from records where ${where})`);
  const counts = await rowOf(session, `select ${columns.join(",\n  ")}`);
  return new Set(asked.flatMap(({ field }, i) => (countOf(counts[i]) === 0 ? [] : [field])));
};

/**
 * Brings the stamps of the regular rows in order, and finds out what the log's are like: a wall time that was skipped is
 * moved forward by the gap, as ingest has done with the others.
 */
export const settleStamps = async (
  session: DuckSession,
  { plan, mapped }: OpenLog,
  tables: readonly (readonly StampBounds[])[],
): Promise<StampFacts> => {
  const { zone } = plan;
  const bounds = overall(tables.flat());
  const known = bounds.length > 0;
  const firstDay = known ? Math.floor(Math.min(...bounds.map(({ min }) => min)) / STAMPS_A_DAY) : FIRST_DAY;
  const lastDay = known ? Math.floor(Math.max(...bounds.map(({ max }) => max)) / STAMPS_A_DAY) : LAST_DAY;
  const changes = changesOf(zone, firstDay, lastDay);
  const changed = await changedFields(session, bounds, changes);
  for (const field of changed)
    for (const change of changes) if (change.kind === "skipped") await moveOn(session, field, change, zone);
  const folded = changed.size > 0 || (changes.length > 0 && bounds.some((one) => one.marked));
  return withStretches(session, { zone, firstDay, lastDay, folded }, mapped);
};

/** Moves the stamps of a gap forward by it; a date whose midnight was skipped stays a date. */
const moveOn = async (session: DuckSession, field: string, change: Change, zone: StampFacts["zone"]): Promise<void> => {
  const gap = change.to - change.from;
  const day = Math.floor(change.from / 86_400);
  const midnight = stampOf(zone, momentOfWall(zone, day, 0));
  const moved = `${field} + ${gap * STAMPS_A_SECOND}`;
  const isMidnight = `${field} = ${day * STAMPS_A_DAY}`;
  await session.run(
    `update staging set ${field} = case when ${isMidnight} then ${midnight} else ${moved} end where ${within(field, change)} and ${field} % ${STAMPS_A_SECOND} = 0`,
  );
};
