import { headerSpelling } from "../../ingest/cell.ts";
import { BOOLEAN } from "../../ingest/codeBook.ts";
import { CANONICAL } from "../../ingest/momentShape.ts";
import type { SourcePlan } from "../../ingest/openLog.ts";
import { type Held, nullWordOf, readingsOf, type WordReading } from "../../ingest/plainRows.ts";
import type { Understood } from "../../ingest/understand.ts";
import { FIELD_NAMES, type FieldName, fieldSpec, type TimestampField } from "../../model/fields.ts";
import { askedColumn, codeType } from "../sql/columns.ts";
import { stampOfInstant } from "../sql/instant.ts";
import { keySql } from "../sql/links.ts";
import { NULL_WORDS, type NullWords } from "../sql/nullWords.ts";
import { text } from "../sql/quote.ts";
import { datesApart, instantSql, stampSqlOf } from "./momentSql.ts";

/** The cells of a row, by their place in the header. */
export const cellName = (index: number): string => `c${index}`;

/** A date and its time of day in two columns are one text, where the time is there. */
const cellSql = (indexes: readonly number[]): string => {
  const [date = 0, time] = indexes;
  if (time === undefined) return cellName(date);
  const [a, b] = [cellName(date), cellName(time)];
  return `case when ${b} is null then ${a} else ${a} || ' ' || ${b} end`;
};

/** Compares one by one: a list behind `in` may become a join, and rows that come out of a join are in no order. */
const oneOf = (value: string, words: readonly string[]): string =>
  `(${words.map((word) => `${value} = ${text(word)}`).join(" or ")})`;

/** Maps the words of a coded column; those that are codes themselves need no mapping. */
const codeSql = (field: FieldName, value: string, readings: readonly WordReading[]): string => {
  const isBoolean = fieldSpec(field).type === "boolean";
  const when = readings.flatMap(({ word, code }) => {
    if (code === undefined || (!isBoolean && word === code)) return [];
    return [`when ${value} = ${text(word)} then ${isBoolean ? code : `cast(${text(code)} as ${codeType(field)})`}`];
  });
  const otherwise = isBoolean ? "cast(null as boolean)" : `try_cast(${value} as ${codeType(field)})`;
  return when.length === 0 ? otherwise : `case ${when.join(" ")} else ${otherwise} end`;
};

const trueWords = ["true", ...(BOOLEAN.true ?? [])];

/** The seconds since 1970 of the instant that a field's cells name: a column of its own, since a search for its stamp names it often. */
const instantName = (field: FieldName): string => `at_${field}`;

/** The cell of a field, null where it holds a word for no value: a column of its own, since a code book names it often. */
const filledName = (field: FieldName): string => `filled_${field}`;

/** Reads a column of a record from its cells, as SQL; undefined where the source has no such column. */
export class RowReader {
  readonly #columns = new Map<string, string>();
  readonly #besides: string[] = [];

  constructor(understood: Understood, plan: SourcePlan, held: Held, nullWords: NullWords | null) {
    const { words, shapes } = held;
    const { dialect, mapping } = understood;
    const nulls: string[] = [];
    for (const field of FIELD_NAMES) {
      const indexes = dialect.mapped.get(field);
      if (indexes === undefined) continue;
      const { type } = fieldSpec(field);
      const nullWord = nullWordOf(field, understood, held);
      const cell = cellSql(indexes);
      const value = nullWord === null ? cell : filledName(field);
      if (nullWord !== null) {
        this.#besides.push(`nullif(${cell}, ${text(nullWord)}) as ${value}`);
        nulls.push(`case when ${cell} = ${text(nullWord)} then ${nullWords?.bitOf(field)} else 0 end`);
      }
      if (type === "timestamp") {
        const shape = shapes.get(field as TimestampField) ?? CANONICAL;
        if (shape.time?.offset === "always") {
          const at = instantName(field);
          this.#besides.push(`${instantSql(value, shape.time)} as ${at}`);
          this.#columns.set(field, datesApart(value, stampSqlOf(value, CANONICAL), stampOfInstant(plan.zone, at)));
        } else this.#columns.set(field, stampSqlOf(value, shape));
      } else if (type === "text") this.#columns.set(field, withoutPrefix(value, mapping?.prefixes[field]));
      else this.#columns.set(field, codeSql(field, value, readingsOf(field, understood, words)));
    }
    plan.columns.forEach((column, i) => {
      const index = dialect.columns.indexOf(column);
      if (index >= 0) this.#columns.set(askedColumn(i), cellName(index));
    });
    const synthetic = dialect.columns.findIndex((column) => headerSpelling(column) === "synthetic");
    if (synthetic >= 0) this.#columns.set("synthetic", isTrueSql(cellName(synthetic)));
    const status = this.#columns.get("status");
    this.#columns.set("status_derived", status === undefined ? "true" : `${status} is null`);
    const canceled = `cast('canceled' as ${codeType("status")})`;
    this.#columns.set("status", status === undefined ? canceled : `coalesce(${status}, ${canceled})`);
    this.#columns.set(NULL_WORDS, nulls.length === 0 ? "0" : nulls.join(" + "));
    this.#columns.set("key", keySql(plan.keyFields.map((field) => this.#columns.get(field) ?? "null")));
  }

  of(column: string): string | undefined {
    return this.#columns.get(column);
  }

  /** The rows of a query with the columns beside them that reading them takes. */
  from(csv: string): string {
    return this.#besides.length === 0 ? csv : `(select *, ${this.#besides.join(",\n  ")} from ${csv}) cells`;
  }
}

const withoutPrefix = (value: string, prefix: string | undefined): string =>
  prefix === undefined
    ? value
    : `case when starts_with(${value}, ${text(prefix)}) then substr(${value}, ${prefix.length + 1}) else ${value} end`;

/** The plain spellings go first: the others are looked for where a cell has none of them. */
const isTrueSql = (value: string): string =>
  `case when ${value} = 'true' then true when ${value} = 'false' or ${value} is null then false else ${oneOf(`lower(${value})`, trueWords)} end`;

/** What is to be said of a file besides what was understood of it. */
export interface CsvManner {
  /** Lines before the first row. */
  readonly skip: number;
  /** Lines end in CR and LF. */
  readonly returns: boolean;
  /** From its first byte to its last, by one thread: several of them are lost where a cell goes on over a line end. */
  readonly inTurn: boolean;
}

/** How the cells of a file are to be read: everything is said, nothing is left to be guessed. */
export const csvSql = (path: string, { dialect }: Understood, { skip, returns, inTurn }: CsvManner): string => {
  const cells = Array.from({ length: dialect.width.most + 2 }, (_, i) => `${cellName(i)}: 'VARCHAR'`);
  return `read_csv(${text(path)}, columns = {${cells.join(", ")}}, auto_detect = false, header = false, skip = ${skip},
    delim = ${text(dialect.delimiter)}, quote = '"', escape = '"', comment = '', nullstr = '', null_padding = true,
    parallel = ${!inTurn}, strict_mode = false, new_line = ${returns ? "'\\r\\n'" : "'\\n'"}, max_line_size = 1048576, encoding = 'utf-8')`;
};
