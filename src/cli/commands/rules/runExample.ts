import { Readable } from "node:stream";
import { audit } from "../../../audit.ts";
import { referenceEngine } from "../../../engine/reference/engine.ts";
import { findingRow } from "../../../engine/rows.ts";
import type { Input } from "../../../ingest/input.ts";
import type { PackExample } from "../../../model/rule.ts";
import type { Finding, FindingRow } from "../../../model/verdict.ts";
import { settle } from "../../settle.ts";
import { TOOL } from "../../tool.ts";

/** What one example came to: the verdicts asked for, and in words what came otherwise. */
export interface ExampleRun {
  readonly title: string;
  readonly verdicts: number;
  readonly surprises: readonly string[];
}

const because = ({ starts_at, care_at, due_at, elapsed, unit }: FindingRow): string => {
  const parts = [
    starts_at === null ? "" : `counted from ${starts_at}`,
    due_at === null ? "" : `due ${due_at}`,
    care_at === null ? "no care" : `care ${care_at}`,
    elapsed === null ? "" : `${elapsed} ${unit} elapsed`,
  ];
  return ` (${parts.filter((text) => text !== "").join(", ")})`;
};

const found = (row: FindingRow | undefined): string =>
  row === undefined ? "not-applicable" : row.reason === null ? String(row.verdict) : `${row.verdict}:${row.reason}`;

/** A verdict alone leaves open for what reason. */
const matches = (expected: string, row: FindingRow | undefined): boolean =>
  expected === found(row) || (row !== undefined && expected === row.verdict);

/**
 * Runs one example of a pack through the whole of the program, and holds what it finds against what was expected.
 * @throws Failure where the example's log cannot be read.
 */
export const runExample = async (pack: string, example: PackExample, cwd: string): Promise<ExampleRun> => {
  const input: Input = { path: `example "${example.title}"`, file: null, member: null };
  const options = { pack: [pack], asOf: example.asOf, by: "appointment_id" };
  const { request, maxBytes } = await settle([input], options, TOOL, cwd);
  const findings: Finding[] = [];
  const world = { stdin: Readable.from([Buffer.from(example.csv)]), maxBytes, onRead: () => {} };
  const { report, rejects } = await audit(request, referenceEngine(TOOL.version), world, {
    finding: (one) => void findings.push(one),
  });
  const rows = new Map(
    findings
      .map((one) => findingRow(one, () => input.path))
      .map((row) => [`${row.appointment_id}\u0000${row.rule}`, row]),
  );
  const canceled = new Set(
    (report.breakdowns[0]?.rows ?? []).flatMap(({ key, cancellations }) => (cancellations > 0 ? [key] : [])),
  );
  const surprises = [
    ...rejects.map(({ place, reason }) => `line ${place.line} of its log was refused: ${reason}`),
    ...Object.keys(example.expect)
      .filter((id) => !canceled.has(id))
      .map((id) => `${id} is no cancellation in its log`),
    ...Object.entries(example.expect).flatMap(([id, byRule]) =>
      Object.entries(byRule).flatMap(([rule, expected]) => {
        const row = rows.get(`${id}\u0000${rule}`);
        if (matches(expected, row) || !canceled.has(id)) return [];
        return [`${id}, ${rule}: expected ${expected}, found ${found(row)}${row === undefined ? "" : because(row)}`];
      }),
    ),
  ];
  const verdicts = Object.values(example.expect).reduce((sum, byRule) => sum + Object.keys(byRule).length, 0);
  return { title: example.title, verdicts, surprises };
};
