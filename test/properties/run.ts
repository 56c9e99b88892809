import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import fc from "fast-check";
import { audit, type Request } from "../../src/audit.ts";
import { type RawOptions, settle } from "../../src/cli/settle.ts";
import type { Engine, EngineName, Outlets } from "../../src/engine/contract.ts";
import { duckdbEngine } from "../../src/engine/duckdb/engine.ts";
import { referenceEngine } from "../../src/engine/reference/engine.ts";
import { findingRow, rejectRow } from "../../src/engine/rows.ts";
import type { Input } from "../../src/ingest/input.ts";
import { Failure } from "../../src/model/failure.ts";
import type { ProblemCode } from "../../src/model/problem.ts";
import type { Report } from "../../src/model/report.ts";
import type { Finding, FindingRow, RejectRow } from "../../src/model/verdict.ts";
import { temporaryFolder } from "../cli/temporary.ts";

/** What a run came to. */
export interface Assessed {
  readonly failure: null;
  readonly report: Report;
  readonly findings: readonly FindingRow[];
  readonly rejects: readonly RejectRow[];
}
export interface Refused {
  readonly failure: string;
}
export type Outcome = Assessed | Refused;

const { PROPERTY_SEED = "20220815", PROPERTY_FACTOR = "1" } = process.env;

/**
 * How many examples a property is tried on: the same ones in every run, a failing one printed with the seed and path
 * that lead to it. To look further, set PROPERTY_SEED to another number and PROPERTY_FACTOR to a larger one.
 */
export const runs = (numRuns: number) => ({
  seed: Number(PROPERTY_SEED),
  numRuns: numRuns * Number(PROPERTY_FACTOR),
});

const tool = { name: "cancellog", version: "0.0.0" } as const;
const settled = new Map<string, Promise<{ readonly request: Request; readonly maxBytes: number }>>();

/** Options settle to the same plan every time, and a day table takes longer to make than a small log to assess. */
const settleOnce = (raw: RawOptions) => {
  const key = JSON.stringify(raw);
  const known = settled.get(key) ?? settle([], raw, tool, "/");
  settled.set(key, known);
  return known;
};

const STANDARD_INPUT: Input = { path: "-", file: null, member: null };

let folder: string | undefined;
const stored = (texts: readonly string[]): readonly Input[] => {
  folder ??= temporaryFolder();
  return texts.map((text, i) => {
    const path = `${i}.csv`;
    const file = join(folder ?? "", path);
    writeFileSync(file, text);
    return { path, file, member: null };
  });
};

/** An engine, and its findings as rows, in its own order. */
interface Assessor {
  readonly engine: Engine;
  readonly outlets: Outlets;
  readonly rows: (pathOf: (source: number) => string) => readonly FindingRow[];
}

const byReference = (): Assessor => {
  const findings: Finding[] = [];
  return {
    engine: referenceEngine("0.0.0"),
    outlets: { finding: (one) => void findings.push(one) },
    rows: (pathOf) => findings.map((one) => findingRow(one, pathOf)),
  };
};

/** The default engine writes its findings itself: they are read back from its file. */
const byDefault = (): Assessor => {
  folder ??= temporaryFolder();
  const path = join(folder, "findings.ndjson");
  const parts: string[] = [];
  const taken = (): void => void parts.push(readFileSync(path, "utf8"));
  return {
    engine: duckdbEngine("0.0.0", { memory: "1GB", threads: null, scratch: temporaryFolder }),
    outlets: { findingsFile: { path, format: "ndjson", cell: (text) => JSON.stringify(text), taken } },
    rows: () =>
      parts
        .join("")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as FindingRow),
  };
};

const ASSESSORS = { reference: byReference, duckdb: byDefault } as const satisfies Record<EngineName, () => Assessor>;

/** Runs the whole pipeline over the texts of some files: one from standard input, several from a folder. */
export const assess = async (
  texts: readonly string[],
  raw: RawOptions = {},
  by: EngineName = "reference",
): Promise<Outcome> => {
  const inputs = texts.length === 1 ? [STANDARD_INPUT] : stored(texts);
  const pathOf = (source: number): string => inputs[source]?.path ?? "";
  const { engine, outlets, rows } = ASSESSORS[by]();
  try {
    const { request, maxBytes } = await settleOnce(raw);
    const stdin = Readable.from(texts.length === 1 ? [Buffer.from(texts[0] ?? "")] : []);
    const world = { stdin, maxBytes, onRead: () => {} };
    const { report, rejects } = await audit({ ...request, inputs }, engine, world, outlets);
    return {
      failure: null,
      report,
      findings: rows(pathOf),
      rejects: rejects.map((one) => rejectRow(one, pathOf)),
    };
  } catch (error) {
    if (error instanceof Failure) return { failure: error.code };
    throw error;
  }
};

/** What a report tells apart from where it was read: no inputs, no places, and no word on single files. */
export const apartFromPlaces = (outcome: Outcome, ...unasked: readonly ProblemCode[]) => {
  if (outcome.failure !== null) return outcome;
  const { inputs: _, problems, ...report } = outcome.report;
  const placeless = ({ source: _s, record: _r, line: _l, ...row }: FindingRow | RejectRow) => row;
  return {
    report: {
      ...report,
      problems: problems
        .filter(({ code }) => code !== "source-stale" && !unasked.includes(code))
        .map(({ code, count, samples }) => ({ code, count, samples: samples.map(({ detail }) => detail) })),
    },
    findings: outcome.findings.map(placeless),
    rejects: outcome.rejects.map(placeless),
  };
};

/** Options that change what is counted; most runs have none of them. */
export const randomOptions: fc.Arbitrary<RawOptions> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  {
    weight: 3,
    arbitrary: fc.record(
      {
        asOf: fc.constantFrom("2022-08-31", "2022-09-12", "2022-11-06", "2023-01-31", "2099-12-31"),
        from: fc.constantFrom("2022-08-26", "2022-09-12"),
        to: fc.constantFrom("2022-09-12", "2023-03-12"),
        where: fc.constantFrom(["facility=North"], ["canceled_by!=plan", "service="], ["status=canceled,rescheduled"]),
        assume: fc.constantFrom(["canceled_by=plan"], ["service=group-therapy", "urgency=urgent"], ["follow_up=true"]),
        timezone: fc.constantFrom("America/Los_Angeles", "Australia/Lord_Howe", "America/Sao_Paulo"),
        calendar: fc.constantFrom("ca-legal-holidays"),
        link: fc.constantFrom("series", "inferred", "inferred"),
        derive: fc.constant(["prior_kept_at"]),
        by: fc.constantFrom("week", "week,status,scheduled_at", "appointment_id"),
      },
      { requiredKeys: [] },
    ),
  },
);
