import type { FieldName } from "../../model/fields.ts";

/** One row as a database hands it out: whole numbers as numbers, texts, booleans, nulls. */
export type Row = readonly (string | number | boolean | null)[];

/** What pieces of work give, each in its place. */
export type Together<T extends readonly (() => Promise<unknown>)[]> = {
  readonly [I in keyof T]: Awaited<ReturnType<T[I]>>;
};

/** A database that runs one statement after another, and more than one at a time where that is asked for. */
export interface Session {
  /** Runs a statement for its effect. */
  readonly run: (sql: string) => Promise<void>;
  /** Runs a query; its rows are few. */
  readonly rows: (sql: string) => Promise<readonly Row[]>;
  /**
   * Does pieces of work that need nothing of one another: what a database leaves idle while one of them is at its figures,
   * another takes. None of them may do so in its turn.
   */
  readonly together: <const T extends readonly (() => Promise<unknown>)[]>(acts: T) => Promise<Together<T>>;
}

/** What differs between databases; everything else is written once. */
export interface Dialect {
  readonly name: string;
  /** Whole-number division of two numbers that are not negative. */
  readonly div: (a: string, b: number) => string;
  /** The bits that any row of a group has. */
  readonly bitOr: (value: string) => string;
  /** Equal, or both unknown. */
  readonly same: (a: string, b: string) => string;
  /** The number of a code among the codes of its field, from 0 on. */
  readonly codeNumber: (value: string, field: FieldName) => string;
  /** A whole number with one bit, by its place. */
  readonly bit: (place: string) => string;
  /** Which of several columns a row of grouping sets is not grouped by: a bit for each, the first one highest. */
  readonly groupingOf: (columns: readonly string[]) => string;
  /** A query of whole numbers that are given, row by row; there is one at least. */
  readonly given: (columns: readonly string[], rows: readonly (readonly number[])[]) => string;
  readonly createTable: (name: string, query: string) => string;
  readonly dropTable: (name: string) => string;
}

/** DuckDB, embedded. */
export const DUCKDB: Dialect = {
  name: "duckdb",
  div: (a, b) => `(${a}) // ${b}`,
  bitOr: (value) => `bit_or(${value})`,
  codeNumber: (value) => `enum_code(${value})`,
  bit: (place) => `(cast(1 as bigint) << (${place}))`,
  groupingOf: (columns) => `grouping(${columns.join(", ")})`,
  same: (a, b) => `${a} is not distinct from ${b}`,
  // A text is taken apart ten times as fast as a list of as many values is understood.
  given: (columns, rows) =>
    `select ${columns.map((name, i) => `cast(unnest(string_split('${rows.map((row) => row[i]).join(" ")}', ' ')) as bigint) as ${name}`).join(",\n  ")}`,
  createTable: (name, query) => `create or replace table ${name} as\n${query}`,
  dropTable: (name) => `drop table if exists ${name}`,
};

/** Reads a count. */
export const countOf = (value: Row[number] | undefined): number => (typeof value === "number" ? value : 0);

/** Runs a query that gives one row. */
export const rowOf = async (session: Session, sql: string): Promise<Row> => (await session.rows(sql))[0] ?? [];
