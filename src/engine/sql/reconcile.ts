import { FIELD_NAMES, type FieldName, fieldSpec } from "../../model/fields.ts";
import { countOf, type Dialect, type Row, rowOf, type Session } from "./session.ts";
import type { StampSql } from "./stamp.ts";

/** What became of the readable records (semantics.md, section 3). */
export interface Reconciled {
  readonly accepted: number;
  readonly duplicates: number;
  readonly superseded: number;
  /** Records of one key with different enrollees, by their place in the log. */
  readonly collisions: readonly number[];
}

/** Every record by its place in the log, those that lost against another version of their appointment left out. */
const ACCEPTED_ALL = "create or replace view accepted as\nselect * from records";
const ACCEPTED = `create or replace view accepted as
select r.* from records r left join losers l on l.seq = r.seq where l.seq is null`;

const CONTESTED = "select key, count(*) as n from records group by key having count(*) > 1";

const COLLIDING = `select key, count(*) as n, count(distinct enrollee_id) as people
from versions group by key`;

/** Fields that settle versions; a status is there without a column of its own. */
const NEEDED: readonly FieldName[] = ["enrollee_id", "status", "updated_at"];

/** The fields by which versions may differ: a pass over all records costs by its columns. */
const comparedFields = (mapped: ReadonlySet<FieldName>): readonly FieldName[] =>
  FIELD_NAMES.filter((field) => mapped.has(field) || NEEDED.includes(field));

const versionsOf = (fields: readonly FieldName[]): string =>
  `select r.seq, r.key, ${fields.map((field) => `r.${field}`).join(", ")}
from records r join contested c on c.key = r.key`;

/** Two versions are one where every canonical field is equal; a note on waiting counts by its local date. */
const kindsOf = (stamps: StampSql, compared: readonly FieldName[]): string => {
  const fields = compared.map((field) =>
    fieldSpec(field).type !== "timestamp"
      ? field
      : `${field === "wait_extended_at" ? stamps.day(field) : stamps.order(field)} as ${field}`,
  );
  return `select key, count(*) as kinds
from (select distinct key, ${fields.join(", ")} from versions)
group by key`;
};

const UNKNOWN_FIRST = -1;

/** The version that counts is the latest by updated_at, unknown first; of equals the last in input order. */
const winners = (stamps: StampSql): string => `select v.key, max(v.seq) as seq
from (select key, seq, coalesce(${stamps.order("updated_at")}, ${UNKNOWN_FIRST}) as written from versions) v
join (select key, max(coalesce(${stamps.order("updated_at")}, ${UNKNOWN_FIRST})) as written from versions group by key) w
  on w.key = v.key and w.written = v.written
group by v.key`;

const LOSERS = `select v.seq
from versions v
join contested_keys k on k.key = v.key
left join winners w on w.seq = v.seq
where w.seq is null or k.people > 1`;

const NO_LOSERS = "select cast(null as bigint) as seq where false";

const FIGURES = `select
  sum(case when k.people = 1 then k.n - d.kinds else 0 end),
  sum(case when k.people = 1 then d.kinds - 1 else 0 end)
from contested_keys k join kinds d on d.key = k.key`;

const COLLISIONS = `select v.seq from versions v join contested_keys k on k.key = v.key where k.people > 1 order by v.seq`;

/** The statements that settle records of one key, where some key has several. */
export const reconcileScript = (
  stamps: StampSql,
  dialect: Dialect,
  compared: readonly FieldName[],
): readonly string[] => [
  dialect.createTable("versions", versionsOf(compared)),
  dialect.createTable("contested_keys", COLLIDING),
  dialect.createTable("kinds", kindsOf(stamps, compared)),
  dialect.createTable("winners", winners(stamps)),
  dialect.createTable("losers", LOSERS),
  ACCEPTED,
];

/** Finds the keys that stand for several records; grouping finds them faster than any window. */
export const contestedScript = (dialect: Dialect): string => dialect.createTable("contested", CONTESTED);

/**
 * Settles records of one key: versions of one appointment, or a collision where they name different enrollees.
 * n records in k different versions are n − k duplicates and k − 1 superseded.
 */
export const reconcile = async (
  session: Session,
  stamps: StampSql,
  dialect: Dialect,
  mapped: ReadonlySet<FieldName>,
): Promise<Reconciled> => {
  const [readable] = await rowOf(session, "select count(*) from records");
  await session.run(contestedScript(dialect));
  const [contested] = await rowOf(session, "select count(*) from contested");
  if (countOf(contested) === 0) {
    await session.run(dialect.createTable("losers", NO_LOSERS));
    await session.run(ACCEPTED_ALL);
    return { accepted: countOf(readable), duplicates: 0, superseded: 0, collisions: [] };
  }
  for (const statement of reconcileScript(stamps, dialect, comparedFields(mapped))) await session.run(statement);
  const [duplicates, superseded] = await rowOf(session, FIGURES);
  const collisions = (await session.rows(COLLISIONS)).map(([seq]: Row) => countOf(seq));
  const [losers] = await rowOf(session, "select count(*) from losers");
  for (const table of ["versions", "kinds", "winners", "contested_keys"]) await session.run(dialect.dropTable(table));
  return {
    accepted: countOf(readable) - countOf(losers),
    duplicates: countOf(duplicates),
    superseded: countOf(superseded),
    collisions,
  };
};
