import type { Clock, ClockRule, Effective, Pack, RequirementRule, Rule } from "../../model/rule.ts";

/** A rule with its place among all rules of the run. */
export interface Numbered<R extends Rule = Rule> {
  readonly rule: R;
  readonly number: number;
  /** The pack's place in the run. */
  readonly pack: number;
}

/** Clock rules of one family that differ in whom they bind and in their limit only: one clock answers for all. */
export interface ClockQuestion {
  readonly kind: "clock";
  readonly pack: number;
  readonly family: string;
  readonly clock: Pick<Clock, "starts" | "orBy" | "postponement">;
  readonly effective: Effective;
  readonly rules: readonly Numbered<ClockRule>[];
}

/** A requirement asks its own question. */
export interface RequirementQuestion {
  readonly kind: "requirement";
  readonly pack: number;
  readonly family: string;
  readonly effective: Effective;
  readonly rules: readonly [Numbered<RequirementRule>];
}
export type Question = ClockQuestion | RequirementQuestion;

/** Numbers the rules of all packs, in their order. */
export const numberRules = (packs: readonly Pack[]): readonly Numbered[] =>
  packs.flatMap(({ rules }, pack) => rules.map((rule) => ({ rule, pack }))).map((one, number) => ({ ...one, number }));

const isClock = (one: Numbered): one is Numbered<ClockRule> => one.rule.clock !== null;

const asksAlike = ({ rule, pack }: Numbered<ClockRule>): string =>
  JSON.stringify([pack, rule.family, rule.clock.starts, rule.clock.orBy, rule.clock.postponement, rule.effective]);

/**
 * Sorts rules into questions. `apart` gives every clock rule a question of its own, for packs where two rules of one
 * clock bind the same cancellation.
 */
export const questionsOf = (packs: readonly Pack[], apart: boolean): readonly Question[] => {
  const questions = new Map<string, Question>();
  for (const one of numberRules(packs)) {
    const { rule, number, pack } = one;
    const { family, effective } = rule;
    if (isClock(one)) {
      const key = apart ? String(number) : asksAlike(one);
      const held = questions.get(key);
      const rules = held?.kind === "clock" ? [...held.rules, one] : [one];
      const { starts, orBy, postponement } = one.rule.clock;
      questions.set(key, { kind: "clock", pack, family, clock: { starts, orBy, postponement }, effective, rules });
    } else {
      const own = one as Numbered<RequirementRule>;
      questions.set(String(number), { kind: "requirement", pack, family, effective, rules: [own] });
    }
  }
  return [...questions.values()];
};

/**
 * What a question finds for a cancellation, as if some rule of it bound: the cases of semantics.md section 6, those with a
 * wait side by side. `out` is a start or an appointment outside of the dates in force, or an outcome the requirement is not about;
 * `open` is in force, but no rule of the question binds for certain; `postponed` was no cancellation to its clock.
 */
export const STATES = [
  "out",
  "no-start",
  "open",
  "unverified",
  "start-after-appointment",
  "postponed",
  "exempt",
  "no-time-of-day",
  "met",
  "met-passed",
  "missed",
  "overdue",
  "missed-after-extension",
  "overdue-after-extension",
  "pending",
  "pending-after-extension",
  "unknown:service",
  "unknown:rescheduled_service",
] as const;
export type State = (typeof STATES)[number];

/** The number under which SQL holds a state. */
export const stateNumber = (state: State): number => STATES.indexOf(state);
