import { LEAST_PUBLISHED } from "../../model/published.ts";
import { ENTRANT, entrantsOf, exchangesOf, type Signed } from "./exchanges.ts";
import { type Certificate, type Guard, IMPOSSIBLE } from "./guard.ts";
import { CROSS, type Linked, TOTAL } from "./linked.ts";

export interface Found {
  readonly certificate: Certificate;
  readonly cost: number;
}

/** The part of a way through one or more tables. */
interface Part {
  readonly places: Signed;
  readonly cost: number;
}

const plus = (place: number): readonly [number, 1] => [place, 1];
const minus = (place: number): readonly [number, -1] => [place, -1];

/** Finds, for small cells one at a time, the cheapest shift by which they reach 11. */
export class Certifier {
  readonly #guard: Guard;
  readonly #linked: Linked;
  readonly #exchanges: readonly (readonly Signed[])[];
  readonly #entrants: readonly (readonly Signed[])[];

  constructor(guard: Guard) {
    const { linked, told } = guard;
    this.#guard = guard;
    this.#linked = linked;
    this.#exchanges = Array.from({ length: linked.columns }, (_, column) => exchangesOf(linked.partitions, column));
    this.#entrants = entrantsOf(linked.partitions.filter((one) => told.tells(CROSS, one)));
  }

  /** Returns the cheapest certificate for a small cell; null where there is none. */
  find(place: number, column: number): Found | null {
    const shift = LEAST_PUBLISHED - this.#guard.value(place, column);
    let best: Found | null = null;
    const offer = (places: Signed, columns: Signed, cost: number): void => {
      if (cost < (best?.cost ?? IMPOSSIBLE)) best = { certificate: { places, columns, shift }, cost };
    };
    for (const places of this.#patterns(place, column))
      for (const columns of this.#ways(places, place, column, shift)) {
        if (!this.#isCarried(places, columns)) continue;
        const cost = this.#guard.cost(places, columns, shift);
        offer(places, columns, cost);
        if (cost === 0) return best;
      }
    if (column !== TOTAL)
      for (const columns of this.#exchanges[column] ?? []) {
        const through = this.#through(place, columns, shift);
        offer(through.places, columns, through.cost);
      }
    return best;
  }

  /** Lists the tables that cannot carry an exchange of the whole, for the one that most of them carry; null for none. */
  obstacles(column: number): readonly number[] | null {
    const { overall, tables } = this.#linked;
    const shift = LEAST_PUBLISHED - this.#guard.value(overall, column);
    const failing = (this.#exchanges[column] ?? [])
      .filter((columns) => this.#guard.cost([plus(overall)], columns, shift) < IMPOSSIBLE)
      .map((columns) =>
        tables.flatMap(({ places }, i) => (this.#cheapest(places, columns, shift).cost < IMPOSSIBLE ? [] : [i])),
      );
    return failing.length === 0 ? null : failing.reduce((a, b) => (b.length < a.length ? b : a));
  }

  /** The exchanges to try on a pattern of places; on a square of the crosstab, one more cancellation may come and go too. */
  *#ways(places: Signed, place: number, column: number, shift: number): Iterable<Signed> {
    if (column !== TOTAL) yield* this.#exchanges[column] ?? [];
    const isSquare = places.every(([one]) => this.#linked.places[one]?.kind === "cross");
    if (!isSquare || this.#linked.places[place]?.kind !== "cross") return;
    const entrant = this.#entrants.map((ways) => {
      const own = ways.filter((way) => way.some(([one]) => one === column));
      const cost = (way: Signed): number => this.#guard.cost(places, way, shift);
      const [first = [], ...rest] = own.length > 0 ? own : ways;
      return rest.reduce((a, b) => (cost(b) < cost(a) ? b : a), first);
    });
    const whole = [...ENTRANT, ...entrant.flat()];
    if (whole.some(([one]) => one === column)) yield whole;
  }

  /** Patterns of places around a cell that leave the whole as it is. */
  *#patterns(place: number, column: number): Iterable<Signed> {
    const { places, tables, cross } = this.#linked;
    const at = places[place];
    if (at?.kind === "group") {
      const axis = cross?.rows === at.table ? 0 : cross?.columns === at.table ? 1 : null;
      for (const other of tables[at.table]?.places ?? []) {
        if (other === place) continue;
        const pair: Signed = [plus(place), minus(other)];
        yield pair;
        if (axis !== null) yield* this.#carried(pair, at.group, this.#groupOf(other), axis);
      }
    }
    if (at?.kind !== "cross" || cross === null) return;
    const rows = tables[cross.rows]?.places ?? [];
    const columns = tables[cross.columns]?.places ?? [];
    const { row, column: col } = at;
    for (let i = 0; i < rows.length; i++)
      for (let j = 0; j < columns.length; j++) {
        if (i === row || j === col) continue;
        const [across, down, corner] = [cross.at[row]?.[j] ?? -1, cross.at[i]?.[col] ?? -1, cross.at[i]?.[j] ?? -1];
        if (across >= 0 && down >= 0 && corner >= 0) yield [plus(place), minus(across), minus(down), plus(corner)];
      }
    if (column === TOTAL) return;
    const pairs = (axis: 0 | 1, own: number, all: readonly number[]): Signed[] =>
      all.flatMap((other, i) => {
        const beside = axis === 0 ? cross.at[i]?.[col] : cross.at[row]?.[i];
        const mine = all[own];
        return i === own || mine === undefined || beside === undefined || beside < 0
          ? []
          : [[plus(place), minus(beside), plus(mine), minus(other)]];
      });
    yield* pairs(0, row, rows);
    yield* pairs(1, col, columns);
  }

  /** Says whether the crosstab follows what its sides exchange, where it tells of it. */
  #isCarried(places: Signed, columns: Signed): boolean {
    const { cross, places: all } = this.#linked;
    const kinds = places.map(([one]) => all[one]);
    const isSide = kinds.some(
      (at) => at?.kind === "group" && (at.table === cross?.rows || at.table === cross?.columns),
    );
    return !isSide || kinds.some((at) => at?.kind === "cross") || !columns.some(([one]) => this.#crossed(one));
  }

  /** Patterns of two groups whose exchange a line of the crosstab carries. */
  *#carried(pair: Signed, own: number, other: number, axis: 0 | 1): Iterable<Signed> {
    const { cross, tables } = this.#linked;
    const lines = tables[axis === 0 ? (cross?.columns ?? 0) : (cross?.rows ?? 0)]?.places.length ?? 0;
    for (let line = 0; line < lines; line++) {
      const of = (group: number): number => (axis === 0 ? cross?.at[group]?.[line] : cross?.at[line]?.[group]) ?? -1;
      const [mine, theirs] = [of(own), of(other)];
      if (mine >= 0 && theirs >= 0) yield [...pair, plus(mine), minus(theirs)];
    }
  }

  #groupOf(place: number): number {
    const at = this.#linked.places[place];
    return at?.kind === "group" ? at.group : 0;
  }

  /** Says whether the crosstab tells anything of a column. */
  #crossed(column: number): boolean {
    const at = this.#linked.cross?.at.flat().find((one) => one >= 0);
    return at !== undefined && this.#guard.told.has(at, column);
  }

  /** The cheapest of some places to exchange columns in. */
  #cheapest(places: readonly number[], columns: Signed, shift: number): Part {
    let best: Part = { places: [], cost: IMPOSSIBLE };
    for (const place of places) {
      const cost = this.#guard.cost([plus(place)], columns, shift);
      if (cost < best.cost) best = { places: [plus(place)], cost };
    }
    return best;
  }

