import { RESOLUTIONS, type Resolution } from "../../model/cancellation.ts";
import {
  LEAST_PUBLISHED,
  PUBLISHED_CLASSES,
  type Published,
  type PublishedBreakdown,
  type PublishedClass,
  type PublishedCrosstab,
  type PublishedFigures,
  type PublishedGroup,
} from "../../model/published.ts";
import type { Report } from "../../model/report.ts";
import { CROSSED, type GroupedTable, RESOLUTION } from "./build.ts";
import { CANCELLATIONS, CROSS, type Partition, TOTAL, tableOf } from "./linked.ts";
import { publishedEnrollees } from "./people.ts";
import type { Protected } from "./protect.ts";

type ResolutionCells = Record<Resolution, number | null>;

/** Reads what may be told out of a protected system. */
export class Figures {
  readonly #held: Protected;
  readonly #report: Report;
  readonly #grouped: readonly GroupedTable[];

  constructor(held: Protected, report: Report, grouped: readonly GroupedTable[]) {
    this.#held = held;
    this.#report = report;
    this.#grouped = grouped;
  }

  resolution(place: number): ResolutionCells | null {
    const partition = this.#partition(RESOLUTION, place);
    if (partition === null) return null;
    return Object.fromEntries(
      RESOLUTIONS.map((one, i) => [one, this.#cell(place, partition.columns[i] ?? 0)]),
    ) as ResolutionCells;
  }

  family(id: string, place: number): PublishedFigures | null {
    const partition = this.#partition(id, place);
    if (partition === null) return null;
    const counts = Object.fromEntries(
      PUBLISHED_CLASSES.map((one, i) => [one, this.#cell(place, partition.columns[i] ?? 0)]),
    ) as Record<PublishedClass, number | null>;
    const { met, notMet } = counts;
    const denominator = (met ?? 0) + (notMet ?? 0);
    const isTold = met !== null && notMet !== null && denominator > 0;
    return { counts, rate: isTold ? { numerator: met, denominator, value: met / denominator } : null };
  }

  breakdowns(): readonly PublishedBreakdown[] {
    const { cancellations, enrollees } = this.#report.headline;
    return this.#grouped.map(({ by, groups }, i) => {
      const people = publishedEnrollees(groups, cancellations, enrollees);
      return {
        by,
        rows: groups.map(({ key, merged, cancellations: own }, group) => {
          const place = this.#held.linked.tables[i]?.places[group] ?? -1;
          return {
            key,
            merged,
            cancellations: own,
            enrollees: people[group] ?? null,
            resolution: this.resolution(place),
            families: this.#families(place),
          };
        }),
      };
    });
  }

  crosstab(): PublishedCrosstab | null {
    const { linked, told } = this.#held;
    if (linked.cross === null || !told.tells(CROSS, CANCELLATIONS)) return null;
    const groupsOf = (table: number): readonly PublishedGroup[] =>
      (this.#grouped[table]?.groups ?? []).map(({ key, merged }) => ({ key, merged }));
    const [rows, columns] = [groupsOf(linked.cross.rows), groupsOf(linked.cross.columns)];
    const cells = linked.cross.at.flatMap((line, i) =>
      line.flatMap((place, j) => {
        const [row, column] = [rows[i], columns[j]];
        return place < 0 || row === undefined || column === undefined
          ? []
          : [{ row, column, cancellations: this.#cell(place, TOTAL), families: this.#families(place) }];
      }),
    );
    return { ...CROSSED, cells };
  }

  /** Counts the cells of each table that are hidden, of those that are not 0. */
  hidden(): Published["hidden"] {
    const { linked, guard, told } = this.#held;
    const tables = new Map<string, { cells: number; of: number }>();
    for (const [place, at] of linked.places.entries()) {
      const table = tableOf(linked, at);
      const held = tables.get(table) ?? { cells: 0, of: 0 };
      tables.set(table, held);
      for (let column = 0; column < linked.columns; column++) {
        if (!told.has(place, column) || guard.value(place, column) === 0) continue;
        held.of++;
        if (guard.isHidden(place, column)) held.cells++;
      }
    }
    return [...tables].map(([table, held]) => ({ table, ...held })).filter(({ cells }) => cells > 0);
  }

  #families(place: number): Record<string, PublishedFigures> {
    return Object.fromEntries(
      this.#report.families.flatMap(({ id }) => {
        const figures = this.family(id, place);
        return figures === null ? [] : [[id, figures] as const];
      }),
    );
  }

  #partition(id: string, place: number): Partition | null {
    const { linked, told } = this.#held;
    const at = linked.places[place];
    const partition = linked.partitions.find((one) => one.id === id);
    return at === undefined || partition === undefined || !told.tells(tableOf(linked, at), partition)
      ? null
      : partition;
  }

  #cell(place: number, column: number): number | null {
    const { guard } = this.#held;
    const value = guard.value(place, column);
    if (guard.isHidden(place, column)) return null;
    // What slips through here would be a breach, and is rather a crash.
    if (value > 0 && value < LEAST_PUBLISHED) throw new Error("a small cell that nobody hid");
    return value;
  }
}
