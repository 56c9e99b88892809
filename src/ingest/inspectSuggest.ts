import { FIELD_NAMES, type FieldName, type FieldType, fieldSpec } from "../model/fields.ts";
import type { ColumnKind, Nearest, Suggestion } from "../model/inspect.ts";
import { lowerAscii } from "./cell.ts";
import { codeReader } from "./codeBook.ts";
import { nearestColumn } from "./header.ts";
import type { ColumnCount } from "./inspectColumn.ts";

/** A column that maps to no field. */
export interface FreeColumn {
  readonly header: string;
  /** By which a mapping finds it: its header, or its place. */
  readonly name: string;
  readonly count: ColumnCount;
  readonly kind: ColumnKind;
}

/** Words of headers that mean one thing, and how exports shorten them. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  appointment: ["appt", "apt", "visit", "vis", "encounter", "enc", "csn"],
  person: ["patient", "pat", "pt", "member", "mbr", "enrollee", "client", "subscriber", "mrn"],
  id: ["number", "nbr", "no", "num", "nr", "key", "identifier", "mrn", "csn"],
  when: ["at", "on", "date", "dt", "time", "tm", "datetime", "dttm", "timestamp", "ts", "dtm"],
  cancel: ["canceled", "cancelled", "cancellation", "cancelation", "canc", "cncl", "cxl", "cxld", "can"],
  rescheduled: ["reschedule", "resched", "resch", "rsch", "new", "replacement"],
  scheduled: ["sched", "schd", "sch", "start", "begin", "beg"],
  made: ["booked", "booking", "book", "created", "create"],
  reason: ["rsn", "cause"],
  status: ["sts", "stat", "state"],
  provider: ["prov", "clinician", "practitioner", "doctor", "dr", "resource"],
  facility: ["department", "dept", "dep", "clinic", "site", "location", "loc"],
  type: ["typ", "ty", "kind", "category", "cat"],
  service: ["svc", "serv", "procedure", "proc", "prc"],
  by: ["initiator", "initiated", "who", "source"],
  updated: ["update", "updt", "upd", "modified", "mod", "changed"],
  requested: ["request", "req", "reqd"],
  offered: ["offer", "ofrd"],
  network: ["ntwk", "nw"],
  urgency: ["priority", "prio", "urgent", "urg"],
  authorization: ["auth"],
  county: ["cnty"],
  region: ["rgn", "reg"],
};

/** Words that say how a value is written, and nothing of what it is. */
const FILLER: ReadonlySet<string> = new Set(
  "name nm desc description cd code text txt ind flag yn the of is".split(" "),
);

const MEANING: ReadonlyMap<string, readonly string[]> = new Map(
  [...new Set(Object.values(SYNONYMS).flat())].map((word) => [
    word,
    Object.keys(SYNONYMS).filter((meaning) => SYNONYMS[meaning]?.includes(word)),
  ]),
);

/** Splits a header into what its words mean: `Appt Nbr`, `apptNbr` and `APPOINTMENT_ID` are one. */
const meaningsOf = (header: string): ReadonlySet<string> => {
  const words = lowerAscii(header.replace(/([a-z])([A-Z])/g, "$1 $2")).split(/[^a-z0-9]+/);
  return new Set(
    words.filter((word) => word !== "" && !FILLER.has(word)).flatMap((word) => MEANING.get(word) ?? [word]),
  );
};

const NAMES: ReadonlyMap<FieldName, readonly ReadonlySet<string>[]> = new Map(
  FIELD_NAMES.map((field) => [field, [field, ...(fieldSpec(field).aliases ?? [])].map(meaningsOf)]),
);

const overlap = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
};

const KINDS: Readonly<Record<FieldType, readonly ColumnKind[]>> = {
  timestamp: ["dates"],
  boolean: ["yes-no"],
  code: ["codes", "text", "yes-no", "numbers"],
  text: ["codes", "text", "ids", "numbers"],
};
const isId = (field: FieldName): boolean => field.endsWith("_id") || field === "replaced_by" || field === "replaces";

/** Says that what a column holds could be a field's values. */
const suits = (field: FieldName, kind: ColumnKind): boolean =>
  isId(field) ? kind === "ids" || kind === "numbers" : KINDS[fieldSpec(field).type].includes(kind);

