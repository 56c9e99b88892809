import type { Collector } from "../../ingest/collect.ts";
import type { SourcePlan, UnderstoodInput } from "../../ingest/openLog.ts";
import { RecordReader } from "../../ingest/readRecord.ts";
import { SourceBody } from "../../ingest/readSource.ts";
import { type IndexedText, rowsAgain } from "../../ingest/rowText.ts";
import type { CanonicalRecord } from "../../model/appointment.ts";

/** What the reader of ingest made of the rows of a source that the database was not trusted with. */
export interface Salvaged {
  /** Records by the number of their row. */
  readonly records: readonly (readonly [row: number, record: CanonicalRecord])[];
  /** Rows that are no records, ascending. */
  readonly noRecords: readonly number[];
  /** Lines that are no records, empty ones apart. */
  readonly skipped: number;
}

/** Reads rows of a source once more, by the code that every engine shares: what they say is the same in all of them. */
export const salvage = (
  input: UnderstoodInput,
  index: number,
  text: IndexedText,
  rows: Iterable<number>,
  plan: SourcePlan,
  collector: Collector,
): Salvaged => {
  const { dialect, mapping } = input.understood;
  const records: (readonly [number, CanonicalRecord])[] = [];
  const noRecords: number[] = [];
  let row = -1;
  const shared = collector.sinks((record) => void records.push([row, record]));
  const body = new SourceBody(
    input.open.head.input.path,
    index,
    input.understood,
    new RecordReader(dialect, mapping, plan, collector.proofs),
    {
      ...shared,
      skip: (kind, source, line) => {
        // Before the first row come the lines before the header, which are no rows.
        if (row >= 0) noRecords.push(row);
        shared.skip(kind, source, line);
      },
    },
  );
  for (const { rows: own, stretch } of rowsAgain(text, rows))
    body.take(stretch, (i) => {
      row = own[i] ?? -1;
      body.records = row - noRecords.length;
    });
  return { records, noRecords, skipped: body.skipped };
};
