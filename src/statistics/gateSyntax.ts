import { RESOLUTIONS } from "../model/cancellation.ts";
import {
  COMPARISONS,
  type Gate,
  type GateMeasure,
  type GateNames,
  type GateTarget,
  RECORD_COUNTS,
  type Threshold,
} from "../model/gate.ts";
import { PROBLEM_CODES } from "../model/problem.ts";
import { VERDICTS } from "../model/verdict.ts";
import { GateScanner, type Word } from "./gateScanner.ts";

const NUMBER = /(\d{1,9})(?:\.(\d{1,6}))?\s*(%)?(?![\p{L}\p{N}_.])/uy;
const WHOLE = /\d{1,9}(?![\p{L}\p{N}_.])/uy;
const RATE = /rate(?![\p{L}\p{N}_.-])/uy;
const UNCLOSED = "this quotation mark is never closed";
const ALL_PROBLEMS = "problems";

/** Takes words of a closed set with plus signs between, none of them twice. */
const sumOf = <W extends string>(scan: GateScanner, what: string, known: readonly W[]): readonly W[] => {
  const sum: W[] = [];
  do {
    const word = scan.word();
    const found = known.find((one) => one === word?.text);
    if (word === null || found === undefined) throw scan.unknown(word, what, known);
    if (sum.includes(found)) throw scan.fault(word.at, `"${found}" is in the sum already`);
    sum.push(found);
  } while (scan.mark(["+"]) !== null);
  return sum;
};

const requireColon = (scan: GateScanner, after: string, what: string): void => {
  if (scan.mark([":"]) === null) throw scan.fault(scan.at, `":" expected after ${after}, and then ${what}`);
};

const verdictsOf = (scan: GateScanner, of: GateTarget): GateMeasure => {
  requireColon(scan, `the ${of.kind}`, `rate, or verdicts with "+" between`);
  if (scan.match(RATE) !== null) return { kind: "rate", of };
  return { kind: "verdicts", of, verdicts: sumOf(scan, "verdict", VERDICTS) };
};

const measureOf = (scan: GateScanner, { families, rules }: GateNames): GateMeasure => {
  const word = scan.word();
  const name = word?.text ?? "";
  const count = RECORD_COUNTS.find((one) => one === name);
  // A family goes before a rule of the same id: it is what reports quote.
  if (families.includes(name)) return verdictsOf(scan, { kind: "family", id: name });
  if (rules.includes(name)) return verdictsOf(scan, { kind: "rule", id: name });
  if (count !== undefined) return { kind: "records", count };
  if (name === ALL_PROBLEMS) return { kind: "problems", codes: null };
  if (name === "resolution") {
    requireColon(scan, name, 'resolutions with "+" between');
    return { kind: "resolution", resolutions: sumOf(scan, "resolution", RESOLUTIONS) };
  }
  if (name === "problem") {
    requireColon(scan, name, 'problem codes with "+" between');
    return { kind: "problems", codes: sumOf(scan, "problem code", PROBLEM_CODES) };
  }
  const counts = ["resolution", ...RECORD_COUNTS, ALL_PROBLEMS, "problem"];
  const listed = [...families, "any rule of theirs", ...counts];
  throw scan.unknown(word, "family, rule or count of this run", [...families, ...rules, ...counts], listed);
};

/** Says why a figure has no percentage; null where it has one. */
const withoutShare = (measure: GateMeasure): string | null => {
  if (measure.kind === "problems") return "problems are counted; they are no share of anything";
  return measure.kind === "records" && measure.count === "skipped"
    ? "skipped lines are counted; they are no share of the records"
    : null;
};

const thresholdOf = (scan: GateScanner, measure: GateMeasure, comparison: Gate["comparison"]): Threshold => {
  const { at } = scan;
  const found = scan.match(NUMBER);
  if (found === null)
    throw scan.fault(
      at,
      "a threshold expected: a whole number of at most nine digits such as 500, or a percentage such as 2.5%",
    );
  const [, integer = "", decimals = "", sign] = found;
  const percent = sign !== undefined;
  const unshared = percent ? withoutShare(measure) : null;
  if (unshared !== null) throw scan.fault(at, unshared);
  if (!percent && measure.kind === "rate")
    throw scan.fault(at, "a rate is held against a percentage: write a % after it");
  if (!percent && decimals !== "")
    throw scan.fault(at, "a count is a whole number; write a % after it for a percentage");
  const numerator = Number(integer + decimals);
  const denominator = 10 ** decimals.length * (percent ? 100 : 1);
  const never = percent && (numerator > denominator || (comparison === ">" && numerator === denominator));
  if (never || (comparison === "<" && numerator === 0))
    throw scan.fault(at, "no figure is ever past this threshold, so the gate could never fail");
  const text = `${integer}${decimals === "" ? "" : `.${decimals}`}${percent ? "%" : ""}`;
  return { text, percent, numerator, denominator };
};

const minOf = (scan: GateScanner, by: Word | null): number => {
  const { at } = scan;
  if (!scan.keyword("min")) return 1;
  if (by === null) throw scan.fault(at, '"min" is for the groups of "by FIELD"');
  const number = scan.at;
  const found = scan.match(WHOLE);
  if (found === null || Number(found[0]) === 0) throw scan.fault(number, "a whole number expected, 1 or more");
  return Number(found[0]);
};

const requireGroups = (scan: GateScanner, at: number, measure: GateMeasure): void => {
  const counted = measure.kind === "rate" || measure.kind === "verdicts" ? measure.of.kind : measure.kind;
  if (counted === "rule") throw scan.fault(at, "groups are counted by family, not by rule: name the family");
  if (counted === "records" || counted === "problems")
    throw scan.fault(at, "groups are counted by family and by resolution, and by nothing else");
};

/**
 * Reads one `--fail-on`:
 *
 * ```
 * gate       = [ "by" NAME ] figure ( ">" | ">=" | "<" | "<=" ) threshold [ "min" WHOLE ]
 * figure     = ( FAMILY | RULE ) ":" ( "rate" | VERDICT { "+" VERDICT } )
 *            | "resolution" ":" RESOLUTION { "+" RESOLUTION }
 *            | "read" | "accepted" | "rejected" | "duplicates" | "superseded" | "skipped"
 *            | "enteredInError" | "notYetKnown" | "outOfScope"
 *            | "problems" | "problem" ":" CODE { "+" CODE }
 * threshold  = WHOLE | DECIMAL "%"
 * ```
 *
 * Spaces may stand between any two parts; a NAME, FAMILY or RULE with other characters than letters, digits, `.`, `_`
 * and `-` is put between quotation marks.
 * @throws Failure `gate-error`, which points at the character.
 */
export const parseGate = (text: string, names: GateNames): Gate => {
  const scan = new GateScanner(text);
  const grouped = scan.keyword("by");
  const by = grouped ? scan.word() : null;
  if (grouped && by === null)
    throw scan.fault(scan.at, scan.isUnclosed ? UNCLOSED : "the field or column to group by expected");
  const { at } = scan;
  const measure = measureOf(scan, names);
  if (by !== null) requireGroups(scan, at, measure);
  const comparison = scan.mark(COMPARISONS);
  if (comparison === null) throw scan.fault(scan.at, `${COMPARISONS.join(", ")} or more of the figure expected`);
  const threshold = thresholdOf(scan, measure, comparison);
  const min = minOf(scan, by);
  if (!scan.done) throw scan.fault(scan.at, "the gate should end here");
  return { text: text.trim(), by: by?.text ?? null, measure, comparison, threshold, min };
};
