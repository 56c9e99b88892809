/**
 * Runs pieces of work that need nothing of one another, so many at a time, and each begun in its turn. What has begun is
 * waited for, whatever becomes of it; after a failure nothing more begins, and the first one by place is thrown.
 */
export const inLanes = async (
  acts: readonly (() => Promise<unknown>)[],
  lanes: number,
): Promise<readonly unknown[]> => {
  const done: unknown[] = acts.map(() => undefined);
  const failures: { readonly place: number; readonly error: unknown }[] = [];
  const turns = acts.entries();
  const lane = async (): Promise<void> => {
    for (const [place, act] of turns) {
      if (failures.length > 0) return;
      try {
        done[place] = await act();
      } catch (error) {
        failures.push({ place, error });
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const [first] = failures.sort((a, b) => a.place - b.place);
  if (first !== undefined) throw first.error;
  return done;
};
