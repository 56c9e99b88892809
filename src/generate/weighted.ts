/** Repeats each item by its weight, so that an even pick from the list is a weighted one without any division. */
export const weighted = <T>(weights: readonly (readonly [item: T, weight: number])[]): readonly T[] =>
  weights.flatMap(([item, weight]) => Array.from({ length: weight }, () => item));
