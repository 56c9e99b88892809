import { countOf } from "../sql/session.ts";
import { AHEAD, STAMPS_A_DAY, type Stretch } from "../sql/stamp.ts";
import type { DuckSession } from "./session.ts";

/** Days of a unit in which the dates of a log are looked for. */
const UNIT = 366;

/** Finds the stretches of days in which the stamps of some fields lie, with the time in which something may be due. */
export const stretchesOf = async (session: DuckSession, fields: readonly string[]): Promise<readonly Stretch[]> => {
  const units = fields.map((field) => `select ${field} // ${UNIT * STAMPS_A_DAY} as unit from records`);
  const found = await session.rows(
    `select distinct unit from (${units.join(" union all ")}) units where unit is not null order by unit`,
  );
  const stretches: (readonly [number, number])[] = [];
  for (const [unit] of found) {
    const first = countOf(unit) * UNIT;
    const last = first + UNIT + AHEAD;
    const [begun, ended] = stretches.at(-1) ?? [];
    if (begun !== undefined && ended !== undefined && first <= ended) stretches[stretches.length - 1] = [begun, last];
    else stretches.push([first, last]);
  }
  return stretches;
};
