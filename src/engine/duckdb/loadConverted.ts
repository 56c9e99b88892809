import { type Converted, convertedDialects, convertedFile, readConvertedRows } from "../../ingest/converted.ts";
import type { OpenLog } from "../../ingest/openLog.ts";
import { Failure, failure } from "../../model/failure.ts";
import { FIELD_NAMES, type FieldName, fieldSpec } from "../../model/fields.ts";
import { askedColumn, createTypes, OWN_COLUMNS, typeOf } from "../sql/columns.ts";
import type { LoadedLog } from "../sql/loaded.ts";
import { NULL_WORDS, NullWords } from "../sql/nullWords.ts";
import { placeIn } from "../sql/places.ts";
import { ident, text } from "../sql/quote.ts";
import { countOf, rowOf } from "../sql/session.ts";
import { convertedFields, stampColumn } from "./convert.ts";
import type { DuckSession } from "./session.ts";
import { withStretches } from "./stretches.ts";

const column = (field: FieldName): string => (fieldSpec(field).type === "timestamp" ? stampColumn(field) : field);

/** A column of `records` as the stages know it; `from` is what the file holds of it, null where it holds nothing. */
interface HeldColumn {
  readonly name: string;
  readonly type: string;
  readonly from: string | null;
}

const columnsOf = ({ mapped, plan }: OpenLog, { manifest }: Converted): readonly HeldColumn[] => {
  const held = new Set(convertedFields(mapped));
  const nameOf = new Map(manifest.columns.map(({ header, name }) => [header, name]));
  return [
    { name: "seq", type: "bigint", from: "seq" },
    { name: "source", type: "smallint", from: "source" },
    ...Object.entries(OWN_COLUMNS).map(([name, type]) => ({ name, type, from: name })),
    ...FIELD_NAMES.map((name) => ({ name, type: typeOf(name), from: held.has(name) ? column(name) : null })),
    ...plan.columns.map((header, i) => {
      const name = nameOf.get(header);
      return { name: askedColumn(i), type: "varchar", from: name === undefined ? null : ident(name) };
    }),
  ];
};

const nullWordsOf = ({ manifest: { nullWords } }: Converted): NullWords | null =>
  nullWords === null
    ? null
    : new NullWords(nullWords.fields, new Map(nullWords.words.map(({ source, word }) => [source, word])));

/** Builds `records`: a table of what the file holds, and views of it: with the columns which it does not hold, and of words for no value. */
const viewsOf = (columns: readonly HeldColumn[], nullWords: NullWords | null, file: string): readonly string[] => {
  const held = columns.flatMap(({ name, type, from }) =>
    from === null ? [] : [`cast(${from} as ${type}) as ${name}`],
  );
  if (nullWords !== null) held.push(`cast(${NULL_WORDS} as bigint) as ${NULL_WORDS}`);
  const all = columns.map(({ name, type, from }) => (from === null ? `cast(null as ${type}) as ${name}` : name));
  return [
    `create table held as\nselect ${held.join(",\n  ")}\nfrom read_parquet(${text(file)})`,
    `create view records as\nselect ${all.join(", ")} from held`,
    ...(nullWords === null
      ? []
      : [`create view ${NULL_WORDS} as\nselect seq, source, key, ${NULL_WORDS} from held where ${NULL_WORDS} > 0`]),
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
  const nullWords = nullWordsOf(converted);
  for (const statement of createTypes()) await session.run(statement);
  try {
    for (const statement of viewsOf(columnsOf(log, converted), nullWords, file)) await session.run(statement);
  } catch (error) {
    if (error instanceof Failure) throw error;
    const [cause = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw failure("converted-damaged", { path, cause });
  }
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
    nullWords,
    mapped: log.mapped,
    stamps: await withStretches(session, { zone: log.plan.zone, ...manifest.stamps }, log.mapped),
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
