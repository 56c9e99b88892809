import { LEAST_PUBLISHED } from "../../model/published.ts";
import type { Signed } from "./exchanges.ts";
import { type Linked, type Place, TOTAL, type Told } from "./linked.ts";

/**
 * The proof that a hidden cell may be 11 or more, given all that is published: places and columns to shift by so much, up
 * where the signs are the same and down where they differ. No sum that is published changes, no hidden cell falls below 1,
 * and no other cell is touched.
 */
export interface Certificate {
  readonly places: Signed;
  readonly columns: Signed;
  readonly shift: number;
}

/** What it costs to hide a cell: those of the whole tell most, those of two breakdowns least; then by its count. */
const WEIGHTS: Readonly<Record<Place["kind"], number>> = { overall: 1000, group: 10, cross: 1 };
const UNIT = 1e9;

export const IMPOSSIBLE = Number.POSITIVE_INFINITY;

/** The cells of a system that are hidden, and what it would cost to shift some. */
export class Guard {
  readonly linked: Linked;
  readonly told: Told;
  readonly #hidden = new Set<number>();

  constructor(linked: Linked, told: Told) {
    this.linked = linked;
    this.told = told;
    for (const { place, column } of this.small) this.hide(place, column);
  }

  /** The cells of 1 to 10. */
  get small(): readonly { readonly place: number; readonly column: number }[] {
    const { places, columns } = this.linked;
    return places.flatMap((_, place) =>
      Array.from({ length: columns }, (_, column) => ({ place, column })).filter(({ column }) => {
        const value = this.value(place, column);
        return value > 0 && value < LEAST_PUBLISHED && this.told.has(place, column);
      }),
    );
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

  /** Says what is lost by hiding a cell. */
  loss(place: number, column: number): number {
    const kind = this.linked.places[place]?.kind ?? "overall";
    return WEIGHTS[kind] * UNIT + this.value(place, column);
  }

  /** Says what hiding the cells of a shift costs; impossible where it would touch one that must be shown. */
  cost(places: Signed, columns: Signed, shift: number): number {
    let cost = 0;
    for (const [place, up] of places)
      for (const [column, sign] of columns) {
        if (!this.told.has(place, column)) continue;
        const value = this.value(place, column);
        // What is 0 is shown: that much the rules themselves may say of it.
        if (value === 0 || value + up * sign * shift < 1) return IMPOSSIBLE;
        if (this.isHidden(place, column)) continue;
        if (column === TOTAL && this.linked.places[place]?.kind !== "cross") return IMPOSSIBLE;
        cost += this.loss(place, column);
      }
    return cost;
  }

  /** Lists the cells that a certificate shifts. */
  cells({ places, columns }: Certificate): readonly { readonly place: number; readonly column: number }[] {
    return places.flatMap(([place]) =>
      columns.flatMap(([column]) => (this.told.has(place, column) ? [{ place, column }] : [])),
    );
  }
}
