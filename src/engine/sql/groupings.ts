import type { Breakdown, Crosstab } from "../../model/tally.ts";
import { compareKeys } from "../../model/utf8Order.ts";
import type { Assessing } from "./assess.ts";
import { SetCount } from "./counts.ts";
import { type Keys, maskOf } from "./dimensionKeys.ts";
import type { PeopleTally } from "./people.ts";
import { countOf, type Session } from "./session.ts";
import type { Signature } from "./signature.ts";
import { type Signatures, signatureJoin } from "./signatures.ts";
import type { NumberedFamily } from "./verdicts.ts";

/** Pairs of dimensions that are counted crossed, where the run breaks down by both. */
const CROSSED = ["facility", "region"].map((rows) => [rows, "week"] as const);
/** Dimensions that are grouped in one pass: few enough for a mask of them to be exact. */
const AT_ONCE = 32;

/** The groups of one dimension, or of two that are crossed. */
interface Grouping {
  readonly places: readonly number[];
  /** By the numbers of the keys: of the first dimension, and of the last one, which is the first where there is but one. */
  readonly sets: Map<number, Map<number, SetCount>>;
}

/** Counts the judged cancellations by every dimension of the run, and by those that are crossed. */
export class Groupings {
  readonly #groupings: readonly Grouping[];

  constructor(
    readonly assessing: Assessing,
    readonly keys: readonly Keys[],
    readonly families: readonly NumberedFamily[],
  ) {
    const { dimensions } = assessing.plan;
    const placeOf = (name: string): number => dimensions.findIndex((one) => one.name === name);
    const crossed = CROSSED.map((names) => names.map(placeOf)).filter((places) => places.every((i) => i >= 0));
    this.#groupings = [...dimensions.map((_, i) => [i]), ...crossed].map((places) => ({ places, sets: new Map() }));
  }

  /**
   * Groups the cancellations by the number of their outcome under every key. Those that are alike in all of it are counted
   * first, by one pass over them that serves all groupings; a group is of one key, or of two.
   */
  async count(session: Session, signature: Signature, { outcomes }: Signatures): Promise<void> {
    for (let from = 0; from < this.#groupings.length; from += AT_ONCE) {
      const groupings = this.#groupings.slice(from, from + AT_ONCE);
      const places = [...new Set(groupings.flatMap((one) => one.places))].sort((a, b) => a - b);
      const columns = places.map((i) => `dim_${i}`);
      const maskOfGrouping = ({ places: own }: Grouping): number =>
        maskOf(
          columns.length,
          own.map((i) => places.indexOf(i)),
        );
      const byMask = new Map(groupings.map((one) => [maskOfGrouping(one), one]));
      const sets = groupings.map(({ places: own }) => `(outcome, ${own.map((i) => `dim_${i}`).join(", ")})`);
      const rows = await session.rows(`select ${this.assessing.dialect.groupingOf(columns)} as grouped, outcome,
  coalesce(${columns.join(", ")}) as first_key, coalesce(${columns.toReversed().join(", ")}) as last_key,
  cast(sum(n) as bigint) as n
from (
  select outcome, ${columns.join(", ")}, count(*) as n
  from judged ${signatureJoin(signature)}
  group by outcome, ${columns.join(", ")}
) alike
group by grouping sets (${sets.join(", ")})`);
      for (const [mask, outcome, first, last, n] of rows) {
        const grouping = byMask.get(countOf(mask));
        const signed = outcomes[countOf(outcome)];
        if (grouping === undefined || signed === undefined) throw new Error("a group is of no grouping");
        // Columns are in the order of their places, and a grouping may name the later one first.
        const [a = 0, b = a] = grouping.places;
        const [row, column] = a <= b ? [countOf(first), countOf(last)] : [countOf(last), countOf(first)];
        const ofRow = grouping.sets.get(row) ?? new Map<number, SetCount>();
        grouping.sets.set(row, ofRow);
        const set = ofRow.get(column) ?? new SetCount(this.families);
        ofRow.set(column, set);
        set.add(signed, countOf(n));
      }
    }
  }

  #keyOf(place: number | undefined, number: number | undefined): string | null {
    return this.keys[place ?? -1]?.keys.get(number ?? Number.NaN) ?? null;
  }

  /** The breakdowns, with the people of each group and the appointments that were not canceled. */
  breakdowns({ dimensions: people }: PeopleTally): readonly Breakdown[] {
    return this.assessing.plan.dimensions.map(({ name }, i): Breakdown => {
      const sets = this.#groupings[i]?.sets;
      const rows = [...(this.keys[i]?.keys ?? [])].map(([number, key]) => {
        const set = sets?.get(number)?.get(number) ?? new SetCount(this.families);
        return {
          key,
          appointments: set.cancellations + (this.keys[i]?.others.get(number) ?? 0),
          cancellations: set.cancellations,
          enrollees: people[i]?.get(number) ?? 0,
          resolution: set.resolution,
          families: set.families,
        };
      });
      return { by: name, rows: rows.sort((a, b) => compareKeys(a.key, b.key)) };
    });
  }

  get crosstabs(): readonly Crosstab[] {
    const { dimensions } = this.assessing.plan;
    return this.#groupings.slice(dimensions.length).map(({ places: [row, column], sets }) => ({
      rows: dimensions[row ?? -1]?.name ?? "",
      columns: dimensions[column ?? -1]?.name ?? "",
      cells: [...sets]
        .flatMap(([rowKey, ofRow]) =>
          [...ofRow].map(([columnKey, set]) => ({
            row: this.#keyOf(row, rowKey),
            column: this.#keyOf(column, columnKey),
            cancellations: set.cancellations,
            families: set.families,
          })),
        )
        .sort((a, b) => compareKeys(a.row, b.row) || compareKeys(a.column, b.column)),
    }));
  }
}
