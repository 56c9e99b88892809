import type { CanonicalRecord } from "../model/appointment.ts";
import { failure } from "../model/failure.ts";
import { DATING_FIELDS, type FieldName } from "../model/fields.ts";
import type { Moment } from "../model/moment.ts";
import { nearest } from "../model/nearest.ts";
import type { Reject, Source } from "../model/source.ts";
import { DateOrders } from "./dateOrder.ts";
import type { Log } from "./log.ts";
import type { World } from "./open.ts";
import { readSource, type SourcePlan, type SourceRead } from "./readSource.ts";

/** The latest of a record's dating fields, against the latest so far. */
const later = (latest: Moment | null, record: CanonicalRecord): Moment | null => {
  let best = latest;
  for (const field of DATING_FIELDS) {
    const moment = record[field];
    if (moment !== undefined && (best === null || moment.instant > best.instant)) best = moment;
  }
  return best;
};

/** Columns that options ask for must be somewhere in the log; a mistyped one must not look like an empty one. */
const requireAskedColumns = (asked: readonly string[], reads: readonly SourceRead[]): void => {
  const columns = [...new Set(reads.flatMap(({ dialect }) => dialect.columns))].filter((column) => column !== "");
  for (const name of asked)
    if (!columns.includes(name))
      throw failure("unknown-column", { option: "--by or --where", name, columns, nearest: nearest(name, columns) });
};

/**
 * Reads the sources, in order, as one log.
 * @throws Failure where a source cannot be understood, where no source holds a record, or where the order of day and
 * month stays open.
 */
export const readLog = async (paths: readonly string[], plan: SourcePlan, world: World): Promise<Log> => {
  const records: CanonicalRecord[] = [];
  const rejects: Reject[] = [];
  const orders = new DateOrders();
  const reads: SourceRead[] = [];
  const sinks = {
    record: (one: CanonicalRecord) => void records.push(one),
    reject: (one: Reject) => void rejects.push(one),
  };
  for (const [index, path] of paths.entries()) reads.push(await readSource(path, index, plan, orders, world, sinks));
  requireAskedColumns(plan.columns, reads);
  if (reads.every((read) => read.records === 0)) throw failure("header-only", { paths });
  orders.settle(({ source, line }) => ({ path: paths[source] ?? "", line }));

  const latest: (Moment | null)[] = reads.map(() => null);
  for (const record of records) latest[record.place.source] = later(latest[record.place.source] ?? null, record);
  const sources: Source[] = reads.map((read, i) => ({ ...read, path: paths[i] ?? "", latest: latest[i] ?? null }));
  const mapped = new Set<FieldName>(reads.flatMap(({ dialect }) => [...dialect.mapped.keys()]));
  return { sources, records, rejects, mapped };
};
