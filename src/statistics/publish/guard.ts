import { LEAST_PUBLISHED } from "../../model/published.ts";
import type { Signed } from "./exchanges.ts";
import { type Linked, type Place, TOTAL, type Told } from "./linked.ts";

/** Places and columns to shift by so much: up where their signs are the same, down where they differ. */
export interface Move {
  readonly places: Signed;
  readonly columns: Signed;
  readonly shift: number;
}

/**
 * The proof that a hidden cell may be 11 or more, given all that is published: moves by which no published sum changes, no
 * hidden cell falls below 1, and no other cell is touched.
 */
export type Certificate = readonly Move[];

/** One count, by the numbers of its place and column. */
export interface Cell {
  readonly place: number;
  readonly column: number;
}

/** What it costs to hide a cell: those of the whole tell most, those of two breakdowns least; then by its count. */
const WEIGHTS: Readonly<Record<Place["kind"], number>> = { overall: 1000, group: 10, cross: 1 };
const UNIT = 1e9;
/** How much more the whole of the whole would be lost than nothing of it. */
const PART = 10;

export const IMPOSSIBLE = Number.POSITIVE_INFINITY;

/** The cells of a system that are hidden, and what it would cost to shift some. */
export class Guard {
  readonly linked: Linked;
  readonly told: Told;
  readonly #hidden = new Set<number>();
  /** By how much moves that are being tried out have changed cells. */
  readonly #moved = new Map<number, number>();
  #isSettled = false;

  constructor(linked: Linked, told: Told) {
    this.linked = linked;
    this.told = told;
    for (const { place, column } of this.small) this.hide(place, column);
  }

  /** The cells of 1 to 10. */
  get small(): readonly Cell[] {
    const { places, columns } = this.linked;
    return places.flatMap((_, place) =>
      Array.from({ length: columns }, (_, column) => ({ place, column })).filter(({ column }) => {
        const value = this.value(place, column);
        return value > 0 && value < LEAST_PUBLISHED && this.told.has(place, column);
      }),
    );
  }

  /** What is hidden of what is told, the greatest loss first. */
  get hiddenCells(): readonly Cell[] {
    const { columns } = this.linked;
    return [...this.#hidden]
      .map((key): Cell => ({ place: Math.floor(key / columns), column: key % columns }))
      .filter(({ place, column }) => this.told.has(place, column))
      .sort((a, b) => this.loss(b.place, b.column) - this.loss(a.place, a.column));
  }

  value(place: number, column: number): number {
    return this.linked.values[place]?.[column] ?? 0;
  }

  isHidden(place: number, column: number): boolean {
    return this.#hidden.has(this.key(place, column));
  }

  hide(place: number, column: number): void {
    this.#hidden.add(this.key(place, column));
  }

  show(place: number, column: number): void {
    this.#hidden.delete(this.key(place, column));
  }

  key(place: number, column: number): number {
    return place * this.linked.columns + column;
  }

  /** Says what is lost by hiding a cell; of the whole, a large part is lost more than a small one. */
  loss(place: number, column: number): number {
    const kind = this.linked.places[place]?.kind ?? "overall";
    const value = this.value(place, column);
    const part = kind === "overall" ? 1 + (PART * value) / Math.max(1, this.value(place, TOTAL)) : 1;
    return WEIGHTS[kind] * (this.linked.worth[column] ?? 1) * UNIT * part + value;
  }

  /** Says what hiding the cells of a shift costs, if less than so much; impossible where it would touch one that must be shown. */
  cost(places: Signed, columns: Signed, shift: number, within = IMPOSSIBLE): number {
    let cost = 0;
    for (const [place, up] of places)
      for (const [column, sign] of columns) {
        if (!this.told.has(place, column)) continue;
        const key = this.key(place, column);
        const value = this.value(place, column);
        const moved = this.#moved.get(key) ?? 0;
        // What is 0 is shown: that much the rules themselves may say of it.
        if (value === 0 || value + moved + up * sign * shift < 1) return IMPOSSIBLE;
        if (this.#hidden.has(key) || this.#moved.has(key)) continue;
        const { kind } = this.linked.places[place] ?? { kind: "overall" };
        if ((column === TOTAL && kind !== "cross") || (kind === "overall" && this.#isSettled)) return IMPOSSIBLE;
        cost += this.loss(place, column);
        if (cost >= within) return IMPOSSIBLE;
      }
    return cost;
  }

  /** Hides no more of the figures of the whole from now on: no table is worth them. */
  settleWhole(): void {
    this.#isSettled = true;
  }

  /** Tries a move out: what it changes counts as changed, and as hidden, until `settle`. */
  move({ places, columns, shift }: Move): void {
    for (const [place, up] of places)
      for (const [column, sign] of columns) {
        const key = this.key(place, column);
        this.#moved.set(key, (this.#moved.get(key) ?? 0) + up * sign * shift);
      }
  }

  /** Forgets what was tried out. */
  settle(): void {
    this.#moved.clear();
  }

  /** Lists the cells that a certificate shifts. */
  cells(certificate: Certificate): readonly Cell[] {
    return certificate.flatMap(({ places, columns }) =>
      places.flatMap(([place]) =>
        columns.flatMap(([column]) => (this.told.has(place, column) ? [{ place, column }] : [])),
      ),
    );
  }
}
