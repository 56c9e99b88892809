import { type Cohort, cohortOf } from "./cohort.ts";
import type { Block } from "./quotas.ts";
import type { Random } from "./random.ts";
import { FULL_WEEKS } from "./window.ts";

/** What one enrollee of a block is to lose: so many appointments, those of the cohort among them. */
export interface Share {
  readonly cancellations: number;
  readonly cohort: Cohort | null;
}

/** One therapy group to so many enrollees of a block. */
const ENROLLEES_A_COHORT = 56;

/** Further cancellations of an enrollee who lost more than one appointment. */
const FURTHER = [1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6] as const;

/** Draws the therapy groups of a block: everyone of a group loses the same weeks of it. */
const drawCohorts = (random: Random, block: Block): readonly Cohort[] => {
  const cohorts: Cohort[] = [];
  let spare = block.cancellations - block.enrollees;
  for (let i = 0; i < Math.floor(block.enrollees / ENROLLEES_A_COHORT); i++) {
    const cohort = cohortOf(random, block.number * 4 + i, spare);
    cohorts.push(cohort);
    spare -= cohort.members * (cohort.sessions.length - 1);
  }
  return cohorts;
};

/** Shares a block's cancellations out among its enrollees: each has one at least, and the sum is exact. */
export const sharesOf = (random: Random, block: Block): readonly Share[] => {
  const counts = new Array<number>(block.enrollees).fill(1);
  const cohorts = new Array<Cohort | null>(block.enrollees).fill(null);
  let spare = block.cancellations - block.enrollees;
  for (const cohort of drawCohorts(random, block)) {
    for (let seats = cohort.members; seats > 0; ) {
      const place = random.below(block.enrollees);
      if (cohorts[place] !== null) continue;
      cohorts[place] = cohort;
      counts[place] = cohort.sessions.length;
      spare -= cohort.sessions.length - 1;
      seats--;
    }
  }
  while (spare > 0) {
    const place = random.below(block.enrollees);
    const has = counts[place] ?? FULL_WEEKS;
    const more = Math.min(random.pick(FURTHER), spare, FULL_WEEKS - has);
    if (cohorts[place] !== null && more > 2) continue;
    counts[place] = has + more;
    spare -= more;
  }
  return counts.map((cancellations, place) => ({ cancellations, cohort: cohorts[place] ?? null }));
};
