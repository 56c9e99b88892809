import { RESOLUTIONS } from "../../model/cancellation.ts";
import type { Rule } from "../../model/rule.ts";
import type { AssumptionTally } from "../../model/tally.ts";
import { compareUtf8 } from "../../model/utf8Order.ts";
import type { Plan } from "../contract.ts";
import type { ClassFacts } from "./classes.ts";
import type { Signed } from "./counts.ts";
import type { Numbered } from "./questions.ts";

/** `prior_kept_at` as the log's own kept appointments tell it, the way the report lists it. */
const DERIVED_PRIOR = { field: "prior_kept_at", value: "from the log", source: "derived" } as const;

type Filled = Omit<AssumptionTally, "cancellations">;

const idOf = ({ field, value, source }: Filled): string => `${field} ${value} ${source}`;

/** Counts the cancellations that relied on each value that was not in the log. */
export class AssumptionCount {
  readonly #counts = new Map<string, AssumptionTally>();

  constructor(readonly rules: readonly Numbered[]) {}

  /** Counts a group once for each value, however many packs relied on it. */
  add({ facts, resolution }: Signed, n: number): void {
    const resolved = RESOLUTIONS[resolution];
    // A requirement does not ask its condition of an outcome it is not about.
    const asks = (number: number): boolean => {
      const requires = this.rules[number]?.rule.requires ?? null;
      return requires === null || requires.resolution === resolved;
    };
    const relied = new Map<string, Filled>();
    for (const { field, value, source, rules } of facts.relied)
      if (rules.some(asks)) relied.set(idOf({ field, value, source }), { field, value, source });
    if (
      facts.asRead !== null &&
      this.rules.some(({ rule, number }) => reliesOnPrior(facts, rule, number) && asks(number))
    )
      relied.set(idOf(DERIVED_PRIOR), DERIVED_PRIOR);
    for (const [id, filled] of relied)
      this.#counts.set(id, { ...filled, cancellations: (this.#counts.get(id)?.cancellations ?? 0) + n });
  }

  /** By field, value and source; every assumption in force is listed, also one that nothing relied on. */
  tally({ packs, assume, derive }: Plan): readonly AssumptionTally[] {
    const listed = (given: Plan["assume"], source: Filled["source"]): Filled[] =>
      Object.entries(given).map(([field, value]) => ({ field, value: String(value), source }));
    const inForce = [
      ...listed(assume, "option"),
      ...packs.flatMap(({ pack }) => listed(pack.assume, "pack").filter(({ field }) => !Object.hasOwn(assume, field))),
      ...(derive.includes("prior_kept_at") ? [DERIVED_PRIOR] : []),
    ];
    const byId = new Map<string, AssumptionTally>(inForce.map((one) => [idOf(one), { ...one, cancellations: 0 }]));
    for (const [id, one] of this.#counts) byId.set(id, one);
    return [...byId.values()].sort((a, b) => compareUtf8(idOf(a), idOf(b)));
  }
}

/** Without the derived value the rule's condition would be unknown, or it binds and its clock would have no start. */
const reliesOnPrior = ({ truths, asRead }: ClassFacts, rule: Rule, number: number): boolean =>
  (truths[number] === true && rule.clock?.starts.includes("prior_kept_at") === true) ||
  (truths[number] !== null && asRead?.[number] === null);
