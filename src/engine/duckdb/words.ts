import type { Words } from "../../ingest/plainRows.ts";
import type { Understood } from "../../ingest/understand.ts";
import { type FieldName, fieldSpec } from "../../model/fields.ts";
import type { Session } from "../sql/session.ts";
import { cellName } from "./cells.ts";

const MOST_WORDS = 500;

/** Looks up the words of the coded columns in a whole source, the most frequent first, the empty one among them. */
export const allWords = async (session: Session, { dialect }: Understood, csv: string): Promise<Words> => {
  const words = new Map<FieldName, readonly string[]>();
  for (const [field, indexes] of dialect.mapped) {
    const { type } = fieldSpec(field);
    const [index, second] = indexes;
    if ((type !== "code" && type !== "boolean") || index === undefined || second !== undefined) continue;
    const cell = cellName(index);
    const rows = await session.rows(
      `select coalesce(${cell}, '') from ${csv} group by ${cell} order by count(*) desc, ${cell} limit ${MOST_WORDS}`,
    );
    words.set(
      field,
      rows.map(([word]) => String(word)),
    );
  }
  return words;
};
