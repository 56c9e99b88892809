import type { Report } from "../../../src/model/report.ts";
import { reportSchema } from "../../../src/model/report.ts";
import type { Ran } from "../run.ts";

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const total = (counts: Readonly<Record<string, number>>): number => sum(Object.values(counts));

/** What does not add up in a report, in words. */
const unbalanced = (report: Report, rejects: number): string[] => {
  const { reconciliation: r, headline, inputs, families, rules, breakdowns, problems } = report;
  const pairs: (readonly [string, number, number])[] = [
    ["read", r.read, r.accepted + r.rejected + r.duplicates + r.superseded],
    ["records of the inputs", sum(inputs.map(({ records }) => records)), r.read],
    ["rows of the rejects file", rejects, r.rejected],
    ["canceled by", total(headline.canceledBy), headline.cancellations],
    ["resolutions", total(headline.resolution), headline.cancellations],
    ...[...families, ...rules].map(
      ({ id, counts }) => [`verdicts of ${id}`, total(counts), headline.cancellations] as const,
    ),
    ...breakdowns.map(
      ({ by, rows }) =>
        [`by ${by}`, sum(rows.map(({ cancellations }) => cancellations)), headline.cancellations] as const,
    ),
  ];
  const bounds: (readonly [string, number, number])[] = [
    ["cancellations", headline.cancellations, headline.appointments],
    ["appointments", headline.appointments, r.accepted],
    ["enrollees", headline.enrollees, headline.cancellations],
    ...problems.map(({ code, count, samples }) => [`samples of ${code}`, samples.length, count] as const),
  ];
  return [
    ...pairs.filter(([, a, b]) => a !== b).map(([what, a, b]) => `${what}: ${a}, not ${b}`),
    ...bounds.filter(([, less, more]) => less > more).map(([what, less, more]) => `${what}: ${less} of ${more}`),
  ];
};

/** C0 and C1 controls, which a terminal obeys; line ends are counted apart. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/;

const badMessage = (stderr: string): string[] => {
  const lines = stderr.split("\n");
  return [
    ...(stderr.startsWith("cancellog: ") ? [] : ["message: does not begin with the program's name"]),
    ...(stderr.endsWith("\n") && lines.length - 1 <= 3 ? [] : [`message: ${lines.length - 1} lines`]),
    ...(/\n\s+at /.test(stderr) ? ["message: a stack"] : []),
    ...(CONTROL.test(stderr) ? ["message: a control character"] : []),
    ...(stderr.length > 2000 ? [`message: ${stderr.length} characters`] : []),
  ];
};

export type Format = "json" | "text";

/** Says what is wrong with a run; nothing where it did what it may: a report that adds up, or a clear message. */
export const faultsOf = ({ code, stdout, stderr }: Ran, rejects: number, format: Format): string[] => {
  if (code === 2) return [...badMessage(stderr), ...(stdout === "" ? [] : ["a report beside exit 2"])];
  if (code !== 0) return [`exit ${code}`];
  if (stderr.split("\n").some((line) => line !== "" && !line.startsWith("note: "))) return ["exit 0 with a message"];
  if (CONTROL.test(stderr)) return ["note: a control character"];
  if (format === "text") return CONTROL.test(stdout) ? ["report: a control character"] : [];
  const parsed = reportSchema.safeParse(JSON.parse(stdout));
  return parsed.success ? unbalanced(parsed.data, rejects) : [`schema: ${parsed.error.issues[0]?.message}`];
};
