import { isoDate } from "../../calendar/civil.ts";
import { fieldSpec, isFieldName } from "../../model/fields.ts";
import type { Dimension } from "../contract.ts";
import { type Context, isCanceled } from "./context.ts";
import { dimensionSql, isAppointment } from "./known.ts";
import { ident } from "./quote.ts";
import { countOf, type Row, type Session } from "./session.ts";

/** The number of the key that is not known. */
export const UNKNOWN_KEY = -1;
/** Dimensions whose keys are gathered in one pass over the log: few enough for a mask of them to be exact. */
const AT_ONCE = 32;

/** The keys of one dimension, each by its number: cancellations hold the number, and are grouped as fast as numbers are. */
export interface Keys {
  readonly keys: ReadonlyMap<number, string | null>;
  /** Appointments of the scope that were not canceled, by the number of their key. */
  readonly others: ReadonlyMap<number, number>;
  /** Numbers run from 0 to below it; the unknown key comes besides. */
  readonly size: number;
}

/** A key as the database holds it: codes stay codes, since a text of each would have to be made for every row. */
const keySql = (context: Context, dimension: Dimension): string => {
  const { name, kind } = dimension;
  if (kind === "field" && name === "status") return "status_now";
  const isCode = kind === "field" && isFieldName(name) && fieldSpec(name).type === "code";
  return isCode ? ident(name) : dimensionSql(context, dimension).sql;
};

/** The table of a dimension's keys, and its columns as a join of cancellations has them. */
const table = (i: number): string => `keys_${i}`;

/** Writes what joins cancellations with the numbers of their keys. */
export const keyJoins = (context: Context): readonly string[] =>
  context.plan.dimensions.map((one, i) => `left join ${table(i)} on ${table(i)}.dim_key = ${keySql(context, one)}`);

/** Writes the number of a cancellation's key, behind the joins. */
export const keyNumber = (i: number): string => `coalesce(${table(i)}.dim_code, ${UNKNOWN_KEY})`;

/** Where a dimension's keys are read from once cancellations hold no more than their numbers. */
export const keyOfNumber = (i: number): { readonly join: string; readonly sql: string } => ({
  join: `left join ${table(i)} on ${table(i)}.dim_code = judged.dim_${i}`,
  sql: `${table(i)}.dim_key`,
});

/** Counts the appointments of the scope under every key of every dimension, in one pass over the log. */
const groupsQuery = (context: Context, places: readonly number[]): string => {
  const { dimensions } = context.plan;
  const keys = places.map((i) => `${keySql(context, dimensions[i] as Dimension)} as key_${i}`);
  const names = places.map((i) => `key_${i}`);
  return `select ${context.dialect.groupingOf(names)} as grouped, ${names.join(", ")},
  count(case when not canceled then 1 end) as others
from (
  select ${[...keys, `${isCanceled("status_now")} as canceled`].join(", ")} from known where ${isAppointment(context)}
) appointments
group by grouping sets (${names.map((name) => `(${name})`).join(", ")})`;
};

/** The mask by which a grouping says that it is by one of several columns: a bit for each of the others, the first one highest. */
export const maskOf = (columns: number, grouped: readonly number[]): number =>
  Array.from({ length: columns }, (_, i) => (grouped.includes(i) ? 0 : 2 ** (columns - 1 - i))).reduce(
    (sum, bit) => sum + bit,
    0,
  );

const keysQuery = (i: number, mask: number): string =>
  `select key_${i} as dim_key,
  case when key_${i} is null then ${UNKNOWN_KEY} else row_number() over (order by key_${i} nulls last) - 1 end as dim_code,
  others
from key_groups where grouped = ${mask}`;

/** Numbers the keys of every dimension of a run. */
export const numberKeys = async (context: Context, session: Session): Promise<readonly Keys[]> => {
  const { dimensions } = context.plan;
  const { dialect } = context;
  const numbered: Keys[] = [];
  for (let from = 0; from < dimensions.length; from += AT_ONCE) {
    const places = dimensions.slice(from, from + AT_ONCE).map((_, i) => from + i);
    await session.run(dialect.createTable("key_groups", groupsQuery(context, places)));
    for (const [column, i] of places.entries()) {
      await session.run(dialect.createTable(table(i), keysQuery(i, maskOf(places.length, [column]))));
      const rows = await session.rows(`select dim_code, dim_key, others from ${table(i)} order by dim_code`);
      numbered.push(keysOf(rows, dimensionSql(context, dimensions[i] as Dimension).isDay));
    }
    await session.run(dialect.dropTable("key_groups"));
  }
  return numbered;
};

/** Reads the keys of a dimension; days become dates. */
const keysOf = (rows: readonly Row[], isDay: boolean): Keys => ({
  keys: new Map(
    rows.map(([code, key]) => [
      Number(code),
      key === null || key === undefined ? null : isDay ? isoDate(Number(key)) : String(key),
    ]),
  ),
  others: new Map(rows.map(([code, , n]) => [Number(code), countOf(n)])),
  size: rows.filter(([code]) => Number(code) !== UNKNOWN_KEY).length,
});
