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

/** The groups of one dimension, or of two that are crossed, by the numbers of their keys. */
interface Grouping {
  readonly places: readonly number[];
  readonly sets: Map<string, { readonly keys: readonly number[]; readonly set: SetCount }>;
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

  /** Groups the cancellations by the number of their outcome under every key: one pass over them serves all groupings. */
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
  ${columns.join(", ")}, count(*)
from judged ${signatureJoin(signature)}
group by grouping sets (${sets.join(", ")})`);
      for (const [mask, outcome, ...rest] of rows) {
        const grouping = byMask.get(Number(mask));
        const signed = outcomes[countOf(outcome)];
        if (grouping === undefined || signed === undefined) throw new Error("a group is of no grouping");
        const keys = grouping.places.map((i) => Number(rest[places.indexOf(i)]));
        const id = keys.join(" ");
        const held = grouping.sets.get(id) ?? { keys, set: new SetCount(this.families) };
        grouping.sets.set(id, held);
        held.set.add(signed, countOf(rest[columns.length]));
      }
    }
  }

  #keyOf(place: number | undefined, number: number | undefined): string | null {
    return this.keys[place ?? -1]?.keys.get(number ?? Number.NaN) ?? null;
  }

  /** The breakdowns, with the people of each group and the appointments that were not canceled. */
  breakdowns({ dimensions: people }: PeopleTally): readonly Breakdown[] {
    return this.assessing.plan.dimensions.map(({ name }, i): Breakdown => {
      const sets = this.#groupings[i]?.sets ?? new Map<string, never>();
      const rows = [...(this.keys[i]?.keys ?? [])].map(([number, key]) => {
        const set = sets.get(String(number))?.set ?? new SetCount(this.families);
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
      cells: [...sets.values()]
        .map(({ keys, set }) => ({
          row: this.#keyOf(row, keys[0]),
          column: this.#keyOf(column, keys[1]),
          cancellations: set.cancellations,
          families: set.families,
        }))
        .sort((a, b) => compareKeys(a.row, b.row) || compareKeys(a.column, b.column)),
    }));
  }
}
