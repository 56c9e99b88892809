import { trimCell } from "../../ingest/cell.ts";
import { parseStretch } from "../../ingest/parse.ts";
import { type IndexedText, rowsAgain } from "../../ingest/rowText.ts";
import { countOf, type Session } from "../sql/session.ts";

/** Rows from one that is looked at to the next: far fewer than the database's reader hands on together. */
const EVERY = 8192;

/**
 * Says whether the database holds the rows of a source in the order in which they stand: places are counted on it. Nothing
 * in SQL promises it, so it is looked at, every few thousand rows, against the text itself.
 */
export const isInOrder = async (
  session: Session,
  text: IndexedText,
  staged: number,
  unproven: ReadonlySet<number>,
): Promise<boolean> => {
  const [index = -1] = text.understood.dialect.mapped.get("appointment_id") ?? [];
  const prefix = text.understood.mapping?.prefixes.appointment_id ?? "";
  const held = await session.rows(
    `select rowid - ${staged}, appointment_id from staging
where rowid >= ${staged} and (rowid - ${staged}) % ${EVERY} = 0 order by rowid`,
  );
  const ids = new Map(held.map(([row, id]) => [countOf(row), String(id)]));
  for (const row of unproven) ids.delete(row);
  const { delimiter, escapedBy } = text.understood.dialect;
  for (const { rows, stretch } of rowsAgain(text, ids.keys())) {
    const read = parseStretch(stretch, delimiter, escapedBy);
    for (const [i, row] of rows.entries()) {
      const cell = trimCell(read[i]?.[index] ?? "");
      const id = prefix !== "" && cell.startsWith(prefix) ? cell.slice(prefix.length) : cell;
      if (ids.get(row) !== id) return false;
    }
  }
  return true;
};
