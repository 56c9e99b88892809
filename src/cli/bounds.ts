import { failure } from "../model/failure.ts";
import type { Report } from "../model/report.ts";
import { RUN_OPTIONS } from "../model/runOptions.ts";
import { checkLimits, type Limits } from "../statistics/gateCheck.ts";
import { readOptional } from "./readOption.ts";

export interface BoundOptions {
  readonly maxRejected?: string;
  readonly maxUndetermined?: string;
}

/** Reads the bounds past which a run says nothing; `check` has bounds of its own where none are given. */
export const boundsOf = (
  options: BoundOptions,
  defaults: { readonly maxRejected?: string; readonly maxUndetermined?: string } = {},
): Limits => {
  const { maxRejected = defaults.maxRejected, maxUndetermined = defaults.maxUndetermined } = options;
  return {
    maxRejected: readOptional("--max-rejected", RUN_OPTIONS["--max-rejected"], maxRejected) ?? null,
    maxUndetermined: readOptional("--max-undetermined", RUN_OPTIONS["--max-undetermined"], maxUndetermined) ?? null,
  };
};

/**
 * Refuses a report past its bounds, on every family: it would be quoted without them.
 * @throws Failure `too-many-rejected`, `too-many-undetermined`.
 */
export const requireWithin = (report: Report, limits: Limits): void => {
  const families = report.families.map(({ id }) => ({ kind: "family", id }) as const);
  const exceeded = checkLimits(report, limits, families).find((limit) => limit.exceeded);
  if (exceeded === undefined) return;
  const { of, numerator, denominator, most } = exceeded;
  throw of === null
    ? failure("too-many-rejected", { rejected: numerator, read: denominator, most })
    : failure("too-many-undetermined", { of, undetermined: numerator, bound: denominator, most });
};
