import { headerSpelling } from "../../ingest/cell.ts";
import { BOOLEAN, codeReader } from "../../ingest/codeBook.ts";
import type { SourcePlan } from "../../ingest/openLog.ts";
import type { Understood } from "../../ingest/understand.ts";
import { FIELD_NAMES, type FieldName, fieldSpec } from "../../model/fields.ts";
import { askedColumn, codeType, recordColumns } from "../sql/columns.ts";
import { keySql } from "../sql/links.ts";
import { ident, text } from "../sql/quote.ts";

/** Words of the coded columns of a source, by field. */
export type Words = ReadonlyMap<FieldName, readonly string[]>;

/** A canonical timestamp: the years that exports may speak of, to the minute or the second; other forms are for ingest. */
const TIMESTAMP = String.raw`(?:199\d|20\d\d)-\d\d-\d\d(?:[ T](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)?`;
/** Each behind a comma, or nothing behind one. */
const TIMESTAMPS = `(?:,(?:${TIMESTAMP})?)*`;

/**
 * What a text must not have to be taken as it stands: white space or U+00A0 at either end, a word for no value, the form
 * of an id that a spreadsheet took for a number.
 */
const BLANK = String.raw`[ \t-\r\x{a0}]`;
const NULL_WORD = String.raw`(?i:null|\(null\)|<null>|#?n/a|nan|\\n|--?)`;
const SCIENTIFIC = String.raw`\d(?:\.\d+)?[eE]\+?\d+`;
const DOUBTFUL = String.raw`\x1f${BLANK}|${BLANK}\x1f|\x1f(?:${NULL_WORD}|${SCIENTIFIC})\x1f`;

/** The cells of a row, by their place in the header. */
export const cellName = (index: number): string => `c${index}`;
const stampName = (field: FieldName): string => `${field}_stamp`;

/** A date and its time of day in two columns are one text, where the time is there. */
const cellSql = (indexes: readonly number[]): string => {
  const [date = 0, time] = indexes;
  if (time === undefined) return cellName(date);
  const [a, b] = [cellName(date), cellName(time)];
  return `case when ${a} = '' or ${b} = '' then ${a} else ${a} || ' ' || ${b} end`;
};

/** Compares one by one: a list behind `in` may become a join, and rows that come out of a join are in no order. */
const oneOf = (value: string, words: readonly string[]): string =>
  `(${words.map((word) => `${value} = ${text(word)}`).join(" or ")})`;

interface CodeSql {
  readonly sql: string;
  /** The cell is empty, or says itself that the value is not known. */
  readonly isEmpty: string;
}

/** Maps the words of a coded column; those that are codes themselves need no mapping. */
const codeSql = (
  field: FieldName,
  value: string,
  words: readonly string[],
  own: Readonly<Record<string, string | null>> | undefined,
): CodeSql => {
  const { codes, type } = fieldSpec(field);
  const read = codeReader(type === "boolean" ? BOOLEAN : (codes ?? {}), own);
  const readings = words.flatMap((word) => {
    const reading = read(word);
    return reading === "unmapped" ? [] : [{ word, code: reading.code }];
  });
  const unknown = readings.filter(({ code }) => code === undefined).map(({ word }) => word);
  const isEmpty = oneOf(value, ["", ...unknown]);
  const isBoolean = type === "boolean";
  const when = readings.flatMap(({ word, code }) => {
    if (code === undefined || (!isBoolean && word === code)) return [];
    const then = isBoolean ? code : `cast(${text(code)} as ${codeType(field)})`;
    return [`when ${value} = ${text(word)} then ${then}`];
  });
  const otherwise = isBoolean ? "cast(null as boolean)" : `try_cast(${value} as ${codeType(field)})`;
  return { sql: when.length === 0 ? otherwise : `case ${when.join(" ")} else ${otherwise} end`, isEmpty };
};

const trueWords = ["true", ...(BOOLEAN.true ?? [])];

/** Reads the columns of one source, cell by cell, as SQL. */
class RowReader {
  readonly inner: string[] = [];
  readonly outer = new Map<string, string>();
  readonly conditions: string[] = [];
  readonly #texts: string[] = [];
  readonly #stamps: string[] = [];

  constructor(
    readonly understood: Understood,
    readonly plan: SourcePlan,
    readonly words: Words,
  ) {
    const { dialect } = understood;
    this.#width();
    for (const field of FIELD_NAMES) {
      const indexes = dialect.mapped.get(field);
      if (indexes !== undefined) this.#field(field, cellSql(indexes));
    }
    this.#required();
    plan.columns.forEach((column, i) => {
      const index = dialect.columns.indexOf(column);
      if (index >= 0) this.#text(askedColumn(i), cellName(index));
    });
    const synthetic = dialect.columns.findIndex((column) => headerSpelling(column) === "synthetic");
    if (synthetic >= 0) {
      this.#texts.push(cellName(synthetic));
      this.outer.set("synthetic", oneOf(`lower(${cellName(synthetic)})`, trueWords));
    }
    const keys = plan.keyFields.map((field) => this.outer.get(field) ?? "null");
    this.outer.set("key", keys.length === 1 ? (keys[0] ?? "null") : keySql(keys));
    if (this.#texts.length > 0) {
      const all = `concat(chr(31), ${this.#texts.map((one) => `${one}, chr(31)`).join(", ")})`;
      this.conditions.push(`not regexp_matches(${all}, ${text(DOUBTFUL)})`);
    }
    const stamped = `concat(${this.#stamps.map((one) => `',', ${one}`).join(", ")})`;
    this.conditions.push(`regexp_full_match(${stamped}, ${text(TIMESTAMPS)})`);
  }

