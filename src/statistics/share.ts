/** A share as two counts; nothing of nothing is no share. */
export interface Share {
  readonly numerator: number;
  readonly denominator: number;
}

const big = ({ numerator, denominator }: Share) => ({ n: BigInt(numerator), d: BigInt(denominator) });

/**
 * Orders two shares exactly, on whole numbers: 1 of 3 is neither 33.333 % nor more than itself. Negative where the first
 * is smaller, 0 where they are equal. Denominators are above 0.
 */
export const compareShares = (a: Share, b: Share): number => {
  const [x, y] = [big(a), big(b)];
  const difference = x.n * y.d - y.n * x.d;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
};

/** An exact difference of two shares: a fraction whose denominator is above 0. */
export interface Difference {
  readonly n: bigint;
  readonly d: bigint;
}

/** Takes one share from another, exactly. Denominators are above 0. */
export const subtractShares = (from: Share, less: Share): Difference => {
  const [x, y] = [big(from), big(less)];
  return { n: x.n * y.d - y.n * x.d, d: x.d * y.d };
};

/** Orders two differences exactly, the smaller first. */
export const compareDifferences = (a: Difference, b: Difference): number => {
  const order = a.n * b.d - b.n * a.d;
  return order === 0n ? 0 : order < 0n ? -1 : 1;
};

/** Divides one share by another; null where the other is 0. */
export const ratioOfShares = (a: Share, b: Share): number | null => {
  const [x, y] = [big(a), big(b)];
  return y.n === 0n ? null : Number(x.n * y.d) / Number(y.n * x.d);
};
