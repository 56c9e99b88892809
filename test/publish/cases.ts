import { RESOLUTIONS } from "../../src/model/cancellation.ts";
import type { Report } from "../../src/model/report.ts";
import { zeros } from "../../src/model/tally.ts";
import { compareKeys } from "../../src/model/utf8Order.ts";
import { VERDICTS } from "../../src/model/verdict.ts";

/** A generator of numbers that are the same for the same seed (Marsaglia's xorshift). */
export const numbersOf = (seed: number): ((below: number) => number) => {
  let state = (seed * 2654435761 + 88172645463) >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
};

const BY = ["week", "facility", "county", "region", "service", "canceled_by"] as const;

/** One cancellation, as far as a report counts it. */
export interface Case {
  readonly enrollee: number;
  readonly groups: Readonly<Record<(typeof BY)[number], string | null>>;
  readonly resolution: (typeof RESOLUTIONS)[number];
  readonly families: readonly { readonly verdict: (typeof VERDICTS)[number]; readonly isRated: boolean }[];
}

const judged = (cases: readonly Case[], family: number) => {
  const counts = zeros(VERDICTS);
  let numerator = 0;
  for (const one of cases) {
    const { verdict = "not-applicable", isRated = false } = one.families[family] ?? {};
    counts[verdict]++;
    if (verdict === "met" && isRated) numerator++;
  }
  const denominator = numerator + counts.missed + counts.overdue;
  return { counts, rate: { numerator, denominator, value: denominator === 0 ? null : numerator / denominator } };
};

const grouped = <T>(all: readonly T[], key: (one: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
};

const peopleOf = (cases: readonly Case[]): number => new Set(cases.map(({ enrollee }) => enrollee)).size;

/** Tabulates cancellations as a report does, over the words of another report. */
export const tabulated = (cases: readonly Case[], base: Report, others = 0): Report => {
  const families = (own: readonly Case[]) =>
    Object.fromEntries(base.families.map(({ id }, i) => [id, judged(own, i)] as const));
  const resolution = (own: readonly Case[]) => {
    const counts = zeros(RESOLUTIONS);
    for (const one of own) counts[one.resolution]++;
    return counts;
  };
  const crossed = (rows: (typeof BY)[number], columns: (typeof BY)[number]) => ({
    rows,
    columns,
    cells: [...grouped(cases, (one) => JSON.stringify([one.groups[rows], one.groups[columns]]))].map(([key, own]) => {
      const [row, column] = JSON.parse(key);
      return { row, column, cancellations: own.length, families: families(own) };
    }),
  });
  const accepted = cases.length + others;
  return {
    ...base,
    reconciliation: { ...base.reconciliation, read: accepted + 7, accepted, rejected: 4, duplicates: 3, superseded: 0 },
    headline: {
      ...base.headline,
      appointments: accepted,
      cancellations: cases.length,
      enrollees: peopleOf(cases),
      resolution: resolution(cases),
    },
    families: base.families.map((family, i) => ({ ...family, ...judged(cases, i) })),
    breakdowns: BY.map((by) => ({
      by,
      rows: [...grouped(cases, (one) => JSON.stringify(one.groups[by]))]
        .map(([key, own]) => ({
          key: JSON.parse(key) as string | null,
          appointments: own.length,
          cancellations: own.length,
          enrollees: peopleOf(own),
          resolution: resolution(own),
          families: families(own),
        }))
        .sort((a, b) => compareKeys(a.key, b.key)),
    })),
    crosstabs: [crossed("facility", "week"), crossed("region", "week")],
  };
};

/**
 * Makes cancellations at random: few or many, of few groups or many, some of them rare; every family judges each, the first
 * two of the same kind of care as the rules of one pack do.
 */
export const randomCases = (seed: number, families: number): readonly Case[] => {
  const next = numbersOf(seed + 1);
  const size = [12, 20, 40, 90, 200, 500, 1500][next(7)] ?? 40;
  const people = [size, Math.ceil(size / 2), Math.ceil(size / 5) + 11][next(3)] ?? size;
  const many = Object.fromEntries(BY.map((by) => [by, 1 + next(by === "week" ? 12 : 9)])) as Record<string, number>;
  const rarity = 1 + next(4);
  // The more often it is drawn, the more the first of them prevail.
  const rare = (below: number): number =>
    Array.from({ length: rarity }, () => next(below)).reduce((a, b) => Math.min(a, b));
  const verdicts = VERDICTS.slice(0, 2 + next(VERDICTS.length - 1));
  const resolutions = RESOLUTIONS.slice(0, 1 + next(RESOLUTIONS.length));
  return Array.from({ length: size }, (_, i): Case => {
    const isBound = next(5) > 0;
    return {
      enrollee: i < people ? i : next(people),
      groups: Object.fromEntries(
        BY.map((by) => {
          const at = rare(many[by] ?? 1);
          return [by, at === 7 ? null : `${by}-${at}`];
        }),
      ) as Case["groups"],
      resolution: resolutions[rare(resolutions.length)] ?? "none",
      families: Array.from({ length: families }, (_, family) => {
        const verdict = verdicts[rare(verdicts.length)] ?? "overdue";
        const bound = verdict === "not-applicable" ? "undetermined" : verdict;
        return { verdict: family < 2 ? (isBound ? bound : "not-applicable") : verdict, isRated: next(4) > 0 };
      }),
    };
  });
};
