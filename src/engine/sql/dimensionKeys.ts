import { isoDate } from "../../calendar/civil.ts";
import { type FieldName, fieldSpec } from "../../model/fields.ts";
import type { Dimension } from "../contract.ts";
import { codesOf } from "./columns.ts";
import type { Named } from "./condition.ts";
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
  /** The first day, where keys are days. */
  readonly least: number;
}

/** How a dimension's keys are numbered: codes and days are numbers already, and only texts need a table of theirs. */
type Numbering = "code" | "week" | "day" | "text";

const numberingOf = ({ name, kind }: Dimension): Numbering => {
  if (kind !== "field") return kind === "week" ? "week" : "text";
  const { type } = fieldSpec(name as FieldName);
  return type === "code" ? "code" : type === "timestamp" ? "day" : "text";
};

/** A key as the database holds it: codes stay codes, since a text of each would have to be made for every row. */
const keySql = (context: Context, dimension: Dimension): string => {
  if (numberingOf(dimension) !== "code") return dimensionSql(context, dimension).sql;
  return dimension.name === "status" ? "status_now" : ident(dimension.name);
};

/** Days from one key of a dimension of days to the next. */
const STEP = { week: 7, day: 1 } as const;

/** The table of a dimension's keys. */
const table = (i: number): string => `keys_${i}`;

/** How the keys of a dimension that are texts get their numbers: what is joined by them, and what the join gives. */
export interface KeyJoin {
  readonly text: string;
  readonly join: string;
  readonly number: string;
}

const keyJoin = (context: Context, i: number, dimension: Dimension): KeyJoin => ({
  text: `${keySql(context, dimension)} as text_${i}`,
  join: `left join ${table(i)} on ${table(i)}.dim_key = text_${i}`,
  number: `cast(coalesce(${table(i)}.dim_code, ${UNKNOWN_KEY}) as integer) as dim_${i}`,
});

/** The joins by which cancellations get the numbers of those of their keys that are texts. */
export const keyJoins = (context: Context): readonly KeyJoin[] =>
  context.plan.dimensions.flatMap((one, i) => (numberingOf(one) === "text" ? [keyJoin(context, i, one)] : []));

/** Writes the numbers of a cancellation's other keys, as columns; `keys` are those of all dimensions. */
export const keyNumbers = (context: Context, keys: readonly Keys[]): readonly Named[] =>
  keys.flatMap((own, i): readonly Named[] => {
    const number = keyNumber(context, i, own);
    return number === null ? [] : [[`dim_${i}`, `cast(${number} as integer)`]];
  });

const keyNumber = (context: Context, i: number, { least }: Keys): string | null => {
  const dimension = context.plan.dimensions[i] as Dimension;
  const numbering = numberingOf(dimension);
  if (numbering === "text") return null;
  const key = keySql(context, dimension);
  const number =
    numbering === "code"
      ? context.dialect.codeNumber(key, dimension.name as FieldName)
      : context.dialect.div(`${key} - ${least}`, STEP[numbering]);
  return `coalesce(${number}, ${UNKNOWN_KEY})`;
};

/** Where a dimension of texts is read from once cancellations hold no more than its numbers. */
export const keyOfNumber = (i: number, number: string): { readonly join: string; readonly sql: string } => ({
  join: `left join ${table(i)} on ${table(i)}.dim_code = ${number}`,
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

/** The keys of a dimension of texts with their numbers, in order. */
const textKeys = (i: number, mask: number): string =>
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
    const dims = dimensions.slice(from, from + AT_ONCE);
    const places = dims.map((_, i) => from + i);
    await session.run(dialect.createTable("key_groups", groupsQuery(context, places)));
    const read: string[] = [];
    for (const [column, dimension] of dims.entries()) {
      const i = from + column;
      const mask = maskOf(places.length, [column]);
      const isText = numberingOf(dimension) === "text";
      if (isText) await session.run(dialect.createTable(table(i), textKeys(i, mask)));
      const own = isText
        ? { key: "dim_key", code: "dim_code", source: table(i) }
        : { key: `key_${i}`, code: "0", source: `key_groups where grouped = ${mask}` };
      read.push(`select ${column} as place, cast(${own.key} as varchar) as dim_key, ${own.code} as dim_code, others
from ${own.source}`);
    }
    const rows = await session.rows(read.join("\nunion all\n"));
    for (const [column, dimension] of dims.entries()) {
      const own = rows.filter(([place]) => place === column).map((row) => row.slice(1));
      numbered.push(keysOf(own, numberingOf(dimension), dimension));
    }
    await session.run(dialect.dropTable("key_groups"));
  }
  return numbered;
};

/** Reads the keys of a dimension by their numbers, from rows of key, number and count; days become dates. */
const keysOf = (rows: readonly Row[], numbering: Numbering, { name }: Dimension): Keys => {
  const isDay = numbering === "week" || numbering === "day";
  const known = rows.flatMap(([key]) => (key === null || key === undefined ? [] : [key]));
  const least = isDay ? known.reduce<number>((min, key) => Math.min(min, Number(key)), Number(known[0] ?? 0)) : 0;
  const codes = numbering === "code" ? codesOf(fieldSpec(name as FieldName)) : [];
  const numberOf = (code: Row[number] | undefined, key: Row[number] | undefined): number => {
    if (key === null || key === undefined) return UNKNOWN_KEY;
    if (numbering === "code") return codes.indexOf(String(key));
    return isDay ? (Number(key) - least) / STEP[numbering] : Number(code);
  };
  const entries = rows.map(([key, code, n]) => {
    const text = key === null || key === undefined ? null : isDay ? isoDate(Number(key)) : String(key);
    return { number: numberOf(code, key), key: text, n: countOf(n) };
  });
  return {
    keys: new Map(entries.map(({ number, key }) => [number, key])),
    others: new Map(entries.map(({ number, n }) => [number, n])),
    size: entries.reduce((size, { number }) => Math.max(size, number + 1), 0),
    least,
  };
};
