import type { Family } from "../../model/rule.ts";
import { type Assessment, VERDICTS } from "../../model/verdict.ts";

const PRECEDENCE = new Map(VERDICTS.map((verdict, i) => [verdict, i]));
const rank = ({ verdict }: Assessment): number => PRECEDENCE.get(verdict) ?? VERDICTS.length;

/**
 * Returns the assessment that speaks for a family: the first of missed, overdue, met, exempt, pending, undetermined,
 * not-applicable that any of its rules has (semantics.md, section 6).
 */
export const familyAssessment = (family: Family, assessments: readonly Assessment[]): Assessment => {
  let best: Assessment | undefined;
  for (const one of assessments)
    if (one.rule.family === family.id && (best === undefined || rank(one) < rank(best))) best = one;
  // The pack's schema sees to it that no family is without rules.
  if (best === undefined) throw new Error(`family ${family.id} has no rules`);
  return best;
};
