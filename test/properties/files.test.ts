import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RandomLog, randomLogs } from "./logs.ts";
import { apartFromPlaces, assess, randomOptions, runs } from "./run.ts";

/** The lines of a log in as many files as there are cuts, and one more; each with its header. */
const cut = (log: RandomLog, cuts: readonly number[]): readonly string[] => {
  const edges = [0, ...cuts.map((at) => at % (log.lines.length + 1)).sort((a, b) => a - b), log.lines.length];
  return edges.slice(1).map((end, i) => log.withLines(log.lines.slice(edges[i], end)).csv);
};

describe("splitting a log into files", () => {
  it("changes nothing but the inputs, the places named, and which files end long before as-of", async () => {
    const cuts = fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(randomLogs(), cuts, randomOptions, async (log, places, options) => {
        const whole = apartFromPlaces(await assess([log.csv], options));
        expect(apartFromPlaces(await assess(cut(log, places), options))).toEqual(whole);
      }),
      runs(120),
    );
  });
});

describe("splitting a log into files of which only the first has the header", () => {
  it("changes no more than that, where every other file starts with a record", async () => {
    await fc.assert(
      fc.asyncProperty(randomLogs({ clean: true }), fc.nat({ max: 1000 }), randomOptions, async (log, at, options) => {
        const records = log.withLines(log.lines.filter(({ kind }) => kind === "record"));
        fc.pre(records.lines.length > 1);
        const [first = "", second = ""] = cut(records, [1 + (at % (records.lines.length - 1))]);
        const bare = second.slice(second.indexOf("\n") + 1);
        const whole = apartFromPlaces(await assess([records.csv], options));
        expect(apartFromPlaces(await assess([first, bare], options), "borrowed-header")).toEqual(whole);
      }),
      runs(80),
    );
  });
});

describe("reading every file twice", () => {
  it("changes nothing but what was read, what was a duplicate, and what was skipped", async () => {
    await fc.assert(
      fc.asyncProperty(randomLogs({ clean: true }), randomOptions, async (log, options) => {
        // What is said of lines that are no records, and of all values of a column, is said of each reading.
        const said = ["skipped-lines", "utc-midnights"] as const;
        const once = apartFromPlaces(await assess([log.csv], options), ...said);
        const twice = apartFromPlaces(await assess([log.csv, log.csv], options), ...said);
        if ("failure" in once) {
          expect(twice).toEqual(once);
          return;
        }
        expect(once.rejects).toEqual([]);
        const { read, accepted, duplicates, skipped } = once.report.reconciliation;
        const expected = { read: 2 * read, duplicates: duplicates + read, skipped: 2 * skipped, accepted };
        expect(twice).toEqual({
          ...once,
          report: { ...once.report, reconciliation: { ...once.report.reconciliation, ...expected } },
        });
      }),
      runs(120),
    );
  });

  it("refuses twice what is refused once", async () => {
    await fc.assert(
      fc.asyncProperty(randomLogs(), async (log) => {
        const once = await assess([log.csv]);
        const twice = await assess([log.csv, log.csv]);
        expect(twice.failure).toBe(once.failure);
        if (once.failure !== null || twice.failure !== null) return;
        expect(twice.report.headline).toEqual(once.report.headline);
        expect(twice.rejects.map(({ reason, raw }) => ({ reason, raw }))).toEqual(
          [...once.rejects, ...once.rejects].map(({ reason, raw }) => ({ reason, raw })),
        );
      }),
      runs(80),
    );
  });
});
