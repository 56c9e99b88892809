import { Readable } from "node:stream";
import fc from "fast-check";
import { expect, it } from "vitest";
import { explain } from "../../src/cli/commands/explain.ts";
import { type RawOptions, settle } from "../../src/cli/settle.ts";
import { type Explanation, explainSchema } from "../../src/model/explain.ts";
import { type FindingRow, VERDICTS } from "../../src/model/verdict.ts";
import { explanationMarkdown } from "../../src/render/explain/markdown.ts";
import { explanationText } from "../../src/render/explain/text.ts";
import { displayWidth } from "../../src/render/text/width.ts";
import { randomLogs } from "./logs.ts";
import { inTheYearsOfTheStrike, packChoices, packOptions } from "./packs.ts";
import { assess, randomOptions, runs } from "./run.ts";

const settled = new Map<string, ReturnType<typeof settle>>();

const explained = async (
  csv: string,
  raw: Parameters<typeof settle>[1],
  ids: readonly string[],
): Promise<Explanation> => {
  const key = JSON.stringify(raw);
  const known = settled.get(key) ?? settle([], raw, { name: "cancellog", version: "0.0.0" }, "/");
  settled.set(key, known);
  const { request, maxBytes } = await known;
  const stdin = Readable.from([Buffer.from(csv)]);
  return explain({ ...request, inputs: [{ path: "-", file: null, member: null }] }, ids, {
    stdin,
    maxBytes,
    onRead: () => {},
  });
};

/** What a finding and an explained rule both tell. */
const told = (row: FindingRow | (Explanation["rules"][number] & { readonly rule?: never })) => ({
  place: `${row.appointment_id} ${row.source}:${row.record}:${row.line}`,
  rule: "id" in row ? row.id : row.rule,
  family: row.family,
  verdict: row.verdict,
  reason: row.reason,
  starts_at: row.starts_at,
  care_at: row.care_at,
  due_at: row.due_at,
  elapsed: row.elapsed,
  unit: row.unit,
});

/** Options of every kind, and every choice of packs. */
const anyOptions = (): fc.Arbitrary<RawOptions> =>
  fc.oneof(
    { weight: 2, arbitrary: randomOptions },
    {
      weight: 3,
      arbitrary: fc
        .tuple(packOptions, fc.constantFrom(...packChoices()))
        .map(([options, { raw }]) => ({ ...options, ...raw })),
    },
  );

/** A run of the default engine takes long: of it a few, and what failed is shown as it is. */
const ENGINES_TRIED = [
  { engine: "reference", examples: runs(150), sees: VERDICTS.filter((verdict) => verdict !== "not-applicable") },
  {
    engine: "duckdb",
    examples: { ...runs(30), endOnFailure: true },
    sees: ["met", "missed", "overdue", "undetermined"],
  },
] as const;
const LIMIT = 600_000;

it.each(ENGINES_TRIED)(
  "every finding of engine $engine is explained by a rule of the same verdict, reason, start, care, due date and elapsed time",
  async ({ engine, examples, sees }) => {
    const seen = new Map<string, number>();
    const dated = fc.constantFrom((text: string) => text, inTheYearsOfTheStrike);
    await fc.assert(
      fc.asyncProperty(randomLogs({ most: 12 }), anyOptions(), dated, async (log, raw, date) => {
        const csv = date(log.csv);
        const outcome = await assess([csv], raw, engine);
        if (outcome.failure !== null) return;
        const { findings, report } = outcome;
        const ids = [...new Set(findings.map(({ appointment_id }) => String(appointment_id)))];
        if (ids.length === 0) return;
        const document = await explained(csv, raw, ids);
        expect(document).toEqual(explainSchema.parse(document));
        expect(document).toMatchObject({
          notFound: [],
          asOf: report.asOf,
          asOfFrom: report.asOfFrom,
          packs: report.packs,
        });
        const inScope = new Set(
          document.appointments.filter((one) => one.inScope).map(({ source, record }) => `${source}:${record}`),
        );
        const bound = document.rules.filter(
          ({ source, record, verdict }) => inScope.has(`${source}:${record}`) && verdict !== "not-applicable",
        );
        const sorted = (rows: readonly ReturnType<typeof told>[]) => rows.map((row) => JSON.stringify(row)).sort();
        expect(sorted(bound.map(told))).toEqual(sorted(findings.map(told)));
        for (const row of findings) {
          seen.set(String(row.verdict), (seen.get(String(row.verdict)) ?? 0) + 1);
          const one = document.appointments.find(
            ({ source, record }) => source === row.source && record === row.record,
          );
          expect(one?.outcome).toMatchObject({ resolution: row.resolution, linkedBy: row.linked_by });
          expect(one?.outcome?.care?.at ?? null).toBe(row.care_at);
          // The walk as drawn leads to what the finding names.
          if (row.care_appointment_id !== null)
            expect(one?.outcome?.walk.at(-1)?.appointment_id).toBe(row.care_appointment_id);
        }
        for (const { verdict, clock, elapsed, unit } of bound) {
          // The days as drawn end with the number that the finding tells.
          const stop = clock?.stops?.at.slice(0, 10);
          const day = clock?.weeks.flatMap(({ days }) => days).find(({ date }) => date === stop);
          if (verdict !== "undetermined" && unit !== "s" && day?.kind === "counts") expect(day.n).toBe(elapsed);
        }
        for (const line of explanationText(document, { width: 80, color: false, verbose: false }).split("\n")) {
          expect(displayWidth(line), line).toBeLessThanOrEqual(80);
          expect(line).not.toMatch(/[\p{Cc}\p{Cf}]|undefined|NaN|\[object/u);
        }
        expect(explanationMarkdown(document)).not.toMatch(/undefined|NaN|\[object/);
      }),
      examples,
    );
    for (const verdict of sees) expect(seen.get(verdict) ?? 0, verdict).toBeGreaterThan(0);
  },
  LIMIT,
);
