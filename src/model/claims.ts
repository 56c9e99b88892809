import * as z from "zod";
import type { Resolution } from "./cancellation.ts";
import { COMPARISONS, type Comparison, type GateTarget, type Threshold } from "./gate.ts";
import type { Verdict } from "./verdict.ts";

/** Verdicts that a statement may be about; what is undetermined is what it is tested in spite of. */
export const CLAIMED_VERDICTS = ["met", "missed", "overdue", "exempt", "pending"] as const satisfies readonly Verdict[];
export const CLAIMED_RESOLUTIONS = [
  "rescheduled",
  "enrollee-canceled",
  "offered",
  "recanceled",
  "none",
] as const satisfies readonly Resolution[];

/** How a statement says that a figure is held against a number; in words, since YAML reads a leading > as its own. */
export const HOLDS = {
  "at least": ">=",
  "at most": "<=",
  "more than": ">",
  "less than": "<",
} as const satisfies Readonly<Record<string, Comparison>>;
export const HOLDS_PATTERN = /^(at least|at most|more than|less than)\s+(\d{1,9})(?:\.(\d{1,6}))?\s*(%?)$/;
export const HOLDS_WORDS =
  'takes "at least", "at most", "more than" or "less than", and a number or a percentage: at least 95 %';

const words = z.string().min(1).max(2000);

const statement = z.strictObject({
  /** The words, as they were said. */
  statement: words,
  speaker: words.optional(),
  /** When it was said; any wording. */
  date: words.optional(),
  /** Where it can be looked up. */
  source: words.optional(),
  /** The family whose verdicts it speaks of; or `rule`, or `resolution` with plus signs between. */
  family: z.string().min(1).optional(),
  rule: z.string().min(1).optional(),
  resolution: z.string().min(1).optional(),
  /** `rate` (met, of those whose limit has passed), or verdicts with plus signs between. */
  figure: z.string().min(1).optional(),
  /** What the statement says of the figure. */
  holds: z.string().regex(HOLDS_PATTERN, HOLDS_WORDS),
  /** Why its author reads the statement so. */
  mapping: words.optional(),
});

/** Public statements, each mapped by its author to a figure and a threshold: `cancellog.claims/1`. */
export const claimsSchema = z.strictObject({
  schema: z.literal("cancellog.claims/1"),
  claims: z.array(statement).min(1),
});
export type GivenClaim = z.infer<typeof statement>;

/** The figure that a statement is tested by. */
export type ClaimMeasure =
  | { readonly kind: "rate"; readonly of: GateTarget }
  | {
      readonly kind: "verdicts";
      readonly of: GateTarget;
      readonly verdicts: readonly (typeof CLAIMED_VERDICTS)[number][];
    }
  | { readonly kind: "resolution"; readonly resolutions: readonly (typeof CLAIMED_RESOLUTIONS)[number][] };

export interface Claim {
  readonly statement: string;
  readonly speaker: string | null;
  readonly date: string | null;
  readonly source: string | null;
  readonly mapping: string | null;
  readonly measure: ClaimMeasure;
  readonly comparison: Comparison;
  readonly threshold: Threshold;
}

/** A file of statements, as read. */
export interface Claims {
  readonly path: string;
  readonly sha256: string;
  readonly claims: readonly Claim[];
}

/** What the log says of a statement. */
export const CLAIM_VERDICTS = ["supported", "contradicted", "undecided"] as const;
export type ClaimVerdict = (typeof CLAIM_VERDICTS)[number];

const count = z.int().min(0);
/** A figure as two counts; the denominator null where it is no share of anything. */
const figure = z.object({ numerator: count, denominator: count.nullable() });

const tested = z.object({
  statement: z.string(),
  speaker: z.string().nullable(),
  date: z.string().nullable(),
  source: z.string().nullable(),
  mapping: z.string().nullable(),
  of: z.object({ kind: z.enum(["family", "rule", "resolution"]), id: z.string() }),
  /** `rate`, or the verdicts or resolutions with plus signs between. */
  figure: z.string(),
  base: z.enum(["rated", "bound", "cancellations"]),
  comparison: z.enum(COMPARISONS),
  threshold: z.object({ text: z.string(), percent: z.boolean(), numerator: count, denominator: count }),
  /** The figure as the report has it. */
  ...figure.shape,
  undetermined: count,
  /** The figure if every undetermined case were left out of its count, and if every one were in it. */
  low: figure,
  high: figure,
  verdict: z.enum(CLAIM_VERDICTS),
});

/** Statements tested against the log; `contradicted` even in the case that favors the statement most. */
export const testedClaims = z.object({ path: z.string(), sha256: z.string(), claims: z.array(tested) });
export type TestedClaims = z.infer<typeof testedClaims>;
export type TestedClaim = z.infer<typeof tested>;
