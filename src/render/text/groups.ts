import type { ReportBreakdown } from "../../model/report.ts";
import { compareUtf8 } from "../../model/utf8Order.ts";
import { VERDICTS } from "../../model/verdict.ts";

/** One group of a breakdown: of those rated, how many were missed or overdue. */
export interface Group {
  readonly key: string;
  readonly rated: number;
  readonly late: number;
}

export interface Groups {
  /** In the order of the document. */
  readonly shown: readonly Group[];
  /** How many groups had too few rated to say anything. */
  readonly small: number;
  /** How many groups no rule of the family binds. */
  readonly unbound: number;
}

/** Fewer rated than this make no share (interface.md): one person more or less would move it by percents. */
export const LEAST = 30;
export const UNKNOWN = "(unknown)";

/** Splits a breakdown's groups into those whose share can be shown, and the counts of those left out. */
export const groupsOf = (rows: ReportBreakdown["rows"], family: string): Groups => {
  const shown: Group[] = [];
  let unbound = 0;
  let small = 0;
  for (const { key, families, cancellations } of rows) {
    if (cancellations === 0) continue;
    const { counts, rate } = families[family] ?? {};
    if (counts === undefined || rate === undefined || isUnbound(counts)) unbound++;
    else if (rate.denominator < LEAST) small++;
    else shown.push({ key: key ?? UNKNOWN, rated: rate.denominator, late: rate.denominator - rate.numerator });
  }
  return { shown, small, unbound };
};

const isUnbound = (counts: ReportBreakdown["rows"][number]["families"][string]["counts"]): boolean =>
  VERDICTS.every((verdict) => verdict === "not-applicable" || counts[verdict] === 0);

/** Orders groups by their share, the worst first; equal shares by size, then by name. */
export const worstFirst = (groups: readonly Group[]): readonly Group[] =>
  [...groups].sort((a, b) => b.late * a.rated - a.late * b.rated || b.rated - a.rated || compareUtf8(a.key, b.key));