  /** Cells that a row lacks are null, and those it has too many of are not: what the reader pads with is no text. */
  #width(): void {
    const { columns, width } = this.understood.dialect;
    this.conditions.push(`${cellName(width.least - 1)} is not null`);
    for (let i = columns.length; i < width.most; i++) this.conditions.push(`coalesce(${cellName(i)}, '') = ''`);
    this.conditions.push(`${cellName(width.most)} is null`);
  }

  #field(field: FieldName, value: string): void {
    const { type } = fieldSpec(field);
    if (type === "timestamp") {
      const name = stampName(field);
      this.inner.push(`epoch_us(try_cast(nullif(${value}, '') as timestamp)) // 250000 as ${name}`);
      this.outer.set(field, name);
      this.#stamps.push(value);
      this.conditions.push(`(${value} = '' or ${name} is not null)`);
    } else if (type === "text") this.#text(field, value);
    else {
      const { mapping } = this.understood;
      const { sql, isEmpty } = codeSql(field, value, this.words.get(field) ?? [], mapping?.codes[field]);
      const name = `${field}_code`;
      this.inner.push(`${sql} as ${name}`);
      this.outer.set(field, name);
      if (field !== "status") this.conditions.push(`(${name} is not null or ${isEmpty})`);
    }
  }

  #text(name: string, value: string): void {
    const prefix = this.understood.mapping?.prefixes[name as FieldName];
    const bare =
      prefix === undefined
        ? value
        : `case when starts_with(${value}, ${text(prefix)}) then substr(${value}, ${prefix.length + 1}) else ${value} end`;
    this.outer.set(name, `nullif(${bare}, '')`);
    this.#texts.push(value);
  }

  #required(): void {
    const { mapped } = this.understood.dialect;
    for (const field of ["appointment_id", "enrollee_id"] as const)
      this.conditions.push(`${cellSql(mapped.get(field) ?? [])} <> ''`);
    this.conditions.push(`${stampName("scheduled_at")} is not null`);
    const canceled = mapped.has("canceled_at") ? `${stampName("canceled_at")} is not null` : "false";
    const status = mapped.get("status");
    const derived = status === undefined ? canceled : `${cellSql(status)} = '' and ${canceled}`;
    const known = status === undefined ? "false" : "status_code is not null";
    this.conditions.push(`(${known} or (${derived}))`);
    const canceledCode = `cast('canceled' as ${codeType("status")})`;
    this.outer.set("status", status === undefined ? canceledCode : `coalesce(status_code, ${canceledCode})`);
    this.outer.set("status_derived", status === undefined ? "true" : "status_code is null");
  }
}

/** How the cells of a file are to be read: everything is said, nothing is left to be guessed. */
export const csvSql = (path: string, { dialect }: Understood, skip: number, returns: boolean): string => {
  const cells = Array.from({ length: dialect.width.most + 2 }, (_, i) => `${cellName(i)}: 'VARCHAR'`);
  return `read_csv(${text(path)}, columns = {${cells.join(", ")}}, auto_detect = false, header = false, skip = ${skip},
    delim = ${text(dialect.delimiter)}, quote = '"', escape = '"', comment = '', nullstr = chr(0), null_padding = true,
    strict_mode = false, new_line = ${returns ? "'\\r\\n'" : "'\\n'"}, max_line_size = 1048576, encoding = 'utf-8')`;
};

/**
 * Writes the query that makes records of a file: the columns of a record in their order, and `regular`, which says that
 * nothing about the row needs the closer look of ingest. What is not regular is read again there.
 */
export const recordsSql = (
  csv: string,
  source: number,
  understood: Understood,
  plan: SourcePlan,
  words: Words,
): string => {
  const reader = new RowReader(understood, plan, words);
  const columns = recordColumns(plan.columns).map(
    ([name, type]) => reader.outer.get(name) ?? (name === "synthetic" ? "false" : `cast(null as ${type})`),
  );
  return `select ${source}, ${columns.join(",\n  ")},
  ${reader.conditions.join("\n  and ")}
from (
  select *, ${reader.inner.join(",\n    ")}
  from ${csv}
) cells`;
};

/** Creates the table of regular records. */
export const stagingSql = (plan: SourcePlan): string =>
  `create table staging (source smallint, ${recordColumns(plan.columns)
    .map(([name, type]) => `${name.startsWith('"') ? name : ident(name)} ${type}`)
    .join(", ")}, regular boolean)`;
