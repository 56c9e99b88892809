import { LEAST_PUBLISHED } from "../../model/published.ts";
import { ENTRANT, entrantsOf, exchangesOf, type Signed } from "./exchanges.ts";
import { type Certificate, type Guard, IMPOSSIBLE, type Move } from "./guard.ts";
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

/** Finds, for small cells one at a time, the cheapest moves by which they reach 11. */
export class Certifier {
  readonly #guard: Guard;
  readonly #linked: Linked;
  readonly #exchanges: readonly (readonly Signed[])[];
  readonly #entrants: readonly (readonly Signed[])[];
  /** By column: whether the crosstab tells of what an exchange of it may touch. */
  readonly #crossed: readonly boolean[];

  constructor(guard: Guard) {
    const { linked, told } = guard;
    this.#guard = guard;
    this.#linked = linked;
    this.#exchanges = Array.from({ length: linked.columns }, (_, column) => exchangesOf(linked.partitions, column));
    const cell = linked.cross?.at.flat().find((one) => one >= 0);
    this.#crossed = this.#exchanges.map((ways) =>
      ways.some((way) => cell !== undefined && way.some(([one]) => told.has(cell, one))),
    );
    this.#entrants = entrantsOf(linked.partitions.filter((one) => told.tells(CROSS, one)));
  }

  /** Returns a certificate for a small cell, of as few and as cheap moves as are found; null where there is none. */
  find(place: number, column: number, within = IMPOSSIBLE): Found | null {
    const certificate: Move[] = [];
    let needed = LEAST_PUBLISHED - this.#guard.value(place, column);
    let cost = 0;
    for (let shift = needed; needed > 0 && shift > 0; ) {
      const found = this.#move(place, column, shift, within - cost);
      if (found === null) {
        // Several smaller moves may do together what one cannot.
        shift = shift === 1 ? 0 : Math.ceil(shift / 2);
        continue;
      }
      certificate.push(found.move);
      cost += found.cost;
      needed -= shift;
      shift = Math.min(shift, needed);
      if (needed > 0) this.#guard.move(found.move);
    }
    this.#guard.settle();
    return needed > 0 ? null : { certificate, cost };
  }

  #move(
    place: number,
    column: number,
    shift: number,
    within: number,
  ): { readonly move: Move; readonly cost: number } | null {
    let least = within;
    let best: { readonly move: Move; readonly cost: number } | null = null;
    const offer = (places: Signed, columns: Signed, cost: number): void => {
      if (cost >= least) return;
      least = cost;
      best = { move: { places, columns, shift }, cost };
    };
    for (const places of this.#patterns(place, column))
      for (const columns of this.#ways(places, place, column, shift)) {
        const cost = this.#guard.cost(places, columns, shift, least);
        offer(places, columns, cost);
        if (cost === 0) return best;
      }
    if (column !== TOTAL)
      for (const columns of this.#exchanges[column] ?? []) {
        // Most exchanges end at the whole, of which most is shown.
        if (this.#guard.cost([plus(this.#linked.overall)], columns, shift, least) === IMPOSSIBLE) continue;
        const through = this.#through(place, columns, shift);
        offer(through.places, columns, through.cost);
      }
    return best;
  }

  /** Hides what guards the small figures of the whole: as little as can be, then what most tables can follow. */
  guardWhole(): void {
    const { overall } = this.#linked;
    const small = this.#guard.small.filter(({ place }) => place === overall);
    for (const { column } of small) {
      const ways = this.#followed(column).map((way) => ({
        ...way,
        cost: this.#guard.cost([plus(overall)], way.columns, way.shift),
      }));
      const [best] = ways.sort((a, b) => a.cost - b.cost || a.obstacles.length - b.obstacles.length);
      const some = ways.find(({ cost, obstacles }) => cost < 2 * (best?.cost ?? 0) && obstacles.length === 0);
      for (const [one] of (some ?? best)?.columns ?? []) this.#guard.hide(overall, one);
    }
    this.#guard.settleWhole();
  }

  /** Lists the tables that cannot carry an exchange of the whole, for the one that most of them carry; null for none. */
  obstacles(column: number): readonly number[] | null {
    const failing = this.#followed(column).map(({ obstacles }) => obstacles);
    return failing.length === 0 ? null : failing.reduce((a, b) => (b.length < a.length ? b : a));
  }

  /** The exchanges by which a figure of the whole could be 11, each with the tables that cannot carry it. */
  #followed(column: number) {
    const { overall, tables } = this.#linked;
    const shift = LEAST_PUBLISHED - this.#guard.value(overall, column);
    return (this.#exchanges[column] ?? [])
      .filter((columns) => this.#guard.cost([plus(overall)], columns, shift) < IMPOSSIBLE)
      .map((columns) => ({
        columns,
        shift,
        obstacles: tables.flatMap(({ places }, i) =>
          this.#cheapest(places, columns, shift).cost < IMPOSSIBLE ? [] : [i],
        ),
      }));
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
        if (axis === null || !this.#crossed[column]) yield pair;
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

  /** The cheapest of some places to exchange columns in. */
  #cheapest(places: readonly number[], columns: Signed, shift: number): Part {
    let best: Part = { places: [], cost: IMPOSSIBLE };
    for (const place of places) {
      const cost = this.#guard.cost([plus(place)], columns, shift, best.cost);
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
    const isCrossed = cross !== null && columns.some(([one]) => this.#crossed[one] === true);
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
        const cost = this.#guard.cost(places, exchange, shift, best.cost);
        if (cost < best.cost) best = { places, cost };
      }
    return best;
  }
}
