import { BIGINT, BOOLEAN, type DuckDBType, VARCHAR } from "@duckdb/node-api";
import type { Zone } from "../../calendar/zone.ts";
import type { SourcePlan } from "../../ingest/openLog.ts";
import type { CanonicalRecord } from "../../model/appointment.ts";
import { FIELD_NAMES, type FieldName, fieldSpec } from "../../model/fields.ts";
import { recordColumns } from "../sql/columns.ts";
import { stampOf } from "../sql/stamp.ts";
import type { DuckSession } from "./session.ts";

type Value = string | bigint | boolean | null;

interface Column {
  readonly name: string;
  readonly type: DuckDBType;
  readonly sqlType: string;
  readonly read: (row: readonly [seq: number, record: CanonicalRecord]) => Value;
}

const typeOfValue = (field: FieldName): DuckDBType =>
  ({ text: VARCHAR, code: VARCHAR, boolean: BOOLEAN, timestamp: BIGINT })[fieldSpec(field).type];

const canonicalValue = (zone: Zone, record: CanonicalRecord, field: FieldName): Value => {
  const value = record[field];
  if (value === undefined) return null;
  return typeof value === "object" ? BigInt(stampOf(zone, value)) : value;
};

const columnsOf = ({ columns, zone }: SourcePlan): readonly Column[] => {
  const types = new Map(recordColumns(columns));
  const own: readonly (readonly [string, DuckDBType, (record: CanonicalRecord) => Value])[] = [
    ["key", VARCHAR, ({ key }) => key],
    ["status_derived", BOOLEAN, ({ statusDerived }) => statusDerived],
    ["synthetic", BOOLEAN, ({ synthetic }) => synthetic],
    ...FIELD_NAMES.map(
      (field) => [field, typeOfValue(field), (record: CanonicalRecord) => canonicalValue(zone, record, field)] as const,
    ),
    ...columns.map(
      (column, i) =>
        [
          `"column_${i}"`,
          VARCHAR,
          ({ texts }: CanonicalRecord) =>
            texts !== undefined && Object.hasOwn(texts, column) ? (texts[column] ?? null) : null,
        ] as const,
    ),
  ];
  return [
    { name: "seq", type: BIGINT, sqlType: "bigint", read: ([seq]) => BigInt(seq) },
    { name: "source", type: BIGINT, sqlType: "smallint", read: ([, { place }]) => BigInt(place.source) },
    ...own.map(([name, type, of]) => ({
      name,
      type,
      sqlType: types.get(name) ?? "varchar",
      read: ([, record]: readonly [number, CanonicalRecord]) => of(record),
    })),
  ];
};

/** Fills the table `salvaged` with the records that ingest read. */
export const fillSalvaged = async (
  session: DuckSession,
  plan: SourcePlan,
  records: readonly (readonly [seq: number, record: CanonicalRecord])[],
): Promise<void> => {
  const columns = columnsOf(plan);
  const declared = columns.map(({ name, type }) => `${name} ${type.toString()}`);
  await session.run(`create table salvaged_texts (${declared.join(", ")})`);
  await session.append("salvaged_texts", columns, records);
  const typed = columns.map(({ name, sqlType }) => `cast(${name} as ${sqlType}) as ${name}`);
  await session.run(`create table salvaged as select ${typed.join(", ")} from salvaged_texts`);
  await session.run("drop table salvaged_texts");
};
