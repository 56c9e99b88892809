import type { CanonicalRecord } from "../model/appointment.ts";
import { failure } from "../model/failure.ts";
import { DATING_FIELDS } from "../model/fields.ts";
import type { Moment } from "../model/moment.ts";
import type { Source } from "../model/source.ts";
import { Collector } from "./collect.ts";
import type { Log } from "./log.ts";
import type { OpenLog } from "./openLog.ts";
import { readSource, type SourceRead } from "./readSource.ts";

/** The latest of a record's dating fields, against the latest so far. */
const later = (latest: Moment | null, record: CanonicalRecord): Moment | null => {
  let best = latest;
  for (const field of DATING_FIELDS) {
    const moment = record[field];
    if (moment !== undefined && (best === null || moment.instant > best.instant)) best = moment;
  }
  return best;
};

/** The latest of the dating fields among the records of each source; null where it has none. */
export const latestOf = (records: readonly CanonicalRecord[], sources: number): readonly (Moment | null)[] => {
  const latest = Array.from({ length: sources }, (): Moment | null => null);
  for (const record of records) latest[record.place.source] = later(latest[record.place.source] ?? null, record);
  return latest;
};

/**
 * Reads the sources, in order, as one log.
 * @throws Failure where no source holds a record, or where the order of day and month stays open.
 */
export const readLog = async ({ sources: understood, plan, mapped }: OpenLog): Promise<Log> => {
  const dialects = understood.map((one) => one.understood.dialect);
  const records: CanonicalRecord[] = [];
  const collector = new Collector();
  const { rejects, notices, proofs } = collector;
  const sinks = collector.sinks((one) => void records.push(one));
  const reads: SourceRead[] = [];
  for (const [index, { open, understood: one }] of understood.entries()) {
    const { path } = open.head.input;
    if (one.dialect.headerLine === null)
      notices.push({ code: "borrowed-header", source: index, line: null, detail: "" });
    reads.push(await readSource(path, index, one, open.body(), plan, proofs, sinks));
  }
  const paths = understood.map(({ open }) => open.head.input.path);
  if (reads.every((read) => read.records === 0)) throw failure("header-only", { paths });
  collector.settle(paths);

  const latest = latestOf(records, reads.length);
  const sources = reads.map((read, i): Source => {
    const dialect = dialects[i];
    if (dialect === undefined) throw new Error(`source ${i} was read and not understood`);
    return { ...read, dialect, path: paths[i] ?? "", latest: latest[i] ?? null };
  });
  return { sources, records, rejects, notices, mapped };
};
