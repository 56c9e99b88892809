import type { Report } from "../../model/report.ts";
import { groupName } from "./words.ts";

/** The breakdown that says where it was worst. */
export const FACILITY = "facility";
/** As everywhere: a share of fewer says little. */
const LEAST_RATED = 30;

interface Place {
  readonly name: string;
  /** Missed or overdue, of those whose limit has passed. */
  readonly late: number;
  readonly of: number;
}

/** Lists the facilities where a family was missed or overdue, the worst first; none where the log has no facilities. */
export const worstPlaces = ({ breakdowns }: Report, family: string): readonly Place[] =>
  (breakdowns.find(({ by }) => by === FACILITY)?.rows ?? [])
    .flatMap((row) => {
      const verdicts = row.families[family];
      if (verdicts === undefined || verdicts.rate.denominator < LEAST_RATED) return [];
      const late = verdicts.counts.missed + verdicts.counts.overdue;
      return late === 0 ? [] : [{ name: groupName(row), late, of: verdicts.rate.denominator }];
    })
    .sort((a, b) => b.late * a.of - a.late * b.of || b.of - a.of);
