import { isUtf8 } from "node:buffer";
import type { CanonicalRecord } from "../model/appointment.ts";
import { failure } from "../model/failure.ts";
import type { Dialect, Reject } from "../model/source.ts";
import { trimCell } from "./cell.ts";
import type { DateOrders } from "./dateOrder.ts";
import { openSource, type World } from "./open.ts";
import { type Cells, parseStretch } from "./parse.ts";
import { type ReadPlan, RecordReader } from "./readRecord.ts";
import { MAX_RECORD_BYTES, RecordScanner, type Span, type Stretch } from "./scan.ts";
import { type Understood, understand } from "./understand.ts";

const HEAD = 64 * 1024;

/** One source, read: its records go to the sinks as they come. */
export interface SourceRead {
  readonly dialect: Dialect;
  readonly bytes: number;
  readonly sha256: string;
  readonly records: number;
  readonly skipped: number;
}

export interface Sinks {
  readonly record: (record: CanonicalRecord) => void;
  readonly reject: (reject: Reject) => void;
}

export interface SourcePlan extends ReadPlan {
  readonly delimiter: Dialect["delimiter"] | undefined;
}

/**
 * Reads one source from its first byte to its last.
 * @throws Failure where the source as a whole cannot be understood; bad records are data, and go to the sinks.
 */
export const readSource = async (
  path: string,
  index: number,
  plan: SourcePlan,
  orders: DateOrders,
  world: World,
  sinks: Sinks,
): Promise<SourceRead> => {
  const { chunks, seal } = openSource(path, world);
  let head: Buffer = Buffer.alloc(0);
  let body: SourceBody | null = null;
  const begin = (last: boolean): SourceBody => {
    const understood = understand(head, last, path, plan.keyFields, plan.delimiter);
    const started = new SourceBody(path, index, understood, new RecordReader(understood.dialect, plan, orders), sinks);
    started.push(head.subarray(understood.headerEnd), false);
    return started;
  };
  for await (const chunk of chunks) {
    if (body !== null) body.push(chunk, false);
    else {
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      if (head.length >= HEAD) body = begin(false);
    }
  }
  body ??= begin(true);
  body.push(Buffer.alloc(0), true);
  return { dialect: body.understood.dialect, ...seal(), records: body.records, skipped: body.skipped };
};

/** The records of a source, after its header. */
class SourceBody {
  records = 0;
  skipped: number;
  readonly #scanner: RecordScanner;

  constructor(
    readonly path: string,
    readonly index: number,
    readonly understood: Understood,
    readonly reader: RecordReader,
    readonly sinks: Sinks,
  ) {
    this.#scanner = new RecordScanner(understood.dialect.delimiter, understood.nextLine);
    this.skipped = understood.skipped;
  }

  push(chunk: Buffer, last: boolean): void {
    const stretch = this.#scanner.push(chunk, last);
    if (this.#scanner.pending > MAX_RECORD_BYTES)
      throw failure("line-too-long", {
        path: this.path,
        line: this.#scanner.line,
        limit: `${MAX_RECORD_BYTES / 1024} KiB`,
      });
    if (!isUtf8(stretch.bytes.subarray(0, stretch.length))) throw this.#notUtf8(stretch);
    const cells = parseStretch(stretch, this.understood.dialect.delimiter)[Symbol.iterator]();
    for (const span of stretch.spans) {
      if (span.kind === "blank") this.skipped++;
      else if (span.kind === "unclosed-quote") this.#giveUp(span, stretch);
      else this.#take(cells.next().value ?? null, span, stretch);
    }
  }

  #take(cells: Cells | null, span: Span, stretch: Stretch): void {
    if (cells !== null && (cells.every((cell) => trimCell(cell) === "") || this.#isHeader(cells))) {
      this.skipped++;
      return;
    }
    const place = { source: this.index, record: ++this.records, line: span.line };
    const raw = stretch.bytes.toString("utf8", span.start, span.end);
    const read = cells === null ? "field-count" : this.reader.read(cells, place, raw);
    if (typeof read === "string") this.sinks.reject({ place, reason: read, raw });
    else this.sinks.record(read);
  }

  #giveUp({ start, end, line }: Span, { bytes }: Stretch): void {
    const place = { source: this.index, record: ++this.records, line };
    this.sinks.reject({ place, reason: "unclosed-quote", raw: bytes.toString("utf8", start, end) });
  }

  /** A header line repeated, as where daily exports were pasted together. */
  #isHeader(cells: Cells): boolean {
    const { columns } = this.understood.dialect;
    return cells.length === columns.length && cells.every((cell, i) => trimCell(cell) === columns[i]);
  }

  #notUtf8({ bytes, spans }: Stretch): Error {
    const span = spans.find(({ start, end }) => !isUtf8(bytes.subarray(start, end)));
    const line = bytes.subarray(span?.start ?? 0, span?.end ?? 0);
    let at = 0;
    let column = 1;
    for (; at < line.length; column++) {
      const size = [1, 2, 3, 4].find((n) => at + n <= line.length && isUtf8(line.subarray(at, at + n)));
      if (size === undefined) break;
      at += size;
    }
    const encoding = `byte 0x${(line[at] ?? 0).toString(16).toUpperCase().padStart(2, "0")}`;
    return failure("not-utf8", { path: this.path, line: span?.line ?? 1, column, encoding });
  }
}
