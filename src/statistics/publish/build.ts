import { RESOLUTIONS } from "../../model/cancellation.ts";
import { PUBLISHED_CLASSES, type PublishedClass } from "../../model/published.ts";
import type { Report } from "../../model/report.ts";
import { classesOf, classValues, summed } from "./classes.ts";
import type { Group } from "./groups.ts";
import { CROSS, type Linked, type LinkedTable, type Partition, type Place } from "./linked.ts";

/** Names the partition by what became of the cancellations; families go by their own ids. */
export const RESOLUTION = "what became of them";

/** A breakdown with its groups as they are published. */
export interface GroupedTable {
  readonly by: string;
  readonly groups: readonly Group[];
}

/** The sides of the one crosstab that is published. */
export const CROSSED = { rows: "region", columns: "week" } as const;

interface Filled {
  readonly place: Place;
  /** Cancellations, what became of them, and the classes of each family. */
  readonly values: readonly number[];
}

const valuesOf = (
  cancellations: number,
  resolution: readonly number[],
  families: readonly (readonly number[])[],
): readonly number[] => [cancellations, ...resolution, ...families.flat()];

/** Sums the cells of the log's crosstab up to the groups that are published. */
const crossCells = (report: Report, rows: readonly Group[], columns: readonly Group[]): readonly Filled[] | null => {
  const crosstab = report.crosstabs.find((one) => one.rows === CROSSED.rows && one.columns === CROSSED.columns);
  if (crosstab === undefined) return null;
  const untold = RESOLUTIONS.map(() => 0);
  return rows.flatMap((row, i) =>
    columns.flatMap((column, j): Filled | readonly Filled[] => {
      const held = crosstab.cells.filter((one) => row.keys.includes(one.row) && column.keys.includes(one.column));
      const cancellations = held.reduce((sum, one) => sum + one.cancellations, 0);
      if (cancellations === 0) return [];
      const families = report.families.map(({ id }) =>
        summed(held.map((one) => classValues(one.families[id], one.cancellations))),
      );
      return { place: { kind: "cross", row: i, column: j }, values: valuesOf(cancellations, untold, families) };
    }),
  );
};

/** Columns of two families that count the same everywhere are one: that they must be the same, the rules may tell. */
const sameColumns = (rows: readonly (readonly number[])[], families: number): readonly number[] => {
  const first = 1 + RESOLUTIONS.length;
  const size = PUBLISHED_CLASSES.length;
  const known = new Map<string, number>();
  return Array.from({ length: first + families * size }, (_, column) => {
    if (column < first) return column;
    const all = rows.map((row) => row[column] ?? 0);
    const id = JSON.stringify([(column - first) % size, all]);
    const same = all.some((n) => n > 0) ? known.get(id) : undefined;
    if (same === undefined) known.set(id, column);
    return same ?? column;
  });
};

const partitionsOf = (report: Report, same: readonly number[]): readonly Partition[] => {
  const first = 1 + RESOLUTIONS.length;
  return [
    { id: RESOLUTION, columns: RESOLUTIONS.map((_, i) => 1 + i) },
    ...report.families.map(({ id }, i) => ({
      id,
      columns: PUBLISHED_CLASSES.map((_, j) => same[first + i * PUBLISHED_CLASSES.length + j] ?? 0),
    })),
  ];
};

/** Without both that a rate is of there is no rate. */
const WORTH: Readonly<Record<PublishedClass, number>> = { met: 2, notMet: 2, undecided: 1, notBound: 1 };

const worthOf = (columns: number): readonly number[] => {
  const first = 1 + RESOLUTIONS.length;
  return Array.from({ length: columns }, (_, column) => {
    const named = PUBLISHED_CLASSES[(column - first) % PUBLISHED_CLASSES.length];
    return column < first || named === undefined ? 1 : WORTH[named];
  });
};

/** Puts all that is published of cancellations into one system of places and columns. */
export const linkedOf = (report: Report, grouped: readonly GroupedTable[]): Linked => {
  const overall: Filled = {
    place: { kind: "overall" },
    values: valuesOf(
      report.headline.cancellations,
      RESOLUTIONS.map((one) => report.headline.resolution[one]),
      report.families.map((family) => PUBLISHED_CLASSES.map((one) => classesOf(family)[one])),
    ),
  };
  const filled: Filled[] = [overall];
  const tables = grouped.map(({ by, groups }, table): LinkedTable => {
    const from = filled.length;
    for (const [group, one] of groups.entries())
      filled.push({
        place: { kind: "group", table, group },
        values: valuesOf(one.cancellations, one.resolution, one.families),
      });
    return { by, places: groups.map((_, i) => from + i) };
  });
  const [rows, columns] = [CROSSED.rows, CROSSED.columns].map((by) => grouped.findIndex((one) => one.by === by));
  const [across, down] = [grouped[rows ?? -1]?.groups, grouped[columns ?? -1]?.groups];
  const cells = across === undefined || down === undefined ? null : crossCells(report, across, down);
  const at = (across ?? []).map((_, i) =>
    (down ?? []).map((_, j) => {
      const found = (cells ?? []).findIndex(
        ({ place }) => place.kind === "cross" && place.row === i && place.column === j,
      );
      return found < 0 ? -1 : filled.length + found;
    }),
  );
  const all = [...filled, ...(cells ?? [])];
  const same = sameColumns(
    all.map(({ values }) => values),
    report.families.length,
  );
  return {
    columns: same.length,
    worth: worthOf(same.length),
    partitions: partitionsOf(report, same),
    places: all.map(({ place }) => place),
    values: all.map(({ values }) => values),
    overall: 0,
    tables,
    cross: cells === null ? null : { rows: rows ?? -1, columns: columns ?? -1, at },
  };
};

/** What is not told to begin with: the crosstab counts nothing of what became of the cancellations. */
export const SILENT = [[CROSS, RESOLUTION]] as const;
