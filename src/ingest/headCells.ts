import { FIELD_NAMES, type FieldName, fieldSpec, type TimestampField } from "../model/fields.ts";
import type { Head } from "./head.ts";
import { ShapeCount } from "./momentShape.ts";
import { parseStretch } from "./parse.ts";
import { cellText } from "./readRecord.ts";
import { RecordScanner } from "./scan.ts";
import type { Understood } from "./understand.ts";
import { isNullWord } from "./unknownWords.ts";

/** What the head of a source shows of its columns. */
export interface HeadCells {
  /** The different words of the coded columns, the empty one among them. */
  readonly words: ReadonlyMap<FieldName, ReadonlySet<string>>;
  readonly shapes: ReadonlyMap<TimestampField, ShapeCount>;
  /** The words for no value, each with the number of cells that hold it. */
  readonly nullWords: ReadonlyMap<string, number>;
  readonly rows: number;
}

/** Looks at the cells of the records in the head of a source. */
export const headCells = (head: Head, { dialect, bodyStart }: Understood): HeadCells => {
  const body = head.text.subarray(bodyStart);
  const stretch = new RecordScanner(dialect.delimiter, dialect.escapedBy, 1).push(body, head.whole);
  const rows = parseStretch(stretch, dialect.delimiter, dialect.escapedBy);
  const words = new Map<FieldName, ReadonlySet<string>>();
  const shapes = new Map<TimestampField, ShapeCount>();
  const nullWords = new Map<string, number>();
  for (const field of FIELD_NAMES) {
    const indexes = dialect.mapped.get(field);
    const { type } = fieldSpec(field);
    if (indexes === undefined) continue;
    const texts = rows.flatMap((cells) => (cells === null ? [] : [cellText(cells, indexes)]));
    for (const text of texts) if (isNullWord(text)) nullWords.set(text, (nullWords.get(text) ?? 0) + 1);
    if (type === "text") continue;
    if (type !== "timestamp") words.set(field, new Set(texts));
    else {
      const count = new ShapeCount();
      for (const text of texts) count.take(text);
      shapes.set(field as TimestampField, count);
    }
  }
  return { words, shapes, nullWords, rows: rows.length };
};
