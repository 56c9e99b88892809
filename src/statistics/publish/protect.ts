import type { LeftOut } from "../../model/published.ts";
import { Certifier } from "./certify.ts";
import { type Cell, type Certificate, Guard } from "./guard.ts";
import { CANCELLATIONS, CROSS, type Linked, OVERALL, type Partition, TOTAL, Told, tableOf } from "./linked.ts";

/** A system as it may be published: what is hidden in it, and what is not told at all. */
export interface Protected {
  readonly linked: Linked;
  readonly guard: Guard;
  readonly told: Told;
  readonly leftOut: readonly LeftOut[];
  /** The cells that nothing could guard. */
  readonly failed: readonly Cell[];
}

/** A certificate with the cells that it hides, by their keys. */
interface Held {
  readonly cell: Cell;
  readonly hides: ReadonlySet<number>;
}

const heldOf = (guard: Guard, cell: Cell, certificate: Certificate): Held => ({
  cell,
  hides: new Set(guard.cells(certificate).map(({ place, column }) => guard.key(place, column))),
});

/** Shows again, the greatest loss first, what was hidden to guard a cell that later choices guard as well. */
const spare = (guard: Guard, certifier: Certifier, held: Map<number, Held>): void => {
  const small = new Set(guard.small.map(({ place, column }) => guard.key(place, column)));
  for (const key of [...held.keys()].filter((one) => !small.has(one))) held.delete(key);
  for (const { place, column } of guard.hiddenCells) {
    const key = guard.key(place, column);
    if (small.has(key)) continue;
    guard.show(place, column);
    const others = new Map<number, Held>();
    const isSpared = [...held].every(([of, { cell, hides }]) => {
      if (!hides.has(key)) return true;
      const found = certifier.find(cell.place, cell.column, 1);
      if (found === null) return false;
      others.set(of, heldOf(guard, cell, found.certificate));
      return true;
    });
    if (!isSpared) guard.hide(place, column);
    else for (const [of, one] of others) held.set(of, one);
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
    this.leftOut.push(...told.map(({ id }): LeftOut => ({ what: `${id}: ${table}`, rule: "unprotected" })));
  }
}

/**
 * Hides the cells of 1 to 10 of a system, and as few others as guard them: each hidden cell may then be 11 or more, given all
 * that is told. What cannot be guarded so is not told at all; `silent` names what is not to begin with.
 */
export const protect = (linked: Linked, silent: ConstructorParameters<typeof Told>[1]): Protected => {
  const told = new Told(linked, silent);
  const retreat = new Retreat(linked, told);
  const guard = new Guard(linked, told);
  const held = new Map<number, Held>();
  const failed: Cell[] = [];
  let certifier = new Certifier(guard);
  certifier.guardWhole();
  for (const cell of guard.small) {
    // What is left out for one cell only frees others: certificates that were found before still hold.
    while (told.has(cell.place, cell.column)) {
      const found = certifier.find(cell.place, cell.column);
      if (found !== null) {
        held.set(guard.key(cell.place, cell.column), heldOf(guard, cell, found.certificate));
        for (const { place, column } of guard.cells(found.certificate)) guard.hide(place, column);
        break;
      }
      failed.push(cell);
      retreat.before(cell, certifier);
      certifier = new Certifier(guard);
    }
  }
  spare(guard, certifier, held);
  return { linked, guard, told, leftOut: retreat.leftOut, failed };
};
