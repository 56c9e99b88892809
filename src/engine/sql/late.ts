import type { LateTally } from "../../model/sensitivityTally.ts";
import type { Verdict } from "../../model/verdict.ts";
import type { Assessing } from "./assess.ts";
import { STATES, type State, stateNumber } from "./questions.ts";
import { numberFamilies, VERDICT_OF } from "./verdicts.ts";

/** What a family's verdict comes to in the sensitivity table; each takes two bits. */
const OTHERWISE = 0;
const MISSED = 1;
const OVERDUE = 2;
const UNDETERMINED = 3;
const KINDS = 4;
/** Families whose codes fit into one whole number that JavaScript holds exactly. */
const FAMILIES_A_WORD = 26;

const statesOf = (...verdicts: readonly string[]): string =>
  STATES.filter((state) => state !== "out" && state !== "open" && verdicts.includes(VERDICT_OF[state].verdict))
    .map(stateNumber)
    .join(", ");

/** A family's verdict is the first of missed, overdue, met, exempt, pending, undetermined that any of its rules has. */
const familyCode = ({ questions }: Assessing, pack: number, family: string): string => {
  const own = questions.flatMap((one, i) => (one.pack === pack && one.family === family ? [`q${i}`] : []));
  const anyOf = (states: string): string => own.map((q) => `${q}_state in (${states})`).join(" or ");
  const open = own.map((q) => `(${q}_open and ${q}_state <> ${stateNumber("out")})`).join(" or ");
  return `case when ${anyOf(statesOf("missed"))} then ${MISSED}
    when ${anyOf(statesOf("overdue"))} then ${OVERDUE}
    when ${anyOf(statesOf("met", "exempt", "pending"))} then ${OTHERWISE}
    when ${anyOf(statesOf("undetermined"))} or ${open} then ${UNDETERMINED} else ${OTHERWISE} end`;
};

/** The names of the columns that hold the families' codes. */
export const lateNames = ({ plan }: Pick<Assessing, "plan">): readonly string[] => {
  const families = numberFamilies(plan.packs.map(({ pack }) => pack));
  return Array.from({ length: Math.ceil(families.length / FAMILIES_A_WORD) }, (_, i) => `late_${i}`);
};

/** Writes who is late in which family, or undecided, as few whole numbers: what the sensitivity table counts. */
export const lateColumns = (assessing: Assessing): readonly string[] => {
  const families = numberFamilies(assessing.plan.packs.map(({ pack }) => pack));
  return lateNames(assessing).map((name, word) => {
    const codes = families
      .slice(word * FAMILIES_A_WORD, (word + 1) * FAMILIES_A_WORD)
      .map(({ family, pack }, i) => `cast(${familyCode(assessing, pack, family.id)} as bigint) * ${KINDS ** i}`);
    return `${codes.join(" + ")} as ${name}`;
  });
};

const VERDICTS_IN_ORDER: readonly (readonly [code: number, verdicts: readonly Verdict[]])[] = [
  [MISSED, ["missed"]],
  [OVERDUE, ["overdue"]],
  [OTHERWISE, ["met", "exempt", "pending"]],
  [UNDETERMINED, ["undetermined"]],
];

const rankOf = (state: State): number =>
  state === "open" ? -1 : VERDICTS_IN_ORDER.findIndex(([, verdicts]) => verdicts.includes(VERDICT_OF[state].verdict));
/** By state: the place of its code among those in order; -1 where it says nothing. */
const RANKS = Object.fromEntries(STATES.map((state) => [state, rankOf(state)])) as Readonly<Record<State, number>>;

/** The same code, of a family whose questions found certain states; `open` are those that some rule may yet bind. */
export const lateCodeOf = (
  places: readonly number[],
  found: readonly { readonly state: State; readonly open: boolean }[],
): number => {
  let first = VERDICTS_IN_ORDER.length;
  let undecided = false;
  for (const place of places) {
    const one = found[place];
    if (one === undefined) continue;
    const rank = RANKS[one.state];
    if (rank >= 0 && rank < first) first = rank;
    if (one.open && one.state !== "out") undecided = true;
  }
  return VERDICTS_IN_ORDER[first]?.[0] ?? (undecided ? UNDETERMINED : OTHERWISE);
};

/** Reads the code of a family, by its number. */
export const lateCode = (words: readonly number[], family: number): number =>
  Math.floor((words[Math.floor(family / FAMILIES_A_WORD)] ?? 0) / KINDS ** (family % FAMILIES_A_WORD)) % KINDS;

/** Says that a code counts as missed or overdue. */
export const isLateCode = (code: number): boolean => code === MISSED || code === OVERDUE;

/** Adds cancellations of one code to a family's total. */
export const addCode = (to: { -readonly [K in keyof LateTally]: number }, code: number, n: number): void => {
  if (code === MISSED) to.missed += n;
  else if (code === OVERDUE) to.overdue += n;
  else if (code === UNDETERMINED) to.undetermined += n;
};
