import type { Appointment } from "../../model/appointment.ts";
import type { Outcome } from "../../model/cancellation.ts";
import type { Crosstab } from "../../model/tally.ts";
import type { Dimension } from "../contract.ts";
import { type FamilyVerdict, Grouping } from "./group.ts";
import type { KnownLog } from "./known.ts";

/** Pairs of dimensions that are counted crossed, where the run breaks down by both. */
const CROSSED = ["facility", "region"].map((rows) => [rows, "week"] as const);

/** Counts the crossed breakdowns of a run. */
export const tallyCrosstabs = (dimensions: readonly Dimension[], known: KnownLog) => {
  const named = (name: string): Dimension[] => dimensions.filter((one) => one.name === name);
  const tables = CROSSED.flatMap(([rows, columns]) => {
    const pair = [...named(rows), ...named(columns)];
    return pair.length === 2 ? [{ rows, columns, grouping: new Grouping(pair, known) }] : [];
  });
  return {
    add: (of: Appointment, { resolution }: Outcome, verdicts: readonly FamilyVerdict[]): void => {
      for (const { grouping } of tables) grouping.of(of).addCancellation(of.enrollee_id, resolution, verdicts);
    },
    tally: (families: readonly string[]): readonly Crosstab[] =>
      tables.map(({ rows, columns, grouping }) => ({
        rows,
        columns,
        cells: grouping.rows(families).map(({ keys, row }) => ({
          row: keys[0] ?? null,
          column: keys[1] ?? null,
          cancellations: row.cancellations,
          families: row.families,
        })),
      })),
  };
};
