import { momentOfWall, type Zone } from "../calendar/zone.ts";
import type { CanonicalRecord, Flaw, FlawCode, Place } from "../model/appointment.ts";
import { FIELD_NAMES, type FieldName, fieldSpec, type TimestampField } from "../model/fields.ts";
import type { Mapping } from "../model/mapping.ts";
import type { Moment } from "../model/moment.ts";
import type { Dialect, RejectReason } from "../model/source.ts";
import { headerSpelling, trimCell } from "./cell.ts";
import { BOOLEAN, codeReader, namesWord, readBoolean } from "./codeBook.ts";
import type { DateOrders } from "./dateOrder.ts";
import { type Draft, EMPTY } from "./draft.ts";
import { keyOf } from "./key.ts";
import type { Cells } from "./parse.ts";
import { refusal } from "./refusal.ts";
import { type DateOrder, readTimestamp } from "./timestamp.ts";
import { isNullWord, isScientific } from "./unknownWords.ts";
import { overwrite, type UtcMidnights } from "./utcMidnights.ts";

/** What a run asks of reading, besides the canonical fields. */
export interface ReadPlan {
  readonly zone: Zone;
  readonly dateOrder: DateOrder | undefined;
  readonly keyFields: readonly FieldName[];
  /** Columns that map to no field but are asked for, by their header. */
  readonly columns: readonly string[];
}

/** What is proven over the whole log while its records are read. */
export interface Proofs {
  readonly orders: DateOrders;
  readonly midnights: UtcMidnights;
}

/** Says of one cell what it adds to the draft; a code where the value could not be understood. */
type CellReader = (text: string, draft: Draft, place: Place) => FlawCode | undefined;

/** Ids of records and of people: damaged ones refuse the record. Those of links are kept, and lead nowhere. */
const IDS: ReadonlySet<FieldName> = new Set(["appointment_id", "enrollee_id", "replaced_by", "replaces"]);

/**
 * Reads records of one source: cells to canonical values. Unknown is always `undefined`; what could not be understood
 * is listed as a flaw, or refuses the record where the field is required (semantics.md, section 3).
 */
