import { type FieldName, fieldSpec, type TimestampField } from "../model/fields.ts";
import { headerSpelling } from "./cell.ts";
import type { CellLanguage } from "./cellDraft.ts";
import { anything, nothing, plainText, withWords, wordsOf } from "./cellLanguage.ts";
import { BOOLEAN, codeReader, namesWord } from "./codeBook.ts";
import { dateAlone, moment, timeAlone } from "./dateLanguage.ts";
import { CANONICAL, type MomentShape } from "./momentShape.ts";
import type { SourcePlan } from "./openLog.ts";
import { RowProof } from "./rowProof.ts";
import type { Understood } from "./understand.ts";
import { NULL_WORDS } from "./unknownWords.ts";

/** Words of the coded columns of a source, by field. */
export type Words = ReadonlyMap<FieldName, readonly string[]>;

/** What the columns of a source hold. */
export interface Held {
  readonly words: Words;
  readonly shapes: ReadonlyMap<TimestampField, MomentShape>;
  /** The word for no value that many cells have, as they write it. */
  readonly nullWord: string | null;
}

/**
 * The word that a plain cell of a field may have for no value; null where it may have none: a date and its time of day
 * are one text, and what a mapping names is its own to say.
 */
export const nullWordOf = (field: FieldName, { dialect, mapping }: Understood, { nullWord }: Held): string | null =>
  nullWord !== null && dialect.mapped.get(field)?.length === 1 && !namesWord(mapping?.codes[field])(nullWord)
    ? nullWord
    : null;

/** What a word of a coded column says: a code, or that the value is not known. */
export interface WordReading {
  readonly word: string;
  readonly code: string | undefined;
}

/** Reads the words of a coded column, and the codes themselves; those that no code book knows are left out. */
export const readingsOf = (field: FieldName, { mapping }: Understood, words: Words): readonly WordReading[] => {
  const { codes, type } = fieldSpec(field);
  const book = type === "boolean" ? BOOLEAN : (codes ?? {});
  const read = codeReader(book, mapping?.codes[field]);
  return [...new Set([...(words.get(field) ?? []), ...Object.keys(book)])].flatMap((word) => {
    const reading = read(word);
    return reading === "unmapped" ? [] : [{ word, code: reading.code }];
  });
};

/** Says that a row of a source may leave its status to follow from when the appointment was canceled. */
export const mayLackStatus = (
  { dialect: { mapped } }: Understood,
  { words, nullWord }: Omit<Held, "shapes">,
): boolean =>
  mapped.has("status") &&
  mapped.has("canceled_at") &&
  (words.get("status")?.some((word) => word === "" || word === nullWord) ?? false);

/**
 * Says which fields no plain row of a source lacks: its ids, when it was to be, and its status, or where no column tells
 * that, when it was canceled. Where rows are known to do without a status, no cell by itself says that it is needed.
 */
const requiredFields = (understood: Understood, held: Held): ReadonlySet<FieldName> =>
  new Set([
    "appointment_id",
    "enrollee_id",
    "scheduled_at",
    ...(understood.dialect.mapped.has("status") ? [] : (["canceled_at"] as const)),
    ...(mayLackStatus(understood, held) ? [] : (["status"] as const)),
  ]);

/**
 * What the cell of a column has to be: of one kind, by all that the fields ask of it that are read from it. A raw text is
 * taken as it stands, whatever it says.
 */
interface CellSpec {
  readonly kind: "moment" | "date" | "time" | "text" | "raw" | "word";
  readonly mayBeEmpty: boolean;
  /** The words of a coded column; of a text, those that are not to be taken as they stand. */
  readonly words: readonly string[];
  /** Of moments, dates and times. */
  readonly shape: MomentShape;
  /** The word that stands for an empty cell, besides; null where none does. */
  readonly nullWord: string | null;
}

