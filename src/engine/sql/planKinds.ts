import { zeros } from "../../model/tally.ts";
import { compareKeys } from "../../model/utf8Order.ts";
import type { Assessing } from "./assess.ts";
import { code } from "./columns.ts";
import type { Named } from "./condition.ts";
import { keyOfNumber } from "./dimensionKeys.ts";
import { countOf, type Row } from "./session.ts";

/** Who is taken to have canceled where that is unknown: `--assume` first, then the first pack. */
const assumedCanceler = ({ plan }: Assessing): string | boolean | undefined =>
  plan.assume.canceled_by ?? plan.packs[0]?.pack.assume.canceled_by;

/** The plan canceled, as read or, where unknown, as assumed. */
export const byPlanSql = (assessing: Assessing): string =>
  `coalesce(canceled_by = ${code("canceled_by", "plan")}, ${assumedCanceler(assessing) === "plan"})`;

/** Who canceled is unknown, and not assumed. */
export const byUnknownSql = (assessing: Assessing): string =>
  assumedCanceler(assessing) === undefined ? "canceled_by is null" : "false";

const facilityDimension = ({ plan }: Assessing): number => plan.dimensions.findIndex(({ name }) => name === "facility");

/** The facility of judged cancellations, where no breakdown holds it already. */
export const facilityColumns = (assessing: Assessing): readonly Named[] =>
  assessing.mapped.has("facility") && facilityDimension(assessing) < 0 ? [["facility", "facility"]] : [];

/**
 * Counts judged cancellations of some kind by their facility, where the log has one: rows of the facility, what they are
 * `told` by, and a count. A facility that a breakdown holds is a number until all are counted.
 */
export const byFacilityQuery = (assessing: Assessing, told: readonly string[], where: string): string => {
  const dimension = facilityDimension(assessing);
  const held = assessing.mapped.has("facility");
  const numbered = held && dimension >= 0;
  const facility = numbered ? `dim_${dimension}` : held ? "facility" : "cast(null as varchar)";
  const counted = `select ${facility} as place, ${told.join(", ")}, count(*) as n
from judged
where ${where}
group by ${[...(held ? [facility] : []), ...told].join(", ")}`;
  if (!numbered) return counted;
  const { join, sql } = keyOfNumber(dimension, "counted.place");
  return `select ${sql}, ${told.join(", ")}, n
from (
${counted}
) counted ${join}`;
};

/** The number under which SQL holds a kind. */
export const kindNumber = <K extends string>(kinds: readonly K[], kind: NoInfer<K>): number => kinds.indexOf(kind);

type Counts<K extends string> = Record<K, number>;

/** Counts of a closed set of kinds, over all and by facility. */
export interface KindCounts<K extends string> {
  readonly counts: Counts<K>;
  /** The facilities in the order of their names, the unknown last; empty where the log has no column for them. */
  readonly byFacility: readonly { readonly key: string | null; readonly counts: Counts<K> }[];
}

/** Adds up rows that begin with a facility and the number of a kind, and end with a count. */
export const addKinds = <K extends string>(
  { mapped }: Assessing,
  kinds: readonly K[],
  rows: readonly Row[],
): KindCounts<K> => {
  const counts = zeros(kinds);
  const byFacility = new Map<string | null, Counts<K>>();
  for (const [facility, number, ...rest] of rows) {
    const kind = kinds[countOf(number)];
    if (kind === undefined) throw new Error("a row is of no kind");
    const n = countOf(rest.at(-1));
    counts[kind] += n;
    if (!mapped.has("facility")) continue;
    const key = typeof facility === "string" ? facility : null;
    const held = byFacility.get(key) ?? zeros(kinds);
    byFacility.set(key, held);
    held[kind] += n;
  }
  return {
    counts,
    byFacility: [...byFacility].sort(([a], [b]) => compareKeys(a, b)).map(([key, own]) => ({ key, counts: own })),
  };
};
