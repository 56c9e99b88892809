import type { Zone } from "../../calendar/zone.ts";
import { LATER, STAMPS_A_SECOND } from "./stamp.ts";

/** From an instant on, as UTC seconds, what is added to the stamps of its UTC wall time. */
interface Piece {
  readonly from: number;
  readonly plus: number;
}

/** An hour that occurs twice begins with the change that brings it back: within it, every wall time is a later one. */
const piecesOf = ({ starts, offsets }: Zone): readonly Piece[] =>
  starts.flatMap((from, i): readonly Piece[] => {
    const offset = offsets[i] ?? 0;
    const back = i === 0 ? 0 : (offsets[i - 1] ?? 0) - offset;
    const plus = offset * STAMPS_A_SECOND;
    return back <= 0
      ? [{ from, plus }]
      : [
          { from, plus: plus + LATER },
          { from: from + back, plus },
        ];
  });

/** Halves the pieces again and again: an instant is compared as often as their number has binary digits. */
const search = (at: string, pieces: readonly Piece[]): string => {
  const middle = pieces.length >> 1;
  const [first, half] = [pieces[0], pieces[middle]];
  if (pieces.length <= 1 || half === undefined) return String(first?.plus ?? 0);
  const [before, after] = [search(at, pieces.slice(0, middle)), search(at, pieces.slice(middle))];
  return before === after ? before : `case when ${at} < ${half.from} then ${before} else ${after} end`;
};

/** Writes the stamp of an instant in a zone, as SQL; `at` names a column of UTC seconds. */
export const stampOfInstant = (zone: Zone, at: string): string =>
  `(${at} * ${STAMPS_A_SECOND} + ${search(at, piecesOf(zone))})`;
