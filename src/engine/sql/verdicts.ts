import type { Family, Pack } from "../../model/rule.ts";
import { type Reason, VERDICTS, type Verdict } from "../../model/verdict.ts";
import type { ClassFacts } from "./classes.ts";
import { type Numbered, numberRules, type Question, STATES, type State } from "./questions.ts";

/** A verdict with its reason; `passed` says of one that was met that its limit has passed. */
export interface Found {
  readonly verdict: Verdict;
  readonly reason: Reason | null;
  readonly passed: boolean;
}

const found = (verdict: Verdict, reason: Reason | null = null, passed = true): Found => ({ verdict, reason, passed });

/** The verdict of a rule that binds for certain, by what its question found. */
export const VERDICT_OF: Readonly<Record<State, Found>> = {
  out: found("not-applicable"),
  "no-start": found("undetermined", "no-start"),
  open: found("not-applicable"),
  unverified: found("undetermined", "unverified-link"),
  "start-after-appointment": found("undetermined", "start-after-appointment"),
  postponed: found("not-applicable"),
  met: found("met", null, false),
  "met-passed": found("met"),
  exempt: found("exempt"),
  "no-time-of-day": found("undetermined", "no-time-of-day"),
  missed: found("missed"),
  overdue: found("overdue"),
  "missed-after-extension": found("missed", "after-extension"),
  "overdue-after-extension": found("overdue", "after-extension"),
  pending: found("pending"),
  "pending-after-extension": found("pending", "after-extension"),
  "unknown:service": found("undetermined", "unknown:service"),
  "unknown:rescheduled_service": found("undetermined", "unknown:rescheduled_service"),
};

const NOT_APPLICABLE = VERDICT_OF.out;
const RANK = new Map(VERDICTS.map((verdict, i) => [verdict, i]));
const rankOf = ({ verdict }: Found): number => RANK.get(verdict) ?? VERDICTS.length;

/** Verdicts of all rules and families of a run, by their numbers. */
export interface Judged {
  readonly rules: readonly Found[];
  readonly families: readonly Found[];
}

/** A family with its pack's place in the run. */
export interface NumberedFamily {
  readonly family: Family;
  readonly pack: number;
}

/** Lists the families of all packs, in their order. */
export const numberFamilies = (packs: readonly Pack[]): readonly NumberedFamily[] =>
  packs.flatMap(({ families }, pack) => families.map((family) => ({ family, pack })));

/** Reads verdicts from a class and what each question found: once for each combination, not for each cancellation. */
export const judgeOf = (
  packs: readonly Pack[],
  questions: readonly Question[],
): ((facts: ClassFacts, states: readonly number[]) => Judged) => {
  const rules = numberRules(packs);
  const families = numberFamilies(packs);
  const questionOf = new Map(questions.flatMap((one, i) => one.rules.map(({ number }) => [number, i] as const)));
  const members = families.map(({ family, pack }) =>
    rules.filter((one) => one.pack === pack && one.rule.family === family.id),
  );

  const ruleOf = ({ number }: Numbered, { truths, unknown }: ClassFacts, states: readonly number[]): Found => {
    const truth = truths[number] ?? null;
    const state = STATES[states[questionOf.get(number) ?? -1] ?? 0] ?? "out";
    if (truth === false || state === "out") return NOT_APPLICABLE;
    if (truth) return VERDICT_OF[state];
    const field = unknown[number];
    return found("undetermined", field === null || field === undefined ? "no-start" : `unknown:${field}`);
  };

  return (facts, states) => {
    const each = rules.map((one) => ruleOf(one, facts, states));
    return {
      rules: each,
      families: members.map((own) =>
        own
          .map(({ number }) => each[number] ?? NOT_APPLICABLE)
          .reduce((best, one) => (rankOf(one) < rankOf(best) ? one : best)),
      ),
    };
  };
};
