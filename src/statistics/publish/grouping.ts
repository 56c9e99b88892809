import type { LeftOut } from "../../model/published.ts";
import type { Report } from "../../model/report.ts";
import { type GroupedTable, linkedOf, SILENT } from "./build.ts";
import { forbiddenBreakdown } from "./dimensions.ts";
import { type Group, publishedGroups } from "./groups.ts";
import type { Cell } from "./guard.ts";
import { type Protected, protect } from "./protect.ts";

/** A protected system with the groups that it is made of. */
export interface Grouped {
  readonly grouped: readonly GroupedTable[];
  readonly held: Protected;
  readonly leftOut: readonly LeftOut[];
}

/** Groups to merge whatever their size, by breakdown. */
type Forced = ReadonlyMap<string, ReadonlySet<string | null>>;

/** How often it is tried to merge what could not be guarded. */
const ROUNDS = 3;
/** A group of more than this share is not merged to keep what else there is of its table. */
const SMALL_SHARE = 0.1;

const NONE: ReadonlySet<string | null> = new Set();

/** Sorts out which breakdowns may be told, and merges what is small in them. */
const groupedTables = (report: Report, forced: Forced): Pick<Grouped, "grouped" | "leftOut"> => {
  const grouped: GroupedTable[] = [];
  const leftOut: LeftOut[] = [];
  const seen = new Set<string>();
  for (const breakdown of report.breakdowns) {
    const what = `by ${breakdown.by}`;
    const forbidden = forbiddenBreakdown(breakdown);
    const { families, headline } = report;
    const groups =
      forbidden ?? publishedGroups(breakdown, families, headline.enrollees, forced.get(breakdown.by) ?? NONE);
    if (groups === null || typeof groups === "string") {
      leftOut.push({ what, rule: groups ?? "one-group" });
      continue;
    }
    if (groups.length === 0) continue;
    // Two columns may name the same groups: what one of them hides, the other must not tell.
    const id = JSON.stringify(groups.map((one) => JSON.stringify([one.cancellations, one.families])).sort());
    if (seen.has(id) && groups.length > 1) leftOut.push({ what, rule: "same-groups" });
    else grouped.push({ by: breakdown.by, groups });
    seen.add(id);
  }
  return { grouped, leftOut };
};

/** The smaller of the groups that a cell belongs to, with its table. */
const groupOfCell = (
  { place }: Cell,
  { grouped, held }: Grouped,
): { readonly by: string; readonly group: Group } | null => {
  const at = held.linked.places[place];
  const { cross } = held.linked;
  const named = (table: number, group: number) => {
    const found = grouped[table]?.groups[group];
    return found === undefined ? [] : [{ by: grouped[table]?.by ?? "", group: found }];
  };
  const all =
    at?.kind === "group"
      ? named(at.table, at.group)
      : at?.kind === "cross" && cross !== null
        ? [...named(cross.rows, at.row), ...named(cross.columns, at.column)]
        : [];
  return all.reduce<(typeof all)[number] | null>(
    (a, b) => (a === null || b.group.cancellations < a.group.cancellations ? b : a),
    null,
  );
};

/** Adds the small groups of cells that nothing could guard to those that are merged; null where there are none. */
const forcedBy = (grouped: Grouped, forced: Forced, cancellations: number): Forced | null => {
  const more = new Map(forced);
  for (const cell of grouped.held.failed) {
    const found = groupOfCell(cell, grouped);
    if (found === null || found.group.cancellations > cancellations * SMALL_SHARE) continue;
    more.set(found.by, new Set([...(more.get(found.by) ?? []), ...found.group.keys]));
  }
  const size = (of: Forced): number => [...of.values()].reduce((sum, keys) => sum + keys.size, 0);
  return size(more) > size(forced) ? more : null;
};

/**
 * Groups and protects all that is told of cancellations. Where a small group cannot be guarded, it is merged, if by that more
 * remains to be told of the others.
 */
export const groupedAndProtected = (report: Report): Grouped => {
  const attempt = (forced: Forced): Grouped => {
    const { grouped, leftOut } = groupedTables(report, forced);
    const held = protect(linkedOf(report, grouped), SILENT);
    return { grouped, held, leftOut: [...leftOut, ...held.leftOut] };
  };
  let forced: Forced = new Map();
  let last = attempt(forced);
  let best = last;
  for (let round = 0; round < ROUNDS && last.leftOut.length > 0; round++) {
    const more = forcedBy(last, forced, report.headline.cancellations);
    if (more === null) break;
    forced = more;
    last = attempt(forced);
    if (last.leftOut.length < best.leftOut.length) best = last;
  }
  return best;
};
