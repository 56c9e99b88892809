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

/** Cells that meet: few people, providers, sessions and days, so that sessions are lost in part, and groups meet again. */
const oneOf = (...texts: readonly string[]) => fc.constantFrom(...texts);
const DAYS = ["2022-09-01", "2022-09-08", "2022-09-14", "2022-09-15", "2022-09-16", "2022-09-19", "2022-09-22"];
const times = fc
  .tuple(oneOf(...DAYS), oneOf("", " 00:00:00", " 08:59", " 09:00", " 09:30"))
  .map(([day, time]) => day + time);
const ids = Array.from({ length: 24 }, (_, i) => `A${i}`);
const dense = fc.record({
  status: oneOf(
    "canceled",
    "canceled",
    "canceled",
    "rescheduled",
    "fulfilled",
    "arrived",
    "booked",
    "noshow",
    "proposed",
  ),
  scheduled_at: times,
  canceled_at: oneOf("2022-08-31 10:00", "2022-09-14 09:00", "2022-09-18", ""),
  canceled_by: oneOf("plan", "plan", "plan", "enrollee", "other", ""),
  service: oneOf("group-therapy", "group-therapy", "individual-therapy", "psychiatry", "primary-care", "class", ""),
  provider_id: oneOf("P1", "P2", "p1", "P3", ""),
  facility: oneOf("North", "South", "\u{1F3E5}", "\uFF21", ""),
  network: oneOf("in", "out", ""),
  notified_at: fc.oneof(times, fc.constant("")),
  session_id: oneOf("G1", "G2", "", "", "S1"),
  series_id: oneOf("S1", "S2", "G1", "", ""),
  replaced_by: fc.oneof(fc.constant(""), fc.constantFrom(...ids)),
  rescheduled_to: fc.oneof({ weight: 2, arbitrary: fc.constant("") }, { weight: 1, arbitrary: times }),
  rescheduled_provider_id: oneOf("P1", "P4", ""),
  rescheduled_network: oneOf("in", "out", ""),
  offered_for: fc.oneof({ weight: 3, arbitrary: fc.constant("") }, { weight: 1, arbitrary: times }),
});
const COLUMNS = [
  "canceled_by",
  "service",
  "provider_id",
  "facility",
  "network",
  "notified_at",
  "session_id",
  "series_id",
];
const denseLogs = fc
  .record({
    rows: fc.array(dense, { minLength: 4, maxLength: ids.length }),
    dropped: fc.oneof(
      { weight: 3, arbitrary: fc.constant<string[]>([]) },
      { weight: 1, arbitrary: fc.subarray(COLUMNS) },
    ),
  })
  .map(({ rows, dropped }) => {
    const lines = rows.map((row, i) => ({ appointment_id: ids[i] ?? "", enrollee_id: `E${i % 3}`, ...row }));
    const columns = Object.keys(lines[0] ?? {}).filter((name) => !dropped.includes(name));
    const cells = lines.map((line) => columns.map((name) => line[name as keyof typeof line]).join(","));
    return [columns.join(","), ...cells, ""].join("\n");
  });
const denseOptions: fc.Arbitrary<RawOptions> = fc
  .record({
    asOf: oneOf("2022-09-14", "2022-09-16", "2022-10-31"),
    from: fc.constantFrom(undefined, "2022-09-14"),
    where: fc.constantFrom(undefined, ["facility=North"], ["status!=noshow", "facility!="]),
    key: fc.constantFrom(undefined, "facility,appointment_id"),
    assume: fc.constantFrom(undefined, ["canceled_by=plan"], ["canceled_by=enrollee", "service=psychiatry"]),
    by: fc.constantFrom(undefined, "week"),
    link: fc.constantFrom(undefined, "series", "inferred"),
  })
  .map((raw) => Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined)));

it("every engine counts the same where people, sessions and days meet", async () => {
  const property = fc.asyncProperty(denseLogs, denseOptions, async (csv, raw) => {
    expect(await sectionsBy(duckdb, csv, raw)).toEqual(await sectionsBy(reference, csv, raw));
  });
  await fc.assert(property, runs(60));
}, 300_000);

it("every engine counts the same in every section", async () => {
  const property = fc.asyncProperty(randomLogs(), randomOptions, async ({ csv }, raw) => {
    expect(await sectionsBy(duckdb, csv, raw)).toEqual(await sectionsBy(reference, csv, raw));
  });
  await fc.assert(property, runs(60));
}, 300_000);
