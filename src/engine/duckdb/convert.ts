import type { OpenLog } from "../../ingest/openLog.ts";
import type { ConvertedManifest, ConvertedRows } from "../../model/converted.ts";
import { FIELD_NAMES, type FieldName, fieldSpec, isFieldName } from "../../model/fields.ts";
import type { Reject, Source } from "../../model/source.ts";
import { type Outlets, requireRecords } from "../contract.ts";
import { askedColumn } from "../sql/columns.ts";
import type { LoadedLog } from "../sql/loaded.ts";
import { NULL_WORDS } from "../sql/nullWords.ts";
import type { PlacePiece } from "../sql/places.ts";
import { text } from "../sql/quote.ts";
import { type Reconciled, reconcile } from "../sql/reconcile.ts";
import { countOf, DUCKDB, rowOf } from "../sql/session.ts";
import { stampSql } from "../sql/stamp.ts";
import type { DuckOptions } from "./engine.ts";
import { Loader } from "./load.ts";
import { fillPlaces } from "./places.ts";
import { DuckSession } from "./session.ts";
import { threadsWorth } from "./threads.ts";

/** What a conversion wrote, and what is still to be written beside it. */
export interface Conversion {
  readonly sources: LoadedLog["sources"];
  readonly rejects: readonly Reject[];
  readonly rows: ConvertedRows;
  readonly manifest: Pick<ConvertedManifest, "columns" | "stamps" | "nullWords" | "counts" | "notices">;
}

/** Headers whose texts are kept: all of them that are no field's own name, mapped or not, for who may ask for them. */
const keptHeaders = ({ sources }: OpenLog): readonly string[] => [
  ...new Set(
    sources
      .flatMap(({ understood }) => understood.dialect.columns)
      .filter((header) => header !== "" && !isFieldName(header)),
  ),
];

/** The fields that `records.parquet` has columns for; the others are unknown in every record. */
export const convertedFields = (mapped: ReadonlySet<FieldName>): readonly FieldName[] =>
  FIELD_NAMES.filter((field) => field === "status" || mapped.has(field));

/** The column that holds a time as a stamp, beside the one that holds it as a text. */
export const stampColumn = (field: FieldName): string => `${field}_stamp`;

/** A stamp as local ISO text, or its date where it has no time of day. */
const isoSql = (stamps: ReturnType<typeof stampSql>, stamp: string): string => {
  const time = `make_timestamp(${stamp} // 4 * 1000000)`;
  return `case when ${stamps.dateOnly(stamp)} then strftime(${time}, '%Y-%m-%d') else strftime(${time}, '%Y-%m-%dT%H:%M:%S') end`;
};

const fieldColumns = (field: FieldName, stamps: ReturnType<typeof stampSql>): readonly string[] => {
  const { type } = fieldSpec(field);
  if (type === "timestamp") return [`${isoSql(stamps, field)} as ${field}`, `${field} as ${stampColumn(field)}`];
  return [type === "code" ? `cast(${field} as varchar) as ${field}` : field];
};

/** Record and line of each record: sources that lie in one piece are told by their number alone. */
const placeSql = (log: LoadedLog): { readonly columns: readonly string[]; readonly join: string } => {
  const { places, sources } = log;
  if (places.length > sources.length)
    return {
      columns: ["r.seq - p.first_seq + p.record as record", "r.seq - p.first_seq + p.line as line"],
      join: "asof join places p on r.seq >= p.first_seq",
    };
  const by = (of: (piece: PlacePiece) => number): string =>
    `r.seq + case r.source ${places
      .map((piece) => `when ${log.placeOf(piece.firstSeq).source} then ${of(piece) - piece.firstSeq}`)
      .join(" ")} end`;
  return { columns: [`${by(({ record }) => record)} as record`, `${by(({ line }) => line)} as line`], join: "" };
};

