import { LINKS, RESOLUTIONS } from "../../model/cancellation.ts";
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
import { VERDICTS } from "../../model/verdict.ts";
import type { Plan } from "../contract.ts";
import { AssumptionCount } from "./assumptions.ts";
import type { ClassFacts } from "./classes.ts";
import { numberRules, type Question } from "./questions.ts";
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
