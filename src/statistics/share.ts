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
