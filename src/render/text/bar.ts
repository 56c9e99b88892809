const FULL = "█";
const HALF = "▌";

/** Draws a share of `width` columns, to half a column; what is not nothing is seen. */
export const bar = (share: number, width: number): string => {
  const halves = Math.round(share * width * 2);
  if (halves === 0) return share > 0 ? HALF : "";
  return FULL.repeat(Math.floor(halves / 2)) + (halves % 2 === 1 ? HALF : "");
};

/**
 * Deals `width` columns out in proportion, by largest remainder; a part that is not nothing gets one column at least,
 * taken from the widest.
 */
export const dealColumns = (parts: readonly number[], width: number): number[] => {
  const total = parts.reduce((sum, part) => sum + part, 0);
  if (total === 0) return parts.map(() => 0);
  const exact = parts.map((part) => (part / total) * width);
  const columns = exact.map((share, i) => Math.max(Math.floor(share), (parts[i] ?? 0) > 0 ? 1 : 0));
  let left = width - columns.reduce((sum, one) => sum + one, 0);
  const byRemainder = exact.map((share, i) => ({ i, remainder: share - (columns[i] ?? 0) }));
  byRemainder.sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  for (const { i } of byRemainder) {
    if (left <= 0) break;
    if ((parts[i] ?? 0) === 0) continue;
    columns[i] = (columns[i] ?? 0) + 1;
    left--;
  }
  for (; left < 0; left++) {
    const widest = columns.indexOf(Math.max(...columns));
    columns[widest] = (columns[widest] ?? 0) - 1;
  }
  return columns;
};

const STEPS = "▁▂▃▄▅▆▇█";

/** Draws shares of 0 to 1 as one column each; null leaves a gap. */
export const sparkline = (shares: readonly (number | null)[]): string =>
  shares
    .map((share) =>
      share === null ? " " : (STEPS[Math.min(STEPS.length - 1, Math.floor(share * STEPS.length))] ?? " "),
    )
    .join("");
