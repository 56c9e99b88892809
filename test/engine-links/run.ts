import { Readable } from "node:stream";
import { audit } from "../../src/audit.ts";
import { type RawOptions, settle } from "../../src/cli/settle.ts";
import { referenceEngine } from "../../src/engine/reference/engine.ts";
import { findingRow } from "../../src/engine/rows.ts";
import type { FieldName } from "../../src/model/fields.ts";
import { type Report, reportSchema } from "../../src/model/report.ts";
import type { Finding, FindingRow } from "../../src/model/verdict.ts";

/** One record, as far as the case speaks of it. */
export type Cells = Readonly<Partial<Record<FieldName, string>>>;
export type Case = Cells & { readonly appointment_id: string };

/** What goes without saying: one enrollee's individual therapy, canceled by the plan where it is canceled. */
const USUAL = { enrollee_id: "E1", service: "individual-therapy", canceled_by: "plan" } as const;

/** A lost appointment: Thursday, September 1, canceled the day before; booked in July. */
export const lost = (appointment_id: string, cells: Cells = {}): Case => ({
  appointment_id,
  ...USUAL,
  status: "canceled",
  scheduled_at: "2022-09-01 09:00",
  made_at: "2022-07-01 10:00",
  canceled_at: "2022-08-31 10:00",
  ...cells,
});

/** An appointment that stands: kept on Monday, September 12, booked on the day of the cancellation. */
export const kept = (appointment_id: string, cells: Cells = {}): Case => ({
  appointment_id,
  ...USUAL,
  canceled_by: "",
  status: "fulfilled",
  scheduled_at: "2022-09-12 09:00",
  made_at: "2022-08-31 11:00",
  ...cells,
});

/** Writes cases as a log with just the columns that any of them names, and those asked for. */
export const logOf = (cases: readonly Case[], more: readonly FieldName[] = []): string => {
  const columns = [...new Set([...cases.flatMap((one) => Object.keys(one) as FieldName[]), ...more])];
  const lines = cases.map((one) => columns.map((column) => one[column] ?? "").join(","));
  return [columns.join(","), ...lines, ""].join("\n");
};

export interface Assessed {
  readonly report: Report;
  readonly findings: readonly FindingRow[];
}

const settled = new Map<string, ReturnType<typeof settle>>();
const settleOnce = (raw: RawOptions): ReturnType<typeof settle> => {
  const key = JSON.stringify(raw);
  const request =
    settled.get(key) ??
    settle([{ path: "-", file: null, member: null }], raw, { name: "cancellog", version: "0.0.0" }, "/");
  settled.set(key, request);
  return request;
};

/** Runs the whole pipeline over a log, as of the end of 2022 if not told otherwise. */
export const assess = async (text: string, raw: RawOptions = {}): Promise<Assessed> => {
  const { request, maxBytes } = await settleOnce({ asOf: "2022-12-31", ...raw });
  const findings: Finding[] = [];
  const world = { stdin: Readable.from([Buffer.from(text)]), maxBytes, onRead: () => {} };
  const { report } = await audit(request, referenceEngine("0.0.0"), world, {
    finding: (one) => void findings.push(one),
  });
  // What is written must be what the schema says.
  reportSchema.parse(JSON.parse(JSON.stringify(report)));
  return { report, findings: findings.map((one) => findingRow(one, () => "-")) };
};

/** Counts each problem but that of the log's age, since every log here ends long before as-of. */
export const problemsOf = ({ problems }: Report): Readonly<Record<string, number>> =>
  Object.fromEntries(problems.filter(({ code }) => code !== "source-stale").map(({ code, count }) => [code, count]));

/** Tells of each cancellation what became of it, where to, and by which link: `rescheduled to R by inferred`. */
export const fatesOf = ({ findings }: Assessed): Readonly<Record<string, string>> =>
  Object.fromEntries(
    findings
      .filter(({ family }) => family === "ca.reschedule")
      .map(({ appointment_id, resolution, care_appointment_id, linked_by }) => [
        appointment_id,
        [
          resolution,
          ...(care_appointment_id === null ? [] : [`to ${care_appointment_id}`]),
          ...(linked_by === null ? [] : [`by ${linked_by}`]),
        ].join(" "),
      ]),
  );
