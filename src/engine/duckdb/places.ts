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

/** Pieces up to which a record's own is told by comparing: a join by order sorts all that it joins. */
const FEW = 32;

/** Joins the table of places, as `p`, with records at `seq`; the pieces are in the order of the log. */
export const joinPlaces = (places: readonly PlacePiece[], seq: string): string => {
  const [first, ...others] = places.map(({ firstSeq }) => firstSeq);
  if (first === undefined || others.length >= FEW) return `asof join places p on ${seq} >= p.first_seq`;
  const later = others.reverse().map((at) => `when ${seq} >= ${at} then ${at}`);
  return `join places p on p.first_seq = ${later.length === 0 ? first : `case ${later.join(" ")} else ${first} end`}`;
};
