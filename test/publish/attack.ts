import { RESOLUTIONS } from "../../src/model/cancellation.ts";
import { PUBLISHED_CLASSES, type Published, type PublishedGroup, RECORD_KINDS } from "../../src/model/published.ts";
import { type Equation, Unknowns } from "./solver.ts";

type Cells = Readonly<Record<string, number | null>>;
type Term = Equation["terms"][number];
/** A term of a sum: what is known of it, and what is not. */
interface Part {
  readonly terms: readonly Term[];
  readonly known: number;
}

const named = ({ key, merged }: PublishedGroup): string => JSON.stringify([key, merged]);

/** What a reader who knows the method well sets up from a published document: every sum that its figures are part of. */
export class Attack {
  readonly unknowns = new Unknowns();
  /** The hidden counts by a name that says what they count. */
  readonly hidden = new Set<string>();
  readonly shown = new Map<string, number>();
  /** Columns that the reader knows to be the same, since the rules say so. */
  readonly #same: (column: string) => string;

  constructor(published: Published, same: (column: string) => string = (column) => column) {
    this.#same = same;
    this.#cancellations(published);
    this.#records(published);
    this.#enrollees(published);
  }

  /** A term of a sum: known, it goes to the other side; hidden, it is 1 at least, for what is 0 is shown. */
  part(key: string, value: number | null): Part {
    if (value !== null) {
      this.shown.set(key, value);
      // A count shown under one name is known under all.
      this.unknowns.know([[1, this.unknowns.unknown(key, 0)]], value);
      return { terms: [], known: value };
    }
    this.hidden.add(key);
    return { terms: [[1, this.unknowns.unknown(key, 1)]], known: 0 };
  }

  #sum(parts: readonly Part[], total: Part): void {
    const known = parts.reduce((sum, part) => sum + part.known, 0);
    this.unknowns.know(
      [...parts.flatMap(({ terms }) => terms), ...total.terms.map(([n, name]): Term => [-n, name])],
      total.known - known,
    );
  }

  /** Sums the columns of a partition up to the cancellations of a place. */
  #partition(place: string, id: string, columns: readonly string[], cells: Cells, total: number | null): void {
    this.#sum(
      columns.map((one) => this.part(`${place}|${this.#same(`${id}.${one}`)}`, cells[one] ?? null)),
      this.part(`${place}|cancellations`, total),
    );
  }

  #columns(partitions: Published): readonly (readonly [id: string, columns: readonly string[]])[] {
    return [["resolution", RESOLUTIONS], ...partitions.families.map(({ id }) => [id, PUBLISHED_CLASSES] as const)];
  }

  #cancellations(published: Published): void {
    const { headline, families, breakdowns, crosstab } = published;
    const cellsAt = (
      row: {
        readonly resolution?: Cells | null;
        readonly families: Readonly<Record<string, { readonly counts: Cells }>>;
      },
      id: string,
    ): Cells | null => (id === "resolution" ? (row.resolution ?? null) : (row.families[id]?.counts ?? null));
    const whole = {
      resolution: headline.resolution,
      families: Object.fromEntries(families.flatMap(({ id, figures }) => (figures === null ? [] : [[id, figures]]))),
    };
    for (const [id, columns] of this.#columns(published)) {
      const all = cellsAt(whole, id);
      if (all !== null) this.#partition("all", id, columns, all, headline.cancellations);
      for (const { by, rows } of breakdowns) {
        const told = rows.map((row) => cellsAt(row, id));
        if (told.some((cells) => cells === null)) {
          if (told.some((cells) => cells !== null)) throw new Error(`${id} is told of some groups by ${by} only`);
          continue;
        }
        for (const [i, row] of rows.entries())
          this.#partition(`${by} ${named(row)}`, id, columns, told[i] ?? {}, row.cancellations);
        if (all === null) continue;
        for (const column of columns)
          this.#sum(
            rows.map((row, i) =>
              this.part(`${by} ${named(row)}|${this.#same(`${id}.${column}`)}`, told[i]?.[column] ?? null),
            ),
            this.part(`all|${this.#same(`${id}.${column}`)}`, all[column] ?? null),
          );
      }
      if (crosstab !== null && id !== "resolution") this.#crossed(published, id, columns);
    }
    if (crosstab !== null) this.#crossed(published, null, ["cancellations"]);
  }

  #crossed({ crosstab, breakdowns }: Published, id: string | null, columns: readonly string[]): void {
    if (crosstab === null) return;
    const { cells } = crosstab;
    const nameOf = (cell: (typeof cells)[number]): string => `cross ${named(cell.row)} ${named(cell.column)}`;
    const counts = (one: (typeof cells)[number]): Cells | null =>
      id === null ? { cancellations: one.cancellations } : (one.families[id]?.counts ?? null);
    if (cells.some((one) => counts(one) === null)) return;
    const keyOf = (place: string, column: string): string =>
      `${place}|${id === null ? column : this.#same(`${id}.${column}`)}`;
    if (id !== null)
      for (const one of cells) this.#partition(nameOf(one), id, columns, counts(one) ?? {}, one.cancellations);
    for (const side of ["row", "column"] as const) {
      const by = side === "row" ? crosstab.rows : crosstab.columns;
      for (const row of breakdowns.find((one) => one.by === by)?.rows ?? []) {
        const margin: Cells | undefined = id === null ? { cancellations: row.cancellations } : row.families[id]?.counts;
        if (margin === undefined) throw new Error(`${id} is told crossed, and not by ${by}`);
        const own = cells.filter((one) => named(one[side]) === named(row));
        for (const column of columns)
          this.#sum(
            own.map((one) => this.part(keyOf(nameOf(one), column), counts(one)?.[column] ?? null)),
            this.part(keyOf(`${by} ${named(row)}`, column), margin[column] ?? null),
          );
      }
    }
  }

  #records({ headline: { records } }: Published): void {
    if (records === null) return;
    this.#sum(
      RECORD_KINDS.map((kind) => this.part(`records|${kind}`, records.kinds[kind])),
      { terms: [], known: records.read },
    );
  }

  /** Cancellations beyond the enrollees: in each group, and for those who are in several groups. */
  #enrollees({ headline, breakdowns }: Published): void {
    const { cancellations, enrollees } = headline;
    if (cancellations === null || enrollees === null) return;
    for (const { by, rows } of breakdowns) {
      const beyond = rows.map((row) => {
        const key = `${by} ${named(row)}|beyond`;
        if (row.enrollees !== null) return { terms: [], known: row.cancellations - row.enrollees };
        const name = this.unknowns.unknown(key, 0);
        // No more enrollees in a group than in all.
        const elsewhere = this.unknowns.unknown(`${by} ${named(row)}|elsewhere`, 0);
        this.unknowns.know(
          [
            [1, elsewhere],
            [-1, name],
          ],
          enrollees - row.cancellations,
        );
        return { terms: [[1, name]] as readonly Term[], known: 0 };
      });
      const rest = this.unknowns.unknown(`${by}|rest`, 0);
      this.#sum([...beyond, { terms: [[1, rest]], known: 0 }], { terms: [], known: cancellations - enrollees });
    }
  }
}