  /** An exchange of the whole, carried by a group of every table and a cell of the crosstab; through one given place. */
  #through(place: number, columns: Signed, shift: number): Part {
    const { overall, tables, cross, places } = this.#linked;
    const at = places[place];
    const fixed = (table: number): readonly number[] => {
      const all = tables[table]?.places ?? [];
      if (at?.kind === "group" && at.table === table) return [place];
      if (at?.kind !== "cross" || cross === null) return all;
      const own = table === cross.rows ? at.row : table === cross.columns ? at.column : null;
      return own === null ? all : all.slice(own, own + 1);
    };
    const isCrossed = cross !== null && columns.some(([one]) => this.#crossed(one));
    const free = tables.flatMap((_, i) => (isCrossed && (i === cross.rows || i === cross.columns) ? [] : [i]));
    const parts: Part[] = [{ places: [plus(overall)], cost: this.#guard.cost([plus(overall)], columns, shift) }];
    for (const table of free) parts.push(this.#cheapest(fixed(table), columns, shift));
    if (isCrossed) parts.push(this.#corner(fixed(cross.rows), fixed(cross.columns), columns, shift));
    return {
      places: parts.flatMap((part) => part.places),
      cost: parts.reduce((sum, part) => sum + part.cost, 0),
    };
  }

  /** The cheapest group of each side of the crosstab, with the cell where they cross. */
  #corner(rows: readonly number[], columns: readonly number[], exchange: Signed, shift: number): Part {
    let best: Part = { places: [], cost: IMPOSSIBLE };
    for (const row of rows)
      for (const column of columns) {
        const at = this.#linked.cross?.at[this.#groupOf(row)]?.[this.#groupOf(column)] ?? -1;
        if (at < 0) continue;
        const places = [plus(row), plus(column), plus(at)];
        const cost = this.#guard.cost(places, exchange, shift);
        if (cost < best.cost) best = { places, cost };
      }
    return best;
  }
}
