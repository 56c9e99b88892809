import { LINKS, RESOLUTIONS } from "../../model/cancellation.ts";
import type { Rule } from "../../model/rule.ts";
import {
  type AssumptionTally,
  type FamilyCountsTally,
  type FamilyTally,
  type Headline,
  type UndecidedTally,
  type VerdictTally,
  zeros,
} from "../../model/tally.ts";
import { compareUtf8 } from "../../model/utf8Order.ts";
import { VERDICTS, type Verdict } from "../../model/verdict.ts";
import type { Plan } from "../contract.ts";
import type { ClassFacts } from "./classes.ts";
import { type Numbered, numberRules, type Question } from "./questions.ts";
import { CANCELERS, type Signature } from "./signature.ts";
import { type Found, type Judged, judgeOf, type NumberedFamily, numberFamilies } from "./verdicts.ts";

/** Cancellations of one signature: they count alike. */
export interface Group {
  readonly words: readonly number[];
  readonly n: number;
}

/** What a signature says, read once. */
export interface Signed extends Judged {
  readonly facts: ClassFacts;
  readonly resolution: number;
  readonly linkedBy: number;
  readonly canceledBy: number;
  readonly ahead: boolean;
}

/** Reads signatures; those that recur are read once. */
export const signatureReader = (
  plan: Plan,
  questions: readonly Question[],
  signature: Signature,
  classes: ReadonlyMap<number, ClassFacts>,
): ((words: readonly number[]) => Signed) => {
  const judge = judgeOf(
    plan.packs.map(({ pack }) => pack),
    questions,
  );
  const memory = new Map<string, Signed>();
  return (words) => {
    const key = words.join(" ");
    const known = memory.get(key);
    if (known !== undefined) return known;
    const facts = classes.get(signature.read(words, "class"));
    if (facts === undefined) throw new Error("a signature names no class");
    const states = questions.map((_, i) => signature.read(words, `q${i}`));
    const signed: Signed = {
      ...judge(facts, states),
      facts,
      resolution: signature.read(words, "resolution"),
      linkedBy: signature.read(words, "linkedBy"),
      canceledBy: signature.read(words, "canceledBy"),
      ahead: signature.read(words, "ahead") === 1,
    };
    memory.set(key, signed);
    return signed;
  };
};

/** Counts verdicts, and of the met those whose limit has passed. */
class VerdictCount {
  readonly counts = zeros(VERDICTS);
  metPassed = 0;

  add({ verdict, passed }: Found, n: number): void {
    this.counts[verdict] += n;
    if (verdict === "met" && passed) this.metPassed += n;
  }

  get tally(): VerdictTally {
    return { counts: this.counts, metPassed: this.metPassed };
  }
}

/** Adds up what one set of cancellations holds, by family and resolution. */
export class SetCount {
  cancellations = 0;
  readonly resolution = zeros(RESOLUTIONS);
  readonly #families: readonly VerdictCount[];

  constructor(readonly of: readonly NumberedFamily[]) {
    this.#families = of.map(() => new VerdictCount());
  }

  add({ families, resolution }: Signed, n: number): void {
    this.cancellations += n;
    const name = RESOLUTIONS[resolution];
    if (name !== undefined) this.resolution[name] += n;
    families.forEach((one, i) => {
      this.#families[i]?.add(one, n);
    });
  }