export class RecordReader {
  readonly #readers: readonly {
    readonly field: FieldName;
    readonly indexes: readonly number[];
    readonly read: CellReader;
    /** A mapping says what the word means. */
    readonly isNamed: (text: string) => boolean;
  }[];
  readonly #texts: readonly { readonly column: string; readonly index: number }[];
  readonly #synthetic: number;
  readonly #interned = new Map<string, string>();

  constructor(
    readonly dialect: Dialect,
    readonly mapping: Mapping | null,
    readonly plan: ReadPlan,
    readonly proofs: Proofs,
  ) {
    this.#readers = FIELD_NAMES.flatMap((field) => {
      const indexes = dialect.mapped.get(field);
      const isNamed = namesWord(mapping?.codes[field]);
      return indexes === undefined ? [] : [{ field, indexes, read: this.#cellReader(field), isNamed }];
    });
    this.#texts = plan.columns.flatMap((column) => {
      const index = dialect.columns.indexOf(column);
      return index < 0 ? [] : [{ column, index }];
    });
    this.#synthetic = dialect.columns.findIndex((column) => headerSpelling(column) === "synthetic");
  }

  /** Reads one record; returns why it is refused where it is. `flaws` are those of its bytes. */
  read(cells: Cells, place: Place, raw: string, flaws: Flaw[]): CanonicalRecord | RejectReason {
    const { least, most } = this.dialect.width;
    if (cells.length < least || cells.length > most) return "field-count";
    // Blank columns may be there or not; what stands in one has come from another.
    for (let i = this.dialect.columns.length; i < cells.length; i++)
      if (trimCell(cells[i] ?? "") !== "") return "field-count";
    const draft: Draft = { ...EMPTY };
    const missing = new Set<FieldName>();
    for (const { field, indexes, read, isNamed } of this.#readers) {
      const text = cellText(cells, indexes);
      if (text === "" || (isNullWord(text) && !isNamed(text))) {
        missing.add(field);
        if (text !== "") flaws.push({ code: "null-word", field, text });
        continue;
      }
      const code = read(text, draft, place);
      if (code !== undefined) flaws.push({ code, field, text });
      if (code === "sentinel-date") missing.add(field);
      if (fieldSpec(field).type === "code" && draft[field] !== text)
        draft.texts = { ...draft.texts, [field]: this.#intern(text) };
    }
    const refused = refusal(draft, missing, flaws, (field) => this.dialect.mapped.has(field));
    if (refused !== undefined) return refused;
    for (const { column, index } of this.#texts) {
      const text = trimCell(cells[index] ?? "");
      if (text !== "") draft.texts = { ...draft.texts, [column]: this.#intern(text) };
    }
    draft.synthetic = this.#synthetic >= 0 && readBoolean(trimCell(cells[this.#synthetic] ?? "")) === true;
    draft.place = place;
    draft.raw = raw;
    draft.flaws = flaws.length === 0 ? undefined : flaws;
    draft.statusDerived = draft.status === undefined;
    draft.status ??= "canceled";
    draft.key = keyOf(this.plan.keyFields.map((field) => draft[field] as string | undefined));
    // The draft has every field by now, and the required ones with a value: it is the record.
    return draft as CanonicalRecord;
  }

  #cellReader(field: FieldName): CellReader {
    const { type, codes } = fieldSpec(field);
    const own = this.mapping?.codes[field];
    const set = (draft: Draft, value: unknown) => {
      (draft as Record<FieldName, unknown>)[field] = value;
    };
    if (type === "timestamp") return this.#timestampReader(field as TimestampField);
    if (type === "boolean") {
      const read = codeReader(BOOLEAN, own);
      return (text, draft) => {
        const reading = read(text);
        if (reading === "unmapped") return "bad-value";
        set(draft, reading.code === undefined ? undefined : reading.code === "true");
        return undefined;
      };
    }
    if (codes !== undefined) {
      const read = codeReader(codes, own);
      return (text, draft) => {
        const reading = read(text);
        if (reading === "unmapped") return "unmapped-value";
        set(draft, reading.code);
        return undefined;
      };
    }
    const isId = IDS.has(field);
    const prefix = this.mapping?.prefixes[field];
    return (text, draft) => {
      set(draft, prefix !== undefined && text.startsWith(prefix) ? text.slice(prefix.length) : text);
      return isId && isScientific(text) ? "damaged-id" : undefined;
    };
  }

  #timestampReader(field: TimestampField): CellReader {
    const { orders, midnights } = this.proofs;
    const asked = this.plan.dateOrder ?? this.mapping?.date_order;
    return (text, draft, place) => {
      const reading = readTimestamp(text, this.plan.zone, asked ?? orders.known(field));
      if (reading.kind === "sentinel") return "sentinel-date";
      if (reading.kind === "unreadable") {
        if (asked === undefined) this.#lateProof(field, text, place);
        return "bad-value";
      }
      // Nobody else holds this object yet: what is proven later is written into it.
      const moment: Moment = reading.kind === "moment" ? reading.moment : { ...reading.either.mdy };
      draft[field] = moment;
      const day = reading.kind === "moment" ? reading.utcMidnight : undefined;
      midnights.take(field, day, (date) => overwrite(moment, momentOfWall(this.plan.zone, date, 0)));
      if (reading.kind === "ambiguous")
        orders.wait(field, { text, place, either: reading.either, settle: (value) => overwrite(moment, value) });
      else if (reading.proves !== undefined) orders.prove(field, reading.proves, text, place);
      return undefined;
    };
  }

  /** A date unreadable in the order proven so far may prove the other one: the two are told apart at the end. */
  #lateProof(field: TimestampField, text: string, place: Place): void {
    if (this.proofs.orders.known(field) === undefined) return;
    const alone = readTimestamp(text, this.plan.zone, undefined);
    if (alone.kind === "moment" && alone.proves !== undefined)
      this.proofs.orders.prove(field, alone.proves, text, place);
  }

  /** Keeps one copy of a text that recurs, so that memory holds distinct words and not cells. */
  #intern(text: string): string {
    const known = this.#interned.get(text);
    if (known !== undefined) return known;
    if (this.#interned.size < 10_000) this.#interned.set(text, text);
    return text;
  }
}

/** The text of a field's cell; of a date and its time of day, both, where the time is there. */
export const cellText = (cells: Cells, indexes: readonly number[]): string => {
  const [first = -1, second] = indexes;
  const text = trimCell(cells[first] ?? "");
  if (second === undefined) return text;
  const time = trimCell(cells[second] ?? "");
  return text === "" || time === "" || isNullWord(time) ? text : joinTime(text, time);
};

/** Joins a date and a time of day: `0930` is 09:30, and a spreadsheet's fraction goes behind its serial number. */
const joinTime = (date: string, time: string): string => {
  if (/^0?\.\d+$/.test(time) && /^\d{5}$/.test(date)) return `${date}.${time.split(".")[1]}`;
  const bare = /^(\d{1,2}):?(\d{2})$/.exec(time);
  return bare === null ? `${date} ${time}` : `${date} ${bare[1]?.padStart(2, "0")}:${bare[2]}`;
};
