import { LEAST_PUBLISHED } from "../../model/published.ts";
import type { Group } from "./groups.ts";
import { hiddenAddends, lacks } from "./oneSum.ts";

/**
 * Says whether the number of enrollees may stand beside that of cancellations: how many cancellations there are beyond one for
 * each enrollee is a count as well.
 */
export const tellsEnrollees = (cancellations: number, enrollees: number): boolean =>
  enrollees >= LEAST_PUBLISHED && lacks(cancellations - enrollees) === 0;

/**
 * Gives the enrollees of each group of a breakdown, null where hidden. From them it could be worked out how many had several
 * cancellations in one group, how many were in several groups, and how many in all groups but one; none of these may be
 * 1 to 10. The cancellations beyond the enrollees are the sum of those beyond in each group and of the persons counted
 * again, so that this is a sum whose parts guard one another.
 */
export const publishedEnrollees = (
  groups: readonly Group[],
  cancellations: number,
  enrollees: number,
): readonly (number | null)[] => {
  const none = groups.map(() => null);
  if (!tellsEnrollees(cancellations, enrollees)) return none;
  const beyond = groups.map((group) => (group.enrollees === null ? 0 : group.cancellations - group.enrollees));
  const rest = cancellations - enrollees - beyond.reduce((sum, n) => sum + n, 0);
  const hidden = hiddenAddends([
    ...groups.map((group, i) => {
      const own = beyond[i] ?? 0;
      const elsewhere = group.enrollees === null ? 0 : enrollees - group.enrollees;
      return {
        count: own,
        needs: Math.max(lacks(own), lacks(elsewhere)),
        // Fewer beyond are more enrollees, and there are no more of them than in all.
        spares: Math.min(own, elsewhere),
        canHide: group.enrollees !== null,
        isRest: false,
      };
    }),
    { count: rest, needs: lacks(rest), spares: rest, canHide: true, isRest: true },
  ]);
  if (hidden === null) return none;
  return groups.map((group, i) => (hidden.has(i) ? null : group.enrollees));
};
