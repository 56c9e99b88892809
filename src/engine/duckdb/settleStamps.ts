import { FIRST_DAY, LAST_DAY } from "../../calendar/civil.ts";
import { momentOfWall } from "../../calendar/zone.ts";
import type { OpenLog } from "../../ingest/openLog.ts";
import { FIELD_NAMES, fieldSpec } from "../../model/fields.ts";
import { countOf, rowOf } from "../sql/session.ts";
import { type Change, changesOf, STAMPS_A_DAY, type StampFacts, stampOf } from "../sql/stamp.ts";
import type { DuckSession } from "./session.ts";

const UNITS = 4;
const within = (field: string, { from, to }: Change): string =>
  `${field} >= ${from * UNITS} and ${field} < ${to * UNITS}`;

/**
 * Brings the stamps of the regular rows in order, and finds out what the log's are like: a wall time that was skipped is
 * moved forward by the gap, as ingest has done with the others.
 */
export const settleStamps = async (session: DuckSession, { plan, mapped }: OpenLog): Promise<StampFacts> => {
  const { zone } = plan;
  const fields = FIELD_NAMES.filter((field) => fieldSpec(field).type === "timestamp" && mapped.has(field));
  const bounds = await rowOf(
    session,
    `select ${fields.map((field) => `min(${field}), max(${field})`).join(", ")} from records`,
  );
  const known = bounds.filter((one): one is number => typeof one === "number");
  const firstDay = known.length === 0 ? FIRST_DAY : Math.floor(Math.min(...known) / STAMPS_A_DAY);
  const lastDay = known.length === 0 ? LAST_DAY : Math.floor(Math.max(...known) / STAMPS_A_DAY);
  const changes = changesOf(zone, firstDay, lastDay);
  let folded = false;
  if (changes.length > 0) {
    const columns = fields.flatMap((field) => [
      `count(case when ${[...changes.map((one) => `(${within(field, one)})`), `${field} % ${UNITS} <> 0`].join(" or ")} then 1 end)`,
    ]);
    const counts = await rowOf(session, `select ${columns.join(", ")} from records`);
    for (const [i, field] of fields.entries()) {
      if (countOf(counts[i]) === 0) continue;
      folded = true;
      for (const change of changes) if (change.kind === "skipped") await moveOn(session, field, change, zone);
    }
  }
  return { zone, firstDay, lastDay, folded };
};

/** Moves the stamps of a gap forward by it; a date whose midnight was skipped stays a date. */
const moveOn = async (session: DuckSession, field: string, change: Change, zone: StampFacts["zone"]): Promise<void> => {
  const gap = change.to - change.from;
  const day = Math.floor(change.from / 86_400);
  const midnight = stampOf(zone, momentOfWall(zone, day, 0));
  const moved = `${field} + ${gap * UNITS}`;
  const isMidnight = `${field} = ${day * STAMPS_A_DAY}`;
  await session.run(
    `update staging set ${field} = case when ${isMidnight} then ${midnight} else ${moved} end where ${within(field, change)} and ${field} % ${UNITS} = 0`,
  );
};
