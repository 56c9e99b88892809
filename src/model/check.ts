import * as z from "zod";
import { COMPARISONS } from "./gate.ts";
import { reportSchema } from "./report.ts";

const count = z.int().min(0);
const share = { numerator: count, denominator: count.nullable(), value: z.number().min(0).nullable() };

/** How a gate, or one group of it, came out; `known` is past the threshold and no worse than the baseline. */
export const GATE_STATES = ["passed", "known", "crossed", "undecided"] as const;
export type GateState = (typeof GATE_STATES)[number];

/** How a figure stands to that of the baseline; `new` where the baseline has none to hold it against. */
export const CHANGES = ["better", "same", "worse", "new"] as const;
export type Change = (typeof CHANGES)[number];

/** Why a gate cannot be decided. */
export const UNDECIDED_WHY = ["no-denominator", "none-decided", "no-group"] as const;
export type UndecidedWhy = (typeof UNDECIDED_WHY)[number];

const compared = z.object({ numerator: count, denominator: count.nullable(), change: z.enum(CHANGES) });

const group = z.object({
  key: z.string().nullable(),
  state: z.enum(GATE_STATES),
  ...share,
  undetermined: count,
  baseline: compared.nullable(),
});

const gate = z.object({
  expression: z.string(),
  /** The family whose verdicts it leans on, a rule's too; null where it leans on none. */
  family: z.string().nullable(),
  by: z.string().nullable(),
  comparison: z.enum(COMPARISONS),
  threshold: z.object({ text: z.string(), numerator: count, denominator: count }),
  /** What the percentage is taken of. */
  base: z.enum(["rated", "bound", "cancellations", "records", "accepted", "none"]),
  min: count,
  state: z.enum(GATE_STATES),
  why: z.enum(UNDECIDED_WHY).nullable(),
  /** Of the whole log, also where groups are judged. */
  ...share,
  undetermined: count,
  baseline: compared.nullable(),
  /** The groups judged, worst first; null for a gate on the whole log. */
  groups: z.array(group).nullable(),
  /** Groups with fewer cases than `min`, which were not judged. */
  tooSmall: count,
});

/** A bound that makes a run undecided, whatever the gates say. */
const limit = z.object({
  option: z.enum(["--max-rejected", "--max-undetermined"]),
  /** The family or rule; null for the whole log. */
  of: z.string().nullable(),
  most: z.string(),
  numerator: count,
  denominator: count,
  exceeded: z.boolean(),
});

/** What the gate of a run came to, `cancellog.check/1`; additive within /1, like the report. */
export const checkSchema = z.object({
  schema: z.literal("cancellog.check/1"),
  ...reportSchema.pick({
    tool: true,
    engine: true,
    synthetic: true,
    packs: true,
    asOf: true,
    asOfFrom: true,
    scope: true,
    options: true,
    config: true,
    inputs: true,
  }).shape,
  verdict: z.enum(["passed", "failed", "undecided"]),
  exitCode: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  gates: z.array(gate),
  limits: z.array(limit),
  baseline: z.object({ path: z.string(), sha256: z.string(), asOf: z.string() }).nullable(),
});

export type Check = z.infer<typeof checkSchema>;
export type CheckedGate = Check["gates"][number];
export type CheckedGroup = NonNullable<CheckedGate["groups"]>[number];
export type CheckedLimit = Check["limits"][number];
