import { type Converted, convertedDialects, convertedFile, readConvertedRows } from "../../ingest/converted.ts";
import type { OpenLog } from "../../ingest/openLog.ts";
import { Failure, failure } from "../../model/failure.ts";
import { FIELD_NAMES, type FieldName, fieldSpec } from "../../model/fields.ts";
import { askedColumn, createTypes, OWN_COLUMNS, typeOf } from "../sql/columns.ts";
import type { LoadedLog } from "../sql/loaded.ts";
import { placeIn } from "../sql/places.ts";
import { ident, text } from "../sql/quote.ts";
import { countOf, rowOf } from "../sql/session.ts";
import { convertedFields, stampColumn } from "./convert.ts";
import type { DuckSession } from "./session.ts";

const column = (field: FieldName): string => (fieldSpec(field).type === "timestamp" ? stampColumn(field) : field);

/** The columns of `records` as the stages know them, from those of the file. */
const columnsOf = ({ mapped, plan }: OpenLog, { manifest }: Converted): readonly string[] => {
  const held = new Set(convertedFields(mapped));
  const nameOf = new Map(manifest.columns.map(({ header, name }) => [header, name]));
  return [
    "cast(seq as bigint) as seq",
    "cast(source as smallint) as source",
    ...Object.entries(OWN_COLUMNS).map(([name, type]) => `cast(${name} as ${type}) as ${name}`),
    ...FIELD_NAMES.map((field) => `cast(${held.has(field) ? column(field) : "null"} as ${typeOf(field)}) as ${field}`),
    ...plan.columns.map((header, i) => {
      const name = nameOf.get(header);
      return `cast(${name === undefined ? "null" : ident(name)} as varchar) as ${askedColumn(i)}`;
    }),
  ];
};

const requireAll = async (session: DuckSession, { path, manifest }: Converted): Promise<void> => {
  const [held, known, first] = await rowOf(session, "select count(*), count(key), min(seq) from records");
  const { readable } = manifest.counts;
  if (countOf(held) !== readable || countOf(known) !== readable || countOf(first) < 0)
    throw failure("converted-damaged", {
      path,
      cause: `its manifest counts ${readable} records, and it holds ${countOf(known)}`,
    });
};

/**
 * Loads a converted log into a database: what reading the exports came to, without reading them again.
 * @throws Failure `converted-damaged` where it does not hold what its manifest says.
 */
export const loadConverted = async (session: DuckSession, log: OpenLog, converted: Converted): Promise<LoadedLog> => {
  const { path, manifest } = converted;
  const file = convertedFile(converted, "records.parquet");
  for (const statement of createTypes()) await session.run(statement);
  await session
    .run(`create table records as\nselect ${columnsOf(log, converted).join(",\n  ")}\nfrom read_parquet(${text(file)})`)
    .catch((error: unknown) => {
      if (error instanceof Failure) throw error;
      const [cause = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
      throw failure("converted-damaged", { path, cause });
    });
  await requireAll(session, converted);
  const rows = await readConvertedRows(converted);
  const raws = new Map(rows["collisions.ndjson"].map(({ seq, raw }) => [seq, raw]));
  const dialects = convertedDialects(converted);
  const sources = manifest.sources.flatMap(({ path: own, bytes, sha256, records, skipped }, i) => {
    const dialect = dialects[i];
    return dialect === undefined ? [] : [{ path: own, bytes, sha256, dialect, records, skipped }];
  });
  const places = rows["places.ndjson"];
  return {
    sources,
    rejects: rows["rejects.ndjson"],
    notices: manifest.notices,
    flaws: new Map(rows["flaws.ndjson"].map(({ seq, key, flaws }) => [seq, { key, flaws }])),
    mapped: log.mapped,
    stamps: { zone: log.plan.zone, ...manifest.stamps },
    placeOf: placeIn(places),
    places: places.map((piece) => ({ ...piece, path: sources[piece.source]?.path ?? "" })),
    rawOf: async (seqs) =>
      seqs.map((seq) => {
        const raw = raws.get(seq);
        if (raw !== undefined) return raw;
        throw failure("converted-damaged", { path, cause: `the raw text of record ${seq} is missing` });
      }),
  };
};
