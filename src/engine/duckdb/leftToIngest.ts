import { BIGINT } from "@duckdb/node-api";
import { countOf } from "../sql/session.ts";
import type { DuckSession } from "./session.ts";

/**
 * Adds to the rows that are not proven those that have neither a status nor what it follows from: no proof looks from one
 * column to another.
 */
export const withoutStatus = async (
  session: DuckSession,
  unproven: readonly number[],
  staged: number,
): Promise<readonly number[]> => {
  const lacking = await session.rows(
    `select rowid - ${staged} from staging where rowid >= ${staged} and status_derived and canceled_at is null`,
  );
  if (lacking.length === 0) return unproven;
  return [...new Set([...unproven, ...lacking.map(([row]) => countOf(row))])].sort((a, b) => a - b);
};

/** Takes rows that ingest reads out of those that the database has read, by their place; the others keep theirs. */
export const leaveOut = async (session: DuckSession, places: readonly number[]): Promise<void> => {
  if (places.length === 0) return;
  await session.run("create table unproven (place bigint)");
  await session.append("unproven", [{ type: BIGINT, read: (place: number) => BigInt(place) }], places);
  await session.run("delete from staging where rowid in (select place from unproven)");
  await session.run("drop table unproven");
};
