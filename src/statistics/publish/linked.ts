/** The tables of a publication: all cancellations, the groups of each breakdown, and two breakdowns crossed. */
export type Place =
  | { readonly kind: "overall" }
  | { readonly kind: "group"; readonly table: number; readonly group: number }
  | { readonly kind: "cross"; readonly row: number; readonly column: number };

/** Columns that are, for any group, all its cancellations: every one of them is in exactly one. */
export interface Partition {
  readonly id: string;
  readonly columns: readonly number[];
}

/** The column that counts the cancellations themselves. */
export const TOTAL = 0;
/** The cancellations themselves, as a partition of one column. */
export const CANCELLATIONS: Partition = { id: "cancellations", columns: [TOTAL] };
export const OVERALL = "all cancellations";
export const CROSS = "region by week";

export interface LinkedTable {
  readonly by: string;
  /** Numbers of its places. */
  readonly places: readonly number[];
}

/**
 * All that is published of cancellations, as one system: groups of a table add up to the whole, columns of a partition to
 * the column of the total, cells of the crosstab to the groups of its two tables.
 */
export interface Linked {
  readonly columns: number;
  /** What a reader loses by each column's cells, one against another. */
  readonly worth: readonly number[];
  readonly partitions: readonly Partition[];
  readonly places: readonly Place[];
  /** By place and column. */
  readonly values: readonly (readonly number[])[];
  readonly overall: number;
  readonly tables: readonly LinkedTable[];
  /** The crosstab by the numbers of its tables, and its places by group; -1 where nothing was canceled. */
  readonly cross: {
    readonly rows: number;
    readonly columns: number;
    readonly at: readonly (readonly number[])[];
  } | null;
}

/** Names the table of a place. */
export const tableOf = (linked: Linked, place: Place): string =>
  place.kind === "overall" ? OVERALL : place.kind === "cross" ? CROSS : `by ${linked.tables[place.table]?.by}`;

/** Says of which partitions each table tells; what cannot be protected is taken out of it. */
export class Told {
  readonly #linked: Linked;
  readonly #without = new Map<string, Set<string>>();
  #present: boolean[][] = [];

  constructor(linked: Linked, silent: readonly (readonly [table: string, partition: string])[]) {
    this.#linked = linked;
    for (const [table, partition] of silent) this.#take(table, partition);
    this.#settle();
  }

  leaveOut(table: string, partitions: readonly Partition[]): void {
    for (const { id } of partitions) this.#take(table, id);
    this.#settle();
  }

  tells(table: string, { id }: Partition): boolean {
    return this.#without.get(table)?.has(id) !== true;
  }

  /** Says whether there is such a cell at all. */
  has(place: number, column: number): boolean {
    return this.#present[place]?.[column] === true;
  }

  #take(table: string, id: string): void {
    this.#without.set(table, (this.#without.get(table) ?? new Set()).add(id));
  }

  #settle(): void {
    this.#present = this.#linked.places.map((place) => {
      const table = tableOf(this.#linked, place);
      const told = [CANCELLATIONS, ...this.#linked.partitions].filter((one) => this.tells(table, one));
      const columns = new Set(told.flatMap((one) => one.columns));
      return Array.from({ length: this.#linked.columns }, (_, i) => columns.has(i));
    });
  }
}
