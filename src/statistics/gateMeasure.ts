import type { GateMeasure, GateTarget } from "../model/gate.ts";
import type { Report, ReportBreakdown } from "../model/report.ts";
import type { Verdict } from "../model/verdict.ts";

/** What a gate found in the whole log, or in one of its groups. */
export interface Measured {
  readonly numerator: number;
  /** What a percentage is taken of; null where the figure is no share of anything. */
  readonly denominator: number | null;
  /** Cancellations that could not be decided, and those that were; both 0 where the figure leans on no verdict. */
  readonly undetermined: number;
  readonly decided: number;
}

/** What a gate's percentage is taken of, in words. */
export type Base = "rated" | "bound" | "cancellations" | "records" | "accepted" | "none";

type Verdicts = Pick<Report["families"][number], "counts" | "rate">;
type Group = ReportBreakdown["rows"][number];

/** Rates speak of these: of the cancellations whose limit has passed, those not met (semantics.md, section 6). */
const LATE: ReadonlySet<Verdict> = new Set(["missed", "overdue"]);

const DECIDED = ["missed", "overdue", "met", "exempt"] as const;
const BOUND = [...DECIDED, "pending", "undetermined"] as const;

const sum = <K extends string>(counts: Readonly<Record<K, number>>, keys: readonly K[]): number =>
  keys.reduce((total, key) => total + counts[key], 0);

/**
 * Says what a figure is a share of. A rate, and missed and overdue by themselves, are shares of the cancellations whose
 * limit has passed: the denominator that reports print beside them. Other verdicts are shares of all that the family or
 * rule binds, or may bind; with not-applicable among them, of all cancellations.
 */
export const baseOf = (measure: GateMeasure): Base => {
  if (measure.kind === "rate") return "rated";
  if (measure.kind === "verdicts") {
    if (measure.verdicts.every((verdict) => LATE.has(verdict))) return "rated";
    return measure.verdicts.includes("not-applicable") ? "cancellations" : "bound";
  }
  if (measure.kind === "resolution") return "cancellations";
  if (measure.kind === "problems" || measure.count === "skipped") return "none";
  return ["enteredInError", "notYetKnown", "outOfScope"].includes(measure.count) ? "accepted" : "records";
};

const ofVerdicts = (measure: GateMeasure, { counts, rate }: Verdicts): Measured => {
  const denominators = {
    rated: rate.denominator,
    bound: sum(counts, BOUND),
    cancellations: sum(counts, BOUND) + counts["not-applicable"],
    records: null,
    accepted: null,
    none: null,
  } as const satisfies Readonly<Record<Base, number | null>>;
  return {
    numerator: measure.kind === "verdicts" ? sum(counts, measure.verdicts) : rate.numerator,
    denominator: denominators[baseOf(measure)],
    undetermined: counts.undetermined,
    decided: sum(counts, DECIDED),
  };
};

const undoubted = (numerator: number, denominator: number | null): Measured => ({
  numerator,
  denominator,
  undetermined: 0,
  decided: 0,
});

/** What became of a cancellation is as open as a verdict where the log cannot tell; unless that is what is asked. */
const ofResolutions = (
  { resolutions }: Extract<GateMeasure, { kind: "resolution" }>,
  counts: Report["headline"]["resolution"],
  cancellations: number,
): Measured => {
  const asked = resolutions.includes("unverified");
  return {
    numerator: sum(counts, resolutions),
    denominator: cancellations,
    undetermined: asked ? 0 : counts.unverified,
    decided: asked ? 0 : cancellations - counts.unverified,
  };
};

/** Finds the verdicts of a family or rule; null where the report has none of that id. */
export const verdictsIn = (report: Report, { kind, id }: GateTarget): Verdicts | null =>
  (kind === "family" ? report.families : report.rules).find((one) => one.id === id) ?? null;

/** Returns what the whole log comes to; null where the report does not hold the figure. */
export const measureLog = (measure: GateMeasure, report: Report): Measured | null => {
  const { reconciliation, headline, problems } = report;
  if (measure.kind === "rate" || measure.kind === "verdicts") {
    const found = verdictsIn(report, measure.of);
    return found === null ? null : ofVerdicts(measure, found);
  }
  if (measure.kind === "resolution") return ofResolutions(measure, headline.resolution, headline.cancellations);
  if (measure.kind === "problems") {
    const counted = problems.filter(({ code }) => measure.codes === null || measure.codes.includes(code));
    return undoubted(
      counted.reduce((total, { count }) => total + count, 0),
      null,
    );
  }
  const bases = { records: reconciliation.read, accepted: reconciliation.accepted } as const;
  const base = baseOf(measure);
  return undoubted(reconciliation[measure.count], base === "records" || base === "accepted" ? bases[base] : null);
};

/** Returns what one group of a breakdown comes to; null where it does not hold the figure. */
export const measureGroup = (measure: GateMeasure, group: Group): Measured | null => {
  if (measure.kind === "resolution") return ofResolutions(measure, group.resolution, group.cancellations);
  if (measure.kind !== "rate" && measure.kind !== "verdicts") return null;
  const found = group.families[measure.of.id];
  return found === undefined ? null : ofVerdicts(measure, found);
};

/** Returns how many a family or rule binds, or may bind, and how many of them could not be decided. */
export const undeterminedOf = ({ counts }: Verdicts): { readonly numerator: number; readonly denominator: number } => ({
  numerator: counts.undetermined,
  denominator: sum(counts, BOUND),
});
