import type { PlacePiece } from "../sql/places.ts";
import { text } from "../sql/quote.ts";
import { DUCKDB } from "../sql/session.ts";
import type { DuckSession } from "./session.ts";

/** Fills the table of places, from which record and line of any record follow; paths are written by `cell`. */
export const fillPlaces = async (
  session: DuckSession,
  places: readonly PlacePiece[],
  cell: (value: string) => string,
): Promise<void> => {
  const rows = places.map(
    ({ path, firstSeq, record, line }) => `(${text(cell(path))}, ${firstSeq}, ${record}, ${line})`,
  );
  await session.run(
    DUCKDB.createTable("places", `select * from (values ${rows.join(", ")}) p(path, first_seq, record, line)`),
  );
};
