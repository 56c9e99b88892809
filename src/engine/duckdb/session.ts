import {
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
} from "@duckdb/node-api";
import { failure } from "../../model/failure.ts";
import { text } from "../sql/quote.ts";
import type { Row, Session, Together } from "../sql/session.ts";
import { inLanes } from "./lanes.ts";

/** What the database may use, and where it may go. */
export interface Bounds {
  /** As DuckDB writes sizes: `2GB`, `75%`. */
  readonly memory: string | null;
  readonly threads: number | null;
  /** A private directory for what does not fit into memory. */
  readonly scratch: string;
  /** Files it may read, beside those in the scratch directory, and directories it may write to. */
  readonly files: readonly string[];
  readonly directories: readonly string[];
}

/** A value of a row, as the stages know them: counts are exact up to 2^53, and no log is as large. */
const plain = (value: DuckDBValue): Row[number] =>
  typeof value === "bigint"
    ? Number(value)
    : value === null || typeof value === "number" || typeof value === "boolean" || typeof value === "string"
      ? value
      : String(value);

const CHUNK = 2048;
/** Share of its memory that the database is told of: it holds more than it counts. */
const COUNTED = 7 / 8;
/** Pieces of work at a time: one more than the other would hold more memory, and find no processor free. */
const LANES = 2;
/** What the database may count of a size, as it writes sizes. */
const counted = (size: string): string => size.replace(/^[\d.]+/, (n) => (Number(n) * COUNTED).toFixed(3));

const NO_MEMORY = /^Out of Memory|could not allocate block/;

/**
 * An embedded database in memory, closed to the outside: extensions are neither installed nor loaded, and no file is in
 * reach but those it was opened for.
 */
export class DuckSession implements Session {
  /** Told every statement before it runs; they then run one after another, in the order in which they stand. */
  onStatement: ((sql: string) => void) | null = null;
  readonly #instance: DuckDBInstance;
  /** A connection runs one statement at a time. */
  readonly #connections: readonly DuckDBConnection[];
  readonly #free: DuckDBConnection[];
  readonly #scratch: string;

  private constructor(instance: DuckDBInstance, connections: readonly DuckDBConnection[], scratch: string) {
    this.#instance = instance;
    this.#connections = connections;
    this.#free = [...connections];
    this.#scratch = scratch;
  }

  static async open({ memory, threads, scratch, files, directories }: Bounds): Promise<DuckSession> {
    const instance = await DuckDBInstance.create(":memory:", {
      ...(memory === null ? {} : { memory_limit: counted(memory) }),
      ...(threads === null ? {} : { threads: String(threads) }),
      temp_directory: scratch,
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
    });
    const connections = await Promise.all(Array.from({ length: LANES }, () => instance.connect()));
    const session = new DuckSession(instance, connections, scratch);
    // Both lists have to stand before the door is shut.
    await session.run(`set allowed_paths = [${files.map(text).join(", ")}]`);
    await session.run(`set allowed_directories = [${[scratch, ...directories].map(text).join(", ")}]`);
    // A list behind `in` is compared, and what is small stands on the right of every join: plans are as they are written.
    await session.run("set disabled_optimizers = 'in_clause,build_side_probe_side'");
    await session.run("set enable_external_access = false");
    await session.run("set lock_configuration = true");
    return session;
  }

  async run(sql: string): Promise<void> {
    this.onStatement?.(sql);
    await this.#told((connection) => connection.run(sql));
  }

  async rows(sql: string): Promise<readonly Row[]> {
    this.onStatement?.(sql);
    const result = await this.#told((connection) => connection.runAndReadAll(sql));
    // Column by column, since a row at a time looks up every vector for every value.
    const columns = result.getColumns().map((values) => values.map(plain));
    return Array.from({ length: result.currentRowCount }, (_, row) => columns.map((values) => values[row] ?? null));
  }

  async together<const T extends readonly (() => Promise<unknown>)[]>(acts: T): Promise<Together<T>> {
    return (await inLanes(acts, this.onStatement === null ? LANES : 1)) as Together<T>;
  }

  /** Adds rows to a table, a few thousand at a time. */
  async append<R>(
    table: string,
    columns: readonly { readonly type: DuckDBType; readonly read: (row: R) => DuckDBValue }[],
    rows: readonly R[],
  ): Promise<void> {
    const types = columns.map(({ type }) => type);
    await this.#told(async (connection) => {
      const appender = await connection.createAppender(table);
      for (let at = 0; at < rows.length; at += CHUNK) {
        const part = rows.slice(at, at + CHUNK);
        const chunk = DuckDBDataChunk.create(types, part.length);
        chunk.setColumns(columns.map(({ read }) => part.map(read)));
        appender.appendDataChunk(chunk);
      }
      appender.closeSync();
    });
  }

  /** What a machine has too little of is the user's to know; anything else is a fault of ours. */
  async #told<T>(act: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = this.#free.pop();
    if (connection === undefined) throw new Error("more statements at a time than there are connections");
    try {
      return await act(connection);
    } catch (error) {
      const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
      if (NO_MEMORY.test(line)) throw failure("engine-memory", { cause: line });
      if (line.startsWith("IO Error") && line.includes(this.#scratch))
        throw failure("scratch-failed", { path: this.#scratch, cause: line });
      throw error;
    } finally {
      this.#free.push(connection);
    }
  }

  close(): void {
    for (const connection of this.#connections) connection.closeSync();
    this.#instance.closeSync();
  }
}
