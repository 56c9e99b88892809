import { FIELD_NAMES, type FieldName, fieldSpec, type TimestampField } from "../model/fields.ts";
import type { Head } from "./head.ts";
import { ShapeCount } from "./momentShape.ts";
import { parseStretch } from "./parse.ts";
import { cellText } from "./readRecord.ts";
import { RecordScanner } from "./scan.ts";
import type { Understood } from "./understand.ts";

/** What the head of a source shows of its columns. */
export interface HeadCells {
  /** The different words of the coded columns, the empty one among them. */
  readonly words: ReadonlyMap<FieldName, ReadonlySet<string>>;
  readonly shapes: ReadonlyMap<TimestampField, ShapeCount>;
}

/** Looks at the cells of the records in the head of a source. */
export const headCells = (head: Head, { dialect, bodyStart }: Understood): HeadCells => {
  const body = head.text.subarray(bodyStart);
  const stretch = new RecordScanner(dialect.delimiter, dialect.escapedBy, 1).push(body, head.whole);
  const rows = parseStretch(stretch, dialect.delimiter, dialect.escapedBy);
  const words = new Map<FieldName, ReadonlySet<string>>();
  const shapes = new Map<TimestampField, ShapeCount>();
  for (const field of FIELD_NAMES) {
    const indexes = dialect.mapped.get(field);
    const { type } = fieldSpec(field);
    if (indexes === undefined || type === "text") continue;
    const texts = rows.flatMap((cells) => (cells === null ? [] : [cellText(cells, indexes)]));
    if (type !== "timestamp") words.set(field, new Set(texts));
    else {
      const count = new ShapeCount();
      for (const text of texts) count.take(text);
      shapes.set(field as TimestampField, count);
    }
  }
  return { words, shapes };
};
