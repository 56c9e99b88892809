import type { Zone } from "../calendar/zone.ts";
import type { CanonicalRecord, Flaw, Place } from "../model/appointment.ts";
import { FIELD_NAMES, type FieldName, fieldSpec, type TimestampField } from "../model/fields.ts";
import type { Moment } from "../model/moment.ts";
import type { Dialect, RejectReason } from "../model/source.ts";
import { headerSpelling, trimCell } from "./cell.ts";
import { codeReader, readBoolean } from "./codeBook.ts";
import type { DateOrders } from "./dateOrder.ts";
import { keyOf } from "./key.ts";
import type { Cells } from "./parse.ts";
import { type DateOrder, readTimestamp } from "./timestamp.ts";

/** What a run asks of reading, besides the canonical fields. */
export interface ReadPlan {
  readonly zone: Zone;
  readonly dateOrder: DateOrder | undefined;
  readonly keyFields: readonly FieldName[];
  /** Columns that map to no field but are asked for, by their header. */
  readonly columns: readonly string[];
}

/** The fields being filled; the record is made from it once nothing rejects it. */
type Draft = { -readonly [F in keyof CanonicalRecord]?: CanonicalRecord[F] | undefined };
type Rest = Pick<CanonicalRecord, "place" | "raw" | "texts" | "flaws" | "synthetic">;

/** Every field, unknown: a draft starts as a copy of it, so that all records have one shape in memory. */
const EMPTY = Object.fromEntries(
  [...FIELD_NAMES, "statusDerived", "key", "place", "raw", "texts", "flaws", "synthetic"].map((name) => [
    name,
    undefined,
  ]),
) as Draft;

/** Says of one cell what it adds to the draft; a text where the value could not be understood. */
type CellReader = (text: string, draft: Draft, place: Place) => Flaw["code"] | undefined;

/**
 * Reads records of one source: cells to canonical values. Unknown is always `undefined`; what could not be understood
 * is listed as a flaw, or refuses the record where the field is required (semantics.md, section 3).
 */
export class RecordReader {
  readonly #readers: readonly { readonly field: FieldName; readonly index: number; readonly read: CellReader }[];
  readonly #texts: readonly { readonly column: string; readonly index: number }[];
  readonly #codeFields: ReadonlySet<FieldName>;
  readonly #synthetic: number;
  readonly #interned = new Map<string, string>();

