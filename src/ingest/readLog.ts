import type { CanonicalRecord } from "../model/appointment.ts";
import { failure } from "../model/failure.ts";
import { DATING_FIELDS } from "../model/fields.ts";
import type { Moment } from "../model/moment.ts";
import type { Reject, Source } from "../model/source.ts";
import { DateOrders } from "./dateOrder.ts";
import type { Log, Notice } from "./log.ts";
import type { OpenLog } from "./openLog.ts";
import { readSource, type Sinks, type SourceRead } from "./readSource.ts";
import type { SkipKind } from "./understand.ts";
import { UtcMidnights } from "./utcMidnights.ts";

/** The latest of a record's dating fields, against the latest so far. */
const later = (latest: Moment | null, record: CanonicalRecord): Moment | null => {
  let best = latest;
  for (const field of DATING_FIELDS) {
    const moment = record[field];
    if (moment !== undefined && (best === null || moment.instant > best.instant)) best = moment;
  }
  return best;
};

/** Texts are never unreadable but for what a spreadsheet does to long numbers. */
const DAMAGED: ReadonlySet<string> = new Set(["unreadable:appointment_id", "unreadable:enrollee_id"]);

/** What each kind of line that is no record is called in the report; blank ones are only counted. */
const SKIPPED: Readonly<Record<SkipKind, string | null>> = {
  blank: null,
  title: "title before or between the records",
  total: "total or closing line",
  "repeated-header": "header repeated",
  sep: "sep= line",
};

/**
 * Reads the sources, in order, as one log.
 * @throws Failure where no source holds a record, or where the order of day and month stays open.
 */
export const readLog = async ({ sources: understood, plan, mapped }: OpenLog): Promise<Log> => {
  const dialects = understood.map((one) => one.understood.dialect);
  const records: CanonicalRecord[] = [];
  const rejects: Reject[] = [];
  const notices: Notice[] = [];
  const proofs = { orders: new DateOrders(), midnights: new UtcMidnights() };
  const sinks: Sinks = {
    record: (one) => void records.push(one),
    reject: (one) => {
      rejects.push(one);
      if (!DAMAGED.has(one.reason)) return;
      const { source, line } = one.place;
      notices.push({
        code: "damaged-id",
        source,
        line,
        detail: `${one.reason.slice("unreadable:".length)}: the record was refused`,
      });
    },
    skip: (kind, source, line) => {
      const detail = SKIPPED[kind];
      if (detail !== null) notices.push({ code: "skipped-lines", source, line, detail });
    },
  };
  const reads: SourceRead[] = [];
  for (const [index, { open, understood: one }] of understood.entries()) {
    const { path } = open.head.input;
    if (one.dialect.headerLine === null)
      notices.push({ code: "borrowed-header", source: index, line: null, detail: "" });
    reads.push(await readSource(path, index, one, open.body(), plan, proofs, sinks));
  }
  const paths = understood.map(({ open }) => open.head.input.path);
  if (reads.every((read) => read.records === 0)) throw failure("header-only", { paths });
  proofs.orders.settle(({ source, line }) => ({ path: paths[source] ?? "", line }));
  for (const [field, count] of proofs.midnights.settle())
    notices.push({ code: "utc-midnights", source: 0, line: null, detail: `${field}: ${count} values` });

  const latest: (Moment | null)[] = reads.map(() => null);
  for (const record of records) latest[record.place.source] = later(latest[record.place.source] ?? null, record);
  const sources = reads.map((read, i): Source => {
    const dialect = dialects[i];
    if (dialect === undefined) throw new Error(`source ${i} was read and not understood`);
    return { ...read, dialect, path: paths[i] ?? "", latest: latest[i] ?? null };
  });
  return { sources, records, rejects, notices, mapped };
};
