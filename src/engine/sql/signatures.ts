import type { Plan } from "../contract.ts";
import type { Assessing } from "./assess.ts";
import type { Group, Signed } from "./counts.ts";
import { masksOf } from "./people.ts";
import type { Session } from "./session.ts";
import type { Signature } from "./signature.ts";

/** The signatures of a run as a table: what is read of each of them once, for cancellations to be joined with. */
export interface Signatures {
  /** By outcome: one of the signatures that have it. All of them have its resolution and its families' verdicts. */
  readonly outcomes: readonly Signed[];
  /** How many columns `mask_…` there are. */
  readonly masks: number;
}

/** What groups are told apart by: the resolution, and what every family came to. */
const outcomeOf = ({ resolution, families }: Signed): string =>
  `${resolution} ${families.map(({ verdict, passed }) => `${verdict}${passed ? "" : "*"}`).join(" ")}`;

/** The columns of a signature's words. */
export const wordNames = ({ words }: Signature): readonly string[] => words.map((_, i) => `sig_${i}`);

/** Joins judged cancellations, as `judged`, with their signatures. */
export const signatureJoin = (signature: Signature): string =>
  `join signatures on ${wordNames(signature)
    .map((name) => `signatures.${name} = judged.${name}`)
    .join(" and ")}`;

/**
 * Builds the table `signatures`: by the words of each, the number of its outcome, and its masks of families and verdicts.
 */
export const tellSignatures = async (
  { dialect, plan }: Pick<Assessing, "dialect"> & { readonly plan: Plan },
  session: Session,
  signature: Signature,
  groups: readonly Group[],
  read: (words: readonly number[]) => Signed,
): Promise<Signatures> => {
  const numbers = new Map<string, number>();
  const outcomes: Signed[] = [];
  const rows = groups.map(({ words }) => {
    const signed = read(words);
    const outcome = outcomeOf(signed);
    const number = numbers.get(outcome) ?? outcomes.push(signed) - 1;
    numbers.set(outcome, number);
    return { words, number, masks: masksOf(signed.families) };
  });
  const families = plan.packs.flatMap(({ pack }) => pack.families).map(() => null);
  const masks = masksOf(families).length;
  const words = wordNames(signature);
  const columns = [...words, "outcome", ...Array.from({ length: masks }, (_, i) => `mask_${i}`)];
  const typed = columns.map((name) => `cast(${name} as ${words.includes(name) ? "integer" : "bigint"}) as ${name}`);
  const values = rows.map((row) => [...row.words, row.number, ...row.masks]);
  const given =
    values.length === 0
      ? `select ${columns.map((name) => `0 as ${name}`).join(", ")} where false`
      : dialect.given(columns, values);
  await session.run(dialect.createTable("signatures", `select ${typed.join(", ")}\nfrom (\n${given}\n) given`));
  return { outcomes, masks };
};
