import { join } from "node:path";
import { type Answer, answerIn, differences } from "./answers.ts";
import { type Contender, type Given, ORACLE } from "./contenders.ts";
import { measure } from "./measure.ts";

const SHOWN = 8;

/** Why contenders cannot be timed: their own failure, by name. */
export type Unavailable = ReadonlyMap<string, string>;

/** Thrown where contenders answer differently: figures of different work must not stand side by side. */
export class Disagreement extends Error {}

/**
 * Has every contender that answers read one log, and requires that all give the oracle's families and breakdowns.
 * @returns The contenders that could not run, each with the reason.
 * @throws Disagreement with the families and verdicts that differ.
 */
export const requireAgreement = async (
  contenders: readonly Contender[],
  given: Given,
  folder: string,
  tell: (line: string) => void,
): Promise<Unavailable> => {
  const unavailable = new Map<string, string>();
  let expected: Answer | null = null;
  // The oracle first: all others are held against it.
  const inOrder = contenders.toSorted((a, b) => Number(b.name === ORACLE) - Number(a.name === ORACLE));
  for (const { name, command, answers } of inOrder) {
    if (answers === null) continue;
    const output = join(folder, "answer.json");
    const { failure } = await measure(command(given), output);
    if (failure !== null) {
      if (name === ORACLE)
        throw new Disagreement(`${ORACLE} did not run, and nothing can be held against it: ${failure}`);
      unavailable.set(name, failure);
      tell(`${name}: not available, ${failure}`);
      continue;
    }
    const answer = answerIn(output, answers);
    expected ??= answer;
    const found = differences(expected, answer);
    if (found.length > 0)
      throw new Disagreement(
        [`${name} disagrees with ${ORACLE} on ${given.log}:`, ...found.slice(0, SHOWN)].join("\n  ") +
          (found.length > SHOWN ? `\n  and ${found.length - SHOWN} more` : ""),
      );
    tell(`${name}: agrees`);
  }
  return unavailable;
};
