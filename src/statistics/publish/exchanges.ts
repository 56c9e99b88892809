import { type Partition, TOTAL } from "./linked.ts";

/** What is raised by one, and what lowered: columns, or places. */
export type Signed = readonly (readonly [at: number, sign: 1 | -1])[];

/** Where families are many and share a column, the ways to mix them are endless, and these are plenty. */
const MOST = 400;

const product = (choices: readonly (readonly Signed[])[]): readonly Signed[] => {
  const size = choices.reduce((n, { length }) => n * length, 1);
  if (size <= MOST)
    return choices.reduce<readonly Signed[]>((all, next) => all.flatMap((a) => next.map((b) => [...a, ...b])), [[]]);
  const longest = Math.max(...choices.map(({ length }) => length));
  return Array.from({ length: longest }, (_, i) => choices.flatMap((next) => next[i % next.length] ?? []));
};

const owners = (partitions: readonly Partition[], column: number): readonly Partition[] =>
  partitions.filter(({ columns }) => columns.includes(column));

/** Puts the parts of a way together, what comes twice once; null where it would change a partition's sum otherwise than by so much. */
const balanced = (parts: Signed, partitions: readonly Partition[], by: 0 | 1): Signed | null => {
  const signs = new Map(parts);
  if (parts.some(([at, sign]) => signs.get(at) !== sign)) return null;
  const sumOf = ({ columns }: Partition): number => columns.reduce((sum, one) => sum + (signs.get(one) ?? 0), 0);
  return partitions.every((one) => sumOf(one) === by) ? [...signs] : null;
};

const distinct = (ways: readonly (Signed | null)[]): readonly Signed[] => [
  ...new Map(ways.flatMap((way) => (way === null ? [] : [[JSON.stringify(way), way] as const]))).values(),
];

/**
 * Lists the ways to raise a column by one so that no partition's sum changes. A column that several families share is raised
 * or lowered in all of them at once.
 */
export const exchangesOf = (partitions: readonly Partition[], column: number): readonly Signed[] => {
  const owning = owners(partitions, column);
  const others = ({ columns }: Partition, but: number): readonly number[] => columns.filter((one) => one !== but);
  const lowered = owning.map((partition) =>
    others(partition, column).flatMap((other) => {
      const beside = owners(partitions, other).filter((one) => !owning.includes(one));
      const raised = beside.map((one) => others(one, other).map((up): Signed => [[up, 1]]));
      return product([[[[other, -1]]], ...raised]);
    }),
  );
  return distinct(product(lowered).map((rest) => balanced([[column, 1], ...rest], partitions, 0)));
};

/** Parts partitions into those that share columns with one another, at first or second hand. */
const bundlesOf = (partitions: readonly Partition[]): readonly (readonly Partition[])[] => {
  const [first, ...rest] = partitions;
  if (first === undefined) return [];
  let bundle = [first];
  for (;;) {
    const columns = new Set(bundle.flatMap((one) => one.columns));
    const wider = [first, ...rest.filter((one) => one.columns.some((column) => columns.has(column)))];
    if (wider.length === bundle.length) break;
    bundle = wider;
  }
  return [bundle, ...bundlesOf(rest.filter((one) => !bundle.includes(one)))];
};

/** Lists, for partitions that share columns and for each other one, the ways to count one cancellation more. */
export const entrantsOf = (partitions: readonly Partition[]): readonly (readonly Signed[])[] =>
  bundlesOf(partitions).map((bundle) =>
    distinct(
      product(bundle.map(({ columns }) => columns.map((up): Signed => [[up, 1]]))).map((way) =>
        balanced(way, bundle, 1),
      ),
    ),
  );

/** The cancellations themselves, one more. */
export const ENTRANT: Signed = [[TOTAL, 1]];