/** Writes every readable record, in order of the log. */
const copyRecords = async (
  session: DuckSession,
  log: LoadedLog,
  headers: readonly string[],
  path: string,
): Promise<void> => {
  const stamps = stampSql({ ...log.stamps, folded: true }, DUCKDB);
  const place = placeSql(log);
  if (place.join !== "") await fillPlaces(session, log.places, (value) => value);
  const columns = [
    "r.seq",
    "r.source",
    ...place.columns,
    ...["key", "status_derived", "synthetic"].map((name) => `r.${name}`),
    ...convertedFields(log.mapped).flatMap((field) => fieldColumns(field, stamps)),
    ...headers.map((_, i) => `r.${askedColumn(i)}`),
    ...(log.nullWords === null ? [] : [`coalesce(w.${NULL_WORDS}, 0) as ${NULL_WORDS}`]),
  ];
  const words = log.nullWords === null ? "" : ` left join ${NULL_WORDS} w on w.seq = r.seq`;
  const [other] = await rowOf(session, "select count(*) from salvaged");
  const ordered = place.join !== "" || words !== "" || countOf(other) > 0 ? "\norder by r.seq" : "";
  await session.run(
    `copy (\nselect ${columns.join(",\n  ")}\nfrom records r ${place.join}${words}${ordered}\n) to ${text(path)} (format parquet, compression zstd, use_tmp_file false)`,
  );
};

const rowsOf = async (log: LoadedLog, { collisions }: Reconciled): Promise<ConvertedRows> => {
  const raws = collisions.length === 0 ? [] : await log.rawOf(collisions);
  return {
    "rejects.ndjson": log.rejects,
    "flaws.ndjson": [...log.flaws].map(([seq, { key, flaws }]) => ({ seq, key, flaws: [...flaws] })),
    "places.ndjson": log.places.map(({ firstSeq }) => ({ firstSeq, ...log.placeOf(firstSeq) })),
    "collisions.ndjson": collisions.map((seq, i) => ({ seq, raw: raws[i] ?? "" })),
  };
};

const manifestWords = ({ nullWords }: LoadedLog): ConvertedManifest["nullWords"] =>
  nullWords === null
    ? null
    : { fields: [...nullWords.fields], words: [...nullWords.words].map(([source, word]) => ({ source, word })) };

const countsOf = (
  { sources, rejects }: LoadedLog,
  reconciled: Reconciled,
  readable: number,
): ConvertedManifest["counts"] => ({
  read: sources.reduce((sum, { records }) => sum + records, 0),
  readable,
  accepted: reconciled.accepted,
  rejected: rejects.length + reconciled.collisions.length,
  duplicates: reconciled.duplicates,
  superseded: reconciled.superseded,
  skipped: sources.reduce((sum, { skipped }) => sum + skipped, 0),
});

/**
 * Reads a log as a run does, and writes its records to a Parquet file; the rest is handed back.
 * @throws Failure of reading; `nothing-accepted`.
 */
export const convertLog = async (
  log: OpenLog,
  target: { readonly folder: string; readonly path: string },
  { memory, threads, scratch }: DuckOptions,
  outlets: Outlets,
): Promise<Conversion> => {
  const directory = scratch();
  const headers = keptHeaders(log);
  const files = log.sources.flatMap(({ open }) => open.textFile ?? []);
  const session = await DuckSession.open({
    memory,
    threads: threads ?? (await threadsWorth(log)),
    scratch: directory,
    files,
    directories: [target.folder],
  });
  try {
    outlets.stage?.("load");
    const loaded = await new Loader(session, { ...log, plan: { ...log.plan, columns: headers } }, directory).load();
    outlets.stage?.("reconcile");
    const reconciled = await reconcile(session, stampSql(loaded.stamps, DUCKDB), DUCKDB, log.mapped);
    const rows = await rowsOf(loaded, reconciled);
    const collided = rows["collisions.ndjson"].map(
      ({ seq, raw }): Reject => ({ place: loaded.placeOf(seq), reason: "id-collision", raw }),
    );
    const rejects = [...loaded.rejects, ...collided];
    requireRecords(
      loaded.sources.map((one): Source => ({ ...one, latest: null })),
      reconciled.accepted,
      rejects,
    );
    outlets.stage?.("write");
    await copyRecords(session, loaded, headers, target.path);
    const [readable] = await rowOf(session, "select count(*) from records");
    const { firstDay, lastDay, folded } = loaded.stamps;
    return {
      sources: loaded.sources,
      rejects,
      rows,
      manifest: {
        columns: headers.map((header, i) => ({ name: askedColumn(i).replaceAll('"', ""), header })),
        stamps: { firstDay, lastDay, folded },
        nullWords: manifestWords(loaded),
        counts: countsOf(loaded, reconciled, countOf(readable)),
        notices: [...loaded.notices],
      },
    };
  } finally {
    session.close();
  }
};
