const DIGITS = 2;

/** Writes a share of 0 to 1 as a length of SVG, which follows the width of the page: "35.61%". */
export const length = (share: number): string => `${Number((share * 100).toFixed(DIGITS))}%`;

/** Writes a coordinate with as many digits as can be seen. */
export const point = (n: number): number => Number(n.toFixed(DIGITS));