  get families(): Readonly<Record<string, VerdictTally>> {
    return Object.fromEntries(
      this.of.map(({ family }, i) => [family.id, (this.#families[i] ?? new VerdictCount()).tally]),
    );
  }

  get familyCounts(): readonly FamilyCountsTally[] {
    return this.of.map(({ family }, i) => ({ id: family.id, ...(this.#families[i] ?? new VerdictCount()).tally }));
  }
}

type Counted = {
  readonly rules: readonly (VerdictTally & { readonly id: string })[];
  readonly families: readonly Omit<FamilyTally, "enrollees">[];
  readonly undecided: readonly UndecidedTally[];
  readonly assumptions: readonly AssumptionTally[];
  readonly linkedBy: Record<(typeof LINKS)[number], number>;
  readonly canceledBy: Headline["canceledBy"];
  readonly resolution: Headline["resolution"];
  readonly cancellations: number;
};

/** Adds up the figures of the whole scope from its groups. */
export const countAll = (plan: Plan, groups: readonly Group[], read: (words: readonly number[]) => Signed): Counted => {
  const packs = plan.packs.map(({ pack }) => pack);
  const rules = numberRules(packs);
  const families = numberFamilies(packs);
  const ruleCounts = rules.map(() => new VerdictCount());
  const familyCounts = families.map(() => new VerdictCount());
  const more = families.map(() => ({ ahead: 0, otherCare: 0, undecided: new Map<string, number>() }));
  const whole = new SetCount(families);
  const linkedBy = zeros(LINKS);
  const canceledBy = { plan: 0, enrollee: 0, other: 0, unknown: 0 };
  const assumptions = new AssumptionCount(rules);
  const other = families.map(({ family, pack }) =>
    families.findIndex((one) => one.pack === pack && one.family.id === family.otherCare),
  );

  for (const { words, n } of groups) {
    const signed = read(words);
    whole.add(signed, n);
    signed.rules.forEach((one, i) => {
      ruleCounts[i]?.add(one, n);
    });
    signed.families.forEach((one, i) => {
      familyCounts[i]?.add(one, n);
      const counter = more[i];
      if (counter === undefined) return;
      if (one.verdict === "undetermined")
        counter.undecided.set(one.reason ?? "", (counter.undecided.get(one.reason ?? "") ?? 0) + n);
      if (one.verdict !== "met") return;
      if (signed.ahead) counter.ahead += n;
      if (signed.families[other[i] ?? -1]?.verdict === "missed") counter.otherCare += n;
    });
    const link = LINKS[signed.linkedBy - 1];
    if (link !== undefined) linkedBy[link] += n;
    canceledBy[CANCELERS[signed.canceledBy - 1] ?? "unknown"] += n;
    assumptions.add(signed, n);
  }

  return {
    rules: rules.map(({ rule }, i) => ({ id: rule.id, ...(ruleCounts[i] ?? new VerdictCount()).tally })),
    families: families.map(({ family }, i) => ({
      id: family.id,
      ...(familyCounts[i] ?? new VerdictCount()).tally,
      ahead: more[i]?.ahead ?? 0,
      otherCare: family.otherCare === null ? null : (more[i]?.otherCare ?? 0),
    })),
    undecided: families.flatMap(({ family }, i) =>
      [...(more[i]?.undecided ?? [])]
        .sort(([a, x], [b, y]) => y - x || compareUtf8(a, b))
        .map(([reason, cancellations]) => ({ family: family.id, reason, cancellations })),
    ),
    assumptions: assumptions.tally(plan),
    linkedBy,
    canceledBy,
    resolution: whole.resolution,
    cancellations: whole.cancellations,
  };
};

/** `prior_kept_at` as the log's own kept appointments tell it, the way the report lists it. */
const DERIVED_PRIOR = { field: "prior_kept_at", value: "from the log", source: "derived" } as const;

type Filled = Omit<AssumptionTally, "cancellations">;

const idOf = ({ field, value, source }: Filled): string => `${field} ${value} ${source}`;

/** Counts the cancellations that relied on each value that was not in the log. */
class AssumptionCount {
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

/** Bits that a mask may have and still be exact in JavaScript. */
const MASK_FAMILIES = 7;

/** One bit for each family and verdict, in masks of seven families, so that the people behind them can be counted. */
export const masksOf = ({ families }: Judged): readonly number[] =>
  Array.from({ length: Math.ceil(families.length / MASK_FAMILIES) }, (_, mask) =>
    families
      .slice(mask * MASK_FAMILIES, (mask + 1) * MASK_FAMILIES)
      .reduce((sum, { verdict }, i) => sum + 2 ** (i * VERDICTS.length + VERDICTS.indexOf(verdict)), 0),
  );

/** Adds up the distinct enrollees of every family and verdict from their masks. */
export const enrolleesOf = (
  families: readonly NumberedFamily[],
  groups: readonly { readonly masks: readonly number[]; readonly n: number }[],
): readonly Readonly<Record<Verdict, number>>[] =>
  families.map((_, i) => {
    const people = zeros(VERDICTS);
    for (const { masks, n } of groups) {
      const mask = Math.floor(
        (masks[Math.floor(i / MASK_FAMILIES)] ?? 0) / 2 ** ((i % MASK_FAMILIES) * VERDICTS.length),
      );
      VERDICTS.forEach((verdict, bit) => {
        if (Math.floor(mask / 2 ** bit) % 2 === 1) people[verdict] += n;
      });
    }
    return people;
  });
