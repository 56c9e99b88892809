import { RESOLUTIONS } from "../../model/cancellation.ts";
import { LEAST_PUBLISHED, type PublishedGroup } from "../../model/published.ts";
import type { Report, ReportBreakdown } from "../../model/report.ts";
import { classValues, summed } from "./classes.ts";

type Row = ReportBreakdown["rows"][number];

/** A group as it is published: one of the log's, or several small ones in one. */
export interface Group extends PublishedGroup {
  /** The keys of the log that it stands for. */
  readonly keys: readonly (string | null)[];
  readonly cancellations: number;
  /** Null for a merged group: a person may be in several. */
  readonly enrollees: number | null;
  readonly resolution: readonly number[];
  /** Each family's classes, in the report's order of families. */
  readonly families: readonly (readonly number[])[];
}

const isSmall = ({ cancellations, enrollees }: Row): boolean =>
  cancellations < LEAST_PUBLISHED || enrollees < LEAST_PUBLISHED;

const groupOf = (rows: readonly Row[], families: Report["families"]): Group => ({
  key: rows.length === 1 ? (rows[0]?.key ?? null) : null,
  merged: rows.length === 1 ? 0 : rows.length,
  keys: rows.map(({ key }) => key),
  cancellations: rows.reduce((sum, row) => sum + row.cancellations, 0),
  enrollees: rows.length === 1 ? (rows[0]?.enrollees ?? null) : null,
  resolution: summed(rows.map((row) => RESOLUTIONS.map((one) => row.resolution[one]))),
  families: families.map(({ id }) => summed(rows.map((row) => classValues(row.families[id], row.cancellations)))),
});

/**
 * Merges the groups of fewer than 11 cancellations or enrollees into one, and with them the next smallest until there are
 * two of them at least, of 11 enrollees for certain: one small group under the name of "other" would still be that group.
 * `forced` are merged whatever their size. Groups without cancellations have nothing to tell. Null where a single group
 * would be left of several.
 */
export const publishedGroups = (
  { rows }: ReportBreakdown,
  families: Report["families"],
  enrollees: number,
  forced: ReadonlySet<string | null>,
): readonly Group[] | null => {
  const filled = rows.filter(({ cancellations }) => cancellations > 0);
  const merged = new Set(filled.filter((row) => isSmall(row) || forced.has(row.key)));
  const bySize = filled
    .filter((row) => !merged.has(row))
    .map((row, i) => ({ row, i }))
    .sort((a, b) => a.row.cancellations - b.row.cancellations || a.i - b.i)
    .map(({ row }) => row);
  const suffices = (): boolean => {
    const together = [...merged];
    const beside = filled.filter((row) => !merged.has(row)).reduce((sum, row) => sum + row.enrollees, 0);
    // Enrollees do not add up, but there are no fewer than of any one group, and than are left by all the others.
    const certain = Math.max(enrollees - beside, ...together.map((row) => row.enrollees));
    const cancellations = together.reduce((sum, row) => sum + row.cancellations, 0);
    return together.length > 1 && cancellations >= LEAST_PUBLISHED && certain >= LEAST_PUBLISHED;
  };
  while (merged.size > 0 && !suffices()) {
    const next = bySize.shift();
    if (next === undefined) return null;
    merged.add(next);
  }
  const own = filled.filter((row) => !merged.has(row)).map((row) => groupOf([row], families));
  if (merged.size === 0) return own;
  return own.length === 0
    ? null
    : [
        ...own,
        groupOf(
          filled.filter((row) => merged.has(row)),
          families,
        ),
      ];
};