  constructor(
    readonly dialect: Dialect,
    readonly plan: ReadPlan,
    readonly orders: DateOrders,
  ) {
    this.#readers = FIELD_NAMES.flatMap((field) => {
      const index = dialect.mapped.get(field);
      return index === undefined ? [] : [{ field, index, read: this.#cellReader(field) }];
    });
    this.#texts = plan.columns.flatMap((column) => {
      const index = dialect.columns.indexOf(column);
      return index < 0 ? [] : [{ column, index }];
    });
    this.#codeFields = new Set(FIELD_NAMES.filter((field) => fieldSpec(field).type === "code"));
    this.#synthetic = dialect.columns.findIndex((column) => headerSpelling(column) === "synthetic");
  }

  /** Reads one record; returns why it is refused where it is. */
  read(cells: Cells, place: Place, raw: string): CanonicalRecord | RejectReason {
    if (cells.length !== this.dialect.columns.length) return "field-count";
    const draft: Draft = { ...EMPTY };
    const missing = new Set<FieldName>();
    const flaws: Flaw[] = [];
    let texts: Record<string, string> | undefined;
    for (const { field, index, read } of this.#readers) {
      const text = trimCell(cells[index] ?? "");
      if (text === "") {
        missing.add(field);
        continue;
      }
      const code = read(text, draft, place);
      if (code !== undefined) flaws.push({ code, field, text });
      if (this.#codeFields.has(field) && draft[field] !== text) texts = { ...texts, [field]: this.#intern(text) };
    }
    const refused = refusal(draft, missing, flaws, (field) => this.dialect.mapped.has(field));
    if (refused !== undefined) return refused;
    for (const { column, index } of this.#texts) {
      const text = trimCell(cells[index] ?? "");
      if (text !== "") texts = { ...texts, [column]: this.#intern(text) };
    }
    const synthetic = this.#synthetic >= 0 && readBoolean(trimCell(cells[this.#synthetic] ?? "")) === true;
    return this.#finish(draft, { place, raw, texts, flaws: flaws.length === 0 ? undefined : flaws, synthetic });
  }

  /** The draft has every field by now, and the required ones with a value: it becomes the record, uncopied. */
  #finish(draft: Draft, rest: Rest): CanonicalRecord {
    draft.statusDerived = draft.status === undefined;
    draft.status ??= "canceled";
    draft.key = keyOf(this.plan.keyFields.map((field) => draft[field] as string | undefined));
    draft.place = rest.place;
    draft.raw = rest.raw;
    draft.texts = rest.texts;
    draft.flaws = rest.flaws;
    draft.synthetic = rest.synthetic;
    return draft as CanonicalRecord;
  }

  #cellReader(field: FieldName): CellReader {
    const { type, codes } = fieldSpec(field);
    const set = (draft: Draft, value: unknown) => {
      (draft as Record<FieldName, unknown>)[field] = value;
    };
    if (type === "timestamp") return this.#timestampReader(field as TimestampField);
    if (type === "boolean")
      return (text, draft) => {
        const value = readBoolean(text);
        if (value === undefined) return "bad-value";
        set(draft, value);
        return undefined;
      };
    if (codes !== undefined) {
      const read = codeReader(codes);
      return (text, draft) => {
        const reading = read(text);
        if (reading === "unmapped") return "unmapped-value";
        set(draft, reading.code);
        return undefined;
      };
    }
    return (text, draft) => {
      set(draft, text);
      return undefined;
    };
  }

  #timestampReader(field: TimestampField): CellReader {
    return (text, draft, place) => {
      const reading = readTimestamp(text, this.plan.zone, this.plan.dateOrder ?? this.orders.known(field));
      if (reading.kind === "unreadable") return this.#lateProof(field, text, place);
      if (reading.kind === "moment") {
        if (reading.proves !== undefined) this.orders.prove(field, reading.proves, text, place);
        draft[field] = reading.moment;
        return undefined;
      }
      const waiting: { -readonly [K in keyof Moment]: Moment[K] } = { ...reading.either.mdy };
      this.orders.wait(field, {
        text,
        place,
        either: reading.either,
        settle: (moment) => Object.assign(waiting, moment),
      });
      draft[field] = waiting;
      return undefined;
    };
  }

  /** A date unreadable in the order proven so far may prove the other one: the two are told apart at the end. */
  #lateProof(field: TimestampField, text: string, place: Place): Flaw["code"] | undefined {
    if (this.plan.dateOrder === undefined && this.orders.known(field) !== undefined) {
      const alone = readTimestamp(text, this.plan.zone, undefined);
      if (alone.kind === "moment" && alone.proves !== undefined) this.orders.prove(field, alone.proves, text, place);
    }
    return "bad-value";
  }

  /** Keeps one copy of a text that recurs, so that memory holds distinct words and not cells. */
  #intern(text: string): string {
    const known = this.#interned.get(text);
    if (known !== undefined) return known;
    if (this.#interned.size < 10_000) this.#interned.set(text, text);
    return text;
  }
}

const REQUIRED = ["appointment_id", "enrollee_id", "scheduled_at"] as const;

/** Finds the first reason, in the order of semantics.md section 3, for which a record is refused. */
const refusal = (
  draft: Draft,
  missing: ReadonlySet<FieldName>,
  flaws: readonly Flaw[],
  isMapped: (field: FieldName) => boolean,
): RejectReason | undefined => {
  for (const field of REQUIRED) if (missing.has(field)) return `missing:${field}`;
  const unreadable = (field: FieldName): boolean => flaws.some((flaw) => flaw.field === field);
  // A cell that says `unknown` leaves the status unknown, but not empty: nothing is derived from `canceled_at`.
  const statusEmpty = !isMapped("status") || missing.has("status");
  const underived = statusEmpty && draft.canceled_at === undefined;
  if (underived && !unreadable("canceled_at")) return "missing:status";
  if (unreadable("scheduled_at")) return "unreadable:scheduled_at";
  if (underived) return "unreadable:canceled_at";
  return draft.status === undefined && !statusEmpty ? "unknown-status" : undefined;
};
