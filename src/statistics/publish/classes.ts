import { PUBLISHED_CLASSES, type PublishedClass } from "../../model/published.ts";
import type { Report } from "../../model/report.ts";

type Judged = Report["breakdowns"][number]["rows"][number]["families"][string];

/**
 * Parts the cancellations of a group by what a family says of them: each is in one class, so that the classes add up to the
 * group, and `met` and `notMet` to what the rate is out of.
 */
export const classesOf = ({ counts, rate }: Pick<Judged, "counts" | "rate">): Record<PublishedClass, number> => ({
  met: rate.numerator,
  notMet: counts.missed + counts.overdue,
  undecided: counts.met - rate.numerator + counts.pending + counts.exempt + counts.undetermined,
  notBound: counts["not-applicable"],
});

/** Gives the classes in their order. */
export const classValues = (judged: Judged | undefined, cancellations: number): readonly number[] => {
  // A family that a group does not name binds none of it.
  if (judged === undefined) return PUBLISHED_CLASSES.map((one) => (one === "notBound" ? cancellations : 0));
  const classes = classesOf(judged);
  return PUBLISHED_CLASSES.map((one) => classes[one]);
};

/** Adds up vectors of the same length. */
export const summed = (vectors: readonly (readonly number[])[]): readonly number[] =>
  vectors.reduce((sum, vector) => sum.map((n, i) => n + (vector[i] ?? 0)));