/** Share of the records whose word the field's code book knows; 0 where they are all one and the same code. */
const bookShare = (field: FieldName, count: ColumnCount): number => {
  const { codes } = fieldSpec(field);
  if (codes === undefined) return 0;
  const read = codeReader(codes);
  const seen = new Set<string>();
  const share = count.share((value) => {
    const reading = read(value);
    if (reading === "unmapped" || reading.code === undefined) return false;
    seen.add(reading.code);
    return true;
  });
  return seen.size < 2 ? 0 : share;
};

const BY_HEADER = 0.6;
const BY_VALUES = 0.8;

interface Match {
  readonly index: number;
  readonly field: FieldName;
  readonly score: number;
  readonly because: Suggestion["because"];
}

/** How near a header comes to the names of a field. */
const headerScore = (words: ReadonlySet<string>, field: FieldName): number =>
  Math.max(0, ...(NAMES.get(field) ?? []).map((name) => overlap(words, name)));

/** Matches a column with a field that is free; a name that says another field better says nothing of this one. */
const matchOf = (field: FieldName, { header, count, kind }: FreeColumn, index: number): Match | null => {
  if (!suits(field, kind)) return null;
  const words = meaningsOf(header);
  const score = headerScore(words, field);
  const byHeader = FIELD_NAMES.some((other) => headerScore(words, other) > score) ? 0 : score;
  // What a service is, no value tells apart from what it was moved to.
  const byValues = field.startsWith("rescheduled_") ? 0 : bookShare(field, count);
  if (byHeader < BY_HEADER && byValues < BY_VALUES) return null;
  const because = byValues < BY_VALUES ? "header" : byHeader < BY_HEADER ? "values" : "both";
  return { index, field, score: byHeader + byValues, because };
};

/** A date without a time of day, and the column of times that goes with it: `Appt Dt`, `Appt Tm`. */
const withTime = (columns: readonly FreeColumn[], { name, header, count }: FreeColumn): readonly string[] => {
  if (count.share((value) => value.includes(":")) > 0) return [name];
  const stem = meaningsOf(header);
  const times = columns.find((one) => one.kind === "times" && overlap(meaningsOf(one.header), stem) === 1);
  return times === undefined ? [name] : [name, times.name];
};

/** Suggests fields for the columns that map to none, the best match first; each field and each column once. */
export const suggest = (
  columns: readonly FreeColumn[],
  isMapped: (field: FieldName) => boolean,
): ReadonlyMap<number, Suggestion> => {
  const matches = FIELD_NAMES.filter((field) => !isMapped(field))
    .flatMap((field) => columns.map((column, index) => matchOf(field, column, index)))
    .filter((match) => match !== null)
    .sort((a, b) => b.score - a.score || a.index - b.index);
  const given = new Map<number, Suggestion>();
  const held = new Set<FieldName>();
  for (const { index, field, because } of matches) {
    const column = columns[index];
    if (column === undefined || given.has(index) || held.has(field)) continue;
    held.add(field);
    const joined = fieldSpec(field).type === "timestamp" ? withTime(columns, column) : [column.name];
    given.set(index, { field, columns: [...joined], because, confidence: "low" });
  }
  return given;
};

/** Finds what comes nearest to a required column that is not there: by its name, or else by its values. */
export const nearestFor = (
  field: FieldName,
  columns: readonly FreeColumn[],
  suggested: readonly Suggestion[],
): Nearest | null => {
  const own = suggested.find((one) => one.field === field);
  if (own !== undefined) return { columns: own.columns, because: own.because };
  const free = columns.filter(({ name }) => !suggested.some((one) => one.columns.includes(name)));
  const suiting = free.filter(({ kind }) => suits(field, kind));
  const named = nearestColumn(
    field,
    suiting.map(({ header }) => header),
  );
  const found = suiting.find(({ header }) => header === named);
  if (found !== undefined) return { columns: [...withTime(columns, found)], because: "header" };
  const alike = suiting.find(({ count, kind }) => looksLike(field, count, kind));
  return alike === undefined ? null : { columns: [...withTime(columns, alike)], because: "values" };
};

/** Says that values alone could be a required field's: ids that never recur, ids that do, dates. */
const looksLike = (field: FieldName, count: ColumnCount, kind: ColumnKind): boolean => {
  if (field === "appointment_id") return kind === "ids" && (count.capped || count.distinct === count.filled);
  if (field === "enrollee_id") return kind === "ids" && !count.capped && count.distinct < count.filled;
  return field === "scheduled_at" && kind === "dates";
};
