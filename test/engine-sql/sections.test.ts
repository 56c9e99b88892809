import { Readable } from "node:stream";
import fc from "fast-check";
import { expect, it } from "vitest";
import { audit } from "../../src/audit.ts";
import { type RawOptions, settle } from "../../src/cli/settle.ts";
import type { Engine } from "../../src/engine/contract.ts";
import { duckdbEngine } from "../../src/engine/duckdb/engine.ts";
import { referenceEngine } from "../../src/engine/reference/engine.ts";
import { Failure } from "../../src/model/failure.ts";
import type { Tally } from "../../src/model/tally.ts";
import { temporaryFolder } from "../cli/temporary.ts";
import { randomLogs } from "../properties/logs.ts";
import { randomOptions, runs } from "../properties/run.ts";

const SECTIONS = ["outOfNetwork", "notice", "continuity", "groups", "wanting"] as const;
type Sections = Pick<Tally, (typeof SECTIONS)[number]>;

const reference = referenceEngine("0.0.0");
const duckdb = duckdbEngine("0.0.0", { memory: null, threads: 1, scratch: temporaryFolder });

const settled = new Map<string, ReturnType<typeof settle>>();
const settleOnce = (raw: RawOptions): ReturnType<typeof settle> => {
  const key = JSON.stringify(raw);
  const inputs = [{ path: "-", file: null, member: null }];
  const known = settled.get(key) ?? settle(inputs, raw, { name: "cancellog", version: "0.0.0" }, "/");
  settled.set(key, known);
  return known;
};

/** Nothing of a run is wanted here but what its engine counted. */
class Counted extends Error {
  constructor(readonly tally: Tally) {
    super("counted");
  }
}

/** The sections that an engine counts of a log, or the code of the failure that refuses it. */
const sectionsBy = async (engine: Engine, text: string, raw: RawOptions): Promise<Sections | string> => {
  const { request, maxBytes } = await settleOnce(raw);
  const world = { stdin: Readable.from([Buffer.from(text)]), maxBytes, onRead: () => {} };
  const only: Engine = {
    ...engine,
    run: async (...given) => {
      throw new Counted((await engine.run(...given)).tally);
    },
  };
  try {
    await audit(request, only, world, {});
    throw new Error("an engine counted nothing");
  } catch (error) {
    if (error instanceof Failure) return error.code;
    if (!(error instanceof Counted)) throw error;
    const { outOfNetwork, notice, continuity, groups, wanting } = error.tally;
    return { outOfNetwork, notice, continuity, groups, wanting };
  }
};

it("every engine counts the same in every section", async () => {
  const property = fc.asyncProperty(randomLogs(), randomOptions, async ({ csv }, raw) => {
    expect(await sectionsBy(duckdb, csv, raw)).toEqual(await sectionsBy(reference, csv, raw));
  });
  await fc.assert(property, runs(60));
}, 300_000);
