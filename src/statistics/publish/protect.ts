import type { LeftOut } from "../../model/published.ts";
import { Certifier } from "./certify.ts";
import { type Certificate, Guard } from "./guard.ts";
import { CANCELLATIONS, CROSS, type Linked, OVERALL, type Partition, TOTAL, Told, tableOf } from "./linked.ts";

interface Cell {
  readonly place: number;
  readonly column: number;
}

/** A system as it may be published: what is hidden in it, and what is not told at all. */
export interface Protected {
  readonly linked: Linked;
  readonly guard: Guard;
  readonly told: Told;
  readonly leftOut: readonly LeftOut[];
}

/** Tries to guard every small cell; returns the first that cannot be, or null. */
const guardAll = (guard: Guard): { readonly failed: Cell | null; readonly certifier: Certifier } => {
  const certifier = new Certifier(guard);
  const held = new Map<number, Certificate>();
  for (const cell of guard.small) {
    const found = certifier.find(cell.place, cell.column);
    if (found === null) return { failed: cell, certifier };
    held.set(guard.key(cell.place, cell.column), found.certificate);
    for (const { place, column } of guard.cells(found.certificate)) guard.hide(place, column);
  }
  spare(guard, certifier, held);
  return { failed: null, certifier };
};

/** Shows again, the greatest loss first, what was hidden to guard a cell that later choices guard as well. */
const spare = (guard: Guard, certifier: Certifier, held: Map<number, Certificate>): void => {
  const { places, columns } = guard.linked;
  const small = new Set(guard.small.map(({ place, column }) => guard.key(place, column)));
  const guards = places
    .flatMap((_, place) => Array.from({ length: columns }, (_, column): Cell => ({ place, column })))
    .filter(({ place, column }) => guard.isHidden(place, column) && !small.has(guard.key(place, column)))
    .sort((a, b) => guard.loss(b.place, b.column) - guard.loss(a.place, a.column));
  for (const { place, column } of guards) {
    guard.show(place, column);
    const others = new Map<number, Certificate>();
    const isSpared = [...held].every(([key, certificate]) => {
      if (!guard.cells(certificate).some((one) => one.place === place && one.column === column)) return true;
      const found = certifier.find(Math.floor(key / columns), key % columns);
      if (found === null || found.cost > 0) return false;
      others.set(key, found.certificate);
      return true;
    });
    if (!isSpared) guard.hide(place, column);
    else for (const [key, certificate] of others) held.set(key, certificate);
  }
};

/** Takes out of a system the least by which a cell that nothing can guard is no longer told. */
class Retreat {
  readonly leftOut: LeftOut[] = [];
  readonly #linked: Linked;
  readonly #told: Told;

  constructor(linked: Linked, told: Told) {
    this.#linked = linked;
    this.#told = told;
  }

  before({ place, column }: Cell, certifier: Certifier): void {
    const { partitions, places } = this.#linked;
    if (column === TOTAL) this.#take(CROSS, [CANCELLATIONS, ...partitions]);
    else {
      const of = partitions.filter(({ columns }) => columns.includes(column));
      const table = tableOf(this.#linked, places[place] ?? { kind: "overall" });
      for (const one of this.#least(table, of, column, certifier)) this.#take(one, of);
    }
  }

  /** Names the tables to take partitions out of, so that a cell of one table need be guarded no longer, or can be. */
  #least(table: string, of: readonly Partition[], column: number, certifier: Certifier): readonly string[] {
    const { tables, cross } = this.#linked;
    const named = (i: number | undefined): string => `by ${tables[i ?? -1]?.by}`;
    const isSide = table === OVERALL || table === named(cross?.rows) || table === named(cross?.columns);
    // What is least to lose first: the crosstab binds both of its sides.
    if (isSide && this.#tells(CROSS, of)) return [CROSS];
    if (table !== OVERALL) return [table];
    const obstacles = (certifier.obstacles(column) ?? []).map(named).filter((one) => this.#tells(one, of));
    const others = tables.map((_, i) => named(i)).filter((one) => this.#tells(one, of));
    return obstacles.length > 0 ? obstacles : [...others, OVERALL];
  }

  #tells(table: string, partitions: readonly Partition[]): boolean {
    return partitions.some((one) => this.#told.tells(table, one));
  }

  #take(table: string, partitions: readonly Partition[]): void {
    const told = partitions.filter((one) => this.#told.tells(table, one));
    this.#told.leaveOut(table, told);
    this.leftOut.push(...told.map(({ id }): LeftOut => ({ what: `${id}, ${table}`, rule: "unprotected" })));
  }
}

/**
 * Hides the cells of 1 to 10 of a system, and as few others as guard them: each hidden cell may then be 11 or more, given all
 * that is told. What cannot be guarded so is not told at all; `silent` names what is not to begin with.
 */
export const protect = (linked: Linked, silent: ConstructorParameters<typeof Told>[1]): Protected => {
  const told = new Told(linked, silent);
  const retreat = new Retreat(linked, told);
  for (;;) {
    const guard = new Guard(linked, told);
    const { failed, certifier } = guardAll(guard);
    if (failed === null) return { linked, guard, told, leftOut: retreat.leftOut };
    retreat.before(failed, certifier);
  }
};