/** Says what the cells of a field have to be, one after the other where it has two columns. */
const specsOf = (field: FieldName, columns: number, understood: Understood, held: Held): readonly CellSpec[] => {
  const mayBeEmpty = !requiredFields(understood, held).has(field);
  const shape = held.shapes.get(field as TimestampField) ?? CANONICAL;
  const nullWord = mayBeEmpty ? nullWordOf(field, understood, held) : null;
  const { type } = fieldSpec(field);
  if (type === "timestamp")
    return columns === 1
      ? [{ kind: "moment", mayBeEmpty, words: [], shape, nullWord }]
      : [
          { kind: "date", mayBeEmpty, words: [], shape, nullWord },
          { kind: "time", mayBeEmpty: true, words: [], shape, nullWord },
        ];
  if (type === "text") {
    const prefix = understood.mapping?.prefixes[field];
    return [{ kind: "text", mayBeEmpty, words: prefix === undefined ? [] : [prefix], shape, nullWord }];
  }
  // A status that is not known follows from the other columns: that is not for a word to say.
  const readings = readingsOf(field, understood, held.words).filter(
    ({ code }) => field !== "status" || code !== undefined,
  );
  return [{ kind: "word", mayBeEmpty, words: readings.map(({ word }) => word), shape, nullWord }];
};

/** One column that two fields are read from has to be what both ask; null where no cell can be. */
const bothOf = (one: CellSpec, other: CellSpec): CellSpec | null =>
  one.kind === other.kind && one.kind !== "word" && JSON.stringify(one.shape) === JSON.stringify(other.shape)
    ? {
        kind: one.kind,
        mayBeEmpty: one.mayBeEmpty && other.mayBeEmpty,
        words: [...new Set([...one.words, ...other.words])],
        shape: one.shape,
        nullWord: one.nullWord === other.nullWord ? one.nullWord : null,
      }
    : null;

const languageOf = ({ kind, mayBeEmpty, words, shape, nullWord }: CellSpec): CellLanguage => {
  const besides = nullWord === null ? [] : [nullWord];
  return {
    moment: () => withWords(moment(shape, mayBeEmpty), besides),
    date: () => dateAlone(shape, mayBeEmpty),
    time: () => timeAlone(shape),
    text: () => plainText(mayBeEmpty, NULL_WORDS, words, nullWord),
    raw: () => plainText(mayBeEmpty, [], words, nullWord),
    word: () => wordsOf([...words, ...besides], mayBeEmpty),
  }[kind]();
};

/**
 * Makes the proof of a source's plain rows: rows that say canonical values and nothing else, so that any reader of CSV
 * reads them as the reader of records would. Null where no row of the source can be proven.
 */
export const plainRows = (understood: Understood, plan: SourcePlan, held: Held): RowProof | null => {
  const { columns, delimiter, escapedBy, mapped, width } = understood.dialect;
  if (escapedBy !== '"' || (!mapped.has("status") && !mapped.has("canceled_at"))) return null;
  const specs = new Map<number, CellSpec>();
  const ask = (index: number, spec: CellSpec): boolean => {
    const before = specs.get(index);
    const both = before === undefined ? spec : bothOf(before, spec);
    if (both !== null) specs.set(index, both);
    return both !== null;
  };
  for (const [field, indexes] of mapped)
    for (const [i, spec] of specsOf(field, indexes.length, understood, held).entries())
      if (!ask(indexes[i] ?? -1, spec)) return null;
  for (const [index, column] of columns.entries())
    if (!specs.has(index) && (plan.columns.includes(column) || headerSpelling(column) === "synthetic"))
      ask(index, { kind: "raw", mayBeEmpty: true, words: [], shape: CANONICAL, nullWord: null });
  // Columns of one kind share a language.
  const made = new Map<string, CellLanguage>();
  const language = (spec: CellSpec): CellLanguage => {
    const name = JSON.stringify(spec);
    const known = made.get(name) ?? languageOf(spec);
    made.set(name, known);
    return known;
  };
  const [any, none] = [anything(), nothing()];
  const cells = Array.from({ length: width.most }, (_, i) => {
    const spec = specs.get(i);
    if (spec !== undefined) return language(spec);
    return i < columns.length ? any : none;
  });
  return new RowProof({ cells, least: width.least, delimiter });
};
