import { LEAST_PUBLISHED } from "../../model/published.ts";

/** A part of a published sum: its count, and by how much it would have to grow to give nothing small away. */
export interface Addend {
  readonly count: number;
  /** 0 where it may be shown as it is. */
  readonly needs: number;
  /** How far it could fall to guard another. */
  readonly spares: number;
  /** False for what is told elsewhere anyway, and so can guard nothing. */
  readonly canHide: boolean;
  /** True for what is not told by itself, and is known only as what the others leave. */
  readonly isRest: boolean;
}

/** Says how much a count of 1 to 10 lacks. */
export const lacks = (count: number): number => (count > 0 && count < LEAST_PUBLISHED ? LEAST_PUBLISHED - count : 0);

/**
 * Chooses which parts of a published sum to hide, so that each that needs it may be larger at the cost of another that stays
 * 1 or more. Null where none can.
 */
export const hiddenAddends = (addends: readonly Addend[]): ReadonlySet<number> | null => {
  const needy = addends.flatMap(({ needs }, i) => (needs > 0 ? [i] : []));
  if (needy.length === 0) return new Set();
  if (needy.some((i) => addends[i]?.canHide === false)) return null;
  const hidden = new Set([...needy, ...addends.flatMap(({ isRest, count }, i) => (isRest && count > 0 ? [i] : []))]);
  const gives = (i: number, needs: number): boolean => (addends[i]?.spares ?? 0) > needs;
  const bySize = addends
    .map(({ count, canHide }, i) => ({ count, canHide, i }))
    .filter(({ canHide, i }) => canHide && !hidden.has(i))
    .sort((a, b) => a.count - b.count || a.i - b.i);
  for (const i of needy) {
    const needs = addends[i]?.needs ?? 0;
    if ([...hidden].some((other) => other !== i && gives(other, needs))) continue;
    const other = bySize.find((one) => !hidden.has(one.i) && gives(one.i, needs));
    if (other === undefined) return null;
    hidden.add(other.i);
  }
  return hidden;
};
