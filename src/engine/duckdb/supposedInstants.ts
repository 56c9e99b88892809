import type { Zone } from "../../calendar/zone.ts";
import type { UtcMidnights } from "../../ingest/utcMidnights.ts";
import type { TimestampField } from "../../model/fields.ts";
import { countOf, rowOf, type Session } from "../sql/session.ts";
import { STAMPS_A_DAY, STAMPS_A_SECOND } from "../sql/stamp.ts";
import type { Supposed } from "./supposedOrders.ts";

const DAY = 86_400;

/** The times of day, in stamps, at which it is midnight at UTC in a zone, ever. */
const midnightsOf = ({ offsets }: Zone): readonly number[] => [
  ...new Set(offsets.map((offset) => (((offset % DAY) + DAY) % DAY) * STAMPS_A_SECOND)),
];

/**
 * Says whether the fields whose values are instants hold some value that is no midnight at UTC, and those whose values
 * are dates written as midnights at UTC hold nothing else. What the regular rows show of it is told to those that wait.
 */
export const instantsAreProven = async (
  session: Session,
  supposed: readonly Supposed[],
  zone: Zone,
  midnights: UtcMidnights,
): Promise<boolean> => {
  const fields = new Map<TimestampField, { dates: number[]; instants: boolean }>();
  for (const { field, supposition, sources } of supposed) {
    if (supposition !== "dates" && supposition !== "instants") continue;
    const own = fields.get(field) ?? { dates: [], instants: false };
    fields.set(field, own);
    if (supposition === "dates") own.dates.push(...sources);
    else own.instants = true;
  }
  if (fields.size === 0) return true;
  const columns = [...fields].flatMap(([field, { dates }]) => {
    const asDates = dates.length === 0 ? "false" : `source in (${dates.join(", ")})`;
    const time = `${field} % ${STAMPS_A_DAY}`;
    const other = `not ${asDates} and ${time} not in (${midnightsOf(zone).join(", ")})`;
    return [
      `count(case when ${asDates} then ${field} end)`,
      `count(case when not ${asDates} then ${field} end)`,
      `count(case when ${other} then ${field} end)`,
    ];
  });
  const row = await rowOf(session, `select ${columns.join(",\n  ")} from staging`);
  return [...fields].every(([field], i) => {
    const [dates = 0, instants = 0, others = 0] = row.slice(i * 3, i * 3 + 3).map(countOf);
    if (dates > 0 && (instants > 0 || midnights.hasOthers(field))) return false;
    if (dates > 0) midnights.readElsewhere(field, dates);
    return instants === 0 || others > 0 || midnights.hasOthers(field);
  });
};
