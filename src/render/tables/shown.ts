import { percentOf, whole } from "../text/numbers.ts";
import { clip } from "../text/width.ts";
import { GLUE } from "../text/wrap.ts";
import type { ColumnKind } from "./table.ts";

/** What stands where a table has no figure. */
export const NOTHING = "–";

const signOf = (n: number): string => (n > 0 ? "+" : n < 0 ? "−" : "±");

/** Writes a difference of counts with its sign: "+1,204", "±0". */
export const signedText = (n: number): string => `${signOf(n)}${whole(Math.abs(n))}`;

/** Writes a difference of shares in percentage points; what is not nothing never reads as ±0.0. */
export const pointsText = (difference: number): string => {
  const tenths = Math.round(Math.abs(difference) * 1000);
  if (tenths === 0 && difference !== 0) return `${signOf(difference)}<0.1${GLUE}pp`;
  return `${signOf(tenths === 0 ? 0 : difference)}${(tenths / 10).toFixed(1)}${GLUE}pp`;
};

/** Writes a ratio with as many digits as mean something: "×1.08", "×12". */
export const ratioText = (ratio: number): string => `×${ratio >= 10 ? whole(Math.round(ratio)) : ratio.toFixed(2)}`;

const number =
  (write: (n: number) => string) =>
  (cell: string | number): string =>
    typeof cell === "number" ? write(cell) : cell;

const SHOWN: Readonly<Record<ColumnKind, (cell: string | number) => string>> = {
  text: String,
  prose: String,
  time: String,
  count: number(whole),
  number: number(whole),
  share: number(percentOf),
  signed: number(signedText),
  points: number(pointsText),
  ratio: number(ratioText),
};

/** Writes a cell as a reader sees it, a text cut to so many columns. */
export const shownCell = (kind: ColumnKind, cell: string | number, longest: number): string =>
  standsRight(kind) ? SHOWN[kind](cell) : clip(SHOWN[kind](cell), longest);

const LEFT: ReadonlySet<ColumnKind> = new Set(["text", "prose", "time"]);

/** Says whether a column's cells stand on the right: all figures do. */
export const standsRight = (kind: ColumnKind): boolean => !LEFT.has(kind);
