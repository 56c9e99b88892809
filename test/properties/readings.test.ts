import { Readable } from "node:stream";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type RawOptions, settle } from "../../src/cli/settle.ts";
import type { Plan } from "../../src/engine/contract.ts";
import { referenceEngine } from "../../src/engine/reference/engine.ts";
import { AS_RUN, variants } from "../../src/engine/variants.ts";
import { type OpenLog, openLog } from "../../src/ingest/openLog.ts";
import { Failure } from "../../src/model/failure.ts";
import type { Tally } from "../../src/model/tally.ts";
import { randomLogs } from "./logs.ts";
import { randomOptions, runs } from "./run.ts";

const engine = referenceEngine("0.0.0");

/** A run of its own: its tally, and who is late in which family. */
const runOf = async (
  log: OpenLog,
  plan: Plan,
): Promise<{ readonly tally: Tally; readonly late: ReadonlySet<string> }> => {
  const late = new Set<string>();
  const { tally } = await engine.run(log, plan, {
    finding: ({ cancellation: { key }, assessment: { rule, verdict } }) => {
      if (verdict === "missed" || verdict === "overdue") late.add(`${rule.family}\n${key}`);
    },
  });
  return { tally, late };
};

const totalsOf = ({ families }: Tally) =>
  Object.fromEntries(
    families.map(({ id, counts: { missed, overdue, undetermined } }) => [id, { missed, overdue, undetermined }]),
  );

const settled = new Map<string, ReturnType<typeof settle>>();
const planOf = async (raw: RawOptions) => {
  const key = JSON.stringify(raw);
  const known = settled.get(key) ?? settle([], raw, { name: "cancellog", version: "0.0.0" }, "/");
  settled.set(key, known);
  return (await known).request;
};

/** What a log that cannot be assessed comes to is nobody's concern here. */
const unlessRefused = async <T>(work: Promise<T>): Promise<T | null> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
};

it("every reading of the sensitivity table comes to what a run of its own comes to", async () => {
  const seen = new Set<string>();
  let moved = 0;
  await fc.assert(
    fc.asyncProperty(randomLogs({ most: 20 }), randomOptions, async (random, raw) => {
      const { reading, plan: bare } = await planOf(raw);
      const plan = { ...bare, dimensions: [] };
      // Standard input is read once: every run gets one of its own.
      const open = () =>
        openLog([{ path: "-", file: null, member: null }], reading, {
          stdin: Readable.from([Buffer.from(random.csv)]),
          maxBytes: 1e9,
          onRead: () => {},
        });
      const log = await unlessRefused(open());
      if (log === null) return;
      const own = await unlessRefused(runOf(log, plan));
      if (own === null) return;
      const others: (ReturnType<typeof variants>[number] & { readonly run: Awaited<ReturnType<typeof runOf>> })[] = [];
      for (const variant of variants(plan, log.mapped))
        others.push({ ...variant, run: await runOf(await open(), variant.plan) });
      const { readings, inEvery } = own.tally.sensitivity;
      expect(readings).toEqual([
        { ...AS_RUN, families: totalsOf(own.tally) },
        ...others.map(({ id, title, run }) => ({ id, title, families: totalsOf(run.tally) })),
      ]);
      const everywhere = [...own.late].filter((one) => others.every(({ run }) => run.late.has(one)));
      for (const [id, count] of Object.entries(inEvery))
        expect(
          everywhere.filter((one) => one.startsWith(`${id}\n`)),
          id,
        ).toHaveLength(count);
      for (const { id, run } of others) {
        seen.add(id.replace(/:.*/, ""));
        if (JSON.stringify(totalsOf(run.tally)) !== JSON.stringify(totalsOf(own.tally))) moved++;
      }
    }),
    runs(150),
  );
  expect([...seen].sort()).toEqual(
    ["calendar", "clock", "enrollee-as-plan", "kind-not-derived", "link", "prior-not-derived", "without"].sort(),
  );
  expect(moved).toBeGreaterThan(60);
});
