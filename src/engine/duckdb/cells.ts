import { headerSpelling } from "../../ingest/cell.ts";
import { BOOLEAN } from "../../ingest/codeBook.ts";
import { CANONICAL, type MomentShape, type TimeShape } from "../../ingest/momentShape.ts";
import type { OpenLog, SourcePlan } from "../../ingest/openLog.ts";
import { type Held, readingsOf, type WordReading } from "../../ingest/plainRows.ts";
import type { Understood } from "../../ingest/understand.ts";
import { FIELD_NAMES, type FieldName, fieldSpec, type TimestampField } from "../../model/fields.ts";
import { askedColumn, codeType, recordColumns } from "../sql/columns.ts";
import { stampOfInstant } from "../sql/instant.ts";
import { keySql } from "../sql/links.ts";
import { ident, text } from "../sql/quote.ts";
import { STAMPS_A_SECOND } from "../sql/stamp.ts";

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

/** Reads a column of a record from its cells, as SQL; undefined where the source has no such column. */
class RowReader {
  readonly #columns = new Map<string, string>();
  readonly #instants: string[] = [];

  constructor(understood: Understood, plan: SourcePlan, { words, shapes }: Held) {
    const { dialect, mapping } = understood;
    for (const field of FIELD_NAMES) {
      const indexes = dialect.mapped.get(field);
      if (indexes === undefined) continue;
      const { type } = fieldSpec(field);
      const value = cellSql(indexes);
      if (type === "timestamp") {
        const shape = shapes.get(field as TimestampField) ?? CANONICAL;
        if (shape.time?.offset === "always") {
          const at = instantName(field);
          this.#instants.push(`${instantSql(value, shape.time)} as ${at}`);
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
    this.#columns.set("key", keySql(plan.keyFields.map((field) => this.#columns.get(field) ?? "null")));
  }

  of(column: string): string | undefined {
    return this.#columns.get(column);
  }

  /** The rows of a query with the columns beside them that reading them takes. */
  from(csv: string): string {
    return this.#instants.length === 0 ? csv : `(select *, ${this.#instants.join(",\n  ")} from ${csv}) cells`;
  }
}

const MICROSECONDS = 1_000_000;

/** The parts of a date as the database names them; it reads hours and days of one digit by the same names. */
const DATE_PARTS: Readonly<Record<MomentShape["date"]["order"], readonly string[]>> = {
  ymd: ["%Y", "%m", "%d"],
  mdy: ["%m", "%d", "%Y"],
  dmy: ["%d", "%m", "%Y"],
  dby: ["%d", "%b", "%Y"],
};

const dateFormat = ({ order, separator, digits }: MomentShape["date"]): string =>
  DATE_PARTS[order].map((part) => (part === "%Y" && digits === 2 ? "%y" : part)).join(separator);

const timeFormat = ({ hours, seconds, half }: NonNullable<MomentShape["time"]>): string =>
  `${hours === 12 ? "%I" : "%H"}:%M${seconds === "always" ? ":%S" : ""}${half === null ? "" : `${half}%p`}`;

/** A proven date is read by the one expression, a date with its time of day by the other. */
const datesApart = (value: string, date: string, moment: string): string =>
  `case when contains(${value}, ':') then ${moment} else ${date} end`;

/** What the database reads no offset behind. */
const TO_THE_MINUTE = "yyyy-mm-dd hh:mm".length;

/** Reads a proven moment with an offset, as seconds since 1970. */
const instantSql = (value: string, { seconds }: TimeShape): string => {
  const whole =
    seconds === "never" ? `left(${value}, ${TO_THE_MINUTE}) || ':00' || substr(${value}, ${TO_THE_MINUTE + 1})` : value;
  return `epoch_us(try_cast(${whole} as timestamptz)) // ${MICROSECONDS}`;
};

const CANONICAL_DATE = "yyyy-mm-dd".length;

/** Reads a proven moment; a fraction of a second counts for nothing. */
const stampSqlOf = (value: string, shape: MomentShape): string => {
  const read = (format: string): string => `try_strptime(${value}, ${text(format)})`;
  const date = dateFormat(shape.date);
  const { time } = shape;
  const moment =
    shape === CANONICAL
      ? `try_cast(${value} as timestamp)`
      : time?.offset === "midnight"
        ? `try_cast(left(${value}, ${CANONICAL_DATE}) as timestamp)`
        : time === null
          ? read(date)
          : datesApart(value, read(date), read(`${date} ${timeFormat(time)}`));
  return `epoch_us(${moment}) // ${MICROSECONDS} * ${STAMPS_A_SECOND}`;
};

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

/** The columns of a record that the database reads from the exports: what no source has a column for, it need not hold. */
const readColumns = ({ mapped, plan }: Pick<OpenLog, "mapped" | "plan">): readonly (readonly [string, string])[] =>
  recordColumns(plan.columns).filter(([name]) => !isDerived(name, mapped, plan));

/** Ids that no record lacks: a key of one of them alone is that id. */
const OWN_KEYS: readonly string[] = ["appointment_id", "enrollee_id"];

/** A key that is an id, and fields that are not mapped, need no column of their own. */
const isDerived = (name: string, mapped: ReadonlySet<FieldName>, { keyFields }: SourcePlan): boolean =>
  name === "key"
    ? keyFields.length === 1 && keyFields.every((field) => OWN_KEYS.includes(field))
    : name !== "status" && isField(name) && !mapped.has(name);

const isField = (name: string): name is FieldName => (FIELD_NAMES as readonly string[]).includes(name);

const named = (name: string): string => (name.startsWith('"') ? name : ident(name));

/** Writes the query that makes records of a file: the columns that are read, in their order. */
export const recordsSql = (
  csv: string,
  source: number,
  understood: Understood,
  log: Pick<OpenLog, "mapped" | "plan">,
  held: Held,
): string => {
  const reader = new RowReader(understood, log.plan, held);
  const columns = readColumns(log).map(
    ([name, type]) => reader.of(name) ?? (name === "synthetic" ? "false" : `cast(null as ${type})`),
  );
  return `select ${source}, ${columns.join(",\n  ")}\nfrom ${reader.from(csv)}`;
};

/** Creates the table of rows as the database reads them. */
export const stagingSql = (log: Pick<OpenLog, "mapped" | "plan">): string =>
  `create table staging (source smallint, ${readColumns(log)
    .map(([name, type]) => `${named(name)} ${type}`)
    .join(", ")})`;

/** All columns of a record, from those that were read. */
export const stagedColumns = ({ mapped, plan }: Pick<OpenLog, "mapped" | "plan">): string =>
  recordColumns(plan.columns)
    .map(([name, type]) => {
      if (!isDerived(name, mapped, plan)) return named(name);
      const [field = ""] = plan.keyFields;
      return `${name === "key" ? named(field) : `cast(null as ${type})`} as ${named(name)}`;
    })
    .join(", ");
