import type { Converted } from "../../ingest/converted.ts";
import { convertedFile } from "../../ingest/converted.ts";
import type { Log } from "../../ingest/log.ts";
import type { OpenLog } from "../../ingest/openLog.ts";
import { latestOf } from "../../ingest/readLog.ts";
import type { CanonicalRecord } from "../../model/appointment.ts";
import { FIELD_NAMES, type FieldName, fieldSpec } from "../../model/fields.ts";
import { askedColumn } from "../sql/columns.ts";
import type { LoadedLog } from "../sql/loaded.ts";
import { NULL_WORDS } from "../sql/nullWords.ts";
import type { Row } from "../sql/session.ts";
import { momentOfStamp } from "../sql/stamp.ts";
import type { DuckOptions } from "./engine.ts";
import { loadConverted } from "./loadConverted.ts";
import { DuckSession } from "./session.ts";

/** Records that become objects at a time. */
const PAGE = 50_000;
const OWN = ["seq", "key", "status_derived", "synthetic"] as const;

/** Makes the record of a row again, as the reader of the exports made it. */
const recordOf = (
  row: Row,
  { plan }: OpenLog,
  loaded: LoadedLog,
  raws: ReadonlyMap<number, string>,
): CanonicalRecord => {
  const [seq, key, statusDerived, synthetic] = row;
  const at = Number(seq);
  const place = loaded.placeOf(at);
  // Behind all other columns, where there are such words at all.
  const nullWords = loaded.nullWords?.flawsOf(place.source, Number(row.at(-1))) ?? [];
  const fields = FIELD_NAMES.map((field, i) => [field, fieldValue(field, row[OWN.length + i], plan.zone)] as const);
  const texts = plan.columns.flatMap((column, i) => {
    const value = row[OWN.length + FIELD_NAMES.length + i];
    return typeof value === "string" ? [[column, value] as const] : [];
  });
  const record = {
    ...Object.fromEntries(fields),
    statusDerived: statusDerived === true,
    synthetic: synthetic === true,
    key: String(key),
    place,
    raw: raws.get(at) ?? "",
    texts: texts.length === 0 ? undefined : Object.fromEntries(texts),
    flaws: loaded.flaws.get(at)?.flaws ?? (nullWords.length === 0 ? undefined : nullWords),
  };
  // The row was written from such a record, and its file is the one that was written.
  return record as unknown as CanonicalRecord;
};

const fieldValue = (field: FieldName, value: Row[number] | undefined, zone: OpenLog["plan"]["zone"]): unknown => {
  if (value === null || value === undefined) return undefined;
  return fieldSpec(field).type === "timestamp" ? momentOfStamp(zone, Number(value)) : value;
};

/**
 * Reads a converted log for an engine that takes records one by one.
 * @throws Failure `converted-damaged`.
 */
export const readConverted = async (
  log: OpenLog,
  converted: Converted,
  { memory, threads, scratch }: DuckOptions,
): Promise<Log> => {
  const files = [convertedFile(converted, "records.parquet")];
  const session = await DuckSession.open({ memory, threads, scratch: scratch(), files, directories: [] });
  try {
    const loaded = await loadConverted(session, log, converted);
    const collisions = (
      await session.rows(
        "select r.seq from records r join (select key from records group by key having count(distinct enrollee_id) > 1) k on k.key = r.key order by r.seq",
      )
    ).map(([seq]) => Number(seq));
    const texts = await loaded.rawOf(collisions);
    const raws = new Map(collisions.map((seq, i) => [seq, texts[i] ?? ""]));
    const columns = [
      ...[...OWN, ...FIELD_NAMES, ...log.plan.columns.map((_, i) => askedColumn(i))].map((name) => `r.${name}`),
      ...(loaded.nullWords === null ? [] : [`coalesce(w.${NULL_WORDS}, 0)`]),
    ].join(", ");
    const words = loaded.nullWords === null ? "" : `left join ${NULL_WORDS} w on w.seq = r.seq`;
    const records: CanonicalRecord[] = [];
    const [last] = (await session.rows("select max(seq) from records"))[0] ?? [];
    for (let from = 0; from <= Number(last ?? -1); from += PAGE) {
      const rows = await session.rows(
        `select ${columns} from records r ${words} where r.seq >= ${from} and r.seq < ${from + PAGE} order by r.seq`,
      );
      for (const row of rows) records.push(recordOf(row, log, loaded, raws));
    }
    const latest = latestOf(records, loaded.sources.length);
    return {
      sources: loaded.sources.map((source, i) => ({ ...source, latest: latest[i] ?? null })),
      records,
      rejects: loaded.rejects,
      notices: loaded.notices,
      mapped: log.mapped,
    };
  } finally {
    session.close();
  }
};
