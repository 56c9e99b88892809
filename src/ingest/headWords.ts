import type { FieldName } from "../model/fields.ts";
import { FIELD_NAMES, fieldSpec } from "../model/fields.ts";
import type { Head } from "./head.ts";
import { parseStretch } from "./parse.ts";
import { cellText } from "./readRecord.ts";
import { RecordScanner } from "./scan.ts";
import type { Understood } from "./understand.ts";

/** Lists the different words that the head of a source has in its coded columns, the empty one among them. */
export const headWords = (head: Head, { dialect, bodyStart }: Understood): Map<FieldName, string[]> => {
  const body = head.text.subarray(bodyStart);
  const stretch = new RecordScanner(dialect.delimiter, dialect.escapedBy, 1).push(body, head.whole);
  const rows = parseStretch(stretch, dialect.delimiter, dialect.escapedBy);
  const coded = FIELD_NAMES.filter((field) => ["code", "boolean"].includes(fieldSpec(field).type));
  return new Map(
    coded.flatMap((field) => {
      const indexes = dialect.mapped.get(field);
      if (indexes === undefined) return [];
      const words = new Set(rows.flatMap((cells) => (cells === null ? [] : [cellText(cells, indexes)])));
      return [[field, [...words]] as const];
    }),
  );
};
