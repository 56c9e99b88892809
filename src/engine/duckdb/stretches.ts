import { FIELD_NAMES, type FieldName, fieldSpec } from "../../model/fields.ts";
import { countOf } from "../sql/session.ts";
import { changesOf, STAMPS_A_DAY, type StampFacts, type Stretch } from "../sql/stamp.ts";
import type { DuckSession } from "./session.ts";

/** From so many changes of the clock on, as a few years bring, those between the dates of a log are left out. */
const MANY = 12;
/** Days of a unit in which the dates of a log are looked for. */
const UNIT = 92;

/** Adds to what is known of a log's stamps the stretches that they lie in, where there is much between the first and the last. */
export const withStretches = async (
  session: DuckSession,
  facts: StampFacts,
  mapped: ReadonlySet<FieldName>,
): Promise<StampFacts> => {
  const { zone, firstDay, lastDay } = facts;
  if (changesOf(zone, firstDay, lastDay).length <= MANY) return facts;
  const fields = FIELD_NAMES.filter((field) => fieldSpec(field).type === "timestamp" && mapped.has(field));
  return { ...facts, stretches: await stretchesOf(session, fields) };
};

const stretchesOf = async (session: DuckSession, fields: readonly FieldName[]): Promise<readonly Stretch[]> => {
  const units = fields.map((field) => `select ${field} // ${UNIT * STAMPS_A_DAY} as unit from records`);
  const found = await session.rows(
    `select distinct unit from (${units.join(" union all ")}) units where unit is not null order by unit`,
  );
  const stretches: (readonly [number, number])[] = [];
  for (const [unit] of found) {
    const first = countOf(unit) * UNIT;
    const last = first + UNIT - 1;
    const before = stretches.at(-1);
    if (before?.[1] === first - 1) stretches[stretches.length - 1] = [before[0], last];
    else stretches.push([first, last]);
  }
  return stretches;
};
