import type { Cell } from "../rows.ts";
import { NOTHING, pointsText, ratioText } from "../tables/shown.ts";
import { counts, type DataTable, points, ratios, shares } from "../tables/table.ts";
import { percentOf, whole } from "../text/numbers.ts";

const COLUMNS = [
  shares("shares", "Base, now"),
  counts("counts", "Count"),
  points("difference", "Change"),
  ratios("ratio", "Ratio"),
];

const numberOr = (cell: Cell, write: (n: number) => string): string =>
  typeof cell === "number" ? write(cell) : NOTHING;

const countsText = (numerator: Cell, denominator: Cell): string =>
  typeof numerator === "number" && typeof denominator === "number"
    ? `${whole(numerator)} of ${whole(denominator)}`
    : NOTHING;

/**
 * Folds a table of shares for a terminal: a line for the base and one for now below it, so that a share never stands
 * without what it is out of. The limits, waits and moves in words are in every other form.
 */
export const briefOf = (table: DataTable, most = Number.POSITIVE_INFINITY): DataTable => {
  const at = new Map(table.columns.map(({ key }, i) => [key, i] as const));
  const folded = table.rows.slice(0, most).map((row): readonly Cell[] => {
    const of = (key: string): Cell => row[at.get(key) ?? row.length] ?? null;
    const share = (side: string): string => numberOr(of(`${side}_share`), percentOf);
    const count = (side: string): string => countsText(of(`${side}_numerator`), of(`${side}_denominator`));
    return [
      row[0] ?? null,
      `${share("base")}\n${share("current")}`,
      `${count("base")}\n${count("current")}`,
      `\n${numberOr(of("difference"), pointsText)}`,
      `\n${numberOr(of("ratio"), ratioText)}`,
    ];
  });
  return { ...table, columns: [...table.columns.slice(0, 1), ...COLUMNS], rows: folded };
};
