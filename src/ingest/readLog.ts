import type { CanonicalRecord } from "../model/appointment.ts";
import { failure } from "../model/failure.ts";
import { DATING_FIELDS, type FieldName } from "../model/fields.ts";
import type { Moment } from "../model/moment.ts";
import { nearest } from "../model/nearest.ts";
import type { Dialect, Reject, Source } from "../model/source.ts";
import { DateOrders } from "./dateOrder.ts";
import type { Encoding } from "./encoding.ts";
import { OpenInput } from "./head.ts";
import type { Understanding } from "./headerCandidate.ts";
import type { Input } from "./input.ts";
import type { Log, Notice } from "./log.ts";
import type { World } from "./open.ts";
import type { ReadPlan } from "./readRecord.ts";
import { readSource, type Sinks, type SourceRead } from "./readSource.ts";
import { type SkipKind, type Understood, understand } from "./understand.ts";
import { UtcMidnights } from "./utcMidnights.ts";

/** All that a run says of its sources. */
export interface SourcePlan extends ReadPlan, Understanding {
  readonly encoding: Encoding | undefined;
  /** Of the columns, those that a pack asks for, each with what to call the asker; options ask for the others. */
  readonly columnsAskedBy?: Readonly<Record<string, string>>;
}

/** One source, opened and understood, and not yet read. */
interface UnderstoodInput {
  readonly open: OpenInput;
  readonly understood: Understood;
}

/**
 * Understands every source before the first is read, so that a run that cannot succeed says so at once. A source
 * without a header may take that of another.
 * @throws Failure of opening and understanding.
 */
export const understandAll = async (
  inputs: readonly Input[],
  plan: SourcePlan,
  world: World,
): Promise<readonly UnderstoodInput[]> => {
  const opened: OpenInput[] = [];
  for (const input of inputs) opened.push(await OpenInput.open(input, world, plan.encoding));
  let sibling: Dialect | null = null;
  for (const { head } of opened) sibling ??= tryUnderstand(head, plan)?.dialect ?? null;
  return opened.map((open) => ({ open, understood: understand(open.head, plan, sibling) }));
};

const tryUnderstand = (head: OpenInput["head"], plan: SourcePlan): Understood | null => {
  try {
    return understand(head, plan, null);
  } catch {
    // Told where it is understood for good, or mended by another source's header.
    return null;
  }
};

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
const requireAskedColumns = ({ columns: asked, columnsAskedBy }: SourcePlan, dialects: readonly Dialect[]): void => {
  const byPack = new Map(Object.entries(columnsAskedBy ?? {}));
  const columns = [...new Set(dialects.flatMap((dialect) => dialect.columns))].filter((column) => column !== "");
  for (const name of asked)
    if (!columns.includes(name))
      throw failure("unknown-column", {
        option: byPack.get(name) ?? "--by or --where",
        name,
        columns,
        nearest: nearest(name, columns),
      });
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
 * @throws Failure where a source cannot be understood, where no source holds a record, or where the order of day and
 * month stays open.
 */
export const readLog = async (inputs: readonly Input[], plan: SourcePlan, world: World): Promise<Log> => {
  const understood = await understandAll(inputs, plan, world);
  const dialects = understood.map((one) => one.understood.dialect);
  requireAskedColumns(plan, dialects);
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
  const paths = inputs.map(({ path }) => path);
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
  const mapped = new Set<FieldName>(dialects.flatMap((dialect) => [...dialect.mapped.keys()]));
  return { sources, records, rejects, notices, mapped };
};
