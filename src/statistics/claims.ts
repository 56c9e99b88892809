import type { Claim, ClaimMeasure, Claims, ClaimVerdict, TestedClaim, TestedClaims } from "../model/claims.ts";
import type { Comparison } from "../model/gate.ts";
import type { Report } from "../model/report.ts";
import { baseOf, type Measured, measureLog } from "./gateMeasure.ts";
import { compareShares } from "./share.ts";

type Figure = TestedClaim["low"];

const HOLDS: Readonly<Record<Comparison, (order: number) => boolean>> = {
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
};

const claimedBase = (measure: ClaimMeasure): TestedClaim["base"] => {
  const base = baseOf(measure);
  return base === "rated" || base === "bound" ? base : "cancellations";
};

/** The least and the most that a figure can be, however the undetermined cases would be decided. */
const rangeOf = (
  { measure, threshold: { percent } }: Claim,
  { numerator, denominator, undetermined }: Measured,
): readonly [low: Figure, high: Figure] => {
  // Those rated grow by what is decided; those bound hold the undetermined already.
  const whole = (denominator ?? 0) + (claimedBase(measure) === "rated" ? undetermined : 0);
  const of = percent ? whole : null;
  return [
    { numerator, denominator: of },
    { numerator: numerator + undetermined, denominator: of },
  ];
};

const holdsAt = ({ comparison, threshold }: Claim, { numerator, denominator }: Figure): boolean =>
  HOLDS[comparison](compareShares({ numerator, denominator: denominator ?? 1 }, threshold));

/**
 * Judges a statement by both ends of what its figure can be: supported where it holds at both, contradicted where it
 * holds at neither. Of a log that decides nothing of it, nothing is said.
 */
const judge = (claim: Claim, { decided }: Measured, [low, high]: readonly [Figure, Figure]): ClaimVerdict => {
  if (decided === 0 || low.denominator === 0) return "undecided";
  const [atLow, atHigh] = [holdsAt(claim, low), holdsAt(claim, high)];
  if (atLow && atHigh) return "supported";
  return atLow || atHigh ? "undecided" : "contradicted";
};

const targetOf = (measure: ClaimMeasure): TestedClaim["of"] =>
  measure.kind === "resolution" ? { kind: "resolution", id: measure.resolutions.join("+") } : measure.of;

const figureOf = (measure: ClaimMeasure): string => {
  if (measure.kind === "rate") return "rate";
  return (measure.kind === "verdicts" ? measure.verdicts : measure.resolutions).join("+");
};

const NOTHING: Measured = { numerator: 0, denominator: 0, undetermined: 0, decided: 0 };

const testClaim = (claim: Claim, report: Report): TestedClaim => {
  const measured = measureLog(claim.measure, report) ?? NOTHING;
  const range = rangeOf(claim, measured);
  const { statement, speaker, date, source, mapping, measure, comparison, threshold } = claim;
  return {
    statement,
    speaker,
    date,
    source,
    mapping,
    of: targetOf(measure),
    figure: figureOf(measure),
    base: claimedBase(measure),
    comparison,
    threshold: { ...threshold },
    numerator: measured.numerator,
    denominator: threshold.percent ? measured.denominator : null,
    undetermined: measured.undetermined,
    low: range[0],
    high: range[1],
    verdict: judge(claim, measured, range),
  };
};

/** Tests public statements against a report, on whole numbers. */
export const testClaims = ({ path, sha256, claims }: Claims, report: Report): TestedClaims => ({
  path,
  sha256,
  claims: claims.map((claim) => testClaim(claim, report)),
});
